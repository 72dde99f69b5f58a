"""Where points lie on the screen of a web map (spherical Mercator, Leaflet's zoom), and which would lie on each other."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

_TILE_PX = 256
_POLE_DEGREES = 85.05112878
"""Latitude at which a web map ends."""
Square = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def crowds(lon: Floats, lat: Floats, zoom: float, side_px: int) -> tuple[Ints, list[tuple[Ints, Square]]]:
    """Return the points alone in their cell of the screen, and those that share one, with the cell's square.

    Cells are `side_px` CSS pixels wide and fixed to the world, so that a pan does not change them.
    """
    cells_across = _TILE_PX * 2.0**zoom / side_px
    x, y = np.floor(_across(lon) * cells_across), np.floor(_down(lat) * cells_across)
    corners, cell, size = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True, return_counts=True)
    cell = cell.ravel()
    shared = np.flatnonzero(size > 1)
    order = np.argsort(cell, kind="stable")
    groups = np.split(order, np.cumsum(size)[:-1])
    return np.flatnonzero(size[cell] == 1), [(groups[one], _square(corners[one], cells_across)) for one in shared]


def degrees_per_px(zoom: float) -> float:
    """Return the degrees of longitude that one CSS pixel shows."""
    return float(360 / (_TILE_PX * 2.0**zoom))


def _across(lon: Floats) -> Floats:
    return (lon + 180) / 360


def _down(lat: Floats) -> Floats:
    """Return 0 at the northern edge to 1 at the southern."""
    within = np.radians(np.clip(lat, -_POLE_DEGREES, _POLE_DEGREES))
    return np.asarray(0.5 - np.arctanh(np.sin(within)) / (2 * np.pi), dtype=np.float64)


def _square(corner: Floats, cells_across: float) -> Square:
    west, east = (float(360 * (corner[0] + step) / cells_across - 180) for step in (0, 1))
    north, south = (_latitude((corner[1] + step) / cells_across) for step in (0, 1))
    return west, south, east, north


def _latitude(down: float) -> float:
    return float(np.degrees(np.arcsin(np.tanh((0.5 - down) * 2 * np.pi))))


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
    return (west + east) / 2, _latitude(float(_down(np.array([south, north])).mean()))


def seen_from(
    view: tuple[float, float, float] | None, home: Square, *, width_px: int = 850, height_px: int = 500
) -> tuple[Square, float]:
    """Return about which box and zoom a map of that size shows, before the browser has said so.

    view: lon, lat and zoom; None for a map that fits `home`.
    """
    if view is None:
        west, south, east, north = home
        down = np.abs(np.diff(_down(np.array([south, north]))))[0]
        zoom = min(np.log2(width_px / _TILE_PX * 360 / (east - west)), np.log2(height_px / _TILE_PX / down))
        return home, float(zoom)
    lon, lat, zoom = view
    across = width_px / (_TILE_PX * 2.0**zoom) * 360
    down = float(_down(np.array([lat]))[0])
    half = height_px / (_TILE_PX * 2.0**zoom) / 2
    return (lon - across / 2, _latitude(down + half), lon + across / 2, _latitude(down - half)), zoom
