"""Tell whether a spelling is a way to write a name, or another name altogether.

A list of alternative names mixes both: "Awdejewka" is Avdiivka in German letters, "Poselok" beside Soledar is a word for
any settlement. Languages differ most in vowels, so the rule is about consonants: a spelling is a variant where, from end
to end, it has each consonant of the name, in order, in one of the ways that languages write it, and vowels exactly where
the name has vowels, whichever these are. Word breaks do not count. Part of a name is no variant of it ("Kamionka" of
Kamianka-Buzka), nor is the name with a word added ("Dachi Irpin").
"""

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from typing import Final

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.translit import plain_latin

_VOWELS: Final = frozenset("аеєиіїоуюяёэыйў")
_SOFT: Final = frozenset("ьъ")
_ANY_VOWELS: Final = "[aeiouyj]{1,4}"
# A soft sign may be written as a letter ("Horodnja", "Donieck" for Донецьк) or not at all.
_ANY_SOFTNESS: Final = "[ijy]?"
# Ways to write a consonant in Latin letters without diacritics: Ukrainian and Russian romanisations, Polish, German, French,
# Czech, Romanian, Hungarian, Turkish and Belarusian. Pairs that one letter may stand for come first.
_WRITTEN: Final = {
    "дж": "dzh|dsch|dz|dj|cs|c|j",
    "кс": "ks|kss|x",
    "шч": "shch|szcz|schtsch|sc",
    "тц": "tts|tc|tz|c|z|ts",
    "б": "b",
    "в": "v|w|ff|f|u",
    "г": "h|g|gh",
    "ґ": "g|h",
    "д": "d",
    "ж": "zh|zs|rz|sch|sh|z|j",
    "з": "z|s",
    "к": "k|ck|c|q",
    "л": "l",
    "м": "m",
    "н": "n",
    "п": "p",
    "р": "r",
    "с": "ss|sz|s",
    "т": "t|th",
    "ф": "f|ph",
    "х": "kh|ch|h",
    "ц": "ts|tz|cz|c|z",
    "ч": "tsch|tch|tsh|ch|cz|cs|c",
    "ш": "sch|sh|sz|ch|s",
    "щ": "shch|schtsch|chtch|szcz|sch|sh|sc|shh",
}
# What the Russian name of a place has for a part of the Ukrainian one, other consonants included.
_IN_RUSSIAN: Final = {"велик": "больш", "микол": "никол", "микит": "никит", "бузьк": "бугск", "зьк": "жск"}


def is_variant(spelling: str, names: Iterable[str]) -> bool:
    """Tell whether `spelling`, in Latin or Cyrillic letters, writes one of the Ukrainian or Russian `names`."""
    latin = normalise(plain_latin(normalise(spelling).replace("ў", "u"))).replace(" ", "")
    return any(pattern.fullmatch(latin) for name in names for pattern in _patterns(name))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    letters = normalise(name).replace(" ", "")
    forms = (letters, *(letters.replace(ukrainian, russian) for ukrainian, russian in _IN_RUSSIAN.items()))
    return tuple(_pattern(_single(form)) for form in dict.fromkeys(forms))


def _single(letters: str) -> str:
    """Return a name with doubled letters written once, as many spellings have them; runs of vowels are one anyway."""
    return "".join(letter for letter, _ in groupby(letters))


def _pattern(letters: str) -> re.Pattern[str]:
    return re.compile("".join(_run(kind, "".join(run)) for kind, run in groupby(letters, _kind)))


def _kind(letter: str) -> str:
    if letter in _VOWELS:
        return "vowels"
    return "softness" if letter in _SOFT else "consonants"


def _run(kind: str, letters: str) -> str:
    if kind == "consonants":
        return "".join(_consonant(part) for part in _parts(letters))
    return _ANY_VOWELS if kind == "vowels" else _ANY_SOFTNESS


def _parts(letters: str) -> Iterable[str]:
    position = 0
    while position < len(letters):
        pair = letters[position : position + 2]
        part = pair if pair in _WRITTEN else letters[position]
        yield part
        position += len(part)


def _consonant(part: str) -> str:
    """Return a pattern for a consonant, single or doubled; what no language here writes only matches itself."""
    return f"(?:{_WRITTEN.get(part, re.escape(part))}){{1,2}}"
