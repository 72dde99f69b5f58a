"""Canonical text cells to a typed table, with every problem of every row and what a person should see of the others."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pyarrow.compute as pc

from dashboard.domain.columns import SECTOR_NUMBERS
from dashboard.ingest.account import Problem
from dashboard.ingest.json_cells import json_objects
from dashboard.ingest.mappings.vocabulary import read_act, read_grade, read_means
from dashboard.ingest.numbers import GREATEST_RADIUS_M, read_calibre_mm, read_count, read_most, read_position, read_radius_m
from dashboard.ingest.plain_cells import Floats, Microseconds, plain_decimals
from dashboard.ingest.read import Read
from dashboard.ingest.texts import (
    Flags,
    Ints,
    Texts,
    as_series,
    blank,
    chosen,
    distinct,
    either,
    empty,
    flags,
    is_empty,
    joined,
    joined_where,
    lean,
    lengths,
    same,
    sparse,
    stripped,
    texts,
)  # fmt: skip
from dashboard.ingest.times import DateOrder, TimeFormat
from dashboard.ingest.times.cells import read_times
from dashboard.ingest.times.columns import IntervalColumn

T = TypeVar("T")
_AS_IT_CAME = ("weapon", "count", "party", "party_confidence", "source", "origin", "description", "evidence")
_POINT_BEFORE_THREE = r"\A\s*[1-9][0-9]{0,2}\.[0-9]{3}\s*\z"
_TWO_WAYS = "the point can be read two ways, since the position has decimal commas; write metres without it, such as 1500"
_NO_PLACE = "there is no place; expected lon and lat, or a region, or a place in words"
FILLED_BY_PLACING = ("region_code", "region_name", "place_note", "reference_place", *SECTOR_NUMBERS)
"""The columns of OBSERVATION_TABLE that a table has only once it is placed."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Columns with one cell per source row, in order, and the problems of those that cannot be accepted, by position.

    There are the columns of OBSERVATION_TABLE that neither name the row (id, key, file, line) nor wait for placing, and
    `region_text`, `region_detail`, `place_text` (what is to be resolved), `sender_id` and `issuer`. `place_kind` is
    `point`, `unplaced` where the format says why, or empty for what is left to be placed. Problems name canonical columns.
    """

    columns: dict[str, pd.Series | Floats]
    problems: dict[int, tuple[Problem, ...]]


@dataclass(slots=True)
class _Rows:
    """Text columns of equal length, and what has been found in their rows so far."""

    columns: Mapping[str, Sequence[str]]
    size: int
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    flags: dict[int, list[str]] = field(default_factory=dict)
    _read: dict[str, Texts] = field(default_factory=dict)

    def text(self, column: str) -> Texts:
        """Return a column, empty throughout where there is none of this name."""
        if column not in self.columns:
            return empty(self.size)
        if column not in self._read:
            self._read[column] = texts(self.columns[column])
        return self._read[column]

    def cell(self, column: str, position: int) -> str:
        return self.columns[column][position] if column in self.columns else ""

    def problem(self, position: int, column: str, reason: str) -> None:
        self.problems.setdefault(position, []).append(Problem(column, self.cell(column, position), reason))

    def flag(self, position: int, said: str) -> None:
        self.flags.setdefault(position, []).append(said)

    def read(self, column: str, read: Callable[[str], Read[T]], cells: Texts | None = None) -> tuple[Ints, list[T]]:
        """Read a column, each different text once: return the number of each cell's text, and what each number means.

        cells: the column without what is read already.
        """
        numbers, different = distinct(self.text(column) if cells is None else cells)
        outcomes = [read(text) for text in different]
        speaks = np.array([bool(one.problem or one.flag) for one in outcomes], dtype=np.bool_)
        if speaks.any():
            for position in map(int, np.flatnonzero(speaks[numbers])):
                outcome = outcomes[numbers[position]]
                if outcome.problem:
                    self.problem(position, column, outcome.problem)
                if outcome.flag:
                    self.flag(position, outcome.flag)
        return numbers, [one.value for one in outcomes]

    def read_numbers(self, column: str, read: Callable[[str], Read[float]]) -> Floats:
        numbers, values = self.read(column, read)
        return np.array(values, dtype=np.float64)[numbers]

    def read_measures(self, column: str, read: Callable[[str], Read[float]], *, greatest: float) -> Floats:
        """Read a column of which plain numbers above 0 up to `greatest` are what they say."""
        cells = self.text(column)
        measures = plain_decimals(cells)
        plain = (measures > 0) & (measures <= greatest)
        if not plain.any():
            return self.read_numbers(column, read)
        numbers, values = self.read(column, read, either(plain, empty(self.size), cells))
        return np.where(plain, measures, np.array(values, dtype=np.float64)[numbers])

    def read_words(self, column: str, read: Callable[[str], Read[str]]) -> Texts:
        numbers, words = self.read(column, read)
        return chosen(words, numbers)


def parse(
    columns: Mapping[str, Sequence[str]],
    size: int,
    *,
    zone: ZoneInfo,
    date_order: DateOrder,
    rest: Mapping[str, Sequence[str]],
    time_format: TimeFormat = "",
) -> Parsed:
    """Type `size` rows of canonical text. `rest`: the columns that no canonical one took, by heading.

    A row needs a time, and a place: a position, a region, words, or a reason why it has none. Times without an offset are
    local to the zone the row names, else to `zone`.
    """
    rows = _Rows(columns, size)
    for position, said in enumerate(columns.get("flags", ())):
        if said:
            rows.flag(position, said)
    times = read_times(columns, size, zone=zone, date_order=date_order, time_format=time_format)
    for position, faults in times.faults.items():
        for fault in faults:
            rows.problem(position, fault.column, fault.reason)
    for position, notes in sorted(times.flags.items()):
        for said in notes:
            rows.flag(position, said)
    table: dict[str, pd.Series | Floats] = {**_times(rows, times), **_places(rows), **_words(rows), **_grades(rows, rest)}
    # Last, since it gathers what the other columns had to say.
    table["flags"] = as_series(sparse({position: "; ".join(said) for position, said in rows.flags.items()}, size))
    return Parsed(table, {at: tuple(found) for at, found in sorted(rows.problems.items())})


def _times(rows: _Rows, times: IntervalColumn) -> dict[str, pd.Series]:
    reported, ended = rows.text("reported_time"), rows.text("observed_to")
    derived = joined_where(
        [_with_zone(rows, "observed_from"), ended], [np.ones(rows.size, dtype=np.bool_), ~blank(ended)], " to "
    )
    return {
        "observed_from": _instants(times.start),
        "observed_to": _instants(times.end),
        "reported_time": as_series(_else(reported, derived)),
    }


def _with_zone(rows: _Rows, column: str) -> Texts:
    """Return the texts of a column, each with the zone its row names beside it."""
    zones = stripped(rows.text("time_zone"))
    if is_empty(zones):
        return rows.text(column)
    beside = joined([rows.text(column), same(" (", rows.size), zones, same(")", rows.size)])
    return either(lengths(zones) > 0, beside, rows.text(column))


def _else(column: Texts, other: Texts) -> Texts:
    """Return a column with the cells of another in place of its empty ones."""
    return other if is_empty(column) else either(lengths(column) > 0, column, other)


def _places(rows: _Rows) -> dict[str, pd.Series | Floats]:
    lon, lat = _positions(rows)
    is_point = ~np.isnan(lon)
    radius = rows.read_measures("radius_m", read_radius_m, greatest=GREATEST_RADIUS_M)
    for at in map(int, np.flatnonzero(_could_be_thousands(rows))):
        rows.problem(at, "radius_m", _TWO_WAYS)
    for at in map(int, np.flatnonzero(~is_point & ~np.isnan(radius))):
        rows.flag(at, f"radius_m {radius[at]:g} is stated without a position")
    reasons, region, place = (stripped(rows.text(column)) for column in ("unplaced_reason", "region", "place"))
    said_nothing = ~is_point & (lengths(region) == 0) & (lengths(place) == 0) & (lengths(reasons) == 0)
    for at in map(int, np.flatnonzero(said_nothing)):
        if not _has_position_text(rows, at):
            rows.problem(at, "place", _NO_PLACE)
    kinds = np.where(is_point, 1, np.where(lengths(reasons) > 0, 2, 0))
    return {
        "reported_place": as_series(_reported_places(rows)),
        "place_kind": as_series(chosen(("", "point", "unplaced"), kinds)),
        "lon": lon,
        "lat": lat,
        "radius_m": np.where(is_point, np.nan_to_num(radius, nan=0.0), np.nan),
        "unplaced_reason": as_series(reasons),
        "region_text": as_series(region),
        "region_detail": as_series(stripped(rows.text("region_detail"))),
        "place_text": as_series(place),
    }


def _could_be_thousands(rows: _Rows) -> Flags:
    """Return where `1.500` stands as a radius beside a position with decimal commas: 1500 m, or 1.5 m, and nobody can tell."""
    pointed = flags(pc.match_substring_regex(rows.text("radius_m"), _POINT_BEFORE_THREE))
    return pointed & flags(pc.match_substring(rows.text("lon"), ",")) if pointed.any() else pointed


def _positions(rows: _Rows) -> tuple[Floats, Floats]:
    """Return lon and lat of each row, both NaN where the row has no position; cells in unusual spellings are read one by one."""
    lon_texts, lat_texts = rows.text("lon"), rows.text("lat")
    lon, lat = plain_decimals(lon_texts), plain_decimals(lat_texts)
    read = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    lon[~read] = lat[~read] = math.nan
    nothing = (lengths(lon_texts) == 0) & (lengths(lat_texts) == 0)
    for at in map(int, np.flatnonzero(~read & ~nothing)):
        position, problems = read_position(rows.cell("lon", at), rows.cell("lat", at))
        if position is not None:
            lon[at], lat[at] = position.lon, position.lat
        for column, reason in problems.items():
            rows.problem(at, column, reason)
    return lon, lat


def _has_position_text(rows: _Rows, at: int) -> bool:
    """Whether a position was meant: then its own problem has been told, and "no place" would be one too many."""
    return any(rows.cell(column, at).strip() for column in ("lon", "lat", "coordinates"))


def _reported_places(rows: _Rows) -> Texts:
    """Return the place as it came, else such as `37.7, 48.1 (radius_m 400); Donetsk oblast; Avdiivka`."""
    reported = rows.text("reported_place")
    if not is_empty(reported) and (lengths(reported) > 0).all():
        return reported
    lon, lat, radius, region, place = (rows.text(column) for column in ("lon", "lat", "radius_m", "region", "place"))
    positioned, has_radius = ~(blank(lon) & blank(lat)), ~blank(radius)
    within = joined([same("(radius_m ", rows.size), radius, same(")", rows.size)]) if has_radius.any() else radius
    spot = stripped(joined_where([joined([lon, lat], ", "), within], [positioned, has_radius], " "))
    derived = joined_where([spot, region, place], [positioned | has_radius, ~blank(region), ~blank(place)], "; ")
    return _else(reported, derived)


def _words(rows: _Rows) -> dict[str, pd.Series | Floats]:
    act, reported_act = rows.read_words("act", read_act), _else(rows.text("reported_act"), rows.text("act"))
    return {
        # Mostly the two are equal, and one column is enough to hold both.
        "act": as_series(reported_act if act.equals(reported_act) else act),
        "reported_act": as_series(reported_act),
        "calibre_mm": rows.read_measures("calibre_mm", read_calibre_mm, greatest=math.inf),
        "count_min": rows.read_numbers("count", read_count),
        "count_most": rows.read_numbers("count", read_most),
        "means": as_series(rows.read_words("means", read_means)),
        **{column: as_series(lean(stripped(rows.text(column)))) for column in _AS_IT_CAME},
        "sender_id": as_series(stripped(rows.text("observation_id"))),
        "issuer": as_series(stripped(rows.text("issuer"))),
    }


def _grades(rows: _Rows, rest: Mapping[str, Sequence[str]]) -> dict[str, pd.Series]:
    """Return the grades, and what is left of each row, to which the cells that are no grade are added."""
    of_reliability, reliabilities = distinct(rows.text("reliability"))
    of_credibility, credibilities = distinct(rows.text("credibility"))
    pairs, numbers = np.unique(of_reliability * max(len(credibilities), 1) + of_credibility, return_inverse=True)
    cells = [(reliabilities[pair // len(credibilities)], credibilities[pair % len(credibilities)]) for pair in pairs.tolist()]
    grades = [read_grade(*pair) for pair in cells]
    other = json_objects(rest, rows.size)
    speaks = np.array([bool(grade.flags or grade.unused) for grade in grades], dtype=np.bool_)
    kept: dict[int, str] = {}
    for at in map(int, np.flatnonzero(speaks[numbers])) if speaks.any() else ():
        for said in grades[numbers[at]].flags:
            rows.flag(at, said)
        unused = {column: rows.cell(column, at) for column in grades[numbers[at]].unused}
        kept[at] = json.dumps({**json.loads(other[at].as_py()), **unused}, ensure_ascii=False)
    return {
        "reliability": as_series(chosen([grade.reliability for grade in grades], numbers)),
        "credibility": as_series(chosen([grade.credibility for grade in grades], numbers)),
        "other": as_series(_else(sparse(kept, rows.size), other)),
    }


def _instants(microseconds: Microseconds) -> pd.Series:
    return pd.Series(microseconds.view("datetime64[us]")).dt.tz_localize("UTC")
