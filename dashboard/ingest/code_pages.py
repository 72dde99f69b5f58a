"""Text of one byte a character: which code page it is in, where that can be told from the text itself.

Bytes do not say their code page. What speaks for one: only characters that a table holds, words of one script, cases as people
write them, and letters as frequent as in Russian and Ukrainian. Where two are left, one must be a hundred times likelier.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass

_LETTERS = "А-яЁёІіЇїЄєҐґЎў"
_CYRILLIC: tuple[tuple[str, str, float], ...] = (
    ("cp1251", "Windows-1251", math.log(100)),
    ("koi8-u", "KOI8-U", 0.0),
    ("cp866", "CP866", 0.0),
    ("cp1125", "CP1125", 0.0),
)
"""Code pages, what they are called, and how much likelier one is before the text is looked at (natural logarithm)."""
_MARGIN = math.log(100)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")
# Russian, Ukrainian and Belarusian letters, and the marks that Western code pages hold at the same bytes.
_USUAL = re.compile(rf"[{_LETTERS}№\u00a0§©«¬®°±µ¶·»‘’“”„‚–—…•‰€™†‡‹›]")
_WORD = re.compile(rf"[{_LETTERS}]+")
_BESIDE_LATIN = re.compile(rf"[A-Za-z][{_LETTERS}]|[{_LETTERS}][A-Za-z]")
_TURNED_CASE = re.compile(r"[а-яёіїєґў][А-ЯЁІЇЄҐЎ]")
_PER_MILLE: dict[str, float] = {
    "о": 102, "а": 82, "и": 66, "н": 68, "е": 72, "т": 58, "в": 47, "р": 47, "с": 50, "л": 41, "к": 36, "у": 29, "д": 31, "м": 32,
    "п": 29, "і": 28, "я": 20, "з": 19, "ь": 17, "г": 16, "б": 16, "ч": 13, "й": 12, "х": 11, "ы": 10, "ж": 8, "ш": 8, "ю": 7,
    "ц": 7, "щ": 5, "ї": 4, "э": 3, "ф": 3, "є": 3, "ё": 1, "ъ": 0.3, "ґ": 0.3, "ў": 0.05,
}  # fmt: skip
"""How many of a thousand letters, halfway between Russian and Ukrainian."""
_LEAST_LIKELY = -3.9
"""For each letter (natural logarithm). Sentences and lists of names come to -3.2, other encodings read wrongly to -4.5."""
_FEW = 12
"""So few letters may well be rare ones."""
_LATIN_LETTERS = "ÁÂÄÇÉËÍÎÓÔÖÚÜßáâäçéëíîóôöúü"
"""Letters at the same byte in Western, Central European and Turkish Windows code pages, so that it does not matter which."""
_WESTERN = re.compile(rf"[{_LATIN_LETTERS}\u00a0§°±«»‘’“”„–—…€]")
_LATIN_IN_WORDS = re.compile(rf"[A-Za-z][{_LATIN_LETTERS}]|[{_LATIN_LETTERS}][A-Za-z]")
_LATIN = re.compile(rf"[{_LATIN_LETTERS}]+")


@dataclass(frozen=True, slots=True)
class PageText:
    """Text, and the code page it was in, in words."""

    text: str
    page: str


def read_page(data: bytes) -> PageText | None:
    """Return the text in the one code page it can be in, None where none or more than one will do."""
    likely = sorted(_likely(data), key=lambda one: one[0], reverse=True)
    if not likely:
        return _western(data)
    if len(likely) > 1 and likely[0][0] - likely[1][0] < _MARGIN:
        return None
    return likely[0][1]


def _likely(data: bytes) -> list[tuple[float, PageText]]:
    """Return the Cyrillic readings that hold together, each different text once, with their likelihood (natural logarithm)."""
    found: dict[str, tuple[float, PageText]] = {}
    for codec, page, prior in _CYRILLIC:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if text in found or _CONTROLS.search(text) or not _reads_as_cyrillic(text):
            continue
        likelihood, letters = _likelihood(text)
        if letters < _FEW or likelihood >= _LEAST_LIKELY * letters:
            found[text] = likelihood + prior, PageText(text, page)
    return list(found.values())


def _reads_as_cyrillic(text: str) -> bool:
    """Tell a Cyrillic reading from the encodings whose bytes it would also accept.

    Western text puts single letters beside Latin ones; KOI8 and Windows-1251 turn the case of each other's words inside out; Mac
    and DOS Cyrillic leave characters no table holds.
    """
    outside = "".join(_OUTSIDE_ASCII.findall(text))
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    mixed = len(_BESIDE_LATIN.findall(text))
    turned = sum(bool(_TURNED_CASE.match(word)) for word in words)
    return len(_USUAL.findall(outside)) >= 0.98 * len(outside) and mixed <= 0.1 * letters and turned <= 0.02 * len(words)


def _likelihood(text: str) -> tuple[float, int]:
    """Return how likely letters and marks are (natural logarithm), and how many there are."""
    counted = Counter("".join(_OUTSIDE_ASCII.findall(text)).lower())
    return sum(count * math.log(_PER_MILLE.get(letter, 1.0) / 1000) for letter, count in counted.items()), counted.total()


def _western(data: bytes) -> PageText | None:
    """Return text in Latin letters that are the same in every Windows code page they could be of."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    outside = "".join(_OUTSIDE_ASCII.findall(text))
    runs = len(_LATIN.findall(text))
    in_words = len(_LATIN_IN_WORDS.findall(text))
    if len(_WESTERN.findall(outside)) < len(outside) or in_words < runs:
        return None
    return PageText(text, "Windows-1252")
