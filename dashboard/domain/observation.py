"""One observation, and what is known of its place."""

from dataclasses import dataclass

from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.intervals import Interval

NOBODY_NAMED = frozenset({"", "unknown", "unattributed", "undetermined", "n/a", "невідомо", "неизвестно", "не встановлено"})
"""What senders write in a party column when they name nobody."""


@dataclass(frozen=True, slots=True)
class Point:
    """A position with its uncertainty: somewhere within `radius_m` metres on the ground; 0 is the position itself."""

    lon: float
    lat: float
    radius_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """Somewhere within a region; geometry in lon, lat (EPSG:4326)."""

    region_code: str
    geometry: Polygon | MultiPolygon


@dataclass(frozen=True, slots=True)
class Sector:
    """Somewhere in a direction and at a distance from a reference place: a piece of a ring around it, WGS 84.

    The reference stands within `dilation_m` metres of `lon`, `lat` (degrees). From where it stands, the place lies at least
    `from_m` and at most `to_m` metres away (`from_m` < `to_m`) and within `spread_deg` to either side of the geodesic bearing
    `bearing_deg`, degrees clockwise from true north; a spread is at most 80, or 180 for every direction. `reference` is its name.
    """

    lon: float
    lat: float
    bearing_deg: float
    spread_deg: float
    from_m: float
    to_m: float
    dilation_m: float = 0.0
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """No place could be established; `reason` says why, `candidates` what it might have been."""

    reason: str
    candidates: tuple[str, ...] = ()


Place = Point | Sector | Area | Unplaced


@dataclass(frozen=True, slots=True)
class Observation:
    """What one report says, as far as a verdict depends on it."""

    observation_id: str
    observed: Interval
    place: Place
    act: str = ""
    weapon: str = ""
    calibre_mm: float | None = None
    count: int | None = None
    party: str = ""
    means: str = ""
