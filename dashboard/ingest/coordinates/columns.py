"""Positions in every spelling to canonical cells: decimal degrees in `lon` and `lat`, what the text leaves open in `radius_m`.

A cell for a whole position that cannot be read, or could be read in two ways, makes a problem of its row; nothing is put right
unasked. A cell for one coordinate that cannot be read is left as it is, and refused where the canonical cells are read.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pyarrow.compute as pc

from dashboard.ingest.account import Problem
from dashboard.ingest.coordinates import (
    Bounds,
    Found,
    Order,
    Outcome,
    Refused,
    Unplaceable,
    in_metres,
    metres_between,
    position,
    read_axis,
    read_pair,
)
from dashboard.ingest.coordinates.headings import order_in_heading
from dashboard.ingest.coordinates.pair import READ_AS
from dashboard.ingest.coordinates.shape import EXCHANGED
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.header import heading
from dashboard.ingest.numbers import read_degrees, read_radius_m
from dashboard.ingest.texts import characters, flags, lengths, texts

_ALL_EXCHANGED = "lon and lat are exchanged in every row, as the mapping says (swap_lon_lat)"
_ZERO = "the position 0, 0 is taken for a missing one, as the mapping says (zero_position)"
_BY_THEATRE = (
    "the order of two numbers in one cell is not declared; rows flagged so were read in the only order that lies inside the "
    "theatre; declare coordinate_order in the mapping to be sure"
)
_PLAIN = re.compile(r"\s*[+-]?[0-9.,]+(?:[eE][+-]?[0-9]+)?\s*|\s*")
_PLAIN_BYTES = b"0123456789.,+-"
_THREE_DECIMALS = r"[.,](?s:.){3}"
_SAID_FROM_M = 10.0
"""Metres; the cell of a text that is smaller widens the radius without being told in every row."""
_APART_M = 100.0
"""Metres by which two statements of one position may differ beyond their cells before it is said."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared of the positions in a file.

    order: of two numbers in one cell. swapped: whether lon and lat are to be exchanged. bare: whether positions are to be held
    without any radius. zero_is_missing: whether 0, 0 stands for a position nobody knew. bounds: the theatre's, None where no
    theatre is known.
    """

    order: Order = ""
    swapped: bool = False
    bare: bool = False
    zero_is_missing: bool = False
    bounds: Bounds | None = None


@dataclass(slots=True)
class _Rows:
    """The columns of a reading, copied as far as they change.

    compared: rows whose `coordinates` are not used, since they have `lon` or `lat`. by_theatre: whether it told any row's order.
    """

    reading: Reading
    size: int
    columns: dict[str, Sequence[str]]
    problems: dict[int, tuple[Problem, ...]]
    copied: dict[str, list[str]] = field(default_factory=dict)
    compared: int = 0
    by_theatre: bool = False

    def text(self, column: str, at: int) -> str:
        return self.columns[column][at] if column in self.columns else ""

    def write(self, column: str, at: int, text: str) -> None:
        if column not in self.copied:
            self.copied[column] = list(self.columns.get(column, ())) or [""] * self.size
            self.columns[column] = self.copied[column]
        self.copied[column][at] = text

    def flag(self, at: int, *said: str) -> None:
        if any(said):
            self.write("flags", at, "; ".join(filter(None, (self.text("flags", at), *said))))

    def refuse(self, column: str, at: int, reason: str) -> None:
        problem = Problem(self.reading.origins.get(column, column), self.text(column, at), reason)
        self.problems[at] = (*self.problems.get(at, ()), problem)


def with_positions(reading: Reading, size: int, declared: Declared) -> Reading:
    """Return the reading of `size` rows with every position that can be read as decimal degrees in `lon` and `lat`.

    A row that has `lon` or `lat` stands there; what its `coordinates` say besides is only compared.
    """
    laid = _exchanged(reading, size) if declared.swapped else reading
    rows = _Rows(laid, size, dict(laid.columns), dict(laid.problems))
    _read_axes(rows, declared)
    if any(map(str.strip, rows.columns.get("coordinates", ()))):
        _read_whole(rows, declared)
    if declared.zero_is_missing:
        _leave_out_zeros(rows)
    consumed = laid.consumed - {laid.origins.get("coordinates", "")} if rows.compared else laid.consumed
    notes = (*laid.notes, _BY_THEATRE) if rows.by_theatre else laid.notes
    problems = dict(sorted(rows.problems.items()))
    return replace(laid, columns=rows.columns, problems=problems, consumed=consumed, notes=notes)


def _exchanged(reading: Reading, size: int) -> Reading:
    """Return the reading with lon for lat and lat for lon, which is said of the file and of each row that has either."""
    other = {"lon": "lat", "lat": "lon"}
    columns = {other.get(column, column): texts for column, texts in reading.columns.items()}
    rows = _Rows(reading, size, columns, {})
    for at in range(size):
        if rows.text("lon", at).strip() or rows.text("lat", at).strip():
            rows.flag(at, EXCHANGED)
    origins = {other.get(column, column): name for column, name in reading.origins.items()}
    return replace(reading, columns=rows.columns, origins=origins, notes=(*reading.notes, _ALL_EXCHANGED))


def _read_axes(rows: _Rows, declared: Declared) -> None:
    """Read `lon` and `lat` where they are more than decimal numbers. What cannot be read is left as it is, to be refused."""
    lons, lats = rows.columns.get("lon", []), rows.columns.get("lat", [])
    spelled_out = _spelled_out(lons, lats)
    for at in spelled_out:
        if (found := _of_axes(lons[at], lats[at])) is not None:
            _write(rows, at, found, f"{lons[at]}, {lats[at]}", declared)
    if declared.bare:
        return
    for at in sorted(set(_coarse(lons, lats)) - set(spelled_out)):
        if not rows.text("radius_m", at).strip() and (found := _of_axes(lons[at], lats[at])) is not None:
            rows.flag(at, found.coarse)


def _leave_out_zeros(rows: _Rows) -> None:
    """Take a position at 0, 0 for none. What stood there is kept as reported; a row with other words for its place has these."""
    lons, lats = rows.columns.get("lon", []), rows.columns.get("lat", [])
    zeros = [at for at, pair in enumerate(zip(lons, lats, strict=False)) if all(read_degrees(text) == 0 for text in pair)]
    for at in zeros:
        _report(rows, at, f"{rows.text('lon', at)}, {rows.text('lat', at)}")
        for column in ("lon", "lat", "radius_m"):
            rows.write(column, at, "")
        if any(rows.text(column, at).strip() for column in ("region", "place", "unplaced_reason")):
            rows.flag(at, _ZERO)
        else:
            rows.write("unplaced_reason", at, _ZERO)


def _spelled_out(lons: Sequence[str], lats: Sequence[str]) -> list[int]:
    """Return the rows in which a coordinate is neither blank nor of the letters of a decimal number, which `parse` reads."""
    if _is_plain(lons) and _is_plain(lats):
        return []
    plain = _PLAIN.fullmatch
    return [at for at, pair in enumerate(zip(lons, lats, strict=False)) if not (plain(pair[0]) and plain(pair[1]))]


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether a column holds nothing but digits, points, commas and signs: the usual case, told without a look at each row."""
    return not characters(cells).translate(None, _PLAIN_BYTES)


def _coarse(lons: Sequence[str], lats: Sequence[str]) -> list[int]:
    """Return the rows of decimal numbers with at most two decimals in both, among others that are to be looked at closely."""
    if not (len(lons) and len(lats)):
        return []
    lon, lat = texts(lons), texts(lats)
    fine = flags(pc.match_substring_regex(lon, _THREE_DECIMALS)) | flags(pc.match_substring_regex(lat, _THREE_DECIMALS))
    return list(map(int, np.flatnonzero(~fine & (lengths(lon) > 0))))


def _of_axes(lon_text: str, lat_text: str) -> Found | None:
    lon, lat = read_axis(lon_text, "lon"), read_axis(lat_text, "lat")
    return None if isinstance(lon, Refused) or isinstance(lat, Refused) else position(lon, lat)


def _read_whole(rows: _Rows, declared: Declared) -> None:
    """Read `coordinates`, and compare them where their row has `lon` or `lat`."""
    order = declared.order or order_in_heading(heading(rows.reading.origins.get("coordinates", "")))
    for at, text in enumerate(rows.columns["coordinates"]):
        if not text.strip():
            continue
        outcome = read_pair(text, order, declared.bounds, swapped=declared.swapped)
        if rows.text("lon", at).strip() or rows.text("lat", at).strip():
            rows.compared += 1
            rows.flag(at, _compared(outcome, rows.text("lon", at), rows.text("lat", at)))
        else:
            rows.by_theatre |= isinstance(outcome, Found) and outcome.flag.startswith(READ_AS)
            _settle(rows, at, text, outcome, declared)


def _settle(rows: _Rows, at: int, text: str, outcome: Outcome, declared: Declared) -> None:
    match outcome:
        case Found():
            _write(rows, at, outcome, text, declared)
        case Refused(reason):
            rows.refuse("coordinates", at, f"the position {reason}")
        case Unplaceable(reason):
            named = any(rows.text(column, at).strip() for column in ("region", "place", "unplaced_reason"))
            _report(rows, at, text)
            if named:
                rows.flag(at, reason)
            else:
                rows.write("unplaced_reason", at, reason)


def _compared(outcome: Outcome, lon_text: str, lat_text: str) -> str:
    """Return what to say of a position that stands beside lon and lat, empty where they agree."""
    match outcome, _of_axes(lon_text, lat_text):
        case (Found() as said, Found() as used):
            apart = metres_between(said, used)
            far = apart > said.cell_m + used.cell_m + _APART_M
            return f"coordinates say another position, {in_metres(apart)} away, lon and lat are used" if far else ""
        case (Refused(), _):
            return "coordinates cannot be read, lon and lat are used"
        case _:
            return ""


def _write(rows: _Rows, at: int, found: Found, reported: str, declared: Declared) -> None:
    """Write a position into the canonical cells of its row, and what it came from into `reported_place`."""
    stated = rows.text("radius_m", at)
    _report(rows, at, reported)
    rows.write("lon", at, repr(found.lon))
    rows.write("lat", at, repr(found.lat))
    rows.flag(at, found.flag)
    if declared.bare or (radius := read_radius_m(stated)).problem:
        return
    known = max((metres for metres in (radius.value, found.within_m) if not math.isnan(metres)), default=math.nan)
    if found.cell_m or not math.isnan(found.within_m):
        rows.write("radius_m", at, f"{found.cell_m + (0.0 if math.isnan(known) else known):g}")
    rows.flag(at, _of_cell(found, is_known=not math.isnan(known)))


def _of_cell(found: Found, *, is_known: bool) -> str:
    if found.cell_m >= _SAID_FROM_M:
        done = f"{in_metres(found.cell_m)} added to the radius" if is_known else f"held within {in_metres(found.cell_m)} of it"
        return f"{found.cell}: {done}"
    return "" if is_known or found.cell_m else found.coarse


def _report(rows: _Rows, at: int, reported: str) -> None:
    if rows.text("reported_place", at):
        return
    radius = rows.text("radius_m", at)
    within = f"{reported} (radius_m {radius})" if radius.strip() else reported
    words = (within, rows.text("region", at), rows.text("place", at))
    rows.write("reported_place", at, "; ".join(word for word in words if word.strip()))
