"""The units and settlements of a theatre that have no outline and no point: known by name, standing in what they lie in."""

import csv
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.ingest.places.kinds import Kind
from dashboard.ingest.theatre.values import TheatreError

_LIST_MARK = "|"
_NAME = "name_"
_UNIT_COLUMNS = ("code", "level", "type", "parent", "name_en", "spellings", "beside")
_SETTLEMENT_COLUMNS = ("code", "unit_code", "name_en", "spellings")
_LARGEST = 64 * 1024 * 1024
"""Bytes of an unpacked list: twenty times what the largest known needs."""


@dataclass(frozen=True, slots=True)
class ListedUnit:
    """A unit without an outline, in the unit of the code `parent`; `beside` name it only next to a word of its kind."""

    code: str
    kind: Kind
    parent: str
    name: str
    spellings: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedSettlement:
    """A settlement without a point, lying in the unit `unit_code`; `names` are its names today, the one to show first.

    spellings: whatever else it goes by, former names and other romanisations.
    """

    code: str
    unit_code: str
    names: tuple[str, ...]
    spellings: tuple[str, ...]


def read_units(data: bytes, file_name: str, codes: frozenset[str]) -> tuple[ListedUnit, ...]:
    """Read units.csv; `codes` are those of the units with an outline. Raises TheatreError: line, column, what was expected."""
    table = _table(data, file_name, _UNIT_COLUMNS)
    units = tuple(_unit(cells, f"{file_name}, line {line}") for line, cells in _lines(table))
    known = codes | {unit.code for unit in units}
    for line, unit in zip(table.lines, units, strict=True):
        if unit.parent not in known or unit.parent == unit.code:
            raise TheatreError(f"{file_name}, line {line}: parent is {unit.parent!r}, expected the code of another unit")
    if len(known) < len(codes) + len(units):
        twice = sorted({unit.code for unit in units} & codes) or "a code"
        raise TheatreError(f"{file_name}: found {twice} twice, expected one row a unit, and none that regions.geojson has")
    return units


def read_settlements(data: bytes, file_name: str, codes: frozenset[str]) -> tuple[ListedSettlement, ...]:
    """Read settlements.csv.gz; `codes` are those of all units. Raises TheatreError: line, column, what was expected."""
    table = _table(_unpacked(data, file_name), file_name, _SETTLEMENT_COLUMNS)
    at = {name: number for number, name in enumerate(table.header)}
    code, unit, english, spellings = (at[name] for name in _SETTLEMENT_COLUMNS)
    others = [number for name, number in at.items() if name.startswith(_NAME) and number != english]
    for line, cells in zip(table.lines, table.rows, strict=True):
        if cells[unit] not in codes or not cells[code] or not cells[english]:
            raise TheatreError(f"{file_name}, line {line}: expected a code, a name and the unit_code of a known unit")
    return tuple(
        ListedSettlement(
            cells[code],
            cells[unit],
            (cells[english], *(cells[number] for number in others)),
            tuple(filter(None, cells[spellings].split(_LIST_MARK))),
        )
        for cells in table.rows
    )


def _unit(cells: dict[str, str], where: str) -> ListedUnit:
    level = cells["level"]
    if not (level.isascii() and level.isdigit() and int(level) >= 1):
        raise TheatreError(f"{where}: level is {level!r}, expected a whole number from 1")
    if not cells["code"] or not cells["name_en"]:
        raise TheatreError(f"{where}: code and name_en are {cells['code']!r} and {cells['name_en']!r}, expected a text each")
    spellings, beside = (tuple(filter(None, cells[column].split(_LIST_MARK))) for column in ("spellings", "beside"))
    return ListedUnit(cells["code"], Kind(int(level), cells["type"]), cells["parent"], cells["name_en"], spellings, beside)


def _unpacked(data: bytes, file_name: str) -> bytes:
    reader = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        text = reader.decompress(data, _LARGEST)
    except zlib.error as error:
        raise TheatreError(f"{file_name}: cannot be unpacked ({error}), expected a gzip file") from error
    if not reader.eof:
        raise TheatreError(f"{file_name}: is cut off, or larger than {_LARGEST:,} bytes when unpacked")
    return text


@dataclass(frozen=True, slots=True)
class _Table:
    """A list's header, and its rows with the line each ends on."""

    header: tuple[str, ...]
    lines: list[int]
    rows: list[list[str]]


def _table(data: bytes, file_name: str, required: tuple[str, ...]) -> _Table:
    """Read a list strictly: these are files of a theatre, not of a sender, and start-up waits for them."""
    try:
        reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        read = [(reader.line_num, cells) for cells in reader if cells]
    except (UnicodeDecodeError, csv.Error) as error:
        raise TheatreError(f"{file_name}: cannot be read ({error}), expected UTF-8 with commas between the cells") from error
    header = tuple(read[0][1]) if read else ()
    missing = [column for column in required if column not in header]
    if missing:
        raise TheatreError(f"{file_name}, line 1: missing {', '.join(missing)}")
    for line, cells in read:
        if len(cells) != len(header):
            raise TheatreError(f"{file_name}, line {line}: found {len(cells)} cells, expected {len(header)}")
    return _Table(header, [line for line, _ in read[1:]], [cells for _, cells in read[1:]])


def _lines(table: _Table) -> Iterator[tuple[int, dict[str, str]]]:
    for line, cells in zip(table.lines, table.rows, strict=True):
        yield line, dict(zip(table.header, cells, strict=True))
