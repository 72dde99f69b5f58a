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
_CORNER_STEPS = 30
_OUTSIDE_CORNER = 1 / np.cos(np.pi / 4 / _CORNER_STEPS)
"""How much further out a rounded corner is drawn so that its sides stay outside the circle."""
_RIGHT_ANGLE = np.pi / 2
_SAG_M = 0.1
"""Edges are cut into pieces so short that what is straight in lon/lat leaves them by less than this."""
_HIGHEST_LATITUDE = 89.0
GREATEST_SPREAD_DEG, EVERY_DIRECTION_DEG = 80.0, 180.0

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
    widened = _widened(dilation, far)
    rings = _Rings(np.radians(bearing), np.radians(np.minimum(spread + _turned_deg(lat, dilation), 180.0)), near, far, widened)
    out, radius = rings.circles()
    middle_lon, middle_lat, _ = _GEOD.fwd(lon, lat, bearing, out)
    polygons = _on_ground(rings.outlines(), lon, lat, far + dilation)
    return SectorShapes(polygons, middle_lon, middle_lat, np.ceil(radius * 1.001))


def _check(sectors: Sequence[Sector], lat: Floats, reach_m: Floats) -> None:
    for sector in sectors:
        is_spread = 0 < sector.spread_deg <= GREATEST_SPREAD_DEG or sector.spread_deg == EVERY_DIRECTION_DEG
        if not (0 <= sector.from_m < sector.to_m and is_spread and sector.dilation_m >= 0):
            raise GroundError(f"{sector} has no outline, expected 0 <= from_m < to_m and a spread above 0 to 80, or 180")
    if (np.abs(lat) + np.degrees(reach_m / EARTH_RADIUS_M) > _HIGHEST_LATITUDE).any():
        raise GroundError(f"a sector reaches beyond {_HIGHEST_LATITUDE:.0f}° of latitude")


def _turned_deg(lat: Floats, dilation_m: Floats) -> Floats:
    """Return by how much north at the reference's edge may be turned against north at its middle (convergence of meridians)."""
    return np.asarray(np.degrees(np.tan(np.radians(np.abs(lat))) * dilation_m / EARTH_RADIUS_M))


def _widened(dilation_m: Floats, far_m: Floats) -> Floats:
    """Return the dilation with what the plane takes from lengths off its centre: some metres at 100 km."""
    return np.asarray(_OUTSIDE_CORNER * dilation_m + (far_m + dilation_m) ** 2 * dilation_m / EARTH_RADIUS_M**2)


@dataclass(frozen=True, slots=True)
class _Rings:
    """Pieces of rings in the plane around their reference: radians clockwise from north, metres; widened to all sides."""

    bearing: Floats
    spread: Floats
    near: Floats
    far: Floats
    widened: Floats

    def outlines(self) -> Shapes:
        """Return polygons, x and y in metres east and north."""
        outlines = np.empty(len(self.bearing), dtype=object)
        steps = self._steps()
        for number in np.unique(steps):
            for is_whole in (False, True):
                mine = np.flatnonzero((steps == number) & ((self.spread >= np.pi) == is_whole))
                if mine.size:
                    part = _Rings(*(one[mine] for one in (self.bearing, self.spread, self.near, self.far, self.widened)))
                    outlines[mine] = part._annuli(int(number)) if is_whole else part._pieces(int(number))
        return outlines

    def circles(self) -> tuple[Floats, Floats]:
        """Return the smallest circle around each: how far out on the bearing its middle lies, and its radius.

        With its middle on the axis it holds the outer arc where it holds its ends, which lie nearest the axis at far · cos.
        Where it then misses the ends of the inner arc, it goes through all four ends; the whole ring has its own.
        """
        axis = np.where(self.spread < _RIGHT_ANGLE, np.cos(self.spread), 0.0)
        out = self.far * axis
        misses = self.near * (self.near - 2 * out * axis) + out**2 > (self.far * np.sin(self.spread)) ** 2
        narrow = misses & (axis > 0)
        out[narrow] = (self.far + self.near)[narrow] / (2 * axis[narrow])
        return out, np.sqrt(np.maximum(self.far**2 + out**2 - 2 * self.far * out * axis, 0.0)) + self.widened

    def _steps(self) -> NDArray[np.int64]:
        """Return into how many sides an arc is cut, powers of two: the more, the thinner the ring.

        Sides of a step s add s² / 12 of the outer circle's area and s² / 6 of the inner one's: far · s² / 8 width of a ring's.
        """
        outer = self.far + self.widened
        width = outer - np.maximum(self.near - self.widened, 0.0)
        step = np.clip(np.sqrt(8 * _RING_ERROR * width / outer), _FINEST_STEP, _WIDEST_STEP)
        return np.asarray(2 ** np.ceil(np.log2(np.maximum(2 * self.spread / step, 1.0))), dtype=np.int64)

    def _pieces(self, steps: int) -> Shapes:
        """Return outlines that run clockwise: the outer arc, the corners of the right side, the inner arc, those of the left."""
        outer = self._arc(self.far + self.widened, steps, outside=True)
        inner = self._arc(np.maximum(self.near - self.widened, 0.0), steps, outside=False)
        right, left = (self._side(sign) for sign in (1.0, -1.0))
        # Where the widened side reaches past the reference there is no inner arc left: both sides end behind it, on the axis.
        inner = np.where((self.near >= self.widened)[:, None, None], inner[:, ::-1], right[:, -1:])
        # The same point to the last digit, since sides that cross by less than a nanometre are no polygon's either.
        right[:, -1], left[:, -1] = inner[:, 0], inner[:, -1]
        rings = np.concatenate([outer, right, inner, left[:, ::-1]], axis=1)
        return np.asarray(shapely.remove_repeated_points(shapely.polygons(rings)))

    def _annuli(self, steps: int) -> Shapes:
        inner_radius = self.near - self.widened
        outer = self._arc(self.far + self.widened, steps, outside=True)
        inner = self._arc(np.maximum(inner_radius, 0.0), steps, outside=False)[:, ::-1]
        outer[:, -1], inner[:, -1] = outer[:, 0], inner[:, 0]
        holed = shapely.polygons(shapely.linearrings(outer), holes=shapely.linearrings(inner)[:, None])
        return np.asarray(np.where(inner_radius > 0, holed, shapely.polygons(outer)))

    def _arc(self, radius: Floats, steps: int, *, outside: bool) -> Floats:
        """Return the corners of arcs, (ring, corner, xy). `outside`: sides touch the circle from outside, at their middles."""
        turn = self.bearing[:, None] + self.spread[:, None] * np.linspace(-1.0, 1.0, steps + 1)
        out = radius / np.cos(self.spread / steps) if outside else radius
        return _along(turn, out[:, None])

    def _side(self, sign: float) -> Floats:
        """Return the two rounded corners of the right (1) or left (-1) side, from the outer to the inner one."""
        side = self.bearing + sign * self.spread
        behind = np.arcsin(np.clip(self.near * np.sin(self.spread) / np.maximum(self.widened, 1e-9), 0.0, 1.0))
        last = np.where(self.near >= self.widened, self.spread, behind) + np.pi
        corners = []
        for metres, first, end in (
            (self.far, self.spread, self.spread + _RIGHT_ANGLE),
            (self.near, self.spread + _RIGHT_ANGLE, last),
        ):
            turn = first[:, None] + (end - first)[:, None] * np.linspace(0.0, 1.0, _CORNER_STEPS + 1)
            round_it = _along(self.bearing[:, None] + sign * turn, self.widened[:, None])
            corners.append(_along(side[:, None], metres[:, None]) + round_it)
        return np.concatenate(corners, axis=1)


def _along(turn: Floats, metres: Floats) -> Floats:
    """Return x, y in metres along directions, radians clockwise from north."""
    return np.stack([metres * np.sin(turn), metres * np.cos(turn)], axis=2)


def _on_ground(flat: Shapes, lon: Floats, lat: Floats, reach_m: Floats) -> Shapes:
    # A piece of length l leaves its chord by l² · tan(latitude) / 8 radii of the earth.
    bend = np.tan(np.radians(np.abs(lat)) + reach_m / EARTH_RADIUS_M) / EARTH_RADIUS_M
    dense = shapely.segmentize(flat, np.sqrt(8 * _SAG_M / bend))
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
