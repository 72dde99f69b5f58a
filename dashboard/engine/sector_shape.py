"""The outline of sectors on the ground: polygons in lon/lat (EPSG:4326) that hold every position the sector allows.

Outlines are drawn in azimuth and geodesic distance from the reference (WGS 84's azimuthal equidistant plane), where a ring is a
ring, and carried to lon/lat by the geodesic itself. Outer arcs are drawn just outside the circle and inner ones just inside, so
that nothing allowed is cut off; what that adds is below 0.1 % of the area.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod

from dashboard.domain.observation import Sector
from dashboard.engine.ground import EARTH_RADIUS_M, GroundError, cut_at_antimeridian

_GEOD = Geod(ellps="WGS84")
_WIDEST_STEP, _FINEST_STEP = np.radians(3.0), np.radians(0.05)
_RING_ERROR = 5e-4
"""Share of its area that drawing a ring with straight sides may add."""
_QUAD_SEGMENTS = 40
_OUTSIDE_CORNER = 1 / np.cos(1.5 * np.pi / (4 * _QUAD_SEGMENTS))
"""How much further out the corners of a rounded edge lie so that its sides stay outside the circle; GEOS rounds how many sides an
arc gets, so that one may be half as long again."""
_PIECES = 20
"""Edges are cut into pieces of a twentieth of the sector's reach: at 100 km, bending in lon/lat then stays below a metre."""
_HIGHEST_LATITUDE = 89.0

Floats = NDArray[np.float64]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class SectorShapes:
    """The polygons of sectors in lon/lat, and the smallest circle that holds each: its middle in degrees, its radius in metres.

    Radii are whole metres with a thousandth to spare for what a plane distorts.
    """

    polygon: Shapes
    lon: Floats
    lat: Floats
    radius_m: Floats


def sector_shapes(sectors: Sequence[Sector]) -> SectorShapes:
    """Return the outlines of many sectors at once.

    Raises GroundError for a sector that reaches beyond 89° of latitude, or whose distances or spread hold no area.
    """
    table = np.array(
        [(s.lon, s.lat, s.bearing_deg, s.spread_deg, s.from_m, s.to_m, s.dilation_m) for s in sectors], dtype=np.float64
    ).reshape(-1, 7)
    lon, lat, bearing, spread, near, far, dilation = table.T
    _check(sectors, lat, far + dilation)
    wide = np.minimum(spread + _turned_deg(lat, dilation), 180.0)
    flat = _rings(bearing, wide, near, far, _steps(wide, far, far - near + 2 * dilation))
    widened = _widened(dilation, far)
    grown = np.where(dilation > 0, shapely.buffer(flat, widened, quad_segs=_QUAD_SEGMENTS), flat)
    out, radius = _circles(np.radians(wide), near, far)
    middle_lon, middle_lat, _ = _GEOD.fwd(lon, lat, bearing, out)
    return SectorShapes(_polygons(grown, lon, lat, far + dilation), middle_lon, middle_lat, np.ceil((radius + widened) * 1.001))


def _check(sectors: Sequence[Sector], lat: Floats, reach_m: Floats) -> None:
    for sector in sectors:
        if not (0 <= sector.from_m < sector.to_m and 0 < sector.spread_deg <= 180 and sector.dilation_m >= 0):
            raise GroundError(f"{sector} holds no area, expected 0 <= from_m < to_m and a spread above 0 and up to 180")
    if (np.abs(lat) + np.degrees(reach_m / EARTH_RADIUS_M) > _HIGHEST_LATITUDE).any():
        raise GroundError(f"a sector reaches beyond {_HIGHEST_LATITUDE:.0f}° of latitude")


def _turned_deg(lat: Floats, dilation_m: Floats) -> Floats:
    """Return by how much north at the reference's edge may be turned against north at its middle (convergence of meridians)."""
    return np.asarray(np.degrees(np.tan(np.radians(np.abs(lat))) * dilation_m / EARTH_RADIUS_M))


def _widened(dilation_m: Floats, far_m: Floats) -> Floats:
    """Return the dilation with what the plane takes from lengths off its centre: some metres at 100 km."""
    return np.asarray(_OUTSIDE_CORNER * dilation_m + (far_m + dilation_m) ** 2 * dilation_m / EARTH_RADIUS_M**2)


def _steps(spread: Floats, far: Floats, width: Floats) -> NDArray[np.int64]:
    """Return into how many sides an arc is cut, powers of two: the more, the thinner the ring.

    Sides of a step s add s² / 12 of the outer circle's area and s² / 6 of the inner one's: far · s² / 8 width of a thin ring's.
    """
    step = np.clip(np.sqrt(8 * _RING_ERROR * width / far), _FINEST_STEP, _WIDEST_STEP)
    return np.asarray(2 ** np.ceil(np.log2(np.maximum(2 * np.radians(spread) / step, 1.0))), dtype=np.int64)


def _circles(spread: Floats, near: Floats, far: Floats) -> tuple[Floats, Floats]:
    """Return the smallest circle around each piece of a ring (spread in radians): how far out its middle lies, and its radius.

    With its middle on the axis it holds the outer arc where it holds that arc's ends, which lie nearest the axis at far · cos.
    Where it then misses the ends of the inner arc, it goes through all four ends; from a right angle on it is the ring's own.
    """
    axis = np.where(spread < np.pi / 2, np.cos(spread), 0.0)
    out = far * axis
    misses = near * (near - 2 * out * axis) + out**2 > (far * np.sin(spread)) ** 2
    narrow = misses & (axis > 0)
    out[narrow] = (far + near)[narrow] / (2 * axis[narrow])
    return out, np.sqrt(np.maximum(far**2 + out**2 - 2 * far * out * axis, 0.0))


def _rings(bearing: Floats, spread: Floats, near: Floats, far: Floats, steps: NDArray[np.int64]) -> Shapes:
    """Return pieces of rings in the plane around their reference: x, y in metres east and north."""
    rings = np.empty(len(bearing), dtype=object)
    whole = spread >= 180.0
    for number in np.unique(steps):
        for is_whole in (False, True):
            mine = np.flatnonzero((steps == number) & (whole == is_whole))
            draw = _annuli if is_whole else _pieces
            if mine.size:
                rings[mine] = draw(bearing[mine], spread[mine], near[mine], far[mine], int(number))
    return rings


def _pieces(bearing: Floats, spread: Floats, near: Floats, far: Floats, steps: int) -> Shapes:
    outer = _arc(bearing, spread, far, steps, outside=True)
    inner = _arc(bearing, spread, near, steps, outside=False)
    return np.asarray(shapely.polygons(np.concatenate([outer, inner[:, ::-1]], axis=1)))


def _annuli(bearing: Floats, spread: Floats, near: Floats, far: Floats, steps: int) -> Shapes:
    outer, inner = _arc(bearing, spread, far, steps, outside=True), _arc(bearing, spread, near, steps, outside=False)
    holed = shapely.polygons(shapely.linearrings(outer), holes=shapely.linearrings(inner[:, ::-1])[:, None])
    return np.asarray(np.where(near > 0, holed, shapely.polygons(outer)))


def _arc(bearing: Floats, spread: Floats, radius: Floats, steps: int, *, outside: bool) -> Floats:
    """Return the corners of arcs, (sector, corner, xy). `outside`: the sides touch the circle from outside, at their middles."""
    turn = np.radians(bearing[:, None] + spread[:, None] * np.linspace(-1.0, 1.0, steps + 1))
    out = radius / np.cos(np.radians(spread) / steps) if outside else radius
    return np.stack([out[:, None] * np.sin(turn), out[:, None] * np.cos(turn)], axis=2)


def _polygons(flat: Shapes, lon: Floats, lat: Floats, reach_m: Floats) -> Shapes:
    dense = shapely.segmentize(flat, reach_m / _PIECES)
    positions, owner = shapely.get_coordinates(dense, return_index=True)
    east, north = _on_earth(lon[owner], lat[owner], positions)
    # Past ±180 rather than torn apart, until the whole polygon is cut there.
    east = lon[owner] + (east - lon[owner] + 180.0) % 360.0 - 180.0
    polygons = shapely.set_coordinates(dense, np.column_stack([east, north]))
    bounds = shapely.bounds(polygons)
    for across in np.flatnonzero((bounds[:, 0] < -180.0) | (bounds[:, 2] > 180.0)):
        polygons[across] = cut_at_antimeridian(polygons[across])
    return np.asarray(polygons)


def _on_earth(lon: Floats, lat: Floats, positions: Floats) -> tuple[Floats, Floats]:
    x, y = positions.T
    east, north, _ = _GEOD.fwd(lon, lat, np.degrees(np.arctan2(x, y)), np.hypot(x, y))
    return np.asarray(east), np.asarray(north)
