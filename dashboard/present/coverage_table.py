"""Coverage zone by zone: bars to draw, hours to list, and every bin as a table to take along."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.domain.coverage import SHARES
from dashboard.domain.message import Message, message, percent
from dashboard.language.catalogue import Language
from dashboard.language.say import say, words
from dashboard.present.coverage import Coverage
from dashboard.present.coverage_strip import parts_of
from dashboard.present.coverage_words import is_nothing, looked_message
from dashboard.present.timeline import Timeline

_HOUR_S = 3_600.0


def zone_bars(coverage: Coverage, line: Timeline, language: Language, *, zones_max: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the bars of the first zones: parts as `Strip.parts` has them, and the bins that are not stated in part.

    Both have a column `zone`, by number, and `told`; the second has `from` and `to` besides.
    """
    parts, open_bins = [], []
    for number, shares in enumerate(coverage.shares[:zones_max]):
        looked = [looked_message(one, coverage.means_of(number, at)) for at, one in enumerate(shares)]
        bins = line.bins.assign(zone=number, told=[words(one, language) for one in looked])
        parts.append(parts_of(bins, shares))
        open_bins.append(bins[[not np.isnan(one) and not is_nothing(one) for one in shares[:, -1]]])
    return pd.concat(parts, ignore_index=True), pd.concat(open_bins, ignore_index=True)


def zone_titles(coverage: Coverage, names: Mapping[str, str], language: Language, *, zones_max: int) -> tuple[str, ...]:
    """Return for each of the first zones how much of it was watched, then its name."""
    shares = coverage.of_zones()[:zones_max, SHARES.index("observed")]
    return tuple(say(_title(names[zone], float(one)), language) for zone, one in zip(coverage.zone_ids, shares, strict=False))


def zone_hours(coverage: Coverage, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a row for each zone: hours in force, and of them the hours of each state."""
    hours = coverage.seconds.sum(axis=1) / _HOUR_S
    of_state = np.nan_to_num(coverage.of_zones()) * hours[:, None]
    columns = {state.capitalize(): of_state[:, number].round(1) for number, state in enumerate(SHARES)}
    return pd.DataFrame({"Zone": [names[one] for one in coverage.zone_ids], "Hours in force": hours.round(1), **columns})


def zone_table(coverage: Coverage, line: Timeline, zone: ZoneInfo) -> pd.DataFrame:
    """Return a row for each zone and bin in which it is in force: `zone_id, from, to` (UTC), hours, shares by state, means."""
    edges = pd.Series(pd.DatetimeIndex(line.moments(zone).view("datetime64[us]"))).dt.tz_localize("UTC")
    at, number = np.nonzero(coverage.seconds > 0)
    shares = coverage.shares[at, number]
    return pd.DataFrame(
        {
            "zone_id": [coverage.zone_ids[one] for one in at],
            "from": edges.to_numpy(dtype=object)[number] if len(number) else pd.Series([], dtype=edges.dtype),
            "to": edges.to_numpy(dtype=object)[number + 1] if len(number) else pd.Series([], dtype=edges.dtype),
            "hours_in_force": coverage.seconds[at, number] / _HOUR_S,
            **{state.replace(" ", "_"): shares[:, column] for column, state in enumerate(SHARES)},
            "means": [" ".join(coverage.means_of(one, two)) for one, two in zip(at.tolist(), number.tolist(), strict=True)],
        }
    )


def _title(name: str, watched: float) -> Message:
    if np.isnan(watched):
        return message("coverage.zone-not-in-force", zone=name)
    return message("coverage.zone", zone=name, watched=percent(watched))
