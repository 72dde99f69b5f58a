"""What an incident adds up to: span, best place, verdict, independent origins, means, grade."""

import hashlib
from collections.abc import Callable

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
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

_TEXTS = ("act", "means", "parties", "reliability", "credibility")
_TOLD = (
    "row_key", "observed_from", "observed_to", "act", "means", "party", "source", "origin", "place_kind", "radius_m",
    "superseded", "reliability", "credibility",
)  # fmt: skip
_AT_ONCE = 1 << 16
_HEX = np.frombuffer(b"0123456789ABCDEF", dtype=np.uint8)
Ints = NDArray[np.int64]
Numbers = NDArray[np.uint64]


def incident_table(
    observations: gpd.GeoDataFrame, labels: NDArray[np.int64], verdicts: NDArray[np.int8]
) -> tuple[pd.DataFrame, NDArray[np.int64]]:
    """Return the incidents and, for each observation, the position of its incident."""
    rows = pd.DataFrame({name: observations[name].array for name in _TOLD}, copy=False)
    alone = _stand_alone(labels)
    parts = (
        _of_one_each(rows, np.flatnonzero(alone), labels, verdicts),
        _of_several(rows, np.flatnonzero(~alone), labels, verdicts),
    )
    table = pd.concat([one for one in parts if len(one)] or [parts[0]], ignore_index=True)
    order = np.lexsort((table["incident_id"], -_moments(table["first"]), -table["verdict"].to_numpy(dtype=np.int64)))
    position = np.empty(len(labels), dtype=np.int64)
    position[table.pop("label").to_numpy()[order]] = np.arange(len(table))
    table = table.iloc[order].reset_index(drop=True)
    return table.assign(incident_id=_id_texts(table["incident_id"].to_numpy())), position[labels]


def _stand_alone(labels: Ints) -> NDArray[np.bool_]:
    """Return which rows are an incident by themselves: most are, and nothing of them has to be compared or counted."""
    return np.asarray(np.bincount(labels, minlength=len(labels))[labels] == 1, dtype=np.bool_)


def _of_one_each(rows: pd.DataFrame, alone: Ints, labels: Ints, verdicts: NDArray[np.int8]) -> pd.DataFrame:
    """Return the incidents of some rows, each by itself; incident_id is still a number, and `label` beside it."""
    own = rows if len(alone) == len(rows) else rows.iloc[alone].reset_index(drop=True)
    return pd.DataFrame(
        {
            "incident_id": _ids(own["row_key"]),
            "verdict": verdicts[alone],
            "leading_row": alone,
            "first": own["observed_from"],
            "last": own["observed_to"],
            "act": own["act"],
            "place_row": alone,
            "observations": np.ones(len(alone), dtype=np.int64),
            "superseded": np.zeros(len(alone), dtype=np.int64),
            "origins": np.ones(len(alone), dtype=np.int64),
            "means": own["means"],
            "parties": _by_value(own["party"], _named),
            "reliability": own["reliability"],
            "credibility": own["credibility"],
            "label": labels[alone],
        }
    ).astype(dict.fromkeys(_TEXTS, "str"))


def _of_several(rows: pd.DataFrame, others: Ints, labels: Ints, verdicts: NDArray[np.int8]) -> pd.DataFrame:
    """Return the incidents of rows that stand with others, as `_of_one_each` does."""
    told = _rows(rows, others, labels[others], verdicts[others])
    counting = told[~told["superseded"]]
    group = counting.groupby("label", sort=True)
    least_key = told.groupby("label")["row_key"].min()
    table = pd.DataFrame(
        {
            "incident_id": pd.Series(_ids(least_key), index=least_key.index),
            "verdict": group["verdict"].max(),
            "leading_row": _first_by(counting, ["label", "strength", "from"]),
            "first": group["from"].min(),
            "last": group["to"].max(),
            "act": _first_by(counting, ["label", "vagueness", "act"], "act"),
            "place_row": _first_by(counting, ["label", "place_rank", "row_key"]),
            "observations": group.size(),
            "superseded": told.groupby("label")["superseded"].sum(),
            "origins": group["origin"].nunique(),
            "means": _joined(counting, "means"),
            "parties": _joined(counting, "party"),
            "reliability": _best(counting, "reliability"),
            "credibility": _best(counting, "credibility"),
        }
    )
    table = table.fillna({"parties": "", "means": "", "reliability": "", "credibility": ""})
    table = table.rename_axis("label").reset_index()
    return table.astype(dict.fromkeys(_TEXTS, "str"))  # which they are not by themselves where there is no incident


def _rows(rows: pd.DataFrame, others: Ints, labels: Ints, verdicts: NDArray[np.int8]) -> pd.DataFrame:
    own = rows.iloc[others].reset_index(drop=True)
    source, origin = (_by_value(own[name], _sender) for name in ("source", "origin"))
    radius = own["radius_m"].fillna(np.inf).to_numpy()
    return pd.DataFrame(
        {
            "label": labels,
            "row": others,
            "row_key": own["row_key"].to_numpy(),
            "superseded": _superseded_within(own, labels),
            "verdict": verdicts,
            "strength": -verdicts.astype(np.int64),
            "from": own["observed_from"],
            "to": own["observed_to"],
            "act": own["act"].to_numpy(),
            "vagueness": -own["act"].str.count(r"\.").to_numpy(),
            "place_rank": np.where(own["place_kind"].isin(HAVE_A_RADIUS), radius, np.inf),
            "origin": origin.where(origin != "", source).to_numpy(),
            "means": own["means"].to_numpy(),
            "party": _by_value(own["party"], _named).to_numpy(),
            "reliability": own["reliability"].to_numpy(),
            "credibility": own["credibility"].to_numpy(),
        }
    )


def _sender(text: str) -> str:
    return text.strip().casefold()


def _named(party: str) -> str:
    return "" if party.casefold() in NOBODY_NAMED else party


def _by_value(texts: pd.Series, of: Callable[[str], str]) -> pd.Series:
    """Return what becomes of each text, each different one looked at once."""
    numbers, different = pd.factorize(texts)
    became = pa.array([of(one) for one in different], pa.large_string())
    return pd.Series(became.take(pa.array(numbers)), dtype="str")


def _superseded_within(observations: pd.DataFrame, labels: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Superseded rows do not count, except where nothing else is left of their incident (then it would be lost from view)."""
    superseded = observations["superseded"].to_numpy(dtype=np.bool_)
    alive = np.bincount(labels, weights=~superseded)
    return np.asarray(superseded & (alive[labels] > 0))


def _first_by(rows: pd.DataFrame, order: list[str], wanted: str = "row") -> pd.Series:
    return rows.sort_values(order).groupby("label")[wanted].first()


def _joined(rows: pd.DataFrame, column: str) -> "pd.Series[str]":
    named = rows.loc[rows[column] != "", ["label", column]].drop_duplicates().sort_values(["label", column])
    several = named["label"].duplicated(keep=False)
    alone = named[~several].set_index("label")[column]
    joined: pd.Series[str] = pd.concat([alone, named[several].groupby("label")[column].agg(", ".join)])
    return joined


def _best(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows[rows[column] != ""].groupby("label")[column].min()


def _moments(times: pd.Series) -> Ints:
    return np.asarray(times.dt.as_unit("us").astype("int64"), dtype=np.int64)


def _incident_id(row_key: str) -> str:
    return f"INC-{_id(row_key).hex().upper()}"


def _id(row_key: str) -> bytes:
    # 64 bits: among a million incidents two of one id are as good as ruled out, and decisions of people hang on ids.
    return hashlib.sha256(row_key.encode()).digest()[:8]


def _ids(row_keys: pd.Series) -> Numbers:
    """Return what ids are made of, as numbers, which are in the order of the ids; a piece at a time, since keys are long."""
    parts = (b"".join(map(_id, row_keys.iloc[first : first + _AT_ONCE].tolist())) for first in range(0, len(row_keys), _AT_ONCE))
    return np.concatenate([np.empty(0, dtype=np.uint64), *(np.frombuffer(one, dtype=">u8") for one in parts)]).astype(np.uint64)


def _id_texts(numbers: Numbers) -> pd.Series:
    """Return ids as `_incident_id` writes them."""
    told = numbers.astype(">u8").view(np.uint8).reshape(-1, 8)
    written = np.empty((len(numbers), 20), dtype=np.uint8)
    written[:, :4] = np.frombuffer(b"INC-", dtype=np.uint8)
    written[:, 4::2], written[:, 5::2] = _HEX[told >> 4], _HEX[told & 15]
    offsets = pa.py_buffer(np.arange(0, 20 * len(numbers) + 1, 20, dtype=np.int64))
    return pd.Series(pa.LargeStringArray.from_buffers(len(numbers), offsets, pa.py_buffer(written)), dtype="str")
