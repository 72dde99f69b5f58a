"""A lone GeoJSON of zones with `name`, `from` and `to`: all hostile acts are prohibited there then."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.acts import HOSTILE_ACTS
from dashboard.domain.agreement import ALWAYS, Agreement, Prohibition, Provision, Zone
from dashboard.domain.intervals import END, Interval
from dashboard.ingest.agreements.bundle import AgreementError
from dashboard.ingest.agreements.times import read_time
from dashboard.ingest.errors import UnknownTimeZoneError
from dashboard.ingest.geojson import Feature, GeojsonError, called, read_geojson
from dashboard.ingest.quoting import quoted, unprintable
from dashboard.ingest.times import NotATime, time_zone

KIND = "declared zone"


def read_zones_file(data: bytes, file: str, *, default_time_zone: str | None) -> Agreement:
    """Return one provision over every zone of the file, binding everyone. Raises AgreementError with every fault found."""
    try:
        read = read_geojson(data, file)
    except GeojsonError as error:
        raise AgreementError(error.problems) from error
    zones = _Zones(file, default_time_zone, read.features)
    if zones.problems:
        raise AgreementError(tuple(zones.problems))
    name = PurePosixPath(file).stem
    hashed = hashlib.sha256(b"zones\0" + (default_time_zone or "").encode() + b"\0" + data)
    return Agreement(
        id=name,
        title=name,
        kind="declared zones",
        time_zone=default_time_zone or "UTC",
        in_force=ALWAYS,
        parties=(),
        source=file,
        zones=tuple(zones.made),
        provisions=(_everything_hostile(zones.made),),
        version=hashed.hexdigest(),
        notes=read.notes,
    )


def _everything_hostile(zones: Sequence[Zone]) -> Provision:
    return Provision(
        id="declared",
        clause=KIND,
        text="All hostile acts are prohibited in the declared zones while they are in force.",
        zone_ids=tuple(zone.id for zone in zones),
        prohibits=Prohibition(HOSTILE_ACTS),
    )


class _Zones:
    """The zones of a file, and what is wrong with them."""

    def __init__(self, file: str, default_time_zone: str | None, features: Sequence[Feature]) -> None:
        self.problems: list[str] = []
        self.made: list[Zone] = []
        self._file = file
        self._default_time_zone = default_time_zone
        counted = Counter(feature.name for feature in features)
        for feature in features:
            unique = feature.name if counted[feature.name] == 1 else f"{feature.name} #{feature.index + 1}"
            self._read(feature, feature.id or unique)
        if len({zone.id for zone in self.made}) < len(self.made):
            self.problems.append(f"{file}: a feature's id is another one's name, expected ids that name one zone each")

    def _read(self, feature: Feature, identifier: str) -> None:
        faults_before = len(self.problems)
        self._check(feature)
        zone = self._time_zone(feature)
        start, end = self._time(feature, "from", zone), self._time(feature, "to", zone)
        if start and end and end <= start:
            self._fault(feature, f"from {feature.properties['from']} is not before to {feature.properties['to']}")
        if len(self.problems) == faults_before and start and end:
            self.made.append(Zone(identifier, feature.name, KIND, feature.geometry, (Interval(start, end),)))

    def _check(self, feature: Feature) -> None:
        if not feature.name:
            self._fault(feature, "no 'name', expected what the zone is called")
        if unprintable(feature.name + feature.id):
            self._fault(feature, f"the name or id holds the character {unprintable(feature.name + feature.id)}")
        if not isinstance(feature.geometry, Polygon | MultiPolygon):
            self._fault(feature, f"found a {feature.geometry.geom_type}, expected a polygon: a zone is an area")

    def _time_zone(self, feature: Feature) -> ZoneInfo | None:
        name = feature.properties.get("time_zone") or self._default_time_zone
        if not name:
            return None
        try:
            return time_zone(str(name))
        except UnknownTimeZoneError as error:
            self._fault(feature, str(error))
            return None

    def _time(self, feature: Feature, key: str, zone: ZoneInfo | None) -> datetime | None:
        """Return a time, aware UTC; None where it is at fault. A missing, null or blank `to` is open."""
        value = feature.properties.get(key)
        if value is None or value == "":
            if key == "from":
                self._fault(feature, "no 'from', expected since when the zone holds, such as 2015-02-15T00:00")
            return END if key == "to" else None
        if not isinstance(value, str):
            self._fault(feature, f"{key} is {quoted(value)}, expected a time as text such as '2015-02-15T00:00'")
            return None
        moment = read_time(value.strip(), zone)
        if isinstance(moment, NotATime):
            self._fault(feature, f"{key}: {moment.reason}")
            return None
        return moment

    def _fault(self, feature: Feature, said: str) -> None:
        self.problems.append(f"{self._file}: {called(feature)}: {said}")
