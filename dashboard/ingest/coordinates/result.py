"""What the text of a position comes to: found, with the size of what the text leaves open; not placeable; or refused."""

import math
from dataclasses import dataclass
from typing import Literal

from pyproj import Geod

Axis = Literal["lon", "lat"]
Order = Literal["", "lat,lon", "lon,lat"]
"""The order of the two numbers of a pair, empty where nobody said."""
Bounds = tuple[float, float, float, float]
"""West, south, east, north, degrees."""

LIMITS: dict[Axis, int] = {"lon": 180, "lat": 90}
LEAST_CELL_M = 1.0
"""Metres; a cell whose corners are nearer than this is the position itself."""
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True)
class Found:
    """A position, degrees east and north (WGS 84).

    cell_m: half the diagonal of what the text leaves open around it, metres; 0 where that is the position itself.
    cell: what leaves it open, in words. within_m: an uncertainty the text states itself, metres, NaN where it states none.
    coarse: what to say of a position written in few decimals, unless a radius is stated. flag: what a person should see.
    """

    lon: float
    lat: float
    cell_m: float = 0.0
    cell: str = ""
    within_m: float = math.nan
    coarse: str = ""
    flag: str = ""


@dataclass(frozen=True, slots=True)
class Unplaceable:
    """A sound way to write a place, from which no position follows without something that is not said."""

    reason: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No position, or more than one, can be read from a text."""

    reason: str


Outcome = Found | Unplaceable | Refused


def half_diagonal_m(lon: float, lat: float, half_lon: float, half_lat: float) -> float:
    """Return metres from the middle of a cell to its farthest corner; the halves are degrees."""
    nearer_equator = max(abs(lat) - half_lat, 0.0)
    farther = min(abs(lat) + half_lat, 90.0)
    return max(float(_GEOD.inv(lon, abs(lat), lon + half_lon, corner)[2]) for corner in (nearer_equator, farther))


def as_cell(metres: float) -> float:
    """Return the radius of a cell, rounded up to a decimetre, 0 where it is small enough to be the position itself."""
    return 0.0 if metres < LEAST_CELL_M else math.ceil(metres * 10) / 10


def metres_between(one: Found, other: Found) -> float:
    """Return metres on the ground between two positions."""
    return float(_GEOD.inv(one.lon, one.lat, other.lon, other.lat)[2])


def in_metres(metres: float) -> str:
    """Return a distance as a person reads it."""
    return f"{metres:.0f} m" if metres < 1000 else f"{metres / 1000:.1f} km"


def inside(bounds: Bounds, lon: float, lat: float) -> bool:
    """Whether a position lies within bounds, edges included."""
    west, south, east, north = bounds
    return west <= lon <= east and south <= lat <= north
