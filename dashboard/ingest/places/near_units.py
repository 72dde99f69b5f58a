"""Which units a text that names none may have been meant for: suggestions for a person, never an answer."""

from difflib import get_close_matches
from functools import cached_property

from dashboard.ingest.places.closeness import Closeness
from dashboard.ingest.places.unit_index import NamedUnit, UnitIndex

MOST_WORDS = 40
"""A longer text is a description; only its beginning is searched for names to suggest."""
MOST_NEAR = 3
_ALIKE = 0.7
"""How like a name has to be, by `difflib`, to be offered to a person who chooses."""


class NearUnits:
    """Finds the units of a theatre whose names stand in a text, or are near it; all names are normalised."""

    def __init__(self, index: UnitIndex) -> None:
        self._index = index

    def mentioned(self, name: str) -> tuple[NamedUnit, ...]:
        """Return the outlined units whose names stand as whole words anywhere in the text."""
        tokens = name.split()[:MOST_WORDS]
        found: dict[str, NamedUnit] = {}
        for start in range(len(tokens)):
            for end in range(start + 1, min(start + self._most_words_of_a_name, len(tokens)) + 1):
                found |= {unit.code: unit for unit in self._index.outlined.get(" ".join(tokens[start:end]), ())}
        return tuple(found.values())

    def nearest(self, name: str) -> tuple[NamedUnit, ...]:
        """Return the few units nearest a name, outlined ones where there are any, the nearest first."""
        near = self.all_near(name)
        return (tuple(unit for unit in near if not unit.listed) or near)[:MOST_NEAR]

    def all_near(self, name: str) -> tuple[NamedUnit, ...]:
        """Return every unit near a name, the nearest first."""
        by_name, closeness = self._by_name
        near = {unit.code: unit for close in closeness.nearest(name) for unit in by_name[close].values()}
        return tuple(near.values())

    def alike(self, name: str) -> tuple[NamedUnit, ...]:
        """Return the outlined units whose names are most like a name near none; too slow for all but a person's choice."""
        alike = get_close_matches(name, self._index.outlined, n=MOST_NEAR, cutoff=_ALIKE)
        return tuple({unit.code: unit for one in alike for unit in self._index.outlined[one]}.values())

    @cached_property
    def _most_words_of_a_name(self) -> int:
        return max((len(name.split()) for name in self._index.full), default=0)

    @cached_property
    def _by_name(self) -> tuple[dict[str, dict[str, NamedUnit]], Closeness]:
        # Built on the first unknown name: most files never need it.
        by_name: dict[str, dict[str, NamedUnit]] = {}
        for name, unit in self._index.known_names():
            by_name.setdefault(name, {})[unit.code] = unit
        return by_name, Closeness(by_name)
