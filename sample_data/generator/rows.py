"""One line of a sender's file, with what is known of it by construction."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

from sample_data.generator.events import KYIV
from sample_data.generator.ground import Position

_CEST = timezone(timedelta(hours=2))
_STYLES = {
    "minute": (KYIV, "%Y-%m-%dT%H:%M", "", timedelta(minutes=1)),
    "spaced": (KYIV, "%Y-%m-%d %H:%M", "", timedelta(minutes=1)),
    "second": (KYIV, "%Y-%m-%dT%H:%M:%S", "", timedelta(seconds=1)),
    "utc": (UTC, "%Y-%m-%dT%H:%M", "Z", timedelta(minutes=1)),
    "utc second": (UTC, "%Y-%m-%dT%H:%M:%S", "Z", timedelta(seconds=1)),
    "offset": (KYIV, "%Y-%m-%dT%H:%M:%S", "+03:00", timedelta(seconds=1)),
    "far desk": (_CEST, "%Y-%m-%dT%H:%M", "+02:00", timedelta(minutes=1)),
}
"""How senders write an instant: the clock they read, the format, the offset they write, and how long the written time lasts."""


@dataclass(frozen=True, slots=True)
class Told:
    """A time as a sender writes it, and the interval `[start, end)` the text means."""

    start_text: str
    end_text: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Placed:
    """What the place cells mean. kind: point, area, unplaced, or open, where it depends on the gazetteer. radius_m: metres."""

    kind: str
    at: Position = (0.0, 0.0)
    radius_m: float = 0.0
    region: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file. outcome: accepted, duplicate or rejected, `fault` then being the column to blame.

    why: the purpose of a row that was made for one.
    """

    file: str
    cells: Mapping[str, str]
    told: Told
    placed: Placed
    event_id: str = ""
    outcome: str = "accepted"
    fault: str = ""
    superseded: bool = False
    why: str = ""


def instant(at: datetime, style: str) -> Told:
    """Tell one instant in a style; the interval is as long as the text is precise."""
    zone, pattern, offset, lasts = _STYLES[style]
    local = at.astimezone(zone).replace(microsecond=0)
    start = local if lasts == timedelta(seconds=1) else local.replace(second=0)
    return Told(local.strftime(pattern) + offset, "", start, start + lasts)


def interval(start: datetime, end: datetime, style: str) -> Told:
    """Tell an interval, its end not included."""
    first, last = instant(start, style), instant(end, style)
    return Told(first.start_text, last.start_text, first.start, last.start)


def days(first: date, last: date) -> Told:
    """Tell one or more whole local days, the last included."""
    start = datetime.combine(first, time(), KYIV)
    end = datetime.combine(last + timedelta(days=1), time(), KYIV)
    return Told(first.isoformat(), "" if first == last else last.isoformat(), start, end)


def point(at: Position, radius_m: float, decimals: int) -> tuple[dict[str, str], Placed]:
    """Return the cells of a point with radius, and the place that the cells (not the truth) mean."""
    lon, lat = f"{at[0]:.{decimals}f}", f"{at[1]:.{decimals}f}"
    cells = {"lon": lon, "lat": lat, "radius_m": f"{radius_m:.0f}" if radius_m else ""}
    return cells, Placed("point", (float(lon), float(lat)), radius_m)


def changed(row: Row, *, why: str, **cells: str) -> Row:
    """Return a row with other cells, which do not touch its time or place."""
    return replace(row, cells={**row.cells, **cells}, why=why)
