"""A settlement with the units it lies in, in one text: where the name ends and its surroundings begin."""

from collections.abc import Iterator

from dashboard.ingest.places.name_lists import NESTING_MARKS
from dashboard.ingest.places.names import is_story

_MOST_PARTS = 6
_MOST_WORDS = 12


def place_and_parents(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield every way to part a text into a place and what it lies in, the likeliest first, and whether a mark parts them.

    With marks ("X, Y raion, Z oblast"): the first name or the last is the place. Without: its first words, or its last.
    """
    if is_story(text):
        return
    parts = [part.strip() for part in NESTING_MARKS.split(text) if part.strip()]
    if len(parts) > 1:
        if len(parts) <= _MOST_PARTS:
            yield parts[0], ", ".join(parts[1:]), True
            yield parts[-1], ", ".join(parts[:-1]), True
        return
    words = text.split()
    if len(words) <= _MOST_WORDS:
        for cut in range(1, len(words)):
            yield " ".join(words[:cut]), " ".join(words[cut:]), False
        for cut in range(1, len(words)):
            yield " ".join(words[cut:]), " ".join(words[:cut]), False
