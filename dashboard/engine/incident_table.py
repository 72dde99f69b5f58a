"""What an incident adds up to: span, best place, verdict, independent origins, means, grade."""

import hashlib

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.columns import HAVE_A_RADIUS
from dashboard.domain.observation import NOBODY_NAMED

INCIDENTS: dict[str, str] = {
    "incident_id": "stable: from the smallest row key among the members",
    "verdict": "Verdict code, the strongest among the members that count",
    "leading_row": "position of the observation that gives the verdict",
    "first": "UTC, earliest start",
    "last": "UTC, latest end, not included",
    "act": "the most specific act reported",
    "place_row": "position of the observation with the best place",
    "observations": "members that count",
    "superseded": "members a revision replaced",
    "origins": "independent origins; reprints of one original are one, all that name none are one",
    "means": "the means, sorted, separated by `, `",
    "parties": "the parties named, sorted, separated by `, `",
    "reliability": "best source grade A to F, empty where none is graded",
    "credibility": "best information grade 1 to 6, empty where none is graded",
}
"""Columns of the incidents table, one row per incident, strongest and latest first; index 0…n-1."""

_TEXTS = ("incident_id", "act", "means", "parties", "reliability", "credibility")


def incident_table(
    observations: gpd.GeoDataFrame, labels: NDArray[np.int64], verdicts: NDArray[np.int8]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the incidents and, for each observation, the position of its incident."""
    rows = _rows(observations, labels, verdicts)
    counting = rows[~rows["superseded"]]
    group = counting.groupby("label", sort=True)
    table = pd.DataFrame(
        {
            "incident_id": rows.groupby("label")["row_key"].min().map(_incident_id),
            "verdict": group["verdict"].max(),
            "leading_row": _first_by(counting, ["label", "strength", "from"]),
            "first": group["from"].min(),
            "last": group["to"].max(),
            "act": _values(counting, observations, "act", ["label", "vagueness", "act"]),
            "place_row": _first_by(counting, ["label", "place_rank", "row_key"]),
            "observations": group.size(),
            "superseded": rows.groupby("label")["superseded"].sum(),
            "origins": group["origin"].nunique(),
            "means": _joined(counting, "means"),
            "parties": _joined(counting, "party"),
            "reliability": _best(counting, "reliability"),
            "credibility": _best(counting, "credibility"),
        }
    )
    table = table.fillna({"parties": "", "means": "", "reliability": "", "credibility": ""})
    table = table.astype(dict.fromkeys(_TEXTS, "str"))  # which they are not by themselves where there is no incident
    table = table.sort_values(["verdict", "first", "incident_id"], ascending=[False, False, True])
    position = pd.Series(np.arange(len(table)), index=table.index)
    return table.reset_index(drop=True), np.asarray(position.reindex(labels), dtype=np.int64)


def _rows(observations: gpd.GeoDataFrame, labels: NDArray[np.int64], verdicts: NDArray[np.int8]) -> pd.DataFrame:
    source = observations["source"].str.strip().str.casefold()
    origin = observations["origin"].str.strip().str.casefold()
    radius = observations["radius_m"].fillna(np.inf).to_numpy()
    return pd.DataFrame(
        {
            "label": labels,
            "row": np.arange(len(labels)),
            "row_key": observations["row_key"].to_numpy(),
            "superseded": _superseded_within(observations, labels),
            "verdict": verdicts,
            "strength": -verdicts.astype(np.int64),
            "from": observations["observed_from"].reset_index(drop=True),
            "to": observations["observed_to"].reset_index(drop=True),
            "act": observations["act"].to_numpy(),
            "vagueness": -observations["act"].str.count(r"\.").to_numpy(),
            "place_rank": np.where(observations["place_kind"].isin(HAVE_A_RADIUS), radius, np.inf),
            "origin": origin.where(origin != "", source).to_numpy(),
            "means": observations["means"].to_numpy(),
            "party": observations["party"].where(~observations["party"].str.casefold().isin(NOBODY_NAMED), "").to_numpy(),
            "reliability": observations["reliability"].to_numpy(),
            "credibility": observations["credibility"].to_numpy(),
        }
    )


def _superseded_within(observations: gpd.GeoDataFrame, labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Superseded rows do not count, except where nothing else is left of their incident (then it would be lost from view)."""
    superseded = observations["superseded"].to_numpy(dtype=np.bool_)
    alive = np.bincount(labels, weights=~superseded, minlength=len(labels))
    return np.asarray(superseded & (alive[labels] > 0))


def _first_by(rows: pd.DataFrame, order: list[str]) -> pd.Series:
    return rows.sort_values(order).groupby("label")["row"].first()


def _values(rows: pd.DataFrame, observations: gpd.GeoDataFrame, column: str, order: list[str]) -> pd.Series:
    first = _first_by(rows, order)
    return pd.Series(observations[column].to_numpy()[first.to_numpy()], index=first.index)


def _joined(rows: pd.DataFrame, column: str) -> "pd.Series[str]":
    named = rows.loc[rows[column] != "", ["label", column]].drop_duplicates().sort_values(["label", column])
    several = named["label"].duplicated(keep=False)
    alone = named[~several].set_index("label")[column]
    joined: pd.Series[str] = pd.concat([alone, named[several].groupby("label")[column].agg(", ".join)])
    return joined


def _best(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[rows[column] != ""].groupby("label")[column].min()


def _incident_id(row_key: str) -> str:
    digest = hashlib.sha256(row_key.encode()).hexdigest()
    # 64 bits: among a million incidents two of one id are as good as ruled out, and decisions of people hang on ids.
    return f"INC-{digest[:16].upper()}"
