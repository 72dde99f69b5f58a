"""Quotas: a number of objects at a time is allowed, in each zone, for each party or in each period; more is not.

Observations of different times may count the same object twice, so a sum of reports alone never establishes a violation:
one report above the quota is a potential violation; reports that only together exceed it, or that leave open whether they are of
more than it, are undetermined. A report that may belong to several counts (it straddles two periods, or names no party) adds
surely to none, and is held against the largest it may belong to. The scalar reference is `reference.quota_finding`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Quota
from dashboard.domain.intervals import BEGINNING
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import Verdict

Ints = NDArray[np.int64]
_NOBODY = ""
_COUNT = ["zone", "party", "period"]
_EPOCH, _DAY = date(1970, 1, 1), timedelta(days=1)
_Periods = tuple[Ints, Ints]


def hold_quotas(findings: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement) -> pd.DataFrame:
    """Return findings (`assess.FINDINGS`, as decided without quotas) with every quota of the agreement taken into account."""
    limited = [(order, one.quota) for order, one in enumerate(agreement.provisions) if one.quota is not None]
    if not limited or findings.empty:
        return findings
    finding, count = findings["finding"].to_numpy().copy(), findings["quota_count"].to_numpy().copy()
    for order, quota in limited:
        here = np.flatnonzero((findings["provision"] == order).to_numpy())
        part = findings.iloc[here]
        rows = observations.iloc[part["row"].to_numpy()]
        finding[here], count[here] = _held(part, rows, quota, agreement)
    return findings.assign(finding=finding, quota_count=count)


def period_numbers(times: pd.Series, quota: Quota, agreement: Agreement) -> Ints:
    """Return for each aware time the number of its period; 0 for every time where a quota has none."""
    if not quota.period:
        return np.zeros(len(times), dtype=np.int64)
    local = times.dt.tz_convert(agreement.time_zone).dt.tz_localize(None)
    if quota.period == "month":
        return np.asarray(local.dt.year * 12 + local.dt.month - 1, dtype=np.int64)
    days: Ints = local.to_numpy().astype("datetime64[D]").astype(np.int64)
    match quota.period:
        case "day":
            number = days
        case "week":
            # 1970-01-01 was a Thursday.
            number = (days + 3) // 7
        case _:
            number = (days - _first_day(agreement)) // int(quota.period[1:-1])
    return np.asarray(number, dtype=np.int64)


def period_bounds(number: int, quota: Quota, agreement: Agreement) -> tuple[str, str]:
    """Return the first and last local day of a period by its number, ISO 8601; empty where a quota has no periods."""
    match quota.period:
        case "":
            return "", ""
        case "month":
            first = date(number // 12, number % 12 + 1, 1)
            last = date((number + 1) // 12, (number + 1) % 12 + 1, 1) - _DAY
        case "week":
            first = _EPOCH + (number * 7 - 3) * _DAY
            last = first + 6 * _DAY
        case "day":
            first = last = _EPOCH + number * _DAY
        case _:
            length = int(quota.period[1:-1])
            first = _EPOCH + (_first_day(agreement) + number * length) * _DAY
            last = first + (length - 1) * _DAY
    return first.isoformat(), last.isoformat()


def _first_day(agreement: Agreement) -> int:
    """Return the local day on which the agreement begins, counted from 1970-01-01; that day where it has no beginning."""
    start = min((one.start for one in agreement.in_force), default=BEGINNING)
    if start == BEGINNING:
        return 0
    return (start.astimezone(ZoneInfo(agreement.time_zone)).date() - _EPOCH).days


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is counted, one per finding.

    first, last: numbers of the periods it may belong to. adds: it counts at all. told: which one count it belongs to is told.
    """

    zone: Ints
    party: NDArray[np.object_]
    first: Ints
    last: Ints
    least: Ints
    adds: NDArray[np.bool_]
    told: NDArray[np.bool_]


def _held(part: pd.DataFrame, rows: pd.DataFrame, quota: Quota, agreement: Agreement) -> tuple[NDArray[np.int8], Ints]:
    decided = part["finding"].to_numpy()
    counted = (decided == Verdict.POTENTIAL_VIOLATION) | (decided == Verdict.UNDETERMINED)
    told = rows["count_min"].to_numpy(dtype=np.float64)
    total = _totals(part, _counts(part, rows, quota, agreement, counted))
    alone = told > quota.count_max
    # NaN, the most that is not told, is not within anything.
    may_be_more = ~(rows["count_most"].to_numpy(dtype=np.float64) <= quota.count_max)
    open_question = may_be_more | (total > quota.count_max)
    within = np.where(open_question, np.int8(Verdict.UNDETERMINED), np.int8(Verdict.CONSISTENT))
    result = np.where(counted & ~alone, within, decided)
    return result.astype(np.int8), np.where(counted, total, -1)


def _counts(part: pd.DataFrame, rows: pd.DataFrame, quota: Quota, agreement: Agreement, counted: NDArray[np.bool_]) -> _Counts:
    told = rows["count_min"].to_numpy(dtype=np.float64)
    first = period_numbers(rows["observed_from"], quota, agreement)
    last = period_numbers(rows["observed_to"] - pd.Timedelta(microseconds=1), quota, agreement)
    party = np.full(len(part), _NOBODY, dtype=object)
    named = np.ones(len(part), dtype=np.bool_)
    if "party" in quota.per:
        party = np.array([_NOBODY if names_nobody(one) else one.strip().casefold() for one in rows["party"]], dtype=object)
        named = party != _NOBODY
    zone = part["zone"].to_numpy(dtype=np.int64) if "zone" in quota.per else np.zeros(len(part), dtype=np.int64)
    adds = counted & ~rows["superseded"].to_numpy(dtype=np.bool_)
    least = np.where(np.isnan(told), 1, told).astype(np.int64)
    return _Counts(zone, party, first, last, least, adds, (first == last) & named)


def _totals(part: pd.DataFrame, counts: _Counts) -> Ints:
    """Return for each finding the least number in the count it belongs to, itself included where it counts at all."""
    table = pd.DataFrame({"row": part["row"].to_numpy(), "zone": counts.zone, "party": counts.party, "period": counts.first})
    # Across zones an observation is one report, however many zones it lies in.
    once = table.assign(least=counts.least)[counts.adds & counts.told].drop_duplicates(["row", *_COUNT])
    sums = once.groupby(_COUNT)["least"].sum()
    total = _looked_up(sums, table)
    own = np.where(counts.adds, counts.least, 0)
    # Whoever names nobody may belong to any party's count.
    by_anyone = (counts.party == _NOBODY) & ~counts.told
    largest = sums.groupby(["zone", "period"]).max()
    total = np.where(by_anyone, own + _looked_up(largest, table), total)
    straddling = np.flatnonzero(counts.first != counts.last)
    total[straddling] = own[straddling] + _largest(sums, largest, counts, straddling)
    return total


def _looked_up(sums: pd.Series, table: pd.DataFrame) -> Ints:
    """Return the sum each row of a table belongs to by the levels of the sums' index, 0 where there is none."""
    keys = pd.MultiIndex.from_frame(table[list(sums.index.names)])
    return np.asarray(sums.reindex(keys, fill_value=0), dtype=np.int64)


def _largest(sums: pd.Series, of_anyone: pd.Series, counts: _Counts, positions: Ints) -> Ints:
    """Return for observations over several periods the largest sum among the counts each may belong to, 0 for none."""
    by_party: dict[object, _Periods] = {key: _by_period(one) for key, one in sums.groupby(level=["zone", "party"])}
    by_zone: dict[object, _Periods] = {key: _by_period(one) for key, one in of_anyone.groupby(level="zone")}
    nothing = (np.empty(0, np.int64), np.empty(0, np.int64))
    found = np.zeros(len(positions), dtype=np.int64)
    for number, position in enumerate(positions):
        zone, party = counts.zone[position], counts.party[position]
        periods, totals = by_zone.get(zone, nothing) if party == _NOBODY else by_party.get((zone, party), nothing)
        low, high = np.searchsorted(periods, [counts.first[position], counts.last[position] + 1])
        found[number] = totals[low:high].max(initial=0)
    return found


def _by_period(sums: pd.Series) -> _Periods:
    """Return the periods of some sums in order, and the sums."""
    ordered = sums.sort_index(level="period")
    return ordered.index.get_level_values("period").to_numpy(dtype=np.int64), ordered.to_numpy(dtype=np.int64)
