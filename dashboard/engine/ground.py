"""Metres on the ground: edges made dense enough to project, local equal-area frames, and lines widened by a distance.

Geometry is lon, lat in EPSG:4326 with edges straight in lon/lat (RFC 7946) wherever it enters and leaves; metres stand only
between the two. The ellipsoid is WGS 84.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Self

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.engine.sides import UndecidedSideError, one_side

Floats = NDArray[np.float64]
Side = Literal["both", "left", "right"]

EARTH_RADIUS_M = 6_371_008.8
GREATEST_REACH_DEGREES = 80.0
"""How far a shape may reach from its middle, on the sphere; further off a flat frame can no longer tell which edge is nearest."""
GREATEST_DISTANCE_M = 1_000_000.0
"""Beyond this a flat frame no longer holds 0.5 %."""

_GREATEST_BEND = 1.09
"""A line straight in lon/lat bends on the sphere by at most sqrt(2/3) * 4/3 * tan(latitude) / radius."""
_PART_M = 10_000.0
_LEAST_TOLERANCE_M, _TOLERANCE, _MOST_TOLERANCE_M = 0.05, 2e-5, 0.3
"""How far each step of widening a line may put its border off: a share of the distance, within so many metres."""
_HIGHEST_LATITUDE = 89.0


class GroundError(ValueError):
    """A geometry that cannot be measured on the ground, and why."""


def check_reach(geometry: BaseGeometry) -> None:
    """Raise GroundError where a geometry in lon/lat goes round so much of the earth that it cannot be measured in a frame."""
    frame = Frame.for_geometry(geometry)
    middle = _on_sphere(np.array([[frame.lon, frame.lat]]))[0]
    # An edge may bend away further than its ends do, so the middle of a long one counts too.
    points = shapely.get_coordinates(shapely.segmentize(geometry, 10.0))
    reach = float(np.degrees(np.arccos(np.clip((_on_sphere(points) @ middle).min(), -1.0, 1.0))))
    if reach > GREATEST_REACH_DEGREES:
        most = f"{GREATEST_REACH_DEGREES:.0f}°"
        raise GroundError(f"the geometry reaches {reach:.0f}° from its middle, expected at most {most}: cut it into parts")


def densify(geometry: BaseGeometry, tolerance_m: float = 0.5) -> BaseGeometry:
    """Return the same shape with points added along long edges, lon/lat in and out.

    Between two neighbouring points the straight line of a `Frame` centred on the geometry (or on something that meets it) then
    lies within `tolerance_m` metres of the edge. A geometry that needs no points is returned as it is.
    """
    if geometry.is_empty or geometry.geom_type in ("Point", "MultiPoint"):
        return geometry
    if geometry.geom_type == "GeometryCollection":
        return shapely.geometrycollections([densify(part, tolerance_m) for part in geometry.geoms])
    kind, positions, offsets = shapely.to_ragged_array([geometry])
    points: Floats = positions[:, :2]
    pieces = _pieces(points, tolerance_m)
    # The step from the last point of one ring to the first of the next is no edge.
    pieces[offsets[0][1:-1] - 1] = 1
    if pieces.max(initial=1) == 1:
        return geometry
    first = np.concatenate([[0], np.cumsum(pieces), [pieces.sum() + 1]])
    dense = shapely.from_ragged_array(kind, _interpolated(points, pieces), (first[offsets[0]], *offsets[1:]))
    return dense[0]


def _pieces(points: Floats, tolerance_m: float) -> NDArray[np.int64]:
    """Return into how many equal pieces each step between neighbouring points is cut."""
    lat = np.radians(np.clip(np.abs(points[:, 1]), 0.0, 89.9))
    low, high = np.minimum(lat[:-1], lat[1:]), np.maximum(lat[:-1], lat[1:])
    low = np.where(np.diff(np.sign(points[:, 1])) != 0, 0.0, low)
    steps = np.radians(np.diff(points, axis=0))
    length_m = EARTH_RADIUS_M * np.hypot(steps[:, 0] * np.cos(low), steps[:, 1])
    longest_m = _longest_step_m(high, _spread(points), tolerance_m)
    return np.asarray(np.maximum(np.ceil(length_m / longest_m), 1), dtype=np.int64)


def _longest_step_m(latitude: Floats | float, spread: float, tolerance_m: float) -> Floats:
    """Return the step whose arc leaves its chord by `tolerance_m`: sag = length² · bend / 8.

    latitude: radians. spread: how far the geometry reaches, radians; a flat frame bends lines by less than that over its radius.
    """
    bend = (_GREATEST_BEND * np.tan(latitude) + spread) / EARTH_RADIUS_M
    return np.asarray(np.sqrt(8 * tolerance_m / np.maximum(bend, 1e-12)))


def _interpolated(points: Floats, pieces: NDArray[np.int64]) -> Floats:
    start = np.repeat(np.arange(len(pieces)), pieces)
    number = np.arange(len(start)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
    share = (number / pieces[start])[:, None]
    between = points[start] + share * (points[start + 1] - points[start])
    return np.concatenate([between, points[-1:]])


def _on_sphere(points: Floats) -> Floats:
    lon, lat = np.radians(points[:, 0]), np.radians(points[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _spread(points: Floats) -> float:
    return float(np.linalg.norm(np.ptp(_on_sphere(points), axis=0)))


@dataclass(frozen=True, slots=True)
class Frame:
    """A local plane in metres: Lambert's azimuthal equal-area projection centred on `lon`, `lat` (degrees).

    Areas are true everywhere; lengths within 0.02 % up to 250 km from the centre and about 0.3 % up to 1,000 km. pyproj keeps one
    transformer a thread behind each `Transformer`, so a frame may be shared.
    """

    lon: float
    lat: float
    _transformer: Transformer = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        steps = "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
        plane = f"+step +proj=laea +lat_0={self.lat!r} +lon_0={self.lon!r} +ellps=WGS84"
        object.__setattr__(self, "_transformer", Transformer.from_pipeline(f"{steps} {plane}"))

    @classmethod
    def for_geometry(cls, geometry: BaseGeometry) -> Self:
        """Return a frame centred on the middle of the geometry's box on the sphere, however its points are spaced."""
        points = shapely.get_coordinates(geometry)
        if not len(points):
            raise GroundError("an empty geometry has no centre")
        positions = _on_sphere(points)
        x, y, z = (positions.min(axis=0) + positions.max(axis=0)) / 2
        if np.hypot(np.hypot(x, y), z) < 1e-9:
            raise GroundError("the geometry goes round the whole earth, so it has no centre")
        return cls(float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y)))))

    def project_points(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return x, y in metres for degrees; GroundError for a position on the far side of the earth."""
        x, y = self._transformer.transform(np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64))
        if not np.isfinite(x).all():
            raise GroundError(f"a position lies opposite the frame's centre {self.lon:.4f}, {self.lat:.4f}")
        return x, y

    def unproject_points(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return lon, lat in degrees for metres; lon within 180 of the centre's, so past ±180 near the antimeridian."""
        lon, lat = self._transformer.transform(
            np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64), direction="INVERSE"
        )
        return _near(lon, self.lon), lat

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return the geometry in metres. Only its points are moved: `densify` it first."""
        return shapely.transform(geometry, self.project_points, interleaved=False)

    def unproject(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return the geometry in lon/lat. Only its points are moved; longitudes as in `unproject_points`."""
        return shapely.transform(geometry, self.unproject_points, interleaved=False)


def buffer_on_ground(geometry: BaseGeometry, distance_m: float, side: Side) -> Polygon | MultiPolygon:
    """Return what lies within `distance_m` metres of a line or lines, on both sides or on one side of the way they run.

    Ends and joints are round. One side is cut from both along the line itself and, beyond each end, along the line run straight
    on, or in the freest direction where it would meet the line again; left and right together make both. Right to a metre up
    to 75 km, 3 m at 150 km, and 0.5 % at 1,000 km; across the antimeridian the result is cut as RFC 7946, section
    3.1.9, asks.

    Raises GroundError: no line, a distance out of range, too near a pole, or a side that cannot be told.
    """
    _check(geometry, distance_m)
    centre_lon = Frame.for_geometry(geometry).lon
    lines = _unwrapped(geometry, centre_lon)
    wide = shapely.union_all([_unwrapped(part, centre_lon) for part in _wide_parts(lines, distance_m)])
    if side != "both":
        try:
            wide = one_side(lines, wide, side=side, distance_m=distance_m)
        except UndecidedSideError as error:
            raise GroundError(str(error)) from error
    return cut_at_antimeridian(wide)


def _check(geometry: BaseGeometry, distance_m: float) -> None:
    if not isinstance(geometry, LineString | MultiLineString) or geometry.is_empty or geometry.length == 0:
        raise GroundError(f"found {geometry.geom_type}, expected a line with a length")
    if not 0 < distance_m <= GREATEST_DISTANCE_M:
        raise GroundError(f"found a distance of {distance_m:,} m, expected more than 0 and at most {GREATEST_DISTANCE_M:,.0f} m")
    _, south, _, north = geometry.bounds
    if max(-south, north) + np.degrees(distance_m / EARTH_RADIUS_M) > _HIGHEST_LATITUDE:
        raise GroundError(f"the line with {distance_m:,} m around it reaches beyond {_HIGHEST_LATITUDE:.0f}° of latitude")


def _wide_parts(lines: BaseGeometry, distance_m: float) -> Iterator[BaseGeometry]:
    """Yield the buffer of each stretch of some lines, made in the stretch's own frame, in lon/lat."""
    tolerance_m = min(max(_LEAST_TOLERANCE_M, _TOLERANCE * distance_m), _MOST_TOLERANCE_M)
    for part in _short_parts(densify(lines, tolerance_m)):
        frame = Frame.for_geometry(part)
        wide = _wide(frame.project(part), distance_m, tolerance_m)
        highest = np.radians(np.abs(part.bounds[1::2]).max()) + distance_m / EARTH_RADIUS_M
        spread = (_PART_M + 2 * distance_m) / EARTH_RADIUS_M
        yield frame.unproject(shapely.segmentize(wide, float(_longest_step_m(highest, spread, tolerance_m))))


def _wide(line: BaseGeometry, distance_m: float, tolerance_m: float) -> BaseGeometry:
    """Return what lies within some metres on the ground of a line near the middle of a frame.

    GEOS simplifies a whole line before it widens it, by up to a hundredth of the distance, and is slow on a wiggling one; single
    edges are widened exactly.
    """
    points = shapely.get_coordinates(shapely.simplify(line, tolerance_m / 2, preserve_topology=False))
    edges = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1))
    # How long a distance from the middle is in the frame.
    flat_m = 2 * EARTH_RADIUS_M * np.sin(distance_m / (2 * EARTH_RADIUS_M))
    steps = int(np.ceil(np.pi / 4 / np.arccos(1 - min(tolerance_m / flat_m, 0.1))))
    # Corners of the rounding stand as far outside as its edges' middles lie inside.
    sag = 1 - np.cos(np.pi / 4 / steps)
    return shapely.union_all(shapely.buffer(edges, flat_m * (1 + sag / 2), quad_segs=steps))


def _short_parts(lines: BaseGeometry) -> Iterator[LineString]:
    """Cut dense lines into equal stretches of about 10 km that share their ends, the same ones whichever way a line runs."""
    for line in shapely.get_parts(lines):
        points = shapely.get_coordinates(line)
        steps = np.linalg.norm(np.diff(_on_sphere(points), axis=0), axis=1) * EARTH_RADIUS_M
        middle = np.cumsum(steps) - steps / 2
        count = int(np.ceil(steps.sum() / _PART_M))
        cuts = np.unique(np.searchsorted(middle, steps.sum() * np.arange(1, count) / count))
        cuts = cuts[(cuts > 0) & (cuts < len(points) - 1)]
        for first, last in zip([0, *cuts], [*cuts, len(points) - 1], strict=True):
            yield LineString(points[first : last + 1])


def _near(lon: Floats, centre_lon: float) -> Floats:
    # Whole turns are taken off exactly, so that a point keeps its digits.
    return np.asarray(lon - 360.0 * np.round((lon - centre_lon) / 360.0))


def _unwrapped(geometry: BaseGeometry, centre_lon: float) -> BaseGeometry:
    """Return the geometry with every longitude within 180 of `centre_lon`, so that it is whole at the antimeridian."""
    moved = shapely.transform(geometry, lambda lon, lat: (_near(lon, centre_lon), lat), interleaved=False)
    west, _, east, _ = moved.bounds
    if east - west > 180.0:
        raise GroundError(f"found a line over {east - west:.0f}° of longitude, expected at most 180°")
    return moved


def cut_at_antimeridian(area: BaseGeometry) -> Polygon | MultiPolygon:
    """Return an area whose longitudes may run past ±180 within -180 to 180, in parts where it lies on both sides."""
    west, _, east, _ = area.bounds
    turns = range(int(np.floor((west + 180.0) / 360.0)), int(np.ceil((east - 180.0) / 360.0)) + 1)
    if turns == range(0, 1):
        return area
    # A turn k holds longitudes 360k - 180 to 360k + 180.
    pieces = [shapely.intersection(area, shapely.box(360.0 * k - 180.0, -90.0, 360.0 * k + 180.0, 90.0)) for k in turns]
    home = [shapely.transform(piece, lambda xy, k=k: xy - [360.0 * k, 0.0]) for k, piece in zip(turns, pieces, strict=True)]
    areas = [part for piece in home for part in shapely.get_parts(piece) if isinstance(part, Polygon) and not part.is_empty]
    return areas[0] if len(areas) == 1 else MultiPolygon(areas)
