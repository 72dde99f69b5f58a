"""The readable rule of `coverage`: one area, one stretch of time, one piece of it after the other. Slow, and what tests go by."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.domain.coverage import SHARES, STATES, Watch
from dashboard.domain.intervals import Interval, intersect, union
from dashboard.engine.coverage_ground import AskedArea, Measure, Outline, polygons_of


def shares_of(watches: Sequence[Watch], area: AskedArea, outline: Outline, stretch: Interval) -> NDArray[np.float64]:
    """Return the shares (`SHARES`) of an area's ground and time in force in a stretch; NaN where it is in force at no time."""
    times = intersect((stretch,), union(area.in_force)) if area.in_force is not None else (stretch,)
    spoken = [(watch, ground) for watch in watches if (ground := outline(watch)) is not None]
    bounds = {bound for watch, _ in spoken for bound in (watch.times.start, watch.times.end)}
    seconds = np.zeros(len(SHARES))
    for time in times:
        cuts = sorted({time.start, time.end, *(bound for bound in bounds if time.start < bound < time.end)})
        for start, end in pairwise(cuts):
            held = [(watch.state, ground) for watch, ground in spoken if watch.times.start <= start and end <= watch.times.end]
            seconds += Interval(start, end).seconds * _shares_at(held, area)
    return seconds / seconds.sum() if times else np.full(len(SHARES), np.nan)


def _shares_at(held: Sequence[tuple[str, shapely.Geometry]], area: AskedArea) -> NDArray[np.float64]:
    """Return the shares of the ground at a moment: each state has what is said to be in it, less the states before it."""
    measure, left = Measure(area.geometry), area.geometry
    shares = []
    for state in STATES:
        ground = shapely.union_all([ground for said, ground in held if said == state])
        shares.append(measure.share(polygons_of(left.intersection(ground))))
        left = polygons_of(left.difference(ground))
    return np.array([*shares, measure.share(left)])
