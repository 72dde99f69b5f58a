"""Text of one byte a character: which code page it is in, where that can be told from the text itself.

Bytes do not say their code page. What speaks for one: only characters that a table holds, words of one script, cases as people
write them, and letters as frequent as in Russian and Ukrainian, in Greek, or in Hebrew. Where two are left, one must be a hundred
times likelier.
"""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Script:
    """An alphabet. per_mille: how many of a thousand letters each small one is.

    pages: code pages it is written in, what they are called, and how much likelier one is before the text is looked at (natural
    logarithm).
    """

    per_mille: dict[str, float]
    pages: tuple[tuple[str, str, float], ...]


_MARGIN = math.log(100)
_CYRILLIC = _Script(
    # Halfway between Russian and Ukrainian.
    {
        "о": 102, "а": 82, "и": 66, "н": 68, "е": 72, "т": 58, "в": 47, "р": 47, "с": 50, "л": 41, "к": 36, "у": 29, "д": 31,
        "м": 32, "п": 29, "і": 28, "я": 20, "з": 19, "ь": 17, "г": 16, "б": 16, "ч": 13, "й": 12, "х": 11, "ы": 10, "ж": 8,
        "ш": 8, "ю": 7, "ц": 7, "щ": 5, "ї": 4, "э": 3, "ф": 3, "є": 3, "ё": 1, "ъ": 0.3, "ґ": 0.3, "ў": 0.05,
    },
    (
        ("cp1251", "Windows-1251", 2 * _MARGIN),
        ("koi8-u", "KOI8-U", _MARGIN),
        ("cp866", "CP866", _MARGIN),
        ("cp1125", "CP1125", _MARGIN),
        ("mac-cyrillic", "Mac Cyrillic", _MARGIN),
        ("iso8859-5", "ISO 8859-5", _MARGIN),
    ),
)  # fmt: skip
_GREEK = _Script(
    {
        "α": 95, "ο": 85, "ε": 72, "τ": 80, "ι": 70, "σ": 46, "ς": 35, "ν": 63, "η": 42, "ρ": 42, "π": 43, "κ": 41, "υ": 34,
        "λ": 29, "μ": 33, "ω": 15, "δ": 18, "γ": 17, "χ": 12, "θ": 12, "φ": 9, "β": 7, "ξ": 5, "ζ": 3, "ψ": 2,
        "ά": 15, "έ": 15, "ή": 12, "ί": 18, "ό": 18, "ύ": 8, "ώ": 6, "ϊ": 1, "ϋ": 0.5, "ΐ": 0.3, "ΰ": 0.1,
    },
    (("cp1253", "Windows-1253", 0.0), ("iso8859-7", "ISO 8859-7", 0.0)),
)  # fmt: skip
_HEBREW = _Script(
    {
        "י": 110, "ו": 103, "ה": 87, "ל": 74, "א": 63, "ר": 57, "מ": 52, "ת": 51, "ב": 47, "ש": 44, "ע": 32, "נ": 29, "ם": 27,
        "ד": 26, "ח": 25, "כ": 22, "ק": 21, "פ": 20, "ס": 15, "ן": 14, "ט": 13, "ג": 13, "ז": 13, "צ": 12, "ך": 8, "ץ": 2, "ף": 2,
    },
    (("cp1255", "Windows-1255", 0.0), ("iso8859-8", "ISO 8859-8", 0.0)),
)  # fmt: skip
_SCRIPTS = (_CYRILLIC, _GREEK, _HEBREW)
_MARKS = frozenset("№\u00a0§©«¬®°±µ¶·»‘’“”„‚–—…•‰€™†‡‹›")
"""What Western code pages hold at the bytes of letters, and tables hold too."""
_AT_ONCE = 1 << 20
_LINE_END = np.array([10, 10], dtype=np.uint8)
"""Before the first byte, so that a word that begins there is one."""
_OUTSIDE_ASCII = re.compile(r"[^\x00-\x7f]+")
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
    """Text, and the code page it was in: in words, and as Python calls it."""

    text: str
    page: str
    codec: str


def read_page(data: bytes) -> PageText | None:
    """Return the text in the one code page it can be in, None where none or more than one will do."""
    likely = sorted(_likely(np.frombuffer(data, dtype=np.uint8)), reverse=True)
    if not likely:
        return _western(data)
    if len(likely) > 1 and likely[0][0] - likely[1][0] < _MARGIN:
        return None
    _, codec, page = likely[0]
    return PageText(data.decode(codec), page, codec)


def _likely(codes: Codes) -> list[tuple[float, str, str]]:
    """Return the pages whose readings hold together, each different text once: their likelihood (natural logarithm) and names."""
    counts = sum((np.bincount(part, minlength=256) for part in _parts(codes)), np.zeros(256, dtype=np.int64))
    found: dict[str, tuple[float, str, str]] = {}
    for script in _SCRIPTS:
        for codec, page, prior in script.pages:
            characters = _characters(codec)
            reading = "".join(characters[code] for code in np.flatnonzero(counts))
            likelihood = _likelihood(script, characters, counts)
            if reading not in found and likelihood > -math.inf and _reads_as(script, characters, codes):
                found[reading] = likelihood + prior, codec, page
    return list(found.values())


def _parts(codes: Codes, *, before: int = 0) -> Iterator[Codes]:
    """Yield a text some at a time, each part with a few bytes that stand before it."""
    return (codes[max(at - before, 0) : at + _AT_ONCE] for at in range(0, len(codes), _AT_ONCE))


@cache
def _characters(codec: str) -> tuple[str, ...]:
    """Return what each byte stands for; a control character where it stands for nothing."""
    return tuple(bytes((code,)).decode(codec, errors="replace").replace("\ufffd", "\x80") for code in range(256))


def _likelihood(script: _Script, characters: Sequence[str], counts: Ints) -> float:
    """Return how likely the letters and marks are (natural logarithm); minus infinity where they are hardly a text in it."""
    outside = [(characters[code].lower(), int(counts[code])) for code in range(128, 256) if counts[code]]
    if any("\x80" <= mark <= "\x9f" and mark != "\x85" for mark, _ in outside):
        return -math.inf
    total = sum(count for _, count in outside)
    usual = sum(count for mark, count in outside if mark in script.per_mille or mark in _MARKS)
    likelihood = sum(count * math.log(script.per_mille.get(mark, 1.0) / 1000) for mark, count in outside)
    holds = usual >= 0.98 * total and (total < _FEW or likelihood >= _LEAST_LIKELY * total)
    return likelihood if holds else -math.inf


def _reads_as(script: _Script, characters: Sequence[str], codes: Codes) -> bool:
    """Tell a reading in a script from the encodings whose bytes it would also accept.

    Western text puts single letters beside Latin ones; KOI8 and Windows-1251 turn the case of each other's words inside out; Mac
    and DOS Cyrillic leave characters no table holds.
    """
    own = _where(characters, lambda one: one.lower() in script.per_mille)
    latin = _where(characters, lambda one: one.isascii() and one.isalpha())
    small, great = own & _where(characters, str.islower), own & _where(characters, str.isupper)
    letters = words = mixed = turned = 0
    for part in _parts(np.concatenate((_LINE_END, codes)), before=2):
        is_own = own[part]
        begins = is_own[1:] & ~is_own[:-1]
        letters += int(is_own.sum())
        words += int(begins.sum())
        mixed += int((is_own[1:] & latin[part[:-1]]).sum() + (is_own[:-1] & latin[part[1:]]).sum())
        turned += int((begins[:-1] & small[part[1:-1]] & great[part[2:]]).sum())
    return mixed <= 0.1 * letters and turned <= 0.02 * words


def _where(characters: Sequence[str], holds: Callable[[str], bool]) -> Flags:
    return np.array([holds(one) for one in characters], dtype=np.bool_)


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
    return PageText(text, "Windows-1252", "cp1252")
