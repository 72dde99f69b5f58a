"""Which known names a text may have been meant for: suggestions for a person, never an answer."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

_SHORTEST = 4
"""Below this many letters nearly every name is near another."""


class Closeness:
    """An index over normalised names that finds those one slip of a finger or two away.

    Two names are compared when they become equal with at most one letter left out of each (so a letter missing, added,
    wrong or swapped with its neighbour), then ranked by `difflib`. A look-up costs the length of the text, however
    many names there are.
    """

    def __init__(self, names: Iterable[str]) -> None:
        """Index normalised names."""
        self._by_shortened: dict[str, list[str]] = {}
        distinct = sorted(set(names))
        self._longest = max(map(len, distinct), default=0) + 1
        for name in distinct:
            for shortened in _shortened(name):
                self._by_shortened.setdefault(shortened, []).append(name)

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the nearest names, the nearest first; empty where nothing is near."""
        likeness = {near: SequenceMatcher(None, name, near, autojunk=False).ratio() for near in self._near(name)}
        return tuple(sorted(likeness, key=lambda near: (-likeness[near], near)))

    def _near(self, name: str) -> set[str]:
        if len(name) > self._longest:
            return set()
        return {near for shortened in _shortened(name) for near in self._by_shortened.get(shortened, ())}


def _shortened(name: str) -> Iterator[str]:
    """Yield a name and every form of it with one letter left out."""
    if len(name) >= _SHORTEST:
        yield name
        yield from {name[:at] + name[at + 1 :] for at in range(len(name))}
