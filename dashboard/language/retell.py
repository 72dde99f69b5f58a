"""Notes that the reading leaves with a row as English text, told in another language: each by the sentence it was made from.

The table of observations keeps such notes as text, so that a file of it can be read without this program. Their English sentences
stand in the catalogue like all others, and here a note is matched against them.
"""

import re
import string
from functools import cache, lru_cache

from dashboard.domain.message import Distance, Message, Value, message
from dashboard.language.catalogue import template

NOTES = (
    "note.by-name-own",
    "note.by-name",
    "note.by-direction-as",
    "note.by-direction",
    "note.together",
    "note.together-named",
    "note.coarser",
    "note.named",
    "note.boundary",
    "note.not-known-closest",
    "note.not-known",
    "note.one-of-several",
    "note.others-too",
    "note.elsewhere",
    "note.outside-region-by",
    "note.outside-region-reached",
    "note.outside-region",
    "note.outside-regions",
    "note.swapped",
    "note.outside-theatre",
    "note.at-zero",
    "note.act-not-listed",
    "note.columns-swapped",
)
"""Keys of the notes, the longer of two that begin alike first."""
BETWEEN = "; "
"""What stands between two notes of a row."""
_KILOMETRES = re.compile(r"([0-9]+(?:\.[0-9]+)?) km")


@lru_cache(maxsize=5_000)
def sentences_of(notes: str) -> tuple[Message | str, ...]:
    """Return notes as messages. One that is in no sentence of the catalogue, such as a person's own words, stays as it is."""
    return tuple(_sentence(one) for one in notes.split(BETWEEN))


def _sentence(note: str) -> Message | str:
    for key in NOTES:
        if found := _pattern(key).fullmatch(note):
            return message(key, **{name: _value(text) for name, text in found.groupdict().items()})
    return note


def _value(text: str) -> Value:
    distance = _KILOMETRES.fullmatch(text)
    return Distance(float(distance[1]) * 1_000) if distance else text


@cache
def _pattern(key: str) -> re.Pattern[str]:
    """Return a pattern of a note's English sentence, each place in it a group."""
    parts = string.Formatter().parse(template(key, "en", None))
    return re.compile("".join(re.escape(text) + (f"(?P<{name}>.+?)" if name else "") for text, name, _, _ in parts))
