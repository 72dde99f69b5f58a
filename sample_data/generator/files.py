"""Writing each sender's file as that sender would: its columns, delimiter, line ends and encoding."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sample_data.generator.faults import BEYOND
from sample_data.generator.mess import LATE
from sample_data.generator.monitors import PATROLS, REMOTE, SATELLITE
from sample_data.generator.others import OPEN, PARTNERS
from sample_data.generator.rows import Row


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is written. tags: whether a row of HXL tags follows the header; note: what its constant column says."""

    columns: tuple[str, ...]
    delimiter: str
    encoding: str
    line_end: str
    note: str
    tags: bool = False
    blank_after: tuple[int, ...] = ()


_PATROL_COLUMNS = (
    "observation_id", "observed_from", "observed_to", "lon", "lat", "radius_m", "region", "place", "act", "weapon", "calibre_mm",
    "count", "party", "means", "source", "reliability", "credibility", "description",
)  # fmt: skip
_REMOTE_COLUMNS = (
    "observation_id", "means", "source", "observed_from", "observed_to", "lat", "lon", "radius_m", "act", "weapon", "calibre_mm",
    "count", "party", "reliability", "credibility", "description", "evidence",
)  # fmt: skip
_SATELLITE_COLUMNS = (
    "observation_id", "observed_from", "lon", "lat", "radius_m", "region", "act", "weapon", "calibre_mm", "count", "party",
    "means", "source", "credibility", "reliability", "description", "evidence",
)  # fmt: skip
_PARTNER_COLUMNS = (
    "observation_id", "observed_from", "observed_to", "region", "place", "lon", "lat", "radius_m", "act", "weapon", "calibre_mm",
    "count", "party", "means", "source", "reliability", "credibility", "description",
)  # fmt: skip
_OPEN_COLUMNS = (*_PARTNER_COLUMNS[:15], "origin", *_PARTNER_COLUMNS[15:])

_EN = "invented sample event"
FORMATS: dict[str, Format] = {
    PATROLS: Format(_PATROL_COLUMNS, ",", "utf-8", "\n", _EN),
    LATE: Format(_PATROL_COLUMNS, ",", "utf-8", "\n", _EN),
    SATELLITE: Format(_SATELLITE_COLUMNS, ",", "utf-8-sig", "\n", _EN),
    REMOTE: Format(_REMOTE_COLUMNS, ";", "utf-8", "\n", _EN, blank_after=(120, 300)),
    PARTNERS: Format(_PARTNER_COLUMNS, ";", "cp1251", "\r\n", "вигадана подія", tags=True),
    OPEN: Format(_OPEN_COLUMNS, "\t", "utf-16", "\r\n", "вымышленное событие"),
}
_HXL = {
    "observation_id": "#event+id", "observed_from": "#date+start", "observed_to": "#date+end", "region": "#adm1+name",
    "place": "#loc+name", "lon": "#geo+lon", "lat": "#geo+lat", "radius_m": "#geo+radius", "act": "#event+type",
    "weapon": "#event+weapon", "calibre_mm": "#event+calibre", "count": "#indicator+num", "party": "#group+name",
    "means": "#meta+means", "source": "#meta+source", "reliability": "#meta+reliability", "credibility": "#meta+credibility",
    "description": "#description", "note": "#meta+note",
}  # fmt: skip


def written(name: str, rows: Sequence[Row]) -> tuple[bytes, tuple[int, ...]]:
    """Return a file's bytes, and for each row the 1-based physical line on which it starts."""
    form = FORMATS[name]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=form.delimiter, lineterminator=form.line_end)
    header = (*form.columns, "note")
    writer.writerow(header)
    if form.tags:
        writer.writerow([_HXL[column] for column in header])
    lines: list[int] = []
    for index, row in enumerate(rows):
        lines.append(text.getvalue().count("\n") + 1 if index == 0 else lines[-1] + _height(rows[index - 1], index - 1, form))
        beyond = [row.cells[BEYOND]] if BEYOND in row.cells else []
        writer.writerow([*(_cell(row, column) for column in form.columns), form.note, *beyond])
        if index in form.blank_after:
            text.write(form.line_end)
    return _encoded(text.getvalue(), form.encoding), tuple(lines)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a plain UTF-8 table."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _height(row: Row, index: int, form: Format) -> int:
    within = sum(_cell(row, column).count("\n") for column in form.columns)
    return 1 + within + (1 if index in form.blank_after else 0)


def _cell(row: Row, column: str) -> str:
    if column == "evidence" and row.cells.get("observation_id"):
        return f"https://example.org/invented/{row.cells['observation_id']}"
    return row.cells.get(column, "")


def _encoded(text: str, encoding: str) -> bytes:
    # UTF-16 with an explicit byte order, so that the bytes are the same on every machine.
    return b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16" else text.encode(encoding)
