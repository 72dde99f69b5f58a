"""The reader as plainly as it can be written, one record and one cell after the other: what the fast one is held against."""

import csv
import hashlib
import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from dashboard.ingest.account import Problem
from dashboard.ingest.coordinates.columns import Declared, with_positions
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.mappings.vocabulary import read_act, read_grade, read_means
from dashboard.ingest.numbers import read_calibre_mm, read_count, read_most, read_position, read_radius_m
from dashboard.ingest.records import Fault, read_records
from dashboard.ingest.times import Span, read_interval

AS_THEY_CAME = ("weapon", "count", "party", "source", "origin", "description", "evidence")


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of one row: its typed cells by column, or its problems."""

    cells: dict[str, object] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield each record after the header as its line and its cells, or why it is broken; what is no row is left out."""
    lines = list(io.StringIO(text, newline=""))
    header, end = next((record.cells, record.end) for record in read_records(lines, delimiter=delimiter, width=0))  # type: ignore[union-attr]
    body = lines[end:]
    for record in read_records(body, delimiter=delimiter, width=len(header)):
        line = record.begin + end + 1
        if isinstance(record, Fault):
            yield line, record.reason
        elif not "".join(record.cells).strip() or record.cells == header or all(c[:1] in ("", "#") for c in record.cells):
            continue
        elif len(record.cells) != len(header):
            yield line, f"the row has {len(record.cells)} cells where the header has {len(header)}"
        else:
            yield line, record.cells


def row_of(given: dict[str, str], zone: ZoneInfo) -> Row:
    """Return what becomes of a canonical row, given by heading; headings that are not canonical are kept in `other`."""
    as_sent = {name: [given.get(name, "")] for name in (*CANONICAL, *given)}
    positioned = with_positions(Reading(as_sent, frozenset(), {}), 1, Declared("", swapped=False, bare=False, bounds=None))
    cell = {name: texts[0] for name, texts in positioned.columns.items()}
    problems = list(positioned.problems.get(0, ()))
    flags = [cell["flags"]] if cell.get("flags") else []

    def said(column: str, reason: str, flag: str = "") -> None:
        problems.extend([Problem(column, cell[column], reason)] if reason else [])
        flags.extend([flag] if flag else [])

    times = read_interval(cell["observed_from"], cell["observed_to"], zone=zone)
    for fault in () if isinstance(times, Span) else times:
        said(fault.column, fault.reason)
    flags += times.flags if isinstance(times, Span) else ()
    position, faults = read_position(cell["lon"], cell["lat"])
    for column, reason in faults.items():
        said(column, reason)
    radius = read_radius_m(cell["radius_m"])
    said("radius_m", radius.problem)
    if position is None and not math.isnan(radius.value):
        said("radius_m", "", f"radius_m {radius.value:g} is stated without a position")
    if position is None and not any(cell[name].strip() for name in ("lon", "lat", "region", "place")):
        said("place", "there is no place; expected lon and lat, or a region, or a place in words")
    act, calibre, count, means = (
        read(cell[name])
        for name, read in (("act", read_act), ("calibre_mm", read_calibre_mm), ("count", read_count), ("means", read_means))
    )
    for name, read in (("act", act), ("calibre_mm", calibre), ("count", count), ("means", means)):
        said(name, read.problem, read.flag)
    grade = read_grade(cell["reliability"], cell["credibility"])
    flags += grade.flags
    if problems:
        return Row(problems=tuple(problems))
    assert isinstance(times, Span)
    key = row_key(list(given), list(given.values()))
    other = {name: text for name, text in given.items() if name not in CANONICAL and text.strip()}
    return Row(
        {
            "row_key": key,
            "observation_id": cell["observation_id"].strip() or f"row-{key[:16]}",
            "observed_from": times.interval.start,
            "observed_to": times.interval.end,
            "reported_time": " to ".join(text for text in (cell["observed_from"], cell["observed_to"]) if text.strip()),
            "reported_place": cell.get("reported_place") or _reported_place(cell),
            "place_kind": "point" if position else "",
            "lon": position.lon if position else None,
            "lat": position.lat if position else None,
            "radius_m": (radius.value if not math.isnan(radius.value) else 0.0) if position else None,
            "act": act.value,
            "reported_act": cell["act"],
            "calibre_mm": calibre.value if not math.isnan(calibre.value) else None,
            "count_min": count.value if not math.isnan(count.value) else None,
            "count_most": None if math.isnan(most := read_most(cell["count"]).value) else most,
            "means": means.value,
            **{name: cell[name].strip() for name in AS_THEY_CAME},
            "reliability": grade.reliability,
            "credibility": grade.credibility,
            "other": json.dumps({**other, **{name: cell[name] for name in grade.unused}}, ensure_ascii=False),
            "flags": "; ".join(flags),
            "region_text": cell["region"].strip(),
            "place_text": cell["place"].strip(),
        }
    )


def row_key(header: list[str], cells: list[str]) -> str:
    """Return the key of one row."""
    return hashlib.blake2b((json.dumps(header) + json.dumps(cells)).encode("ascii"), digest_size=16).hexdigest()


def _reported_place(cell: dict[str, str]) -> str:
    position = f"{cell['lon']}, {cell['lat']}" if (cell["lon"] + cell["lat"]).strip() else ""
    within = f" (radius_m {cell['radius_m']})" if cell["radius_m"].strip() else ""
    return "; ".join(part for part in (f"{position}{within}".strip(), cell["region"], cell["place"]) if part.strip())


CANONICAL = (
    "observation_id", "observed_from", "observed_to", "lon", "lat", "radius_m", "region", "place", "act", "weapon", "calibre_mm",
    "count", "party", "means", "source", "origin", "reliability", "credibility", "description", "evidence",
)  # fmt: skip


def written(rows: list[list[str]], *, delimiter: str = ",", ending: str = "\n", quoting: int = csv.QUOTE_MINIMAL) -> str:
    """Return rows as CSV."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
    return text.getvalue()


def as_told(value: object) -> object:
    """Return a cell of a table as `Row` tells it."""
    return None if isinstance(value, float) and math.isnan(value) else value
