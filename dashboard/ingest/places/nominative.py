"""The names a Ukrainian or Russian name in the genitive may stand for ("від Донецька", "от Авдеевки").

Several nominatives can share a genitive, and a list of endings knows no names; so every possible one is returned. It is for the
gazetteer to say which of them exist, and where more than one does, nothing may be chosen.
"""

import re
from itertools import islice, product

_MOST_NAMES = 200
_Endings = tuple[tuple[str, tuple[str, ...]], ...]
_UKRAINIAN: _Endings = (
    # Adjectives, alone or as part of a name: Золотого, Синього, Великої, Верхніх, Часового.
    ("ого", ("ий", "е", "ій")),
    ("ього", ("ій", "є")),
    ("його", ("ій", "є")),
    ("ої", ("а",)),
    ("ьої", ("я",)),
    ("их", ("і",)),
    ("ового", ("ів",)),
    # Nouns of the feminine: Авдіївки, Вінниці, Бучі, Керчі, Марії.
    ("и", ("а",)),
    ("і", ("я", "а", "", "ь")),
    ("ї", ("я",)),
    # Nouns of the masculine and the neuter: Бахмута, Мукачева, Нікополя, Яру, Краю, Сіверця, Городка.
    ("а", ("", "о", "е")),
    ("я", ("ь", "й", "е")),
    ("у", ("",)),
    ("ю", ("ь", "й")),
    ("ця", ("ець",)),
    ("ка", ("ок",)),
    # Names that are plural: Сум, Пісок, Ромен, Броварів, Чернівців.
    (r"(?<=[бвгґджзклмнпрстфхцчшщ])", ("и", "і")),
    ("ок", ("ки",)),
    ("ен", ("ни",)),
    ("ів", ("и", "і")),
)
_RUSSIAN: _Endings = (
    ("ого", ("ий", "ый", "ое", "ой")),
    ("его", ("ий", "ее")),
    ("ой", ("ая",)),
    ("ей", ("яя",)),
    ("их", ("ие",)),
    ("ых", ("ые",)),
    ("и", ("а", "я", "ь")),
    ("ы", ("а",)),
    ("а", ("", "о")),
    ("я", ("ь", "й", "е")),
    ("ца", ("ец",)),
    ("ка", ("ок",)),
    (r"(?<=[бвгджзклмнпрстфхцчшщ])", ("и", "ы")),
    ("ок", ("ки",)),
    ("ен", ("ны",)),
    ("ов", ("ы", "и")),
)
"""What a genitive may end in, and what the nominative then has instead."""
_CLOSED_SYLLABLE = {"о": "і", "е": "і", "є": "ї"}
"""Ukrainian vowels before the last consonants that change where the ending falls away: Харкова is Харків, Києва is Київ."""
_LAST_SYLLABLE = re.compile(r"([оеє])([бвгґджзклмнпрстфхцчшщ]+ь?)$")
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.IGNORECASE)
_ONLY_UKRAINIAN, _ONLY_RUSSIAN = re.compile(r"[іїєґ]", re.IGNORECASE), re.compile(r"[ыэёъ]", re.IGNORECASE)


def nominatives(name: str) -> tuple[str, ...]:
    """Return the name as it is, then every other name it may be the genitive of; a part behind a comma stays as it is."""
    head, comma, tail = name.partition(",")
    if not _CYRILLIC.search(head):
        return (name,)
    names = [head]
    if not _ONLY_RUSSIAN.search(head):
        names += _declined(head, _UKRAINIAN, alternates=True)
    if not _ONLY_UKRAINIAN.search(head):
        names += _declined(head, _RUSSIAN, alternates=False)
    return tuple(dict.fromkeys(one + comma + tail for one in names))


def _declined(head: str, endings: _Endings, *, alternates: bool) -> list[str]:
    # Spaces and hyphens stay where they are; only the words between them decline, each perhaps not at all.
    pieces = re.split(r"([\s-]+)", head)
    forms = [_forms(piece, endings, alternates=alternates) if _CYRILLIC.search(piece) else (piece,) for piece in pieces]
    return ["".join(chosen) for chosen in islice(product(*forms), _MOST_NAMES)]


def _forms(word: str, endings: _Endings, *, alternates: bool) -> tuple[str, ...]:
    forms = [word]
    for ending, instead in endings:
        found = re.search(f"{ending}$", word)
        for new in instead if found else ():
            form = word[: found.start()] + new if found else word
            forms.append(form)
            if alternates and new in ("", "ь"):
                forms.append(_LAST_SYLLABLE.sub(lambda last: _CLOSED_SYLLABLE[last[1]] + last[2], form))
    return tuple(dict.fromkeys(form for form in forms if len(form) > 1))
