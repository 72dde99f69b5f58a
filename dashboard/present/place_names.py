"""The names of places that could not be told, gathered from rows that are unplaced for them."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.domain.observation import Point
from dashboard.present.places import position_words

_NAMES = ["region_text", "region_detail", "place_text"]


@dataclass(frozen=True, slots=True)
class UntoldNames:
    """Names as they came, each empty where not given, that so many rows have; why they place nothing."""

    region: str
    detail: str
    place: str
    rows: int
    reason: str


def untold_names(parsed: pd.DataFrame, placed: pd.DataFrame) -> tuple[UntoldNames, ...]:
    """Return the distinct names that left rows unplaced, those of most rows first, else in the order of rows.

    parsed: the rows as read, with the texts of their places. placed: the same rows in the same order. A row that the reader
    itself marked as unplaced, and one without any name, has no name to be told.
    """
    names = parsed[_NAMES].reset_index(drop=True)
    is_untold = (placed["place_kind"] == "unplaced").to_numpy() & (parsed["unplaced_reason"] == "").to_numpy()
    is_untold &= (names != "").any(axis=1).to_numpy()
    untold = names[is_untold].astype(object)
    if untold.empty:
        return ()
    untold["reason"] = placed["unplaced_reason"].to_numpy()[is_untold]
    groups = untold.groupby(_NAMES, sort=False)["reason"].agg(["size", "first"])
    groups = groups.sort_values("size", ascending=False, kind="stable")
    return tuple(
        UntoldNames(region, detail, place, int(rows), str(reason))
        for (region, detail, place), rows, reason in groups.itertuples(name=None)
    )


def names_table(names: Sequence[UntoldNames]) -> pd.DataFrame:
    """Return the names as rows for a person to choose from."""
    rows = [(one.region, one.detail, one.place, one.rows, one.reason) for one in names]
    return pd.DataFrame(rows, columns=["Region", "Finer unit", "Place", "Rows", "Why unplaced"])


def candidate_words(name: str, kind: str, around: str, code: str, point: Point | None) -> str:
    """Return a unit or settlement as one line: what it is, what it lies in, and its code or else where it is."""
    place = f"{name}, {kind} in {around}" if around else f"{name}, {kind}"
    if code:
        return f"{place} [{code}]"
    return f"{place} at {position_words(point.lon, point.lat)}" if point else place
