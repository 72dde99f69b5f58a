"""How the cells of a column are written, as far as they tell themselves: which of a pair is the latitude, what a number counts.

Pure; a person confirms. Whatever the cells do not tell is asked, never guessed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast, get_args
from zoneinfo import ZoneInfo

from dashboard.ingest.coordinates import Bounds, Found, Order, Refused, inside, read_pair
from dashboard.ingest.coordinates.headings import order_in_heading
from dashboard.ingest.header import heading
from dashboard.ingest.times import Moment, NotATime, TimeFormat, read_time

_HALF = 0.5
_NUMBER = re.compile(r"[0-9]{1,15}(?:[.,][0-9]{1,18})?")
_UTC = ZoneInfo("UTC")
_YEARS = range(1990, 2101)
"""Years that a report may well be of."""


@dataclass(frozen=True, slots=True)
class PairGuess:
    """Which number of a pair comes first. needed: whether any pair leaves it open.

    order: what the theatre tells, empty where it tells nothing. example: the first pair that leaves it open.
    """

    order: Order
    needed: bool
    evidence: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class NumberGuess:
    """What numbers in a column of times may count. needed: whether they are numbers that nobody can read as times undeclared.

    readings: by time_format, the day that `example` would be; those that no report can be of are left out.
    """

    needed: bool
    example: str = ""
    readings: tuple[tuple[TimeFormat, str], ...] = ()


def suggest_coordinate_order(name: str, texts: Sequence[str], bounds: Bounds) -> PairGuess:
    """Say which number of a pair is the latitude, from where the pairs would lie. name: the heading, which may say it itself."""
    if order_in_heading(heading(name)):
        return PairGuess("", needed=False, evidence="the heading says which coordinate comes first")
    pairs = [(text, *found) for text in dict.fromkeys(texts) if (found := _both_ways(text)) is not None]
    if not pairs:
        return PairGuess("", needed=False, evidence="each position says itself which coordinate is which")
    lies = [(inside(bounds, one.lon, one.lat), inside(bounds, other.lon, other.lat)) for _, one, other in pairs]
    lat_first, lon_first = (sum(one and not other for one, other in ways) for ways in (lies, [way[::-1] for way in lies]))
    total, example = len(pairs), pairs[0][0]
    if bool(lat_first) == bool(lon_first):
        said = f"of {total:,} different pairs {lat_first:,} fit only latitude first and {lon_first:,} only longitude first"
        return PairGuess("", needed=True, evidence=f"{said}; ask whoever sent the file", example=example)
    order: Order = "lat,lon" if lat_first else "lon,lat"
    which, fitting = ("latitude", lat_first) if lat_first else ("longitude", lon_first)
    said = f"{which} first: {fitting:,} of {total:,} different pairs lie inside the theatre only so, and none only the other way"
    return PairGuess(order, needed=True, evidence=said, example=example)


def suggest_time_format(texts: Sequence[str]) -> NumberGuess:
    """Say what numbers in a column of times may count, from the days they would be."""
    numbers = [text for text in texts if _NUMBER.fullmatch(text) and isinstance(read_time(text, zone=_UTC), NotATime)]
    if not numbers or len(numbers) < _HALF * len(texts):
        return NumberGuess(needed=False)
    formats = cast(tuple[TimeFormat, ...], tuple(name for name in get_args(TimeFormat) if name))
    read = [(name, read_time(numbers[0], zone=_UTC, time_format=name)) for name in formats]
    readings = tuple(
        (name, f"{moment.start:%Y-%m-%d}") for name, moment in read if isinstance(moment, Moment) and moment.start.year in _YEARS
    )
    return NumberGuess(needed=True, example=numbers[0], readings=readings)


def _both_ways(text: str) -> tuple[Found, Found] | None:
    """Return a pair read latitude first and longitude first, None where it says itself which is which, or is none."""
    if not isinstance(read_pair(text), Refused):
        return None
    one, other = read_pair(text, "lat,lon"), read_pair(text, "lon,lat")
    return (one, other) if isinstance(one, Found) and isinstance(other, Found) else None
