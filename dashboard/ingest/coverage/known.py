"""Which ground a coverage log speaks of, by an agreement and a theatre; what is not known, or lies apart, is said."""

from dataclasses import dataclass, replace

import shapely
from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import Watch
from dashboard.ingest.agreements.named_places import NoSuchPlaceError, unit
from dashboard.ingest.coverage.area import Area
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.quoting import did_you_mean, quoted


@dataclass(frozen=True, slots=True)
class Resolution:
    """A watch, its zone now an id, its region a code, where known. unresolved: why it counts for nothing yet, "" if it counts."""

    watch: Watch
    unresolved: str = ""


class KnownGround:
    """The zones of an agreement and the units of a theatre, each different name looked up once."""

    def __init__(self, agreement: Agreement, gazetteer: Gazetteer | None) -> None:
        self._areas: dict[str, Area] = {}
        self._lines = {zone.id for zone in agreement.zones if zone.is_line}
        for zone in agreement.zones:
            if isinstance(zone.geometry, Polygon | MultiPolygon):
                self._areas[zone.id] = zone.geometry
        self._named: dict[str, list[str]] = {}
        for zone in agreement.zones:
            self._named.setdefault(" ".join(zone.name.casefold().split()), []).append(zone.id)
        shapely.prepare(list(self._areas.values()))
        self._is_apart: dict[Area, bool] = {}
        self._gazetteer = gazetteer
        self._units: dict[str, tuple[str, Area | None, str]] = {}

    def resolve(self, watch: Watch) -> Resolution:
        """Return a watch as it is known now."""
        if watch.zone:
            named = replace(watch, zone=self._id_of(watch.zone))
            return Resolution(named, self._unknown_zone(named.zone))
        if watch.region:
            code, area, unresolved = self._unit(watch.region)
            if unresolved:
                return Resolution(watch, unresolved)
            return Resolution(replace(watch, region=code), self._apart(area, f"region {quoted(watch.region)}"))
        return Resolution(watch, self._apart(watch.area, "the area drawn"))

    def outline(self, watch: Watch) -> Area | None:
        """Return the ground a watch speaks of, lon, lat in EPSG:4326; None where it is not known."""
        if watch.zone:
            return self._areas.get(watch.zone)
        return self._unit(watch.region)[1] if watch.region else watch.area

    def _id_of(self, text: str) -> str:
        """Return the id of the zone that a text names: by its id, else by its name where only one has that; else the text."""
        named = self._named.get(" ".join(text.casefold().split()), [])
        return text if text in self._areas or text in self._lines or len(named) != 1 else named[0]

    def _apart(self, area: Area | None, named: str) -> str:
        """Return that a place lies apart from all zones, "" where it does not."""
        if area is None or not self._areas:
            return ""
        if area not in self._is_apart:
            self._is_apart[area] = not any(zone.intersects(area) for zone in self._areas.values())
        return f"{named} touches no zone of the agreement" if self._is_apart[area] else ""

    def _unknown_zone(self, zone_id: str) -> str:
        if zone_id in self._areas:
            return ""
        if zone_id in self._lines:
            return f"zone {quoted(zone_id)} is a line, which has no ground to look at"
        return f"zone {quoted(zone_id)} is no zone of the agreement{did_you_mean(zone_id, self._areas)}"

    def _unit(self, text: str) -> tuple[str, Area | None, str]:
        """Return the code of the unit that a tag or a code means, its area, and why there is none."""
        if text not in self._units:
            try:
                found, area = unit(text, self._gazetteer)
                self._units[text] = (found.code, area, "")
            except NoSuchPlaceError as error:
                self._units[text] = ("", None, str(error))
        return self._units[text]
