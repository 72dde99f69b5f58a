"""The file of corrections: what people decided that names mean, as it leaves the dashboard and comes back to any reader of it.

One row a correction: `region, detail, place` (the names as they came), what they mean (`code`, or else `lon, lat, radius_m`), and
`who` and `why`; further columns, such as `decided_at`, are for people. JSON is a list of objects with these members, CSV has them
as columns.
"""

import json
import math
from collections.abc import Iterator, Mapping

from dashboard.domain.observation import Point
from dashboard.ingest.decode import decode
from dashboard.ingest.errors import IngestError, UnreadableFileError
from dashboard.ingest.places.corrections import Correction, Corrections, Names
from dashboard.ingest.protected import unprotected
from dashboard.ingest.quoting import quoted
from dashboard.ingest.rows import read_table

NAMES = ("region", "detail", "place")
SAID = ("who", "why")
POSITION = ("lon", "lat", "radius_m")
COLUMNS = (*NAMES, "code", *POSITION, *SAID)
_LIMITS = (180.0, 90.0, 1_000_000.0)
_Row = tuple[str, Mapping[str, str]]


class CorrectionsError(IngestError):
    """A file of corrections that cannot be used; the message names file and row, and what was expected."""


def read_corrections(data: bytes, file_name: str) -> Corrections:
    """Read a file of corrections. Raises CorrectionsError: the first fault of it."""
    is_json = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{")
    found: dict[Names, Correction] = {}
    for where, row in _json_rows(data, file_name) if is_json else _csv_rows(data, file_name):
        names, correction = _names(row, where), _correction(row, where)
        if found.setdefault(names, correction) != correction:
            raise CorrectionsError(f"{where}: the same names are given another meaning further up")
    return found


def _json_rows(data: bytes, file_name: str) -> Iterator[_Row]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise CorrectionsError(f"{file_name}: cannot be read as JSON ({error})") from error
    if not isinstance(document, list):
        raise CorrectionsError(f"{file_name}: found no list, expected a list of corrections as the dashboard writes it")
    for number, entry in enumerate(document, start=1):
        where = f"{file_name}, correction {number}"
        if not isinstance(entry, dict):
            raise CorrectionsError(f"{where}: expected an object with {', '.join(COLUMNS)}")
        yield where, {key: "" if value is None else str(value) for key, value in entry.items()}


def _csv_rows(data: bytes, file_name: str) -> Iterator[_Row]:
    try:
        table = read_table(decode(data, file=file_name).text, file=file_name, known=COLUMNS)
    except UnreadableFileError as error:
        raise CorrectionsError(str(error)) from error
    if missing := [column for column in ("place", *SAID) if column not in table.header]:
        raise CorrectionsError(f"{file_name}, line {table.header_line}: missing the columns {', '.join(missing)}")
    for broken in table.broken:
        raise CorrectionsError(f"{file_name}, line {broken.line}: {broken.reason}")
    for line, cells in zip(table.lines, table.rows, strict=True):
        given = map(unprotected, cells)
        yield f"{file_name}, line {line}", dict(zip(table.header, given, strict=True))


def _names(row: Mapping[str, str], where: str) -> Names:
    names = Names(*(row.get(column, "") for column in NAMES))
    if names == Names("", "", ""):
        raise CorrectionsError(f"{where}: region, detail and place are all empty, expected the names it is about")
    return names


def _correction(row: Mapping[str, str], where: str) -> Correction:
    who, why = (row.get(column, "").strip() for column in SAID)
    if not who or not why:
        raise CorrectionsError(f"{where}: {'why' if who else 'who'} is empty, expected who decided this and why")
    code, position = row.get("code", "").strip(), [row.get(column, "").strip() for column in POSITION]
    if bool(code) == any(position):
        raise CorrectionsError(f"{where}: expected either a code, or lon, lat and radius_m")
    return Correction(code or _point(position, where), who, why)


def _point(position: list[str], where: str) -> Point:
    said = f"{where}: the position is {quoted(', '.join(position))}, expected"
    try:
        lon, lat, radius_m = numbers = [float(text) for text in position]
    except ValueError as error:
        raise CorrectionsError(f"{said} three numbers") from error
    within = (math.isfinite(one) and abs(one) <= most for one, most in zip(numbers, _LIMITS, strict=True))
    if not all(within) or radius_m < 0:
        raise CorrectionsError(f"{said} degrees and a radius of 0 to {_LIMITS[2]:,.0f} metres")
    return Point(lon, lat, radius_m)
