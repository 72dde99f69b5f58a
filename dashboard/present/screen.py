"""Where points lie on the screen of a web map (spherical Mercator, Leaflet's zoom), and which would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.present.counting import told_apart

_TILE_PX = 256
_POLE_DEGREES = 85.05112878
"""Latitude at which a web map ends."""
Square = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Crowds:
    """Points told apart by the cell of the screen they lie in. number: of each point's cell; count: of each cell's points.

    square: for each cell west, south, east, north in degrees.
    """

    number: Ints
    count: Ints
    square: Floats


def crowds(lon: Floats, down: Floats, zoom: float, side_px: int) -> Crowds:
    """Return which points share a cell of the screen; every cell has at least one. down: see `down_a_web_map`.

    Cells are `side_px` CSS pixels wide and fixed to the world, so that a pan does not change them.
    """
    if not len(lon):
        return Crowds(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty((0, 4)))
    cells_across = _TILE_PX * 2.0**zoom / side_px
    x, y = (_cells_before(part, cells_across) for part in (_across(lon), down))
    west, north, high = x.min(), y.min(), y.max() - y.min() + 1
    x -= west
    x *= high
    x += y
    x -= north
    cells, number = told_apart(x)
    count = np.bincount(number, minlength=len(cells))
    column, row = cells // high + west, cells % high + north
    return Crowds(number, count, _squares(column, row, cells_across))


def degrees_per_px(zoom: float) -> float:
    """Return the degrees of longitude that one CSS pixel shows."""
    return float(360 / (_TILE_PX * 2.0**zoom))


def _cells_before(share: Floats, cells_across: float) -> Ints:
    # In place: of ten million points each array more is 80 MB.
    within = share * cells_across
    return np.floor(within, out=within).astype(np.int64)


def _across(lon: Floats) -> Floats:
    return (lon + 180) / 360


def down_a_web_map(lat: Floats) -> Floats:
    """Return how far down a web map latitudes lie, 0 at its northern edge to 1 at its southern; NaN stays NaN."""
    within = np.radians(np.clip(lat, -_POLE_DEGREES, _POLE_DEGREES))
    return np.asarray(0.5 - np.arctanh(np.sin(within)) / (2 * np.pi), dtype=np.float64)


def _squares(column: Ints, row: Ints, cells_across: float) -> Floats:
    west, east = (360 * (column + step) / cells_across - 180 for step in (0, 1))
    north, south = (_latitudes((row + step) / cells_across) for step in (0, 1))
    return np.column_stack([west, south, east, north])


def _latitudes(down: Floats) -> Floats:
    return np.asarray(np.degrees(np.arcsin(np.tanh((0.5 - down) * 2 * np.pi))), dtype=np.float64)


def _latitude(down: float) -> float:
    return float(_latitudes(np.array([down]))[0])


def home_box(geometries: Sequence[BaseGeometry], otherwise: Square) -> Square:
    """Return the box around some geometries with a margin, or another where there are none."""
    if not geometries:
        return otherwise
    boxes = np.array([one.bounds for one in geometries])
    (west, south), (east, north) = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    return wider((float(west), float(south), float(east), float(north)), 0.06)


def wider(box: Square, share: float) -> Square:
    """Return the box with a share of its width and height added on each side."""
    west, south, east, north = box
    across, up = (east - west) * share, (north - south) * share
    return (west - across, south - up, east + across, north + up)


def middle(box: Square) -> tuple[float, float]:
    """Return longitude and latitude of what stands in the middle of a map that shows the box."""
    west, south, east, north = box
    return (west + east) / 2, _latitude(float(down_a_web_map(np.array([south, north])).mean()))


def seen_from(
    view: tuple[float, float, float] | None, home: Square, *, width_px: int = 850, height_px: int = 500
) -> tuple[Square, float]:
    """Return about which box and zoom a map of that size shows, before the browser has said so.

    view: lon, lat and zoom; None for a map that fits `home`.
    """
    if view is None:
        west, south, east, north = home
        down = np.abs(np.diff(down_a_web_map(np.array([south, north]))))[0]
        zoom = min(np.log2(width_px / _TILE_PX * 360 / (east - west)), np.log2(height_px / _TILE_PX / down))
        return home, float(zoom)
    lon, lat, zoom = view
    across = width_px / (_TILE_PX * 2.0**zoom) * 360
    down = float(down_a_web_map(np.array([lat]))[0])
    half = height_px / (_TILE_PX * 2.0**zoom) / 2
    return (lon - across / 2, _latitude(down + half), lon + across / 2, _latitude(down - half)), zoom
