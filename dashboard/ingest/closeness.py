"""Which known names a text may have been meant for: suggestions for a person, never an answer."""

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

_SHORTEST = 4
"""Below this many letters nearly every name is near another."""
_MOST = 3


class Closeness:
    """An index over normalised names that finds those one slip of a finger or two away.

    Two names are compared when they become equal with at most one letter left out of each (so a letter missing, added,
    wrong or swapped with its neighbour), then ranked by `difflib`. A look-up costs the length of the text, however
    many names there are.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        """Index normalised names, each with the label a person is shown."""
        self._labels = labels
        self._by_shortened: dict[str, list[str]] = {}
        self._longest = max(map(len, labels), default=0) + 1
        for name in sorted(labels):
            for shortened in _shortened(name):
                self._by_shortened.setdefault(shortened, []).append(name)

    def suggestions(self, name: str) -> tuple[str, ...]:
        """Return the labels of the nearest names, the nearest first, at most three; empty where nothing is near."""
        ranked: dict[str, float] = {}
        for near in self._near(name):
            likeness = SequenceMatcher(None, name, near, autojunk=False).ratio()
            label = self._labels[near]
            ranked[label] = max(likeness, ranked.get(label, 0.0))
        return tuple(sorted(ranked, key=lambda label: (-ranked[label], label))[:_MOST])

    def _near(self, name: str) -> set[str]:
        if len(name) > self._longest:
            return set()
        return {near for shortened in _shortened(name) for near in self._by_shortened.get(shortened, ())}


def _shortened(name: str) -> Iterator[str]:
    """Yield a name and every form of it with one letter left out."""
    if len(name) >= _SHORTEST:
        yield name
        yield from {name[:at] + name[at + 1 :] for at in range(len(name))}
