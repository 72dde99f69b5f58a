"""Two versions of an agreement held against each other: what was added, taken out or changed, and how much ground that is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Literal, TypeVar

import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement, Provision, Zone
from dashboard.engine.ground import densify

Change = Literal["added", "taken out", "changed"]
_GEOD = Geod(ellps="WGS84")
_SLIVER_KM2 = 1e-6
"""A square metre: less is the last digit of a coordinate."""
Part = TypeVar("Part", Zone, Provision)


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """One zone in which two versions differ.

    fields: names of the fields that differ, geometry among them. gained_km2, lost_km2: ground that is in the zone of one version
    only; 0 for a line.
    """

    change: Change
    before: Zone | None
    after: Zone | None
    fields: tuple[str, ...]
    gained_km2: float
    lost_km2: float


@dataclass(frozen=True, slots=True)
class ProvisionChange:
    """One provision in which two versions differ. fields: names of those that do."""

    change: Change
    before: Provision | None
    after: Provision | None
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which one version differs from another. head: names of the agreement's own fields that do."""

    before: Agreement
    after: Agreement
    head: tuple[str, ...]
    zones: tuple[ZoneChange, ...]
    provisions: tuple[ProvisionChange, ...]

    @property
    def is_empty(self) -> bool:
        """Whether the two say the same."""
        return not (self.head or self.zones or self.provisions)


_HEAD = ("id", "title", "kind", "time_zone", "in_force", "suspended", "parties", "source", "thresholds", "notifications")


def compare(before: Agreement, after: Agreement) -> Comparison:
    """Return what differs. Zones and provisions are told apart by their ids."""
    return Comparison(
        before,
        after,
        tuple(name for name in _HEAD if getattr(before, name) != getattr(after, name)),
        tuple(_zone_change(*pair) for pair in _pairs(before.zones, after.zones)),
        tuple(
            ProvisionChange(_change(one, other), one, other, _differing(one, other))
            for one, other in _pairs(before.provisions, after.provisions)
        ),
    )


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area on the ground, km², of a geometry in lon/lat with straight edges there; 0 for lines."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return sum(abs(_GEOD.geometry_area_perimeter(shapely.orient_polygons(densify(part)))[0]) for part in parts) / 1e6


def _pairs(before: Sequence[Part], after: Sequence[Part]) -> Iterator[tuple[Part | None, Part | None]]:
    """Yield what differs, in the order of the later version, what is no longer there last."""
    was: dict[str, Part] = {one.id: one for one in before}
    now: dict[str, Part] = {one.id: one for one in after}
    for key in dict.fromkeys((*now, *was)):
        if was.get(key) != now.get(key):
            yield was.get(key), now.get(key)


def _zone_change(before: Zone | None, after: Zone | None) -> ZoneChange:
    gained = lost = 0.0
    if after is not None and not after.is_line:
        gained = area_km2(_less(after, before))
    if before is not None and not before.is_line:
        lost = area_km2(_less(before, after))
    whole = (gained if gained > _SLIVER_KM2 else 0.0, lost if lost > _SLIVER_KM2 else 0.0)
    return ZoneChange(_change(before, after), before, after, _differing(before, after), *whole)


def _less(zone: Zone, other: Zone | None) -> BaseGeometry:
    return zone.geometry if other is None or other.is_line else shapely.difference(zone.geometry, other.geometry)


def _change(before: object, after: object) -> Change:
    if before is None:
        return "added"
    return "taken out" if after is None else "changed"


def _differing(before: Zone | Provision | None, after: Zone | Provision | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name))
