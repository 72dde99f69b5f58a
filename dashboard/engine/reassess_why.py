"""Why a verdict is another one under another version: what differs that the two verdicts rest on, from a closed list."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Provision
from dashboard.domain.columns import SECTOR_NUMBERS
from dashboard.domain.message import Listed, Message, message
from dashboard.engine.compare import ProvisionChange, ZoneChange, compare

_Fields = Mapping[str, tuple[str, ...]]
_OF_AGREEMENT: _Fields = {
    "why.times": ("in_force", "suspended"),
    "why.parties": ("parties",),
    "why.thresholds": ("thresholds",),
    "why.notifications": ("notifications",),
    "why.clock": ("time_zone",),
}
_OF_PROVISION: _Fields = {
    "why.rule": ("prohibits", "quota"),
    "why.binds": ("binds",),
    "why.zones": ("zone_ids", "party_zones"),
    "why.exempt": ("exempt",),
    "why.terms": ("daily", "phase_in_until", "judged_because"),
    "why.times": ("in_force", "suspended"),
}
_OF_ZONE: _Fields = {"why.shape": ("geometry",), "why.times": ("in_force", "suspended")}
_PLACE = ("place_kind", "lon", "lat", "radius_m", *SECTOR_NUMBERS, "region_code", "unplaced_reason")
_REPORT = (
    "row_key",
    "observed_from",
    "observed_to",
    "act",
    "weapon",
    "calibre_mm",
    "count_min",
    "count_most",
    "party",
    "means",
    "superseded",
)


@dataclass(frozen=True, slots=True)
class Named:
    """What named a verdict: ids of provision and zone, both empty where no finding did."""

    provision_id: str
    zone_id: str


class AgreementDifferences:
    """What of two versions differs and can bear on a verdict; words and names, which cannot, are left out."""

    def __init__(self, before: Agreement, after: Agreement) -> None:
        told = compare(before, after)
        self._sides = (before, after)
        self._head = told.head
        self._zones = {_id(one): one for one in told.zones}
        self._provisions = {_id(one): one for one in told.provisions}
        self._known: dict[tuple[Named, Named], tuple[Message, ...]] = {}

    def bearing_on(self, before: Named, after: Named) -> tuple[Message, ...]:
        """Return what differs in that which two verdicts of one observation rest on.

        Findings rest on their provision, its zone, the zones it looks at besides, and the agreement's own terms. So where the
        report is the same and nothing is returned, only the order of the provisions, which tells equals apart, can differ.
        """
        if (before, after) not in self._known:
            self._known[before, after] = tuple(self._bearing(before, after))
        return self._known[before, after]

    def _bearing(self, before: Named, after: Named) -> Iterator[Message]:
        ids = [one for one in dict.fromkeys((before.provision_id, after.provision_id)) if one]
        provisions = [one for side in self._sides for one in side.provisions if one.id in ids]
        fields = _field_words(_OF_AGREEMENT, _that_bear(self._head, provisions))
        if fields.items:
            yield message("why.agreement", fields=fields)
        for one in ids:
            if change := self._provisions.get(one):
                yield from _provision_words(one, change)
        for one in dict.fromkeys((before.zone_id, after.zone_id, *_zones_besides(provisions))):
            if zone_change := self._zones.get(one):
                yield from _zone_words(one, zone_change)


def placed_otherwise(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell for each row whether its place is another one; rows of both tables stand for the same reports."""
    if before is after:
        return np.zeros(len(after), dtype=bool)
    shapes = [shapely.to_wkb(one.geometry.to_numpy()) for one in (before, after)]
    differs: NDArray[np.bool_] = np.array([one != other for one, other in zip(*shapes, strict=True)], dtype=bool)
    return differs | _differ(before, after, _PLACE)


def reported_otherwise(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Tell for each row whether the report itself is another one; rows as in `placed_otherwise`."""
    if before is after:
        return np.zeros(len(after), dtype=bool)
    return _differ(before, after, _REPORT)


def _differ(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame, names: Iterable[str]) -> NDArray[np.bool_]:
    differs = np.zeros(len(after), dtype=bool)
    for name in names:
        one, other = (side[name].reset_index(drop=True) for side in (before, after))
        differs |= ((one != other) & ~(one.isna() & other.isna())).to_numpy()
    return differs


def _id(change: ZoneChange | ProvisionChange) -> str:
    part = change.after or change.before
    return part.id if part else ""


def _that_bear(head: Iterable[str], provisions: Iterable[Provision]) -> tuple[str, ...]:
    """Return the agreement's fields that differ, without those the provisions do not look at."""
    asks_table = has_clock = False
    for one in provisions:
        asks = any(entry.asks_the_table for entry in one.exempt)
        asks_table |= asks
        has_clock |= asks or one.daily is not None or one.quota is not None or one.phase_in_until is not None
    looked_at = {"notifications": asks_table, "time_zone": has_clock}
    return tuple(name for name in head if looked_at.get(name, True))


def _zones_besides(provisions: Iterable[Provision]) -> Iterator[str]:
    """Yield the zones an exemption looks at, and all of those over which a quota may be counted."""
    for one in provisions:
        yield from (zone_id for entry in one.exempt for zone_id in entry.outside)
        if one.quota is not None:
            yield from one.zone_ids


def _provision_words(provision_id: str, change: ProvisionChange) -> Iterator[Message]:
    if change.before is None:
        yield message("why.provision-added", id=provision_id)
    elif change.after is None:
        yield message("why.provision-gone", id=provision_id)
    elif (fields := _field_words(_OF_PROVISION, change.fields)).items:
        yield message("why.provision", id=provision_id, fields=fields)


def _zone_words(zone_id: str, change: ZoneChange) -> Iterator[Message]:
    zone = change.after or change.before
    called = message("why.zone-called", id=zone_id, name=zone.name) if zone and zone.name != zone_id else zone_id
    if change.before is None:
        yield message("why.zone-added", id=called)
    elif change.after is None:
        yield message("why.zone-gone", id=called)
    elif (fields := _field_words(_OF_ZONE, change.fields)).items:
        yield message("why.zone", id=called, fields=fields)


def _field_words(words: _Fields, differing: Iterable[str]) -> Listed:
    found = set(differing)
    return Listed(tuple(message(key) for key, names in words.items() if found & set(names)), ",")
