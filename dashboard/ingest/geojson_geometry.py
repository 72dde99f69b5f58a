"""The geometry of one GeoJSON feature: positions, rings and polygons checked one by one. Lon, lat in WGS 84."""

import re
from collections.abc import Callable, Mapping
from typing import cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import GroundError, check_reach

Positions = NDArray[np.float64]
Repairs = set[str]

HEIGHT_DROPPED = "heights dropped, positions are longitude and latitude only"
_FARTHEST = np.array([180.0, 90.0])
REPEAT_DROPPED = "positions that repeat the one before them dropped"
TURNED = "rings turned to run counter-clockwise outside and clockwise in holes"


class GeometryFaultError(ValueError):
    """What is wrong with one feature, and where in it; the reader adds file and feature."""


def read_geometry(raw: object) -> tuple[BaseGeometry, Repairs]:
    """Return a valid 2-D geometry and what was repaired in it. Raises GeometryFaultError."""
    if not isinstance(raw, dict):
        raise GeometryFaultError("it has no geometry")
    kind = raw.get("type")
    if not isinstance(kind, str) or kind not in _READERS:
        raise GeometryFaultError(f"geometry type is {kind!r}, expected one of {', '.join(_READERS)}")
    coordinates = raw.get("coordinates")
    if not isinstance(coordinates, list):
        raise GeometryFaultError("`coordinates` is missing or not a list")
    if not coordinates:
        raise GeometryFaultError("the geometry is empty")
    repairs: Repairs = set()
    geometry = _READERS[kind](coordinates, repairs)
    _check_valid(geometry)
    try:
        check_reach(geometry)
    except GroundError as error:
        raise GeometryFaultError(str(error)) from error
    return _turned(geometry, repairs), repairs


def _point(raw: list[object], repairs: Repairs) -> BaseGeometry:
    return Point(_positions([raw], "", repairs)[0])


def _multi_point(raw: list[object], repairs: Repairs) -> BaseGeometry:
    return MultiPoint(_positions(raw, "", repairs))


def _line(raw: object, repairs: Repairs, where: str = "") -> LineString:
    points = _path(raw, where, repairs)
    if len(points) < 2:
        raise GeometryFaultError(f"{where}a line has {len(points)} distinct positions, expected 2 or more")
    return LineString(points)


def _multi_line(raw: list[object], repairs: Repairs) -> BaseGeometry:
    return MultiLineString([_line(one, repairs, f"line {number}: ") for number, one in enumerate(raw, 1)])


def _polygon(raw: object, repairs: Repairs, where: str = "") -> Polygon:
    if not isinstance(raw, list) or not raw:
        raise GeometryFaultError(f"{where}a polygon is empty or not a list of rings")
    shell, *holes = (_ring(one, f"{where}ring {number}: ", repairs) for number, one in enumerate(raw, 1))
    return Polygon(shell, holes)


def _multi_polygon(raw: list[object], repairs: Repairs) -> BaseGeometry:
    return MultiPolygon([_polygon(one, repairs, f"polygon {number}, ") for number, one in enumerate(raw, 1)])


_READERS: Mapping[str, Callable[[list[object], Repairs], BaseGeometry]] = {
    "Point": _point,
    "MultiPoint": _multi_point,
    "LineString": _line,
    "MultiLineString": _multi_line,
    "Polygon": _polygon,
    "MultiPolygon": _multi_polygon,
}


def _ring(raw: object, where: str, repairs: Repairs) -> Positions:
    points = _path(raw, where, repairs)
    if (points[0] != points[-1]).any():
        first, last = _said(points[0]), _said(points[-1])
        raise GeometryFaultError(f"{where}not closed: starts at {first}, ends at {last}, expected the same position")
    if len(points) < 4:
        raise GeometryFaultError(f"{where}{len(points)} distinct positions with the closing one, expected 4 or more")
    return points


def _path(raw: object, where: str, repairs: Repairs) -> Positions:
    """Return positions without repeats, each edge under half a turn of longitude."""
    points = _positions(raw, where, repairs)
    if not len(points):
        raise GeometryFaultError(f"{where}empty")
    repeated = (points[1:] == points[:-1]).all(axis=1)
    if repeated.any():
        repairs.add(REPEAT_DROPPED)
        points = points[np.concatenate([[True], ~repeated])]
    jumps = np.flatnonzero(np.abs(np.diff(points[:, 0])) > 180)
    if len(jumps):
        start, stop = points[jumps[0]], points[jumps[0] + 1]
        raise GeometryFaultError(
            f"{where}the edge from {_said(start)} to {_said(stop)} spans more than 180° of longitude; a shape across the "
            "antimeridian is to be cut there into parts ending at 180 and starting at -180 (RFC 7946, section 3.1.9)"
        )
    return points


def _positions(raw: object, where: str, repairs: Repairs) -> Positions:
    if not isinstance(raw, list):
        raise GeometryFaultError(f"{where}found no list of positions")
    if (plain := _plain_positions(raw)) is not None:
        return plain
    for number, one in enumerate(raw, 1):
        if not _is_position(one):
            raise GeometryFaultError(f"{where}position {number} is {_brief(one)}, expected [longitude, latitude] as numbers")
        if not (-180 <= one[0] <= 180 and -90 <= one[1] <= 90):
            hint = "; it would fit as latitude, longitude: GeoJSON puts longitude first" if _fits_swapped(one) else ""
            raise GeometryFaultError(
                f"{where}position {number} is {_brief(one)}, expected longitude -180 to 180 and latitude -90 to 90{hint}"
            )
    if any(len(one) > 2 for one in raw):
        repairs.add(HEIGHT_DROPPED)
    return np.array([one[:2] for one in raw], dtype=np.float64).reshape(-1, 2)


def _plain_positions(raw: list[object]) -> Positions | None:
    """Return positions of which every one is sound and of two numbers, which nearly all are; None where one is not.

    As the loop over them would find it, a tenth of the time: outlines of a country have some ten thousand.
    """
    if set(map(type, raw)) != {list}:
        return None
    listed = cast(list[list[object]], raw)
    if set(map(len, listed)) != {2} or not {type(value) for one in listed for value in one} <= {int, float}:
        return None
    try:
        points = np.array(listed, dtype=np.float64)
    except OverflowError:
        return None
    return points if bool((np.abs(points) <= _FARTHEST).all()) else None


def _is_position(one: object) -> bool:
    # `type` rather than isinstance: true and false are integers to Python.
    return isinstance(one, list) and len(one) >= 2 and all(type(value) in (int, float) for value in one)


def _fits_swapped(one: list[float]) -> bool:
    return -90 <= one[0] <= 90 and -180 <= one[1] <= 180


def _check_valid(geometry: BaseGeometry) -> None:
    if shapely.is_valid(geometry):
        return
    reason, _, place = shapely.is_valid_reason(geometry).partition("[")
    numbers = re.findall(r"[-+.\deE]+", place)
    where = f" near {_said(np.array(numbers, dtype=np.float64))}" if len(numbers) == 2 else ""
    raise GeometryFaultError(f"{_FAULTS.get(reason, reason.lower())}{where}")


_FAULTS = {
    "Self-intersection": "its edges cross (or its polygons overlap)",
    "Ring Self-intersection": "a ring touches itself",
    "Hole lies outside shell": "a hole lies outside its polygon",
    "Holes are nested": "a hole lies in another hole",
    "Interior is disconnected": "holes cut the polygon in two",
    "Nested shells": "a polygon lies in another one of the same feature",
    "Duplicate Rings": "two rings are the same",
}


def _turned(geometry: BaseGeometry, repairs: Repairs) -> BaseGeometry:
    if not isinstance(geometry, Polygon | MultiPolygon):
        return geometry
    turned = shapely.orient_polygons(geometry)
    if not shapely.equals_identical(turned, geometry):
        repairs.add(TURNED)
    return turned


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _said(position: Positions) -> str:
    return f"{position[0]:.6g}, {position[1]:.6g}"
