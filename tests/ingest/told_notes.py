"""What the reading notes of a row, held against the catalogue: every note has to be a sentence of it, or it stays English."""

from collections.abc import Iterable, Iterator

from dashboard.domain.message import Listed, Message, Value
from dashboard.language.retell import sentences_of


def untold(notes: Iterable[str]) -> list[str]:
    """Return what of some rows' notes is in no sentence of the catalogue."""
    return [one for text in set(notes) if text for one in sentences_of(text) if isinstance(one, str)]


def keys_of(notes: Iterable[str]) -> set[str]:
    """Return the keys of the sentences that notes are made from, those of notes inside others too."""
    return {key for text in set(notes) if text for one in sentences_of(text) for key in _keys(one)}


def _keys(value: Value) -> Iterator[str]:
    match value:
        case Message(key, values):
            yield key
            yield from (inner for _, one in values for inner in _keys(one))
        case Listed(items):
            yield from (inner for one in items for inner in _keys(one))
