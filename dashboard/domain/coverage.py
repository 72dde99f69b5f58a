"""The coverage log: who looked where and when, by what means, and what became of it.

A day without reports is quiet only where somebody looked. What nobody stated is not stated: no state follows from another, from a
report that came in, or from one that did not.
"""

from dataclasses import dataclass

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.columns import Column
from dashboard.domain.intervals import Interval

STATES: tuple[str, ...] = ("observed", "denied", "jammed", "weather", "no asset")
"""What can be said of a place and time, in order of precedence: where several hold at once, the first of them counts.

observed: somebody looked and could see. denied: kept out. jammed: the instrument was made blind. weather: could not be seen
through. no asset: there was nothing to look with.
"""
NOT_STATED = "not stated"
"""Where and when nobody said whether anyone looked."""
SHARES: tuple[str, ...] = (*STATES, NOT_STATED)
"""Everything that a stretch of ground and time can be, in order of precedence; no two at once."""

COLUMNS: tuple[Column, ...] = (
    Column("zone", "id of a zone of the agreement; exactly one of zone, region and area is filled", example="line"),
    Column("region", "region tag, in any usual spelling", example="Donetsk oblast"),
    Column(
        "area", "a polygon, longitude before latitude, WGS 84: WKT or GeoJSON", example="POLYGON ((37 48, 38 48, 38 49, 37 48))"
    ),
    Column(
        "from",
        "when it began: date or date and time, ISO 8601; without an offset it is local to the file's time zone",
        example="2026-05-03T06:00",
    ),
    Column(
        "to",
        "when it ended, not included; a bare date includes that day; empty: as long as `from` says, a bare date is that day",
        example="2026-05-03T18:00",
    ),
    Column("means", "satellite, drone, patrol, camera, acoustic, partner, open-source, other", example="patrol"),
    Column("state", ", ".join(STATES), example="observed"),
    Column("source", "who says so", example="patrol 4"),
    Column("note", "what else to know", example="northern road closed after 14:00"),
)
"""The columns of a coverage log, declared once: its template, its reader and its documentation all print this list."""


@dataclass(frozen=True, slots=True)
class DatesSaid:
    """What a person said of the dates of a log, in the words of a mapping of observations; "" where nothing had to be said.

    order: which number is the day, dmy, mdy or ymd. numbers: what a plain number counts, excel, excel1904, epoch_s or epoch_ms.
    """

    order: str = ""
    numbers: str = ""


NOTHING_SAID = DatesSaid()


class WatchError(ValueError):
    """A statement of who looked that names no one place or no known state."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One statement: in this place and these times it was so. It holds for the whole of the place and the whole of the times.

    times: UTC, `[from, to)`. means: one of `columns.MEANS`, "" where it is not said. state: one of `STATES`. The place is exactly
    one of: zone, the id of a zone of the agreement; region, the code of a unit; area, lon, lat in EPSG:4326, edges straight in
    lon/lat (RFC 7946). reported_means: the text of the means as it came. Raises WatchError.
    """

    times: Interval
    means: str
    state: str
    zone: str = ""
    region: str = ""
    area: Polygon | MultiPolygon | None = None
    source: str = ""
    note: str = ""
    reported_means: str = ""

    def __post_init__(self) -> None:
        places = sum((bool(self.zone), bool(self.region), self.area is not None))
        if places != 1:
            raise WatchError(f"found {places} places, expected exactly one of zone, region, area")
        if self.state not in STATES:
            raise WatchError(f"found the state {self.state!r}, expected one of {', '.join(STATES)}")
        if self.area is not None and not _is_ground(self.area):
            raise WatchError(
                "the area is empty, crosses itself or leaves the earth, expected a polygon in longitude and latitude"
            )


def _is_ground(area: Polygon | MultiPolygon) -> bool:
    if area.is_empty or not area.is_valid:
        return False
    west, south, east, north = area.bounds
    return bool(west >= -180 and east <= 180 and south >= -90 and north <= 90)
