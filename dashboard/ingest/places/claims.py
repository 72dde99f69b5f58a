"""What rows with a position say of their region, and what in that contradicts where they stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import Frame, densify
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Ambiguous, RegionOutcome, Resolved, Several, Unknown, Why, in_words

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Objects = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Tags:
    """What the region tags of rows came to: codes (empty where unresolved), units as `covering` numbers them, doubts in words.

    together: the code of several units together where the tag names several, else empty.
    """

    codes: Objects
    units: Ints
    doubts: Objects
    together: Objects

    @classmethod
    def of(cls, tags: pd.Series, resolve: Callable[[str], RegionOutcome], gazetteer: Gazetteer) -> Self:
        """Return what tags come to, each different one resolved once."""
        numbers, different = pd.factorize(tags)
        outcomes = [resolve(text) for text in different]
        codes = objects(gazetteer.standing(outcome.code) if isinstance(outcome, Resolved) else "" for outcome in outcomes)
        doubts = objects(map(_doubt, outcomes))
        together = objects(gazetteer.together(outcome) if isinstance(outcome, Several) else "" for outcome in outcomes)
        return cls(codes[numbers], gazetteer.numbers(codes)[numbers], doubts[numbers], together[numbers])


def _doubt(tag: RegionOutcome) -> str:
    match tag:
        case Resolved() | Several() | Unknown(why=Why.EMPTY | Why.WHOLE_THEATRE):
            return ""
        case Ambiguous() | Unknown():
            return f"region {in_words(tag)}"


@dataclass(frozen=True, slots=True)
class Discs:
    """Positions in degrees with radius in metres, and whether each lies outside the theatre's bounds."""

    lon: Floats
    lat: Floats
    radius_m: Floats
    outside_theatre: NDArray[np.bool_]


def contradictions(tags: Tags, not_inside: NDArray[np.bool_], discs: Discs, gazetteer: Gazetteer) -> Objects:
    """Return for each row what to say where its position is not in the unit it claims."""
    said = np.full(len(tags.codes), "", dtype=object)
    contradicted = (tags.units >= 0) & not_inside
    for code in np.unique(tags.codes[contradicted]):
        own = gazetteer.source(code)
        claim = f"outside the region it claims ({gazetteer.name(code)}{f', boundary from {own}' if own else ''})"
        mine = np.flatnonzero(contradicted & (tags.codes == code))
        said[mine] = claim
        near = mine[~discs.outside_theatre[mine]]
        gap_m = _metres_from(gazetteer.area(code), discs.lon[near], discs.lat[near])
        reached = gap_m <= discs.radius_m[near]
        said[near] = [
            f"{claim}, but its radius reaches it" if met else f"{claim}, {_distance(gap)} from it"
            for gap, met in zip(gap_m, reached, strict=True)
        ]
    return said


def outside_all(together: Objects, lon: Floats, lat: Floats, gazetteer: Gazetteer) -> Objects:
    """Return for each row what to say where its position is in none of the several units it claims."""
    said = np.full(len(together), "", dtype=object)
    for code in filter(None, set(together)):
        mine = np.flatnonzero(together == code)
        beyond = mine[~shapely.intersects_xy(gazetteer.area(code), lon[mine], lat[mine])]
        said[beyond] = f"outside the regions it claims ({gazetteer.name(code)})"
    return said


def _metres_from(area: BaseGeometry, lon: Floats, lat: Floats) -> Floats:
    """Return metres on the ground from positions to an area, 0 within it."""
    frame = Frame.for_geometry(area)
    ground = frame.project(densify(area))
    shapely.prepare(ground)
    return np.asarray(shapely.distance(ground, shapely.points(*frame.project_points(lon, lat))))


def _distance(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres < 10_000 else f"{metres / 1000:.0f} km"


def within(bounds: tuple[float, float, float, float], lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell which positions lie within bounds (west, south, east, north), edges included."""
    west, south, east, north = bounds
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


def objects(values: Iterable[object], dtype: npt.DTypeLike = object) -> NDArray[Any]:
    """Return an array with each value as it is, sequences and shapes among them."""
    listed = list(values)
    found = np.empty(len(listed), dtype=dtype)
    found[:] = listed
    return found
