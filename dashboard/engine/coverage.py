"""How much of some ground was watched, in each stretch of time: the exact share of ground and time together.

Each stretch is cut at every start and end of a watch. In each piece the ground of every state is the union of what was said to be
in it, less that of the states before it (`domain.coverage.STATES`); pieces weigh by how long they are. What nobody stated is not
stated. The scalar reference is `coverage_reference.shares_of`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.domain.coverage import SHARES, STATES, Watch
from dashboard.engine.coverage_ground import AskedArea, Cells, Met, Outline, cells_of, grounds_of, meet
from dashboard.engine.shares import microseconds

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_NOT_STATED = len(STATES)
_OBSERVED = STATES.index("observed")
_MOST_TOGETHER, _LONGEST_RUN = 16, 4096
"""An area is cut along so many different outlines at once, each of which can double the cells, for so many pieces of time."""


class EdgesError(ValueError):
    """Stretches of time that are not given by two or more instants, each later than the one before."""


@dataclass(frozen=True, slots=True, eq=False)
class Watched:
    """What a coverage log says of some areas in some stretches of time, `[edges[i], edges[i + 1])`.

    shares: (areas, stretches, `SHARES`), 0 to 1, of the ground of the area and the time in which it is in force; they sum to 1,
    and are NaN where it is in force at no time of the stretch. in_force: (areas, stretches), the share of the stretch in which it
    is. means_seen: (areas, stretches, means), whether by these means something of the area was observed while in force.
    """

    names: tuple[str, ...]
    edges: tuple[datetime, ...]
    shares: Floats
    in_force: Floats
    means: tuple[str, ...]
    means_seen: Bools

    def means_of(self, area: int, stretch: int) -> tuple[str, ...]:
        """Return the means by which something of an area was observed in a stretch, both by number, in the order of the words."""
        return tuple(name for name, seen in zip(self.means, self.means_seen[area, stretch], strict=True) if seen)


@dataclass(frozen=True, slots=True, eq=False)
class _Columns:
    """The watches as columns, one item each: microseconds since 1970 UTC; numbers of state, means and outline (-1: none)."""

    start: Ints
    end: Ints
    state: Ints
    means: Ints
    outline: Ints

    def of(self, rows: Bools) -> "_Columns":
        return _Columns(self.start[rows], self.end[rows], self.state[rows], self.means[rows], self.outline[rows])


def watched(watches: Sequence[Watch], areas: Sequence[AskedArea], outline: Outline, edges: Sequence[datetime]) -> Watched:
    """Return how much of each area was watched in each stretch of time between neighbouring edges (UTC). Raises EdgesError.

    outline: which ground a watch speaks of; it is asked once for each different place. A watch without ground counts for nothing.
    """
    bounds = np.array([microseconds(edge) for edge in edges], dtype=np.int64)
    if len(bounds) < 2 or (np.diff(bounds) <= 0).any():
        raise EdgesError(f"found {len(bounds)} edges of time, expected two or more in ascending order")
    grounds = grounds_of(watches, outline)
    means = tuple(sorted({watch.means for watch in watches if watch.means}))
    columns = _columns(watches, means, grounds.of_watch)
    columns = columns.of((columns.start < bounds[-1]) & (columns.end > bounds[0]))
    tree = shapely.STRtree(grounds.outlines)
    told = [_area(area, meet(area.geometry, grounds.outlines, tree), columns, bounds, len(means)) for area in areas]
    count = len(bounds) - 1
    shares, in_force, seen = zip(*told, strict=True) if told else ((), (), ())
    return Watched(
        names=tuple(area.name for area in areas),
        edges=tuple(edges),
        shares=np.array(shares, dtype=np.float64).reshape(len(areas), count, len(SHARES)),
        in_force=np.array(in_force, dtype=np.float64).reshape(len(areas), count),
        means=means,
        means_seen=np.array(seen, dtype=np.bool_).reshape(len(areas), count, len(means)),
    )


def _columns(watches: Sequence[Watch], means: tuple[str, ...], of_watch: Ints) -> _Columns:
    state_of, means_of = {name: at for at, name in enumerate(STATES)}, {name: at for at, name in enumerate(means)}
    rows = [
        (microseconds(one.times.start), microseconds(one.times.end), state_of[one.state], means_of.get(one.means, -1))
        for one in watches
    ]
    start, end, state, mean = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return _Columns(start, end, state, mean, of_watch)


def _area(area: AskedArea, met: Met, columns: _Columns, bounds: Ints, means: int) -> tuple[Floats, Floats, Bools]:
    """Return of one area what `Watched` holds of all."""
    relevant = columns.of(np.isin(columns.outline, np.array([*met.whole, *met.parts], dtype=np.int64)))
    is_whole = np.isin(relevant.outline, np.array([*met.whole], dtype=np.int64))
    force = _force(area, bounds)
    cuts = np.unique(np.concatenate([bounds, force.ravel(), relevant.start, relevant.end]))
    cuts = cuts[(cuts >= bounds[0]) & (cuts <= bounds[-1])]
    length_us = np.where(_covered(cuts, force[:, 0], force[:, 1]), np.diff(cuts), 0)
    stretch = np.searchsorted(bounds, cuts[:-1], side="right") - 1
    of_pieces = _shares_of_pieces(area, met, relevant, is_whole, cuts)
    told = np.zeros((len(bounds) - 1, len(SHARES)))
    np.add.at(told, stretch, of_pieces * length_us[:, None])
    time_us = np.bincount(stretch, weights=length_us, minlength=len(bounds) - 1)
    with np.errstate(invalid="ignore"):
        shares = np.where(time_us[:, None] > 0, told / time_us[:, None], np.nan)
    return shares, time_us / np.diff(bounds), _means_seen(relevant, cuts, stretch, length_us, (len(bounds) - 1, means))


def _force(area: AskedArea, bounds: Ints) -> Ints:
    """Return when an area is in force, (n, 2) microseconds, within the bounds."""
    if area.in_force is None:
        return np.array([[bounds[0], bounds[-1]]], dtype=np.int64)
    times = [(microseconds(one.start), microseconds(one.end)) for one in area.in_force]
    return np.clip(np.array(times, dtype=np.int64).reshape(-1, 2), bounds[0], bounds[-1])


def _covered(cuts: Ints, start: Ints, end: Ints) -> Bools:
    """Return which pieces between cuts lie in any `[start, end)`, all of which begin and end at cuts or beyond them."""
    steps = np.zeros(len(cuts), dtype=np.int64)
    np.add.at(steps, np.searchsorted(cuts, np.clip(start, cuts[0], cuts[-1])), 1)
    np.add.at(steps, np.searchsorted(cuts, np.clip(end, cuts[0], cuts[-1])), -1)
    return np.cumsum(steps)[:-1] > 0


def _shares_of_pieces(area: AskedArea, met: Met, columns: _Columns, is_whole: Bools, cuts: Ints) -> Floats:
    """Return the shares of the area's ground in each piece of time between cuts, (pieces, `SHARES`)."""
    rest = np.full(len(cuts) - 1, _NOT_STATED)
    for state in reversed(range(len(STATES))):
        those = columns.of(is_whole & (columns.state == state))
        rest[_covered(cuts, those.start, those.end)] = state
    shares = np.zeros((len(rest), len(SHARES)))
    shares[np.arange(len(rest)), rest] = 1.0
    of_parts = _in_pieces(columns.of(~is_whole), cuts)
    known: dict[tuple[int, ...], Cells] = {}
    for first, last, those in _together(of_parts, 0, len(rest)):
        parts = tuple(np.unique(those.outline).tolist())
        if parts not in known:
            known[parts] = cells_of(area.geometry, met, parts)
        shares[first:last] = _shares_of_cells(known[parts], np.array(parts), those, (first, last), rest)
    return shares


def _in_pieces(columns: _Columns, cuts: Ints) -> _Columns:
    """Return the same watches with times counted in pieces between cuts."""
    start, end = (np.searchsorted(cuts, np.clip(one, cuts[0], cuts[-1])) for one in (columns.start, columns.end))
    return replace(columns, start=start, end=end)


def _together(columns: _Columns, first: int, last: int) -> Iterator[tuple[int, int, _Columns]]:
    """Yield runs of pieces, `[first, last)`, with the watches in them: of few places each. Runs without any are left out."""
    here = columns.of((columns.start < last) & (columns.end > first))
    if not len(here.start):
        return
    if last - first == 1 or (last - first <= _LONGEST_RUN and len(np.unique(here.outline)) <= _MOST_TOGETHER):
        yield first, last, here
        return
    middle = (first + last) // 2
    yield from _together(here, first, middle)
    yield from _together(here, middle, last)


def _shares_of_cells(cells: Cells, parts: Ints, columns: _Columns, run: tuple[int, int], rest: Ints) -> Floats:
    """Return the shares of the ground in a run of pieces of time. parts: by number, as the cells know them."""
    first, last = run
    said = np.repeat(rest[first:last, None], len(cells.share), axis=1)
    for state in reversed(range(len(STATES))):
        those = columns.of(columns.state == state)
        steps = np.zeros((last - first + 1, len(parts)), dtype=np.int32)
        part = np.searchsorted(parts, those.outline)
        np.add.at(steps, (np.clip(those.start, first, last) - first, part), 1)
        np.add.at(steps, (np.clip(those.end, first, last) - first, part), -1)
        covered = (np.cumsum(steps, axis=0)[:-1] > 0) @ cells.held
        said[covered & (said > state)] = state
    return np.stack([(said == state) @ cells.share for state in range(len(SHARES))], axis=1)


def _means_seen(columns: _Columns, cuts: Ints, stretch: Ints, length_us: Ints, shape: tuple[int, int]) -> Bools:
    """Return by which means anything was observed in each stretch, (stretches, means)."""
    seen = np.zeros(shape, dtype=np.bool_)
    for means in range(shape[1]):
        those = columns.of((columns.state == _OBSERVED) & (columns.means == means))
        seen[stretch[_covered(cuts, those.start, those.end) & (length_us > 0)], means] = True
    return seen
