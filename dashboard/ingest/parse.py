"""Canonical text cells to a typed table, with every problem of every row and what a person should see of the others."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from dashboard.ingest.account import Problem
from dashboard.ingest.numbers import Position, read_calibre_mm, read_count, read_position, read_radius_m
from dashboard.ingest.read import Read
from dashboard.ingest.time_cells import read_times
from dashboard.ingest.time_columns import IntervalColumn
from dashboard.ingest.times import DateOrder, TimeFormat
from dashboard.ingest.vocabulary import read_act, read_grade, read_means

T = TypeVar("T")
_AS_IT_CAME = ("weapon", "count", "party", "party_confidence", "source", "origin", "description", "evidence")
_NO_PLACE = "there is no place; expected lon and lat, or a region, or a place in words"
_FILLED_BY_PLACING = ("region_code", "region_name", "place_note")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A table with one row per source row, in order, and the problems of those that cannot be accepted, by position.

    The table holds the columns of OBSERVATION_TABLE that do not name the row (id, key, file, line), and besides
    `region_text`, `region_detail`, `place_text` (what is to be resolved), `sender_id` and `issuer`. `place_kind` is
    `point`, `unplaced` where the format says why, or empty for what is left to be placed. Problems name canonical columns.
    """

    table: pd.DataFrame
    problems: dict[int, tuple[Problem, ...]]


@dataclass(slots=True)
class _Rows:
    """Text columns of equal length, and what has been found in their rows so far."""

    columns: Mapping[str, list[str]]
    size: int
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    flags: dict[int, list[str]] = field(default_factory=dict)

    def text(self, column: str) -> list[str]:
        found = self.columns.get(column)
        return [""] * self.size if found is None else found

    def stripped(self, column: str) -> list[str]:
        return list(map(str.strip, self.text(column)))

    def problem(self, position: int, column: str, reason: str) -> None:
        self.problems.setdefault(position, []).append(Problem(column, self.text(column)[position], reason))

    def flag(self, position: int, said: str) -> None:
        self.flags.setdefault(position, []).append(said)

    def read(self, column: str, read: Callable[[str], Read[T]]) -> list[T]:
        """Read a column, each different text once."""
        texts = self.text(column)
        outcomes = {text: read(text) for text in set(texts)}
        if any(one.problem or one.flag for one in outcomes.values()):
            for position, text in enumerate(texts):
                if reason := outcomes[text].problem:
                    self.problem(position, column, reason)
                if said := outcomes[text].flag:
                    self.flag(position, said)
        return [outcomes[text].value for text in texts]


def parse(
    columns: Mapping[str, list[str]],
    size: int,
    *,
    zone: ZoneInfo,
    date_order: DateOrder,
    rest: Sequence[Mapping[str, str]],
    time_format: TimeFormat = "",
) -> Parsed:
    """Type `size` rows of canonical text. `rest`: for each row, the cells no column took, by heading.

    A row needs a time, and a place: a position, a region, words, or a reason why it has none. Times without an offset are
    local to the zone the row names, else to `zone`.
    """
    rows = _Rows(columns, size)
    for position, said in enumerate(rows.text("flags")):
        if said:
            rows.flag(position, said)
    times = read_times(columns, size, zone=zone, date_order=date_order, time_format=time_format)
    for position, faults in times.faults.items():
        for fault in faults:
            rows.problem(position, fault.column, fault.reason)
    for position, notes in sorted(times.flags.items()):
        for said in notes:
            rows.flag(position, said)
    table = {**_times(rows, times), **_places(rows), **_words(rows), **_grades(rows, rest)}
    # Last, since it gathers what the other columns had to say.
    table["flags"] = _text(["; ".join(rows.flags.get(position, ())) for position in range(size)])
    return Parsed(
        pd.DataFrame(table, index=pd.RangeIndex(size)), {at: tuple(found) for at, found in sorted(rows.problems.items())}
    )


def _times(rows: _Rows, times: IntervalColumn) -> dict[str, object]:
    derived = zip(rows.text("reported_time"), _with_zone(rows, "observed_from"), rows.text("observed_to"), strict=True)
    return {
        "observed_from": _instants(times.start),
        "observed_to": _instants(times.end),
        "reported_time": _text(
            [reported or (f"{began} to {ended}" if ended.strip() else began) for reported, began, ended in derived]
        ),
    }


def _with_zone(rows: _Rows, column: str) -> list[str]:
    """Return the texts of a column, each with the zone its row names beside it."""
    if "time_zone" not in rows.columns:
        return rows.text(column)
    pairs = zip(rows.text(column), rows.stripped("time_zone"), strict=True)
    return [f"{text} ({zone})" if zone else text for text, zone in pairs]


def _places(rows: _Rows) -> dict[str, object]:
    positions = _positions(rows)
    is_point = np.fromiter((position is not None for position in positions), np.bool_, rows.size)
    radius = np.array(rows.read("radius_m", read_radius_m), dtype=np.float64)
    for at in map(int, np.flatnonzero(~is_point & ~np.isnan(radius))):
        rows.flag(at, f"radius_m {radius[at]:g} is stated without a position")
    reasons = rows.stripped("unplaced_reason")
    region, place = rows.stripped("region"), rows.stripped("place")
    for at in map(int, np.flatnonzero(~is_point)):
        if not (region[at] or place[at] or reasons[at] or _has_position_text(rows, at)):
            rows.problem(at, "place", _NO_PLACE)
    kinds = ["point" if point else "unplaced" if reason else "" for point, reason in zip(is_point, reasons, strict=True)]
    return {
        "reported_place": _text(_reported_places(rows)),
        "place_kind": _text(kinds),
        "lon": np.array([math.nan if one is None else one.lon for one in positions], dtype=np.float64),
        "lat": np.array([math.nan if one is None else one.lat for one in positions], dtype=np.float64),
        "radius_m": np.where(is_point, np.nan_to_num(radius, nan=0.0), np.nan),
        **{column: _text([""] * rows.size) for column in _FILLED_BY_PLACING},
        "unplaced_reason": _text(reasons),
        "region_text": _text(region),
        "region_detail": _text(rows.stripped("region_detail")),
        "place_text": _text(place),
    }


def _positions(rows: _Rows) -> list[Position | None]:
    positions: list[Position | None] = []
    for at, (lon, lat) in enumerate(zip(rows.text("lon"), rows.text("lat"), strict=True)):
        position, problems = read_position(lon, lat)
        positions.append(position)
        for column, reason in problems.items():
            rows.problem(at, column, reason)
    return positions


def _has_position_text(rows: _Rows, at: int) -> bool:
    """Whether a position was meant: then its own problem has been told, and "no place" would be one too many."""
    return bool(rows.text("lon")[at].strip() or rows.text("lat")[at].strip())


def _reported_places(rows: _Rows) -> list[str]:
    said = zip(*(rows.text(column) for column in ("reported_place", "lon", "lat", "radius_m", "region", "place")), strict=True)
    return [reported or _joined(lon, lat, radius, region, place) for reported, lon, lat, radius, region, place in said]


def _joined(lon: str, lat: str, radius: str, region: str, place: str) -> str:
    position = f"{lon}, {lat}" if lon.strip() or lat.strip() else ""
    within = f" (radius_m {radius})" if radius.strip() else ""
    return "; ".join(part for part in (f"{position}{within}".strip(), region, place) if part.strip())


def _words(rows: _Rows) -> dict[str, object]:
    return {
        "act": _text(rows.read("act", read_act)),
        "reported_act": _text(
            [reported or act for reported, act in zip(rows.text("reported_act"), rows.text("act"), strict=True)]
        ),
        "calibre_mm": np.array(rows.read("calibre_mm", read_calibre_mm), dtype=np.float64),
        "count_min": np.array(rows.read("count", read_count), dtype=np.float64),
        "means": _text(rows.read("means", read_means)),
        **{column: _text(rows.stripped(column)) for column in _AS_IT_CAME},
        "sender_id": _text(rows.stripped("observation_id")),
        "issuer": _text(rows.stripped("issuer")),
    }


def _grades(rows: _Rows, rest: Sequence[Mapping[str, str]]) -> dict[str, object]:
    cells = list(zip(rows.text("reliability"), rows.text("credibility"), strict=True))
    grades = {pair: read_grade(*pair) for pair in set(cells)}
    other = [json.dumps(kept, ensure_ascii=False) if kept else "{}" for kept in rest]
    for at, pair in enumerate(cells):
        for said in grades[pair].flags:
            rows.flag(at, said)
        if unused := grades[pair].unused:
            kept = {column: rows.text(column)[at] for column in unused}
            other[at] = json.dumps({**rest[at], **kept}, ensure_ascii=False)
    return {
        "reliability": _text([grades[pair].reliability for pair in cells]),
        "credibility": _text([grades[pair].credibility for pair in cells]),
        "other": _text(other),
    }


def _text(values: Sequence[str]) -> pd.Series:
    return pd.Series(list(values), dtype="str")


def _instants(microseconds: np.ndarray) -> pd.Series:
    return pd.Series(microseconds.view("datetime64[us]")).dt.tz_localize("UTC")
