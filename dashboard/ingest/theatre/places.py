"""The settlements of a theatre: its own list, and the user's additions."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from dashboard.ingest.decode import decode
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.places.kinds import Uniqueness
from dashboard.ingest.places.names import normalise
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import read_table
from dashboard.ingest.theatre.values import TheatreError, source_of

_NAME = "name_"
_THEATRE_COLUMNS = ("name_en", "lon", "lat", "radius_m", "population", "region_code", "spellings", "unique")
_OWN_COLUMNS = ("name", "lon", "lat", "radius_m")
_LIST_MARK = "|"
_GREATEST_RADIUS_M = 1_000_000.0
_MOST_PEOPLE = 100_000_000.0
_LISTS = ("spellings", "regional", "shared", "former")
_TYPED = ("code", "lon", "lat", "radius_m", "population", "region_code", "unit_code", *_LISTS, "unique", "source")
_Row = dict[str, object]


def read_places(data: bytes, file_name: str, codes: frozenset[str], all_codes: frozenset[str]) -> pd.DataFrame:
    """Return the settlements of a theatre's places.csv, one row each (columns: see `theatre.Theatre`). Raises TheatreError.

    `codes` are those of the units with an outline, `all_codes` of the units without one, too.
    """
    rows = [_theatre_row(line, codes, all_codes) for line in _lines(data, file_name, _THEATRE_COLUMNS)]
    names = list(rows[0])[: -len(_TYPED)] if rows else ["name_en"]
    return pd.DataFrame(rows, columns=[*names, *_TYPED])


def own_places(places: pd.DataFrame, data: bytes, file_name: str, codes: frozenset[str]) -> pd.DataFrame:
    """Return the theatre's settlements with those of the user's file: `name, lon, lat, radius_m`, perhaps `region_code`.

    The user says by it what the name means, so that a name listed there no longer means any other settlement. Namesakes within
    the file are told apart by the unit a row names. Raises TheatreError: a missing column or a broken value, with its line.
    """
    source = source_of(data, file_name)
    fresh = pd.DataFrame([_own_row(line, codes, source) for line in _lines(data, file_name, _OWN_COLUMNS)])
    if fresh.empty:
        raise TheatreError(f"{file_name}: found no settlement under the header, expected at least one")
    names = [column for column in places.columns if column.startswith(_NAME)]
    return pd.concat([places, fresh], ignore_index=True).fillna(dict.fromkeys(names, ""))


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a list: how a message names it, and its cells by header."""

    where: str
    cells: dict[str, str]

    def text(self, column: str) -> str:
        value = self.cells[column].strip()
        if not normalise(value):
            raise self.error(column, "a name")
        return value

    def number(self, column: str, low: float, high: float) -> float:
        expected = f"a number from {low:,.0f} to {high:,.0f}"
        try:
            value = float(self.cells[column])
        except ValueError as error:
            raise self.error(column, expected) from error
        if not low <= value <= high:
            raise self.error(column, expected)
        return value

    def code(self, column: str, codes: frozenset[str]) -> str:
        value = self.cells.get(column, "").strip()
        if value and value not in codes:
            raise self.error(column, "the code of a known unit, or nothing")
        return value

    def uniqueness(self) -> Uniqueness:
        try:
            return Uniqueness(self.cells["unique"])
        except ValueError as error:
            raise self.error("unique", "yes, region or no") from error

    def error(self, column: str, expected: str) -> TheatreError:
        return TheatreError(f"{self.where}: {column} is {quoted(self.cells[column])}, expected {expected}")


def _theatre_row(line: _Line, codes: frozenset[str], all_codes: frozenset[str]) -> _Row:
    names = {column: cell.strip() for column, cell in line.cells.items() if column.startswith(_NAME)}
    return {
        **names,
        "name_en": line.text("name_en"),
        **_position(line),
        "population": line.number("population", 0, _MOST_PEOPLE),
        "code": line.cells.get("code", ""),
        "region_code": line.code("region_code", codes),
        "unit_code": line.code("unit_code", all_codes),
        **{name: tuple(part for part in line.cells.get(name, "").split(_LIST_MARK) if part) for name in _LISTS},
        "unique": line.uniqueness(),
        "source": "",
    }


def _own_row(line: _Line, codes: frozenset[str], source: str) -> _Row:
    return {
        "name_en": line.text("name"),
        **_position(line),
        "population": math.nan,
        "code": "",
        "region_code": line.code("region_code", codes),
        "unit_code": "",
        **dict.fromkeys(_LISTS, ()),
        "unique": Uniqueness.NOWHERE,
        "source": source,
    }


def _position(line: _Line) -> dict[str, float]:
    return {
        "lon": line.number("lon", -180, 180),
        "lat": line.number("lat", -90, 90),
        "radius_m": line.number("radius_m", 0, _GREATEST_RADIUS_M),
    }


def _lines(data: bytes, file_name: str, required: Sequence[str]) -> Iterator[_Line]:
    """Yield the rows of a delimited list that has the required columns, in whatever order, each with its line."""
    try:
        table = read_table(decode(data, file=file_name).text, file=file_name, known=required)
    except UnreadableFileError as error:
        raise TheatreError(str(error)) from error
    missing = [column for column in required if column not in table.header]
    if missing:
        found = quoted(", ".join(table.header))
        raise TheatreError(f"{file_name}, line {table.header_line}: found columns {found}, missing {', '.join(missing)}")
    for broken in table.broken:
        raise TheatreError(f"{file_name}, line {broken.line}: {broken.reason}")
    for line, cells in zip(table.lines, table.rows, strict=True):
        yield _Line(f"{file_name}, line {line}", dict(zip(table.header, cells, strict=True)))
