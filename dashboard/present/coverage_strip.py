"""Coverage as it is drawn under the timeline and zone by zone: parts of a bar for each bin, and each bin in words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.coverage import SHARES
from dashboard.language.catalogue import Language
from dashboard.language.say import words
from dashboard.present.coverage_words import Reach, Reported, bin_message, is_nothing, is_whole, unbroken
from dashboard.present.facets import Facets, Ints
from dashboard.present.selection import Selection
from dashboard.present.timeline import Timeline

PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("watched", ("observed",)),
    ("prevented", ("denied", "jammed", "weather")),
    ("no asset", ("no asset",)),
)
"""What is drawn as one part of a bar, from the bottom, and the states it is made of. What is left above is not stated."""
LEGEND = {
    "watched": "watched",
    "prevented": "denied, jammed or weather",
    "no asset": "no asset",
    "not stated": "not stated",
}
"""The parts in words."""


@dataclass(frozen=True, slots=True)
class Strip:
    """Bars to draw. All times are local wall time without zone.

    parts: columns `from`, `to`, `part` (of PARTS), `low`, `high`: a share of the bar, from the bottom.
    bins: columns `from`, `to`, `told` (what the bin amounts to, in words), `is_open` (whether part of it is not stated),
    `is_hollow` (whether no incident shown began in it and it was not watched throughout: it must not be taken for a quiet one).
    """

    parts: pd.DataFrame
    bins: pd.DataFrame


def strip_of(
    line: Timeline,
    shares: NDArray[np.float64],
    reported: Sequence[Reported],
    means: Sequence[tuple[str, ...]],
    *,
    reach: Sequence[Reach],
    is_narrowed: bool,
    language: Language,
) -> Strip:
    """Return the bars of a timeline. shares: (bins, `SHARES`), NaN in bins still to come, which are left empty.

    reported, means, reach: of each bin. is_narrowed: see `bin_message`.
    """
    bins = line.bins.copy()
    messages = (
        bin_message(of_bin, what, is_narrowed=is_narrowed, means=by, reach=when)
        for of_bin, what, by, when in zip(shares, reported, means, reach, strict=True)
    )
    bins["told"] = [_capital(unbroken(words(one, language))) for one in messages]
    bins["is_open"] = [not np.isnan(one[-1]) and not is_nothing(one[-1]) for one in shares]
    bins["is_hollow"] = [
        what != "begun" and not np.isnan(one[0]) and not is_whole(one[0]) for one, what in zip(shares, reported, strict=True)
    ]
    return Strip(parts_of(line.bins, shares), bins)


def reported_in(line: Timeline, edges: Ints, facets: Facets, selection: Selection) -> tuple[Reported, ...]:
    """Tell for each bin what of the selected incidents lies in it. edges: of the bins, microseconds since 1970 UTC."""
    begun = line.bins["from"].isin(line.counts["from"]).to_numpy()
    if begun.all():
        return tuple("begun" for _ in begun)
    first = np.searchsorted(edges, facets.first_us[selection.incidents], side="right") - 1
    last = np.searchsorted(edges, facets.last_us[selection.incidents] - 1, side="right") - 1
    steps = np.zeros(len(edges) + 1, dtype=np.int64)
    np.add.at(steps, np.clip(first, 0, len(edges)), 1)
    np.add.at(steps, np.clip(last + 1, 0, len(edges)), -1)
    reached = np.cumsum(steps)[: len(begun)] > 0
    return tuple(_reported(begins=here, reached=on) for here, on in zip(begun.tolist(), reached.tolist(), strict=True))


def _reported(*, begins: bool, reached: bool) -> Reported:
    if begins:
        return "begun"
    return "going on" if reached else "none"


def parts_of(bins: pd.DataFrame, shares: NDArray[np.float64]) -> pd.DataFrame:
    """Return bins part by part, as `Strip.parts`, with every column they have. shares: (bins, `SHARES`)."""
    rows, low = [], np.zeros(len(shares))
    for part, states in PARTS:
        own = np.nan_to_num(shares[:, [SHARES.index(state) for state in states]].sum(axis=1))
        rows.append(bins.assign(part=part, low=low, high=low + own)[[not is_nothing(one) for one in own]])
        low = low + own
    return pd.concat(rows, ignore_index=True)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
