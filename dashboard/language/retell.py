"""Notes that the reading leaves with a row as English text, told in another language: each by the sentence it was made from.

The table of observations keeps such notes as text (what is flagged, how a place was found, why a row has none), so that a file of
it can be read without this program. Their English sentences stand in the catalogue like all others, their keys beginning with
`note.`, and here a note is matched against them. A note may stand inside another one, as the reason why a region is not known.
"""

import re
import string
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from dashboard.domain.message import Message, Value, message
from dashboard.language.catalogue import catalogue
from dashboard.language.note_pieces import PIECES, TEXT

BETWEEN = "; "
"""What stands between two notes of a row, and inside some."""
_WITHIN = 12
"""How many of these are taken together for a note, unless it is all there are: text it quotes may hold any number."""
_HEAD = "note."


class Sentence(NamedTuple):
    """A sentence a note may have been made from. head, tail: how it begins and ends, which is looked at first, being quick."""

    key: str
    head: str
    tail: str
    pattern: re.Pattern[str]


class _Told(NamedTuple):
    """What a run of notes comes to. unknown, sentences: how many of them no sentence made, and how many there are."""

    unknown: int
    sentences: int
    notes: tuple[Message | str, ...]

    def after(self, note: Message | str) -> "_Told":
        return _Told(self.unknown + isinstance(note, str), self.sentences + 1, (note, *self.notes))


@lru_cache(maxsize=5_000)
def sentences_of(notes: str) -> tuple[Message | str, ...]:
    """Return notes as messages. One that is in no sentence of the catalogue, such as a person's own words, stays as it is.

    Where a text can be parted in several ways, that one is taken which leaves the fewest unknown, then that of most notes.
    """
    parts = notes.split(BETWEEN)
    best = [_Told(0, 0, ())]
    for first in reversed(range(len(parts))):
        ways = (best[-size].after(note) for size, note in _starts(parts[first:]))
        best.append(min(ways, key=lambda told: (told.unknown, -told.sentences)))
    return best[-1].notes


def _starts(parts: list[str]) -> Iterator[tuple[int, Message | str]]:
    """Yield what the first of some parts, or the first few together, can be: how many they are, and the note they make."""
    yield 1, _sentence(parts[0]) or parts[0]
    for size in sorted({*range(2, min(len(parts), _WITHIN) + 1), len(parts)} - {1}):
        if (note := _sentence(BETWEEN.join(parts[:size]))) is not None:
            yield size, note


@lru_cache(maxsize=20_000)
def _sentence(note: str) -> Message | None:
    for one in note_sentences():
        if not (note.startswith(one.head) and note.endswith(one.tail)):
            continue
        if (found := one.pattern.fullmatch(note)) and (told := _message(one.key, found)):
            return told
    return None


def _message(key: str, found: re.Match[str]) -> Message | None:
    """Return a sentence with what fills its places; None where one of them is filled with what cannot stand there."""
    values: dict[str, Value] = {}
    for name, text in found.groupdict().items():
        value = _sentence(text) if name == "why" else PIECES[name].value(text) if name in PIECES else text
        if value is None:
            return None
        values[name] = value
    return message(key, **values)


@cache
def note_sentences() -> tuple[Sentence, ...]:
    """Return the sentences that notes are made from; of two that both fit, the one that says more by itself comes first."""
    english = {key: one.forms[0] for key, one in catalogue("en").items() if key.startswith(_HEAD)}
    return tuple(_parsed(key, english[key]) for key in sorted(english, key=lambda key: (-_own_letters(english[key]), key)))


def _own_letters(text: str) -> int:
    return sum(len(own) for own, *_ in string.Formatter().parse(text))


def _parsed(key: str, text: str) -> Sentence:
    """Return a sentence with a pattern of its English text, each place in it a group."""
    parts = [(own, name) for own, name, _, _ in string.Formatter().parse(text)]
    pattern = "".join(re.escape(own) + (_group(name) if name else "") for own, name in parts)
    return Sentence(key, parts[0][0], "" if parts[-1][1] else parts[-1][0], re.compile(pattern, re.DOTALL))


def _group(name: str) -> str:
    return f"(?P<{name}>{PIECES[name].pattern if name in PIECES else TEXT})"
