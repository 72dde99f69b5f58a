"""Tell which of a place's spellings is its Russian name.

GeoNames does not say which language a name is in. A Russian name is written in the letters of Russian and differs from
the Ukrainian one in regular ways; the Bulgarian, Serbian or Rusyn names beside it do not follow them. Where no
spelling does, the place has no Russian name here: none is made up.
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final

from dashboard.ingest.places.names import normalise

_LETTERS: Final = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя -")
# Names of cities whose Russian form is not regular.
_KNOWN: Final = {
    "Біла Церква": "Белая Церковь",
    "Вишгород": "Вышгород",
    "Дніпро": "Днепр",
    "Енергодар": "Энергодар",
    "Жовті Води": "Жёлтые Воды",
    "Кременчук": "Кременчуг",
    "Куп’янськ": "Купянск",
    "Роздільна": "Раздельная",
    "Самбір": "Самбор",
    "Сімферополь": "Симферополь",
    "Хрустальний": "Хрустальный",
    "Черкаси": "Черкассы",
    "Шахтарськ": "Шахтёрск",
}
# What Russian spelling does not have, though its neighbours do.
_FOREIGN: Final = re.compile(r"[жшчщкгх]ы|[ьи]вк|иив|[^л]ьс|ьцк|зьк|ць|льськ|цив|ци\b|ця\b")
# Ukrainian ending of a word → pattern of the Russian one; the first that fits is taken.
_ENDINGS: Final = (
    ("ський", "ский"),
    ("цький", "цкий"),
    ("ська", "ская"),
    ("цька", "цкая"),
    ("ське", "ское"),
    ("цьке", "цкое"),
    ("ськ", "ск"),
    ("цьк", "цк"),
    ("зьк", "[зс]ск"),
    ("руська", "русская"),
    ("івка", "[оеё]вка"),
    ("ївка", "[еи]?[её]вка"),
    ("ів", "[оеё]в"),
    ("їв", "ев"),
    ("ове", "ово"),
    ("еве", "ево"),
    ("єве", "ево"),
    ("ине", "[иы]но"),
    ("їне", "ино"),
    ("ець", "ец"),
    ("ий", "[ыио]й"),
    ("ці", "цы"),
    ("ця", "ца"),
    ("і", "([иы]|[иы]е)"),
    ("и", "[иы]"),
    ("жжя", "жье"),
    ("лля", "лье"),
    ("ння", "нье"),
    ("ття", "тье"),
    ("ччя", "чье"),
    ("’я", "ье"),
    ("нє", "нее"),
    ("е", "(ое|о|ее|е)"),
    ("а", "(ая|яя|а)"),
    ("я", "(яя|я)"),
)
_BEGINNINGS: Final = (
    ("микол", "никол"),
    ("микит", "никит"),
    ("вугл", "угл"),
    ("вузл", "узл"),
    ("сіверсько", "северо"),
    ("слов’ян", "славян"),
    ("олекс", "алекс"),
    ("ох", "[ао]х"),
    ("олеш", "алеш"),
    ("володим", "владим"),
    ("вільх", "ольх"),
    ("вільш", "ольш"),
    ("вовч", "волч"),
    ("яким", "аким"),
)
_INSIDE: Final = {
    "ілл": "иль",
    "костянтин": "константин",
    "розкіш": "роскош",
    "піщ": "песч",
    "і": "[иоеёы]",
    "и": "[иы]",
    "ї": "[ие]",
    "є": "е",
    "ґ": "г",
    "о": "[ое]",
    "е": "[еёои]",
    "я": "[яе]",
    "ч": "[чш]",
    "ь": "ь?",
    "’": "[ъь]?",
    "ю": "[юу]",
}
_NOT_COMPARED: Final = frozenset("аеєиіїоуюяёэыйьъ '’")
_CONSONANTS: Final = "бвгджзйклмнпрстфхцшщ"
# A changed ending tells the Russian name from the Ukrainian one written without і and ї.
_TELLING: Final = re.compile(r"(ая|яя|ое|ее|ово|ево|ино|ыно|ый|ой|ские|цы|ры|ны)(?=[\s-]|$)")


def russian_name(ukrainian: Iterable[str], spellings: Iterable[str]) -> str:
    """Return the spelling that is the Russian form of one of the Ukrainian names, the first that has one, or ""."""
    plain = [name for name in spellings if set(name.lower()) <= _LETTERS and not _FOREIGN.search(name.lower())]
    for name in ukrainian:
        if name in _KNOWN:
            return _KNOWN[name]
        regular = [spelling for spelling in plain if _pattern(name.lower()).fullmatch(spelling.lower())]
        if regular:
            return min(regular, key=_preference)
    return ""


def writes_in_russian(written: str, ukrainian: str) -> bool:
    """Tell whether a text may be a Ukrainian name in Russian, or that name itself."""
    return _pattern(ukrainian.lower().replace("-", " ")).fullmatch(written.lower().replace("-", " ")) is not None


def consonants(name: str) -> str:
    """Return what a Ukrainian name and its Russian form have in common: their consonants but for doubling."""
    letters = [letter for letter in normalise(name) if letter not in _NOT_COMPARED]
    return "".join(letter for letter, _ in groupby(letters))


def _preference(name: str) -> tuple[int, int, int, str]:
    lower = name.lower()
    return -len(_TELLING.findall(lower)), -lower.count("ь"), -len(lower), name


@cache
def _pattern(ukrainian: str) -> re.Pattern[str]:
    words = re.split(r"([ -])", ukrainian.replace("'", "’"))
    return re.compile("".join(_separator(word) if word in " -" else _word(word) for word in words))


def _separator(mark: str) -> str:
    return "[ -]" if mark else ""


def _word(word: str) -> str:
    beginning, rest = next(((new, word[len(old) :]) for old, new in _BEGINNINGS if word.startswith(old)), ("", word))
    for old, new in _ENDINGS:
        if rest.endswith(old):
            return beginning + _inside(rest.removesuffix(old)) + new
    return beginning + _inside(rest)


def _inside(stem: str) -> str:
    out: list[str] = []
    position = 0
    while position < len(stem):
        piece = next(old for old in (*_INSIDE, stem[position]) if stem.startswith(old, position))
        fallback = f"{piece}{{1,2}}ь?" if piece in _CONSONANTS else re.escape(piece)
        out.append(_INSIDE.get(piece, fallback))
        position += len(piece)
    return "".join(out)
