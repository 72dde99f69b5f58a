"""Coverage of an agreement's zones by its local days: which ground is asked about, when it is in force, and where days begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import Watch
from dashboard.domain.days import day_start
from dashboard.domain.intervals import BEGINNING, END, intersect, subtract, union
from dashboard.engine.coverage_ground import AskedArea

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LocalDays:
    """Days of a local calendar. edges: UTC, the start of each and the end of the last; a day the calendar skips is no day."""

    days: tuple[date, ...]
    edges: tuple[datetime, ...]


def asked_zones(agreement: Agreement) -> tuple[AskedArea, ...]:
    """Return the zones of an agreement that are areas, by id, with the times in which agreement and zone are in force."""
    return tuple(
        AskedArea(
            zone.id,
            zone.geometry,
            subtract(
                intersect(union(agreement.in_force), union(zone.in_force)),
                (*agreement.suspended, *zone.suspended),
            ),
        )
        for zone in agreement.zones
        if isinstance(zone.geometry, Polygon | MultiPolygon)
    )


def local_days(first: date, last: date, zone: ZoneInfo) -> LocalDays:
    """Return the local days from the first to the last; a day of a clock change is as long as it is."""
    days = [first + at * _DAY for at in range((last - first).days + 1)]
    starts = [day_start(day, zone) for day in (*days, last + _DAY)]
    there = [start < after for start, after in pairwise(starts)]
    kept = tuple(day for day, is_day in zip(days, there, strict=True) if is_day)
    edges = tuple(start for start, is_day in zip(starts[:-1], there, strict=True) if is_day)
    return LocalDays(kept, (*edges, starts[-1]))


def days_told(watches: Iterable[Watch], zone: ZoneInfo) -> LocalDays | None:
    """Return the local days from the first that a log says anything of to the last; None where it says nothing that ends."""
    times = [one.times for one in watches if one.times.start > BEGINNING and one.times.end < END]
    if not times:
        return None
    first, last = min(one.start for one in times), max(one.end for one in times) - timedelta(microseconds=1)
    return local_days(first.astimezone(zone).date(), last.astimezone(zone).date(), zone)
