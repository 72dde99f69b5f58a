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
class Unplaced:
    """No place could be established; `reason` says why, `candidates` what it might have been."""

    reason: str
    candidates: tuple[str, ...] = ()


Place = Point | Area | Unplaced


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
