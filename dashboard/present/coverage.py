"""Coverage beside the counts: of the zones shown, in the bins of the timeline, what share of ground and time was watched.

What ground a log speaks of is worked out once (`looked_of`, which takes its time); how that divides over any bins is then a sum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import SHARES, STATES, Watch
from dashboard.engine.clipping import clipped
from dashboard.engine.coverage import watched
from dashboard.engine.coverage_ground import AskedArea, Outline, polygons_of
from dashboard.engine.coverage_zones import asked_zones
from dashboard.engine.shares import microseconds
from dashboard.present.coverage_words import Reach

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """How long each area was in each state, from the first word of a log up to each moment at which anything changes.

    cuts: microseconds since 1970 UTC, ascending. stated: (areas, cuts, `STATES`), seconds of ground and time up to a cut, all of
    the ground counting as 1. seen: (areas, cuts, means), seconds up to a cut in which anything was observed by some means.
    """

    areas: tuple[AskedArea, ...]
    cuts: Ints
    stated: Floats
    means: tuple[str, ...]
    seen: Floats

    def only(self, names: Sequence[str]) -> "Looked":
        """Return the same of some of the areas, all where no name is given."""
        kept = [at for at, area in enumerate(self.areas) if not names or area.name in names]
        return Looked(tuple(self.areas[at] for at in kept), self.cuts, self.stated[kept], self.means, self.seen[kept])


@dataclass(frozen=True, slots=True, eq=False)
class Coverage:
    """Of some zones, in some bins of time, by which of them who looked.

    zone_ids: in the agreement's order. shares: (zones, bins, `SHARES`), sum 1, NaN where a zone is not in force in a bin.
    seconds: (zones, bins), how long a zone is in force in a bin. means_seen: (zones, bins, means), whether anything of it was
    watched by these.
    """

    zone_ids: tuple[str, ...]
    shares: Floats
    seconds: Floats
    means: tuple[str, ...]
    means_seen: NDArray[np.bool_]

    def of_bins(self) -> Floats:
        """Return (bins, `SHARES`): shares of the time of all zones, the hours of each alike; NaN where none is in force."""
        return _mean(self.shares, self.seconds, axis=0)

    def of_zones(self) -> Floats:
        """Return (zones, `SHARES`): shares of each zone's time in all bins; NaN where it is in force in none."""
        return _mean(self.shares, self.seconds, axis=1)

    def of_all(self) -> Floats:
        """Return (`SHARES`,): shares of the time of all zones in all bins; NaN where there is none."""
        shares: Floats = _mean(self.shares.reshape(1, -1, len(SHARES)), self.seconds.reshape(1, -1), axis=1)[0]
        return shares

    def means_of(self, zone: int, number: int) -> tuple[str, ...]:
        """Return the means by which a zone was watched in a bin, both by number, sorted."""
        return self._named(self.means_seen[zone, number])

    def means_of_bins(self) -> tuple[tuple[str, ...], ...]:
        """Return for each bin the means by which any zone was watched in it, sorted."""
        return tuple(map(self._named, np.logical_or.reduce(self.means_seen, axis=0)))

    def _named(self, seen: NDArray[np.bool_]) -> tuple[str, ...]:
        return tuple(name for name, by in zip(self.means, seen.tolist(), strict=True) if by)


def looked_of(watches: Sequence[Watch], areas: Sequence[AskedArea], outline: Outline) -> Looked:
    """Work out what a log says of some areas; time not in force does not count. outline: see `engine.coverage`."""
    cuts = _cuts(watches, areas)
    if len(cuts) < 2 or not areas:
        nothing = np.zeros((len(areas), 1, 0))
        return Looked(tuple(areas), np.zeros(1, dtype=np.int64), np.zeros((len(areas), 1, len(STATES))), (), nothing)
    found = watched(watches, areas, outline, [_moment(cut) for cut in cuts.tolist()])
    seconds = (found.in_force * (np.diff(cuts) / 1e6))[..., None]
    stated = np.nan_to_num(found.shares[..., : len(STATES)]) * seconds
    return Looked(tuple(areas), cuts, _up_to(stated), found.means, _up_to(found.means_seen * seconds))


def in_bins(looked: Looked, edges: Ints) -> Coverage:
    """Return coverage in the bins between neighbouring edges, microseconds since 1970 UTC; a bin may be of no length."""
    seconds = np.array([_seconds_in_force(area, edges) for area in looked.areas]).reshape(len(looked.areas), len(edges) - 1)
    stated = _between(looked.cuts, looked.stated, edges)
    seen = _between(looked.cuts, looked.seen, edges) > 0
    rest = np.maximum(seconds - stated.sum(axis=-1), 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.concatenate([stated, rest[..., None]], axis=-1) / seconds[..., None]
    shares[seconds <= 0] = np.nan
    return Coverage(tuple(area.name for area in looked.areas), shares, seconds, looked.means, seen)


def as_far_as(edges: Ints, reached: datetime) -> tuple[Ints, tuple[Reach, ...]]:
    """Return edges of bins with all later time cut off, and for each bin whether it is past, goes on, or is still to come.

    edges: microseconds since 1970 UTC, ascending. reached: up to when the time has come, aware UTC.
    """
    now = microseconds(reached)
    reach: list[Reach] = ["ahead" if start >= now else "now" if end > now else "past" for start, end in pairwise(edges.tolist())]
    return np.minimum(edges, now), tuple(reach)


def areas_shown(agreement: Agreement, ground: Polygon | MultiPolygon | None = None) -> tuple[AskedArea, ...]:
    """Return the zones to ask about, by id, with their times in force.

    ground: what of them is shown, lon/lat; None for all of it. Zones of which nothing is shown are left out.
    """
    zones = asked_zones(agreement)
    if ground is None or ground.is_empty:
        return zones if ground is None else ()
    shown = [(one, _within(one.geometry, ground)) for one in zones]
    return tuple(
        replace(one, geometry=shape) for one, shape in shown if isinstance(shape, Polygon | MultiPolygon) and not shape.is_empty
    )


def _within(shape: BaseGeometry, ground: Polygon | MultiPolygon) -> BaseGeometry:
    return polygons_of(clipped(shape, *ground.bounds).intersection(ground))


def _cuts(watches: Sequence[Watch], areas: Sequence[AskedArea]) -> Ints:
    """Return every moment at which anything begins or ends, from the first word of the log to the last."""
    told = np.array([(microseconds(one.times.start), microseconds(one.times.end)) for one in watches], dtype=np.int64)
    if not len(told):
        return np.empty(0, dtype=np.int64)
    force = [bound for area in areas for one in area.in_force or () for bound in (one.start, one.end)]
    bounds = np.array([microseconds(bound) for bound in force], dtype=np.int64)
    return np.unique(np.concatenate([told.ravel(), np.clip(bounds, told.min(), told.max())]))


def _up_to(seconds: Floats) -> Floats:
    """Return (areas, pieces of time, n) as sums up to each cut: (areas, pieces + 1, n)."""
    return np.concatenate([np.zeros_like(seconds[:, :1]), np.cumsum(seconds, axis=1)], axis=1)


def _between(cuts: Ints, up_to: Floats, edges: Ints) -> Floats:
    """Return sums between edges, (areas, bins, n): within a piece of time they grow evenly."""
    areas, _, columns = up_to.shape
    since = [[np.interp(edges, cuts, up_to[area, :, one]) for one in range(columns)] for area in range(areas)]
    return np.diff(np.array(since).reshape(areas, columns, len(edges)), axis=2).transpose(0, 2, 1)


def _seconds_in_force(area: AskedArea, edges: Ints) -> Floats:
    start, end = edges[:-1], edges[1:]
    if area.in_force is None:
        return np.asarray((end - start) / 1e6, dtype=np.float64)
    held = [(microseconds(one.start), microseconds(one.end)) for one in area.in_force]
    parts = [np.maximum(np.minimum(end, last) - np.maximum(start, first), 0) for first, last in held]
    return np.asarray(np.sum([np.zeros(len(start), dtype=np.int64), *parts], axis=0) / 1e6, dtype=np.float64)


def _mean(shares: Floats, seconds: Floats, *, axis: int) -> Floats:
    """Return shares averaged over an axis, each counting by its seconds."""
    told = np.where(np.isnan(shares), 0.0, shares) * seconds[..., None]
    with np.errstate(invalid="ignore"):
        return np.asarray(told.sum(axis=axis) / seconds.sum(axis=axis)[..., None], dtype=np.float64)


def _moment(microseconds_since_1970: int) -> datetime:
    return _EPOCH + timedelta(microseconds=microseconds_since_1970)
