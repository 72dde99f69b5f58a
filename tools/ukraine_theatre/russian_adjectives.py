"""Russian forms of the adjectives that raions and hromadas are named by ("Бахмутський" → "Бахмутский").

No source of the registries has them. Ukrainian sounds that Russian writes in several ways leave several forms: all are
listed, since a report may use any, and a form that two units come to share names neither of them.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Final

_TABLE: Final = Path(__file__).with_name("russian_adjectives.txt")
_MOST_FORMS: Final = 40
_WORD_START: Final = r"(?<![а-яіїєґ'])"
_ARROW: Final = "→"


def russian_adjectives(name: str) -> tuple[str, ...]:
    """Return the Russian forms of a Ukrainian adjective, the likeliest first, capitalised as the name is."""
    word = name.lower().replace("’", "'")
    forms = ("".join(letters) for letters in islice(product(*_alternatives(word)), _MOST_FORMS))
    return tuple(dict.fromkeys(_capitalised(form) for form in forms))


def _alternatives(word: str) -> Iterator[tuple[str, ...]]:
    position = 0
    while position < len(word):
        length, russian = _next(word, position)
        yield russian
        position += length


def _next(word: str, position: int) -> tuple[int, tuple[str, ...]]:
    for pattern, russian in _rules():
        found = pattern.match(word, position)
        if found and found.end() > position:
            held = found.group(1) if "@" in "".join(russian) else ""
            return found.end() - position, tuple(form.replace("@", held) for form in russian)
    return 1, (word[position],)


@cache
def _rules() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    lines = [line for line in _TABLE.read_text(encoding="utf-8").splitlines() if _ARROW in line and not line.startswith("#")]
    parted = [line.partition(_ARROW)[::2] for line in lines]
    return tuple((_pattern(ukrainian.strip()), tuple(russian.strip().split("|"))) for ukrainian, russian in parted)


def _pattern(ukrainian: str) -> re.Pattern[str]:
    return re.compile(_WORD_START + ukrainian[1:] if ukrainian.startswith("^") else ukrainian)


def _capitalised(form: str) -> str:
    return "-".join(part.capitalize() for part in form.split("-"))
