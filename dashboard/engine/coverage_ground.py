"""Which ground a coverage log speaks of, held against the areas that are asked about, in equal-area measure.

Shapes are cut in lon/lat, where their edges are straight (RFC 7946), and measured in an equal-area plane around the area.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.clipping import clipped
from dashboard.engine.ground import Frame, densify

Ground: TypeAlias = Polygon | MultiPolygon
Outline = Callable[[Watch], Ground | None]
"""How a zone's id, a unit's code and an area of its own become ground, lon/lat; None where it is not known."""

_LEAST_SHARE = 1e-9
"""What covers less of an area touches it by its edge alone, and what leaves out less leaves out nothing."""


@dataclass(frozen=True, slots=True)
class AskedArea:
    """Ground that coverage is asked of: geometry in lon/lat (EPSG:4326). in_force: UTC, None for always."""

    name: str
    geometry: Ground
    in_force: tuple[Interval, ...] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Grounds:
    """The different outlines of some watches. of_watch: for each watch the number of its outline, -1 where it has none."""

    outlines: tuple[Ground, ...]
    of_watch: NDArray[np.int64]


def grounds_of(watches: Sequence[Watch], outline: Outline) -> Grounds:
    """Return the outlines of watches, those of one place once."""
    numbers: dict[object, int] = {}
    found: list[Ground] = []
    of_watch = np.full(len(watches), -1, dtype=np.int64)
    for at, watch in enumerate(watches):
        key = (watch.zone, watch.region, watch.area.wkb if watch.area is not None else b"")
        if key not in numbers:
            ground = outline(watch)
            numbers[key] = -1 if ground is None or ground.is_empty else len(found)
            if numbers[key] >= 0 and ground is not None:
                found.append(ground)
        of_watch[at] = numbers[key]
    return Grounds(tuple(found), of_watch)


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """What some outlines cover of an area. whole: numbers of those that hold all. parts: what each other one holds of it."""

    measure: "Measure"
    whole: frozenset[int]
    parts: dict[int, BaseGeometry]


class Measure:
    """The measure of an area, under which all of it is 1."""

    def __init__(self, area: Ground) -> None:
        self._frame = Frame.for_geometry(area)
        self._all = self._square_metres(area)

    def share(self, ground: BaseGeometry) -> float:
        """Return the share, 0 to 1, that ground inside the area is of it."""
        return min(self._square_metres(ground) / self._all, 1.0)

    def _square_metres(self, ground: BaseGeometry) -> float:
        return 0.0 if ground.is_empty else float(self._frame.project(densify(ground)).area)


def meet(area: Ground, outlines: Sequence[Ground], tree: shapely.STRtree) -> Met:
    """Return what outlines cover of an area. tree: over their boxes."""
    measure, whole, parts = Measure(area), set(), {}
    shapely.prepare(area)
    for number in tree.query(area, predicate="intersects").tolist():
        if shapely.covers(outlines[number], area):
            whole.add(number)
            continue
        part = polygons_of(clipped(outlines[number], *area.bounds).intersection(area))
        share = measure.share(part)
        if share >= 1.0 - _LEAST_SHARE:
            whole.add(number)
        elif share > _LEAST_SHARE:
            parts[number] = part
    return Met(measure, frozenset(whole), parts)


@dataclass(frozen=True, slots=True, eq=False)
class Cells:
    """An area cut along some parts of it, so that each cell lies in all of a part or in none of it.

    share: of the area's ground, of each cell; they sum to 1. held: (parts, cells), which part holds which cell.
    """

    share: NDArray[np.float64]
    held: NDArray[np.bool_]


def cells_of(area: Ground, met: Met, parts: Sequence[int]) -> Cells:
    """Cut an area along parts of it, given by the numbers of their outlines."""
    cells, held = np.array([area], dtype=object), np.zeros((0, 1), dtype=np.bool_)
    for part in parts:
        cells, held = _cut(cells, held, met.parts[part])
    share = np.array([met.measure.share(cell) for cell in cells])
    return Cells(share / share.sum(), held)


def _cut(
    cells: NDArray[np.object_], held: NDArray[np.bool_], part: BaseGeometry
) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Cut each cell in what lies inside a part and what lies outside. held: of the parts before, to which this one is added."""
    shapely.prepare(part)
    is_inside, is_outside = shapely.covers(part, cells), ~shapely.intersects(part, cells)
    crossed = np.flatnonzero(~(is_inside | is_outside))
    pieces = [polygons_of(piece) for cut in (shapely.intersection, shapely.difference) for piece in cut(cells[crossed], part)]
    whole = np.flatnonzero(is_inside | is_outside)
    made = np.array([*cells[whole], *pieces], dtype=object)
    held = np.concatenate([held[:, whole], held[:, crossed], held[:, crossed]], axis=1)
    by_this = np.concatenate([is_inside[whole], np.ones(len(crossed), np.bool_), np.zeros(len(crossed), np.bool_)])
    there = ~shapely.is_empty(made)
    return made[there], np.vstack([held, by_this])[:, there]


def polygons_of(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape without the points and lines in it, which cover no ground."""
    if isinstance(shape, Polygon | MultiPolygon):
        return shape
    parts = [part for part in shapely.get_parts(shapely.get_parts(shape)) if isinstance(part, Polygon)]
    return MultiPolygon(parts)
