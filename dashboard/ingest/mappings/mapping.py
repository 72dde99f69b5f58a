"""A mapping says how to read a file whose columns or words are not the usual ones. It is a JSON object; every key is optional:

    {
      "format": "canonical",                          one of the formats, instead of recognising it
      "columns": {"observed_from": "Date, time"},     canonical column: the file's own heading, or several as a list
                                                      (["Date", "Time"]: their cells with a blank between them)
      "unused": ["place"],                            headings kept with the row and not used, although a format knows them
      "constants": {"means": "patrol"},               canonical column: the value of rows that have none
      "values": {"act": {"outgoing": "fire"}},        canonical column: {the file's word: the word to read it as}
      "time_zone": "Europe/London",                   of times without an offset
      "date_order": "dmy",                            dmy, mdy or ymd: the order in dates such as 03/04/2026
      "time_format": "excel",                         excel, excel1904, epoch_s or epoch_ms: what a number counts as a time
      "coordinate_order": "lat,lon",                  or lon,lat: the order of two numbers in one cell
      "swap_lon_lat": true,                           lon and lat stand in each other's place throughout the file
      "zero_position": "missing",                     a position at 0, 0 stands for one that nobody knew
      "sheet": "Patrols",                             the sheet of a workbook, or the layer of a GeoPackage, to read
      "precision": "ignore"                           every position a bare point (for comparisons only)
    }

What is reported is kept as it came beside what it is read as. Unknown keys and columns are errors.
"""

import json
from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field, fields
from typing import cast, get_args

from dashboard.ingest.coordinates import Order
from dashboard.ingest.errors import MappingError, UnknownTimeZoneError
from dashboard.ingest.formats import BY_NAME
from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.times import DateOrder, TimeFormat, time_zone

__all__ = ["Mapping", "MappingError", "read_mapping", "write_mapping"]

_KEYS = (
    "format", "columns", "unused", "constants", "values", "time_zone", "date_order", "time_format", "coordinate_order",
    "swap_lon_lat", "zero_position", "sheet", "precision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mapping:
    """How to read a file, as a person declared it; empty throughout where nothing is declared.

    columns: the heading a canonical column is read from, or several whose cells are joined.
    """

    format: str = ""
    columns: dict[str, str | tuple[str, ...]] = field(default_factory=dict, hash=False)
    constants: dict[str, str] = field(default_factory=dict, hash=False)
    values: dict[str, dict[str, str]] = field(default_factory=dict, hash=False)
    time_zone: str = ""
    date_order: DateOrder = ""
    ignore_precision: bool = False
    time_format: TimeFormat = ""
    unused: tuple[str, ...] = ()
    coordinate_order: Order = ""
    swap_lon_lat: bool = False
    zero_is_missing: bool = False
    sheet: str = ""

    @property
    def headings(self) -> dict[str, tuple[str, ...]]:
        """The headings each canonical column is read from."""
        return {column: (named,) if isinstance(named, str) else named for column, named in self.columns.items()}

    @property
    def supplied(self) -> frozenset[str]:
        """The canonical columns that the mapping fills."""
        return frozenset(self.columns) | frozenset(self.constants)


def read_mapping(data: bytes, file_name: str) -> Mapping:
    """Read a mapping (JSON in UTF-8); MappingError with every fault found. `file_name` is what messages call it."""
    declared = _document(data, file_name)
    if not isinstance(declared, dict):
        raise MappingError(f"{file_name}: the mapping is {_kind(declared)}, expected a JSON object")
    if faults := list(_faults(declared)):
        raise MappingError(f"{file_name}: {'; '.join(faults)}")
    return Mapping(
        format=declared.get("format", ""),
        columns={
            column: named if isinstance(named, str) else tuple(named) for column, named in declared.get("columns", {}).items()
        },
        constants=declared.get("constants", {}),
        values=declared.get("values", {}),
        time_zone=declared.get("time_zone", ""),
        date_order=cast(DateOrder, declared.get("date_order", "")),
        time_format=cast(TimeFormat, declared.get("time_format", "")),
        ignore_precision="precision" in declared,
        unused=tuple(declared.get("unused", ())),
        coordinate_order=cast(Order, declared.get("coordinate_order", "")),
        swap_lon_lat=declared.get("swap_lon_lat", False),
        zero_is_missing="zero_position" in declared,
        sheet=declared.get("sheet", ""),
    )


def write_mapping(mapping: Mapping) -> bytes:
    """Write a mapping as `read_mapping` reads it (JSON in UTF-8), without the keys that declare nothing."""
    said = {one.name: getattr(mapping, one.name) for one in fields(Mapping) if getattr(mapping, one.name)}
    if said.pop("ignore_precision", False):
        said["precision"] = "ignore"
    if said.pop("zero_is_missing", False):
        said["zero_position"] = "missing"
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def _document(data: bytes, file_name: str) -> object:
    try:
        declared = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_without_repeats)
        json.dumps(declared, ensure_ascii=False).encode()
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise MappingError(f"{file_name}, line {line}: found bytes that are not UTF-8; save the file as UTF-8") from fault
    except UnicodeEncodeError as fault:
        raise MappingError(rf"{file_name}: a text holds half a character (a lone \ud800 to \udfff)") from fault
    except json.JSONDecodeError as fault:
        said = f"{file_name}, line {fault.lineno}, column {fault.colno}: this is not JSON: {fault.msg.lower()}"
        raise MappingError(said) from fault
    except RecursionError as fault:
        raise MappingError(f"{file_name}: brackets are nested too deep to be a mapping") from fault
    except _RepeatedKeyError as fault:
        raise MappingError(f"{file_name}: {fault}") from fault
    except ValueError as fault:
        raise MappingError(f"{file_name}: found a number of too many digits, expected texts") from fault
    return declared


class _RepeatedKeyError(ValueError):
    """A key that stands more than once in one object."""


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    together = dict(pairs)
    if len(together) < len(pairs):
        twice = next(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise _RepeatedKeyError(f"the key {quoted(twice)} stands more than once")
    return together


def _faults(declared: Pairs[str, object]) -> Iterator[str]:
    for key in declared:
        if key not in _KEYS:
            yield f"unknown key {quoted(key)}, expected {', '.join(_KEYS)}"
    yield from _one_of(declared, "format", tuple(BY_NAME))
    yield from _one_of(declared, "date_order", tuple(order for order in get_args(DateOrder) if order))
    yield from _one_of(declared, "time_format", tuple(name for name in get_args(TimeFormat) if name))
    yield from _one_of(declared, "coordinate_order", tuple(order for order in get_args(Order) if order))
    if not isinstance(declared.get("swap_lon_lat", False), bool):
        yield f"swap_lon_lat is {_kind(declared['swap_lon_lat'])}, expected true or false"
    yield from _one_of(declared, "precision", ("ignore",))
    yield from _one_of(declared, "zero_position", ("missing",))
    yield from _headings_by_column(declared.get("columns", {}))
    yield from _list_of_texts(declared.get("unused", []), "unused")
    yield from _texts_by_column(declared.get("constants", {}), "constants")
    yield from _words_by_column(declared.get("values", {}))
    yield from _zone(declared.get("time_zone", "UTC"))
    if "sheet" in declared and (not isinstance(declared["sheet"], str) or not declared["sheet"].strip()):
        yield f"sheet is {_kind(declared['sheet'])}, expected the name of a sheet or layer"


def _one_of(declared: Pairs[str, object], key: str, choices: tuple[str, ...]) -> Iterator[str]:
    if key in declared and declared[key] not in choices:
        yield f"{key} is {quoted(declared[key])}, expected {' or '.join(choices)}"


def _headings_by_column(declared: object) -> Iterator[str]:
    """A column is read from one heading, or from a list of them."""
    if not isinstance(declared, dict):
        yield from _texts_by_column(declared, "columns")
        return
    yield from _texts_by_column({column: named for column, named in declared.items() if not isinstance(named, list)}, "columns")
    for column, named in declared.items():
        if isinstance(named, list):
            yield from [_no_column("columns", column)] if column not in CANONICAL_TEXT else []
            yield from _list_of_texts(named, f"columns: {quoted(column)}", least=1)


def _list_of_texts(declared: object, where: str, *, least: int = 0) -> Iterator[str]:
    if not isinstance(declared, list) or len(declared) < least:
        yield f"{where} is {_kind(declared)}, expected a list of headings"
    elif wrong := [text for text in declared if not isinstance(text, str) or not text.strip()]:
        yield f"{where} holds {_kind(wrong[0])}, expected headings"


def _texts_by_column(declared: object, where: str) -> Iterator[str]:
    if not isinstance(declared, dict):
        yield f"{where} is {_kind(declared)}, expected an object"
        return
    for column, text in declared.items():
        if column not in CANONICAL_TEXT:
            yield _no_column(where, column)
        elif not isinstance(text, str) or not text.strip():
            yield f"{where}: {quoted(column)} is {_kind(text)}, expected text"


def _words_by_column(declared: object) -> Iterator[str]:
    if not isinstance(declared, dict):
        yield f"values is {_kind(declared)}, expected an object"
        return
    for column, words in declared.items():
        if column not in CANONICAL_TEXT:
            yield _no_column("values", column)
        elif not isinstance(words, dict) or not all(isinstance(word, str) for word in words.values()):
            yield f"values: {quoted(column)} is not an object of texts, expected such as {{'their word': 'our word'}}"


def _no_column(where: str, column: str) -> str:
    return f"{where} names {quoted(column)}, which is no canonical column{did_you_mean(column, CANONICAL_TEXT)}"


def _zone(declared: object) -> Iterator[str]:
    if not isinstance(declared, str):
        yield f"time_zone is {_kind(declared)}, expected text"
        return
    try:
        time_zone(declared)
    except UnknownTimeZoneError as fault:
        yield str(fault)


def _kind(value: object) -> str:
    if isinstance(value, str):
        return "text" if value.strip() else "empty text"
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names[type(value)]
