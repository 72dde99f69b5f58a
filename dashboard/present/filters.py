"""What a monitor narrows the view to, and how a link says it."""

import math
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from dashboard.domain.days import day_start
from dashboard.engine.shares import microseconds

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; the edges belong to it."""
SINGLE = ("first_day", "last_day", "box")
"""Filters that hold one value; the others hold any number of them."""
MANY = ("verdicts", "zones", "acts", "means", "parties", "regions")
_BOX_DECIMALS = 5
_DAYS = (date(1800, 1, 1), date(2999, 12, 31))
"""Days a filter may name: far enough from either end of the calendar for any time zone."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty means everything. Days are local to the theatre, both included."""

    first_day: date | None = None
    last_day: date | None = None
    verdicts: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    box: Box | None = None

    @property
    def active(self) -> tuple[str, ...]:
        """Names of the filters that narrow anything."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name) not in (None, ()))

    def without(self, name: str) -> "Filters":
        """Return the same filters with one lifted."""
        blank: dict[str, Any] = {name: None if name in SINGLE else ()}
        return replace(self, **blank)

    def without_value(self, name: str, value: str) -> "Filters":
        """Return the same filters with one chosen value of one of them taken back."""
        rest: dict[str, Any] = {name: tuple(one for one in getattr(self, name) if one != value)}
        return replace(self, **rest)


def day_bounds(filters: Filters, zone: ZoneInfo) -> tuple[int, int]:
    """Return the days as `[from, to)` in microseconds since 1970 UTC; an absent day is the least or greatest number."""
    limits = np.iinfo(np.int64)
    low = microseconds(day_start(filters.first_day, zone)) if filters.first_day else limits.min
    high = microseconds(day_start(filters.last_day + timedelta(days=1), zone)) if filters.last_day else limits.max
    return low, high


def outward(box: Box) -> Box:
    """Return the box as a link can say it, never smaller than it was: about a metre wider where it has to be rounded."""
    unit = 10.0**_BOX_DECIMALS
    west, south, east, north = box
    lows = (math.floor(west * unit) / unit, math.floor(south * unit) / unit)
    return (*lows, math.ceil(east * unit) / unit, math.ceil(north * unit) / unit)


def to_query(filters: Filters) -> dict[str, list[str]]:
    """Return the filters as parameters of a link; only those that narrow anything."""
    query: dict[str, list[str]] = {}
    for name in filters.active:
        value = getattr(filters, name)
        if isinstance(value, date):
            query[name] = [value.isoformat()]
        elif name == "box":
            query[name] = [",".join(f"{number:.{_BOX_DECIMALS}f}" for number in value)]
        else:
            query[name] = list(value)
    return query


def from_query(query: dict[str, list[str]]) -> Filters:
    """Read filters from a link's parameters; what cannot be read narrows nothing."""
    chosen: dict[str, Any] = {name: tuple(dict.fromkeys(query.get(name, []))) for name in MANY}
    for name, read in (("first_day", _day), ("last_day", _day), ("box", _box)):
        chosen[name] = read(query[name][0]) if query.get(name) else None
    if chosen["first_day"] and chosen["last_day"]:
        chosen["first_day"], chosen["last_day"] = sorted((chosen["first_day"], chosen["last_day"]))
    return Filters(**chosen)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _DAYS[0] <= day <= _DAYS[1] else None


def _box(text: str) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    in_order = -360 <= west <= east <= 360 and -90 <= south <= north <= 90
    return (west, south, east, north) if in_order else None
