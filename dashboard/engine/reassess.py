"""Two assessments of the same reports held against each other: which verdicts are others now, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.domain.message import Message, message
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.reassess_why import AgreementDifferences, Named, placed_otherwise, reported_otherwise
from dashboard.engine.tables import verdict_table
from dashboard.language.catalogue import Language
from dashboard.language.say import say

CHANGES: dict[str, str] = {
    "observation_id": "the sender's id, or that of the row",
    "file": "name of the file the row came in",
    "line": "1-based physical line where the row starts in that file",
    "changed": "one of `KINDS_OF_CHANGE`: the first of them that differs",
    "verdict_before": "verdict in words",
    "verdict_after": "likewise",
    "provision_before": "id of the provision that named the verdict, empty where no finding did",
    "zone_before": "id of its zone",
    "provision_after": "likewise",
    "zone_after": "likewise",
    "reason_before": "reason in words",
    "reason_after": "likewise",
    "why": "what differs that the two rest on, in words, separated by `; `",
    "version_before": "version of the agreement, 64 hexadecimal digits; empty where only verdicts of an earlier run are known",
    "version_after": "likewise",
}
"""Columns of a table of changes: one row for each observation with another verdict, provision, zone or reason."""
KINDS_OF_CHANGE = ("verdict", "provision or zone", "reason")
_COMPARED = {"verdict": ("verdict",), "provision or zone": ("provision_id", "zone_id"), "reason": ("reason",)}
_CODE = {verdict.words: int(verdict) for verdict in Verdict}
_Why = Callable[[int], Sequence[Message]]


@dataclass(frozen=True, slots=True)
class Side:
    """One assessment with what it is of."""

    observations: gpd.GeoDataFrame
    assessment: Assessment
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Reassessment:
    """What became of verdicts.

    changes: columns `CHANGES`, in the order of the later table. counts: of observations, by `Verdict` code before (rows) and
    after (columns). unmatched_before, unmatched_after: observations of one side that could not be told to be one of the other.
    """

    changes: pd.DataFrame
    counts: NDArray[np.int64]
    unmatched_before: int = 0
    unmatched_after: int = 0

    @property
    def compared(self) -> int:
        """How many observations were compared."""
        return int(self.counts.sum())

    @property
    def other_verdicts(self) -> int:
        """How many of them have another verdict."""
        return self.compared - int(np.trace(self.counts))


def reassessed(before: Side, after: Side, language: Language = "en") -> Reassessment:
    """Compare two assessments whose tables have the same reports row by row (usually: are the same table).

    ValueError where they have not as many rows. Reasons and why are in `language`.
    """
    if len(before.observations) != len(after.observations):
        raise ValueError(f"{len(before.observations)} and {len(after.observations)} observations, expected the same reports")
    differences = AgreementDifferences(before.agreement, after.agreement)
    was, now = (verdict_table(one.observations, one.assessment, one.agreement, language) for one in (before, after))
    named = [list(map(Named, table["provision_id"], table["zone_id"])) for table in (was, now)]
    placed = placed_otherwise(before.observations, after.observations)
    reported = reported_otherwise(before.observations, after.observations)
    engines = (before.assessment.engine_version, after.assessment.engine_version)

    def why(row: int) -> list[Message]:
        found = list(differences.bearing_on(named[0][row], named[1][row]))
        if placed[row]:
            found.append(message("why.place"))
        if reported[row]:
            found.append(message("why.report"))
        if engines[0] != engines[1]:
            found.append(message("why.engine", before=engines[0], after=engines[1]))
        elsewhere = message("why.others") if (placed | reported).any() else message("why.order")
        return found or [elsewhere]

    return _told(was, now, after.observations, why, language, versions=(before.agreement.version, after.agreement.version))


def reassessed_since(kept: pd.DataFrame, after: Side, language: Language = "en", made: Sequence[Message] = ()) -> Reassessment:
    """Compare an assessment with verdicts kept of an earlier one.

    kept: the columns of `tables.verdict_table` but the shares. made: what differs between what the two were made from
    (`engine.manifests`); where it is left out nothing is known of it.

    Observations are told by ids that occur once there and once among those that count here. What a revision has replaced since
    does not count.
    """
    observations = after.observations
    ids, superseded = observations["observation_id"], observations["superseded"].to_numpy(dtype=bool)
    counting = np.flatnonzero(~superseded)
    rows = counting[~ids.iloc[counting].duplicated(keep=False).to_numpy()]
    kept_once = kept[~kept["observation_id"].duplicated(keep=False)].set_index("observation_id", drop=False)
    rows = rows[ids.iloc[rows].isin(kept_once.index).to_numpy()]
    was = kept_once.loc[ids.iloc[rows]].reset_index(drop=True)
    now = verdict_table(observations, after.assessment, after.agreement, language).iloc[rows].reset_index(drop=True)
    revised = ids.iloc[rows].isin(ids[superseded]).to_numpy()
    provisions, zones = ({one.id for one in parts} for parts in (after.agreement.provisions, after.agreement.zones))

    def why(row: int) -> list[Message]:
        provision, zone = was["provision_id"].iloc[row], was["zone_id"].iloc[row]
        found = [message("why.provision-gone", id=provision)] if provision and provision not in provisions else []
        if zone and zone not in zones:
            found.append(message("why.zone-gone", id=zone))
        if revised[row]:
            found.append(message("why.report"))
        if (was["verdict"].iloc[row] == Verdict.UNPLACED.words) != (now["verdict"].iloc[row] == Verdict.UNPLACED.words):
            found.append(message("why.placing"))
        return [*found, *made] or [message("why.untold")]

    told = _told(was, now, observations.iloc[rows], why, language, versions=("", after.agreement.version))
    return Reassessment(told.changes, told.counts, len(kept) - len(rows), len(observations) - len(rows))


def _told(
    was: pd.DataFrame, now: pd.DataFrame, observations: pd.DataFrame, why: _Why, language: Language, *, versions: tuple[str, str]
) -> Reassessment:
    """Put together what differs between two verdict tables that are alike row by row. versions: of the agreement, of each."""
    count = len(Verdict)
    codes = [table["verdict"].map(_CODE).to_numpy(dtype=np.int64) for table in (was, now)]
    counts = np.bincount(codes[0] * count + codes[1], minlength=count * count).reshape(count, count).astype(np.int64)
    kind = np.full(len(now), "", dtype=object)
    for name in reversed(KINDS_OF_CHANGE):
        for column in _COMPARED[name]:
            kind[was[column].to_numpy(dtype=object) != now[column].to_numpy(dtype=object)] = name
    rows = np.flatnonzero(kind != "")
    columns = {name: observations[name].to_numpy()[rows] for name in ("observation_id", "file", "line")} | {"changed": kind[rows]}
    for name in ("verdict", "provision_id", "zone_id", "reason"):
        for table, side in ((was, "before"), (now, "after")):
            columns[f"{name.removesuffix('_id')}_{side}"] = table[name].to_numpy(dtype=object)[rows]
    columns["why"] = np.array(["; ".join(say(one, language) for one in why(int(row))) for row in rows], dtype=object)
    columns |= dict(
        zip(("version_before", "version_after"), (np.full(len(rows), one, dtype=object) for one in versions), strict=True)
    )
    return Reassessment(pd.DataFrame({name: columns[name] for name in CHANGES}), counts)
