"""Distances on the ground and the illustrative line, in plain Python.

A second method beside the dashboard's own geometry: nothing of the dashboard is imported here. Positions are lon, lat
(EPSG:4326); distances are metres, right to about 0.3 % over the extent of the sample.
"""

import itertools
import json
import math
from dataclasses import dataclass
from pathlib import Path

Position = tuple[float, float]
Ring = list[list[float]]
_COMPASS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


def degree_lengths(lat: float) -> tuple[float, float]:
    """Return the metres of one degree of longitude and of latitude at a latitude (WGS 84 series)."""
    phi = math.radians(lat)
    east = 111_412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi)
    north = 111_132.954 - 559.822 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    return east, north


def offset_m(origin: Position, target: Position) -> tuple[float, float]:
    """Return metres east and north from one position to another, scaled at the latitude between them."""
    east, north = degree_lengths((origin[1] + target[1]) / 2)
    return (target[0] - origin[0]) * east, (target[1] - origin[1]) * north


def distance_m(origin: Position, target: Position) -> float:
    """Return the metres between two positions."""
    return math.hypot(*offset_m(origin, target))


def moved(origin: Position, bearing: float, metres: float) -> Position:
    """Return the position `metres` away on a bearing (degrees clockwise from north)."""
    north_m = metres * math.cos(math.radians(bearing))
    east_m = metres * math.sin(math.radians(bearing))
    lat = origin[1] + north_m / degree_lengths(origin[1])[1]
    return origin[0] + east_m / degree_lengths((lat + origin[1]) / 2)[0], lat


def bearing(origin: Position, target: Position) -> float:
    """Return the bearing from one position to another, 0 to 360 degrees clockwise from north."""
    east_m, north_m = offset_m(origin, target)
    return math.degrees(math.atan2(east_m, north_m)) % 360


def compass(degrees: float) -> tuple[str, float]:
    """Return the nearest of the sixteen compass points and its bearing in degrees."""
    index = round(degrees / 22.5) % 16
    return _COMPASS[index], index * 22.5


@dataclass(frozen=True, slots=True)
class FromLine:
    """Where a position stands to the line.

    side: left or right, going along it; at_corner: nearest to a corner, where the side is open to debate; at_end: nearest to one
    of the line's two ends, where it depends on the shape of a buffer's cap whether the position is in it.
    """

    metres: float
    side: str
    at_corner: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The hand-drawn geometry of the illustrative agreement."""

    line: tuple[Position, ...]
    areas: dict[str, tuple[tuple[Ring, ...], ...]]

    def from_line(self, place: Position) -> FromLine:
        """Return distance and side of a position, by the nearest stretch of the line."""
        best = FromLine(math.inf, "left", at_corner=False, at_end=False)
        last = len(self.line) - 2
        for index, (start, end) in enumerate(itertools.pairwise(self.line)):
            metres, along, cross = _to_segment(place, start, end)
            if metres < best.metres:
                ends = (index == 0 and along == 0.0) or (index == last and along == 1.0)
                best = FromLine(metres, "left" if cross > 0 else "right", at_corner=along in (0.0, 1.0), at_end=ends)
        return best

    def at_depth(self, start: Position, towards: float, metres: float) -> Position:
        """Return the position on a bearing from `start` (on the line) that is `metres` away from the whole line."""
        near, far = 0.0, metres * 4
        for _ in range(60):
            middle = (near + far) / 2
            if self.from_line(moved(start, towards, middle)).metres < metres:
                near = middle
            else:
                far = middle
        return moved(start, towards, far)

    def to_edge(self, area: str, place: Position) -> float:
        """Return the metres to an area's edge, negative inside; holes are outside."""
        rings = [ring for polygon in self.areas[area] for ring in polygon]
        nearest = min(_to_segment(place, _at(a), _at(b))[0] for ring in rings for a, b in itertools.pairwise(ring))
        # Inside a hole, a position is within two rings; on open ground within none.
        inside = sum(_within(place, ring) for ring in rings) % 2 == 1
        return -nearest if inside else nearest


def read_layout(path: Path) -> Layout:
    """Read the zones GeoJSON of the sample: one line named `line`, and areas by their id."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    line: tuple[Position, ...] = ()
    areas: dict[str, tuple[tuple[Ring, ...], ...]] = {}
    for feature in features:
        kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
        if kind == "LineString":
            line = tuple((lon, lat) for lon, lat in coordinates)
        else:
            areas[feature["id"]] = tuple(tuple(polygon) for polygon in ([coordinates] if kind == "Polygon" else coordinates))
    return Layout(line, areas)


def _to_segment(place: Position, start: Position, end: Position) -> tuple[float, float, float]:
    """Return metres to a segment, share along it (0 to 1), and on which side of it the position lies (positive is left)."""
    ax, ay = offset_m(place, start)
    bx, by = offset_m(place, end)
    dx, dy = bx - ax, by - ay
    along = min(1.0, max(0.0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)))
    return math.hypot(ax + along * dx, ay + along * dy), along, dx * -ay - dy * -ax


def _within(place: Position, ring: Ring) -> bool:
    x, y = place
    inside = False
    for (ax, ay), (bx, by) in itertools.pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _at(pair: list[float]) -> Position:
    return pair[0], pair[1]
