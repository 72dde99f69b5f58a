"""What is odd about the positions of a file as a whole, said once, with what a person can declare about it."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from dashboard.ingest.account import PositionCounts, Problem
from dashboard.ingest.coordinates import Bounds
from dashboard.ingest.coordinates.columns import Declared
from dashboard.ingest.coordinates.pair import OPEN_ORDER

_LOOKS_SWAPPED = "lon and lat look swapped"

Floats = npt.NDArray[np.float64]


class OddPositions:
    """Counts, table after table, what is odd about the positions of a file: swapped, at 0, 0 or outside the theatre."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._total = 0
        self._unordered = 0
        self._lines: dict[str, list[int]] = {"swapped": [], "nowhere": [], "outside": []}

    def take(self, lon: Floats, lat: Floats, lines: Sequence[int], problems: Mapping[int, tuple[Problem, ...]]) -> None:
        """Look at the positions of some rows, NaN without one.

        problems: those of the rows that were refused, by position, since one that no order but the other allows is swapped too.
        """
        placed = ~np.isnan(lon) & ~np.isnan(lat)
        nowhere = placed & (lon == 0) & (lat == 0)
        swapped, outside = np.zeros(len(lon), dtype=np.bool_), np.zeros(len(lon), dtype=np.bool_)
        for at, found in problems.items():
            swapped[at] = any(_LOOKS_SWAPPED in one.reason for one in found)
            self._unordered += any(OPEN_ORDER in one.reason for one in found)
        if self._declared.bounds is not None:
            within = _within(self._declared.bounds)
            outside = placed & ~nowhere & ~within(lon, lat)
            swapped |= outside & within(lat, lon)
            outside &= ~swapped
        self._total += int((placed | swapped).sum())
        for name, which in (("swapped", swapped), ("nowhere", nowhere), ("outside", outside)):
            self._lines[name] += [lines[int(at)] for at in np.flatnonzero(which)]

    def counts(self) -> PositionCounts:
        """Return what was counted, with what to say of it."""
        of = {name: len(lines) for name, lines in self._lines.items()}
        return PositionCounts(self._total, of["swapped"], of["nowhere"], of["outside"], self._unordered, self.notes())

    def notes(self) -> tuple[str, ...]:
        """Return what to say of the positions of the whole file."""
        most = 2 * len(self._lines["swapped"]) > self._total
        words = {
            "swapped": _of_swapped(most=most, declared=self._declared.swapped),
            "nowhere": "positions at 0, 0, which often stands for a missing one",
            "outside": "positions outside the theatre, kept as reported",
        }
        return tuple(f"{words[name]}: {_count(lines, self._total)}" for name, lines in self._lines.items() if lines)


def _of_swapped(*, most: bool, declared: bool) -> str:
    advice = "take swap_lon_lat out of the mapping" if declared else "declare swap_lon_lat: true in the mapping"
    return (
        f"{'most' if most else 'some'} positions look swapped, lon and lat exchanged would fit; nothing is changed unasked, "
        f"if it is so throughout, {advice}"
    )


def _count(lines: Sequence[int], total: int) -> str:
    shown = ", ".join(map(str, lines[:5]))
    return f"{len(lines)} of {total}, line{'s' if len(lines) > 1 else ''} {shown}{', …' if len(lines) > 5 else ''}"


def _within(bounds: Bounds) -> Callable[[Floats, Floats], npt.NDArray[np.bool_]]:
    west, south, east, north = bounds
    return lambda lon, lat: (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
