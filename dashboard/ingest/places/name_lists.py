"""One cell, several names: where one ends and the next begins, and how they are joined."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.ingest.places.names import is_story, normalise

BETWEEN_NAMES = re.compile(r"[,;|/]")
NESTING_MARKS = re.compile(r"[,()]")
_MARKS = r"\s*[,;|/()\[\]\r\n]+\s*"
_WITHIN = frozenset(",()[]")
"""Marks between a unit and the one it lies in, as well as between units side by side."""


@dataclass(frozen=True, slots=True)
class NameList:
    """The names of a text. `by_word`: a word such as "and" joins some; `side_by_side`: that or a mark sets them side by side."""

    texts: tuple[str, ...]
    by_word: bool
    side_by_side: bool


class Splitter:
    """Splits texts at marks, and at the words that a theatre says join names."""

    def __init__(self, words_between: Sequence[str]) -> None:
        words = "|".join(re.escape(word) for word in sorted(words_between, key=len, reverse=True))
        joined = rf"\s+(?:{words})\s+|\s*[&+]\s*" if words else r"\s*[&+]\s*"
        self._words = re.compile(joined, re.IGNORECASE)
        self._all = re.compile(f"({joined}|{_MARKS})", re.IGNORECASE)

    def split(self, text: str) -> NameList:
        """Return every name between marks and joining words."""
        pieces = self._all.split(text)
        marks = [mark.strip() for mark in pieces[1::2]]
        by_word = any(self._words.fullmatch(f" {mark} ") for mark in marks)
        aside = by_word or any(not _WITHIN.issuperset("".join(mark.split())) for mark in marks)
        return NameList(_named(pieces[::2]), by_word, aside)

    def chunks(self, text: str) -> tuple[str, ...]:
        """Return what stands between joining words, marks left in."""
        return _named(self._words.split(text))


def parts(text: str, marks: re.Pattern[str]) -> list[str]:
    """Return what stands between marks; nothing of a text too long to be names."""
    return [] if is_story(text) else marks.split(text)


def _named(pieces: Sequence[str]) -> tuple[str, ...]:
    return tuple(piece.strip() for piece in pieces if normalise(piece))
