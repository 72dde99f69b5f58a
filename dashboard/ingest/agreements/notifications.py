"""A table of what parties announced beforehand, or claim: a CSV beside the agreement, refused whole where a row is at fault.

A row that were left out would turn what was announced into a violation.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.agreement import Zone
from dashboard.domain.intervals import Interval
from dashboard.domain.notifications import CLAIMS, Notification
from dashboard.domain.parties import names_nobody
from dashboard.engine.circles import circle_on_ground
from dashboard.engine.ground import GroundError
from dashboard.ingest.agreements.bundle import AgreementError
from dashboard.ingest.agreements.named_places import NoSuchPlaceError, settlement, unit
from dashboard.ingest.agreements.surroundings import ACT_CODES
from dashboard.ingest.agreements.times import read_time
from dashboard.ingest.decode import decode
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import heading
from dashboard.ingest.numbers import read_decimal
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Resolved
from dashboard.ingest.quoting import did_you_mean, quoted, unprintable
from dashboard.ingest.rows import SourceTable, read_table
from dashboard.ingest.times import NotATime, read_moment

_NEEDED = ("party", "act", "from", "to")
COLUMNS = ("reference", *_NEEDED, "zone", "place", "radius_m", "claim")


@dataclass(frozen=True, slots=True)
class Ground:
    """What the rows refer to: the agreement's zones, its time zone, and the theatre's places (None: none at hand)."""

    zones: tuple[Zone, ...]
    zone: ZoneInfo
    gazetteer: Gazetteer | None


def read_notifications(data: bytes, file: str, ground: Ground) -> tuple[Notification, ...]:
    """Return the rows of a table of notifications. Raises AgreementError with every fault, each naming file and line."""
    table = _table(data, file)
    names = [heading(name) for name in table.header]
    faults = [f"{file}:{one.line}: {one.reason}" for one in table.broken]
    rows = []
    for line, cells in zip(table.lines, table.rows, strict=True):
        row = _Row(dict(zip(names, (cell.strip() for cell in cells), strict=True)), line, ground)
        rows.append(row.notification())
        faults.extend(f"{file}:{line}: {said}" for said in row.faults)
    if faults:
        raise AgreementError(tuple(faults))
    return tuple(one for one in rows if one is not None)


def _table(data: bytes, file: str) -> SourceTable:
    try:
        table = read_table(decode(data, file=file).text, file=file, known=COLUMNS)
    except UnreadableFileError as error:
        raise AgreementError((str(error),)) from error
    names = [heading(name) for name in table.header]
    faults = [f"no column {quoted(name)}" for name in _NEEDED if name not in names]
    faults += ["none of the columns 'zone', 'place'"] * (not {"zone", "place"} & set(names))
    faults += [f"unknown column {quoted(name)}{did_you_mean(name, COLUMNS)}" for name in names if name not in COLUMNS]
    if faults:
        said = "; ".join(faults)
        raise AgreementError((f"{file}:{table.header_line}: {said}; expected the columns {', '.join(COLUMNS)}",))
    return table


class _Row:
    """One row of the table, and what is wrong with it."""

    def __init__(self, cells: Mapping[str, str], line: int, ground: Ground) -> None:
        self.faults: list[str] = []
        self._cells = cells
        self._line = line
        self._ground = ground

    def notification(self) -> Notification | None:
        """Return the row; None where it is at fault."""
        self.faults.extend(
            f"{name} holds the character {unprintable(cell)}" for name, cell in self._cells.items() if unprintable(cell)
        )
        times, area = self._times(), self._area()
        one = (self._reference(), self._party(), self._act(), self._claim())
        if times is None or area is None or self.faults:
            return None
        reference, party, act, claim = one
        return Notification(reference, party, act, self._cell("place") or self._cell("zone"), area, times, claim)

    def _cell(self, name: str) -> str:
        return self._cells.get(name, "")

    def _reference(self) -> str:
        return self._cell("reference") or f"in line {self._line}"

    def _party(self) -> str:
        party = self._cell("party")
        if names_nobody(party):
            self.faults.append(f"party is {quoted(party)}, expected who announced it")
        return party

    def _act(self) -> str:
        act = self._cell("act")
        if act not in ACT_CODES:
            self.faults.append(f"act is {quoted(act)}, expected a code of the act list{did_you_mean(act, ACT_CODES)}")
        return act

    def _claim(self) -> str:
        claim = self._cell("claim")
        if claim and claim not in CLAIMS:
            self.faults.append(f"unknown claim {quoted(claim)}{did_you_mean(claim, CLAIMS)}")
        return claim

    def _times(self) -> Interval | None:
        start, end = self._time("from", _begin), self._time("to", _end)
        if start is None or end is None:
            return None
        if end <= start:
            self.faults.append(f"from {self._cell('from')} is not before to {self._cell('to')}")
            return None
        return Interval(start, end)

    def _time(self, name: str, read: Callable[[str, ZoneInfo], datetime | NotATime]) -> datetime | None:
        moment = read(self._cell(name), self._ground.zone)
        if isinstance(moment, NotATime):
            self.faults.append(f"{name}: {moment.reason}")
            return None
        return moment

    def _area(self) -> Polygon | MultiPolygon | None:
        zone, place = self._cell("zone"), self._cell("place")
        if bool(zone) == bool(place):
            both = "both zone and place" if zone else "neither zone nor place"
            self.faults.append(f"found {both}, expected one of them")
            return None
        return self._zone(zone) if zone else self._place(place)

    def _zone(self, zone_id: str) -> Polygon | MultiPolygon | None:
        areas = {zone.id: zone.geometry for zone in self._ground.zones if not zone.is_line}
        if zone_id not in areas:
            self.faults.append(f"zone {quoted(zone_id)} is no area of the agreement{did_you_mean(zone_id, areas)}")
        return areas.get(zone_id)

    def _place(self, text: str) -> Polygon | MultiPolygon | None:
        """Return the unit a text names outright ("X raion"), else what lies within `radius_m` of the settlement it names."""
        gazetteer = self._ground.gazetteer
        try:
            if gazetteer and (gazetteer.of_code(text) or isinstance(gazetteer.resolve_outright(text), Resolved)):
                return unit(text, gazetteer)[1]
            found = settlement(text, gazetteer)
            return circle_on_ground(found.lon, found.lat, self._radius_m() or found.reach_m)
        except (NoSuchPlaceError, GroundError) as error:
            self.faults.append(f"place: {error}")
            return None

    def _radius_m(self) -> float:
        text = self._cell("radius_m")
        radius_m = read_decimal(text) if text else 0.0
        if radius_m is None or (text and radius_m <= 0):
            self.faults.append(f"radius_m is {quoted(text)}, expected metres as a plain number, more than 0")
        return radius_m or 0.0


def _begin(text: str, zone: ZoneInfo) -> datetime | NotATime:
    return read_time(text, zone)


def _end(text: str, zone: ZoneInfo) -> datetime | NotATime:
    """Return the end a text gives: a clock is not included, a bare date is."""
    moment = read_time(text, zone)
    if isinstance(moment, NotATime) or ":" in text:
        return moment
    whole_day = read_moment(text, zone=zone)
    return whole_day if isinstance(whole_day, NotATime) else whole_day.end


def notes_on(notifications: tuple[Notification, ...], parties: tuple[str, ...], file: str) -> Iterator[str]:
    """Yield what a person should know of a table: parties the agreement does not know."""
    known = {party.casefold() for party in (*parties, "monitors")}
    for party in dict.fromkeys(one.party for one in notifications):
        if party.casefold() not in known:
            yield f"{file}: {quoted(party)} is not among the agreement's parties"
