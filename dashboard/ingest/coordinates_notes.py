"""What is odd about the positions of a file as a whole, said once, with what a person can declare about it."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dashboard.ingest.account import Problem
from dashboard.ingest.coordinates import Bounds
from dashboard.ingest.coordinates_columns import Declared

_LOOKS_SWAPPED = "lon and lat look swapped"

Floats = npt.NDArray[np.float64]


def position_notes(
    lon: Floats, lat: Floats, lines: Sequence[int], problems: Mapping[int, tuple[Problem, ...]], declared: Declared
) -> tuple[str, ...]:
    """Return what to say of a file's positions together: swapped, at 0, 0 or outside the theatre. Rows are NaN without one.

    problems: those of the rows that were refused, by position, since one that no order but the other allows is swapped too.
    """
    placed = ~np.isnan(lon) & ~np.isnan(lat)
    nowhere = placed & (lon == 0) & (lat == 0)
    swapped, outside = np.zeros(len(lon), dtype=np.bool_), np.zeros(len(lon), dtype=np.bool_)
    for at, found in problems.items():
        swapped[at] = any(_LOOKS_SWAPPED in one.reason for one in found)
    if declared.bounds is not None:
        within = _within(declared.bounds)
        outside = placed & ~nowhere & ~within(lon, lat)
        swapped |= outside & within(lat, lon)
        outside &= ~swapped
    total = int((placed | swapped).sum())
    said = (
        (swapped, _of_swapped(most=2 * swapped.sum() > total, declared=declared.swapped)),
        (nowhere, "positions at 0, 0, which often stands for a missing one"),
        (outside, "positions outside the theatre, kept as reported"),
    )
    return tuple(f"{what}: {_count(which, total, lines)}" for which, what in said if which.any())


def _of_swapped(*, most: bool, declared: bool) -> str:
    advice = "take swap_lon_lat out of the mapping" if declared else "declare swap_lon_lat: true in the mapping"
    return (
        f"{'most' if most else 'some'} positions look swapped, lon and lat exchanged would fit; nothing is changed unasked, "
        f"if it is so throughout, {advice}"
    )


def _count(chosen: npt.NDArray[np.bool_], total: int, lines: Sequence[int]) -> str:
    rows = np.flatnonzero(chosen)
    shown = ", ".join(str(lines[at]) for at in rows[:5])
    return f"{len(rows)} of {total}, line{'s' if len(rows) > 1 else ''} {shown}{', …' if len(rows) > 5 else ''}"


def _within(bounds: Bounds) -> Callable[[Floats, Floats], npt.NDArray[np.bool_]]:
    west, south, east, north = bounds
    return lambda lon, lat: (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
