"""The names of places that could not be told, gathered from rows that are unplaced, or placed coarser, for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.domain.message import Notes
from dashboard.domain.observation import Point
from dashboard.language.catalogue import Language
from dashboard.language.say import words
from dashboard.present.places import position_words

_NAMES = ["region_text", "region_detail", "place_text"]


@dataclass(frozen=True, slots=True)
class UntoldNames:
    """Names as they came, each empty where not given, that so many rows have; why they place nothing, or nothing finer.

    stands_in: the unit these rows stand in for now, empty where they are unplaced.
    """

    region: str
    detail: str
    place: str
    rows: int
    reason: str
    stands_in: str = ""


def untold_names(parsed: pd.DataFrame, placed: pd.DataFrame, doubt: Callable[[str, str, str], str]) -> tuple[UntoldNames, ...]:
    """Return the distinct names that left rows unplaced or in a whole unit, those of most rows first, unplaced ones before all.

    parsed: the rows as read, with the texts of their places. placed: the same rows in the same order. doubt: why names (region,
    finer unit, settlement) of rows that stand in a unit tell nothing finer, empty where nothing finer is named. A row that the
    reader itself marked as unplaced, one with a position and one without any name have no name to be told.
    """
    names = parsed[_NAMES].reset_index(drop=True)
    kind = placed["place_kind"].to_numpy()
    names_finer = (names[["region_detail", "place_text"]] != "").any(axis=1).to_numpy()
    is_untold = (kind == "unplaced") & (parsed["unplaced_reason"] == "").to_numpy() & (names != "").any(axis=1).to_numpy()
    untold = names[is_untold | ((kind == "area") & names_finer)].astype(object)
    if untold.empty:
        return ()
    untold["reason"] = placed["unplaced_reason"].where(kind == "unplaced", "").to_numpy()[untold.index]
    untold["unit"] = placed["region_name"].to_numpy()[untold.index]
    sets = untold.groupby(_NAMES, sort=False).agg(rows=("reason", "size"), reason=("reason", "first"), unit=("unit", "first"))
    found = [
        UntoldNames(region, detail, place, int(rows), reason or doubt(region, detail, place), "" if reason else unit)
        for (region, detail, place), rows, reason, unit in sets.itertuples(name=None)
    ]
    return tuple(sorted((one for one in found if one.reason), key=lambda one: (one.stands_in != "", -one.rows)))


def names_table(names: Sequence[UntoldNames], language: Language = "en") -> pd.DataFrame:
    """Return the names as rows for a person to choose from, why they tell nothing in a language."""
    rows = [
        (one.region, one.detail, one.place, one.rows, one.stands_in or "unplaced", words(Notes(one.reason), language))
        for one in names
    ]
    return pd.DataFrame(rows, columns=["Region", "Finer unit", "Place", "Rows", "Stands in", "Why"])


def candidate_words(name: str, kind: str, around: str, code: str, point: Point | None, *, offered: str = "") -> str:
    """Return a unit or settlement as one line: what it is, what it lies in, its code or position, and why it is offered."""
    place = f"{name}, {kind} in {around}" if around else f"{name}, {kind}"
    why = f": {offered}" if offered else ""
    if code:
        return f"{place} [{code}]{why}"
    return f"{place} at {position_words(point.lon, point.lat)}{why}" if point else f"{place}{why}"
