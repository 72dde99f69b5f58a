"""A misspelt unit beside the unit it lies in: the only one there that is that close, or none."""

from collections.abc import Iterator
from functools import cache

from dashboard.ingest.places.closeness import Closeness
from dashboard.ingest.places.kinds import Kind
from dashboard.ingest.places.unit_index import NamedUnit, UnitIndex

_SHORTEST = 6
"""Below this many letters two names of a few dozen are too easily alike."""


class MisspeltUnits:
    """Finds units one slip of a finger away from a name, each time among those of one kind that lie in one unit."""

    def __init__(self, index: UnitIndex) -> None:
        self._index = index
        self._near = cache(self._near_of)

    def only_one_near(self, name: str, around: str) -> NamedUnit | None:
        """Return the unit that a normalised name with its generic word ("hromada") may be meant for, where it is only one.

        around: code of the unit it lies in. A name that some unit of the theatre bears is not misspelt.
        """
        outer = self._index.unit(around)
        if outer is None or self._index.groups(name):
            return None
        found = {unit.code: unit for kind, bare in self._index.said(name).items() for unit in self._alike(kind, bare, outer)}
        return next(iter(found.values())) if len(found) == 1 else None

    def _alike(self, kind: Kind, bare: str, outer: NamedUnit) -> Iterator[NamedUnit]:
        if kind.level > outer.kind.level and len(bare) >= _SHORTEST:
            by_name, closeness = self._near(kind, outer.code)
            for form in (bare, *self._index.with_listed_ending(kind.level, bare)):
                for close in closeness.nearest(form):
                    yield from by_name[close].values()

    def _near_of(self, kind: Kind, around: str) -> tuple[dict[str, dict[str, NamedUnit]], Closeness]:
        by_name: dict[str, dict[str, NamedUnit]] = {}
        for name, unit in self._index.bare_names(kind):
            if self._index.lies_in(unit.code, around):
                by_name.setdefault(name, {})[unit.code] = unit
        return by_name, Closeness(by_name)
