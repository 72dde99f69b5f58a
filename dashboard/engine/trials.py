"""Reports as they would read with an answer filled in, and what the engine says of each: nothing about an answer is guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import geopandas as gpd
import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.answers import Answer
from dashboard.domain.notifications import Notification
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment, assess

Notices = Literal["as they are", "none", "covering"]


@dataclass(frozen=True, slots=True)
class Trial:
    """One report with an answer filled in.

    row: its position in the table. columns: what the answer changes. notices: which notifications there are; `covering` is the
    one that is added.
    """

    row: int
    answer: Answer
    columns: Mapping[str, object] = field(default_factory=dict)
    notices: Notices = "as they are"
    covering: Notification | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a trial came to. verdict: None where a quota, which speaks of many reports, leaves it open."""

    verdict: Verdict | None
    provision: int | None


_QUOTA_OPEN = Outcome(None, None)


def outcomes(trials: Sequence[Trial], observations: gpd.GeoDataFrame, agreement: Agreement) -> list[Outcome]:
    """Assess every trial under the agreement, each report by itself, and return what each came to, in their order."""
    found: dict[int, Outcome] = {}
    for notices in ("as they are", "none", "covering"):
        numbers = [number for number, trial in enumerate(trials) if trial.notices == notices]
        if numbers:
            chosen = [trials[number] for number in numbers]
            rows = _altered(chosen, observations)
            result = assess(rows, _with_notices(agreement, notices, chosen), engine_version="")
            found |= zip(numbers, _outcomes(result, rows, agreement), strict=True)
    return [found[number] for number in range(len(trials))]


def _altered(trials: Sequence[Trial], observations: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    rows = observations.iloc[[trial.row for trial in trials]].reset_index(drop=True)
    for name in sorted({name for trial in trials for name in trial.columns}):
        cells = rows[name].tolist()
        values = [trial.columns.get(name, cell) for trial, cell in zip(trials, cells, strict=True)]
        rows[name] = gpd.GeoSeries(values, crs=rows.crs) if name == "geometry" else pd.Series(values).astype(rows[name].dtype)
    return rows


def _with_notices(agreement: Agreement, notices: Notices, trials: Sequence[Trial]) -> Agreement:
    if notices == "as they are":
        return agreement
    if notices == "none":
        return replace(agreement, notifications=())
    covering = tuple(trial.covering for trial in trials if trial.covering)
    return replace(agreement, notifications=(*(agreement.notifications or ()), *covering))


def _outcomes(result: Assessment, rows: gpd.GeoDataFrame, agreement: Agreement) -> list[Outcome]:
    findings = result.findings
    limit = np.array([np.inf if one.quota is None else one.quota.count_max for one in agreement.provisions])
    counted = findings["quota_count"].to_numpy() >= 0
    told = rows["count_min"].to_numpy(dtype=np.float64)[findings["row"].to_numpy(dtype=np.int64)]
    alone = np.nan_to_num(told, nan=-1.0) > limit[findings["provision"].to_numpy(dtype=np.int64)]
    open_rows = set(findings["row"].to_numpy()[counted & ~alone].tolist())
    return [
        _outcome(result, row) if row not in open_rows or result.verdicts[row] == Verdict.POTENTIAL_VIOLATION else _QUOTA_OPEN
        for row in range(len(rows))
    ]


def _outcome(result: Assessment, row: int) -> Outcome:
    decisive = int(result.decisive[row])
    provision = int(result.findings["provision"].iloc[decisive]) if decisive >= 0 else None
    return Outcome(Verdict(int(result.verdicts[row])), provision)
