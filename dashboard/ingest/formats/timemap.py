"""TimeMap: events for a map in time, a row each, as its spreadsheets hold them.

`time_precision` is free text in these files. What is known of it: words for a minute, an hour, a day, a month. Anything
else is not believed to be finer than the day. Dates such as 5/13/2026 put the month first unless an instance is set up
otherwise: they are read so where the column proves it, else their order has to be declared.

Positions come without an uncertainty. The category is the act where it is one of the act list, in one of its usual
spellings; else the act is undetermined until a mapping translates the category.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from dashboard.ingest.formats.days import day_cells, day_of, is_month_first, month_first, month_of
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, need
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?")
_AS_WRITTEN = frozenset(("", "exact", "second", "seconds", "minute", "minutes"))
_HOUR, _DAY, _MONTH = frozenset(("hour", "hours")), frozenset(("day", "days", "date")), frozenset(("month", "months"))
_USES = ("id", "description", "date", "time", "location", "latitude", "longitude", "source", "sources", "category")
_ORIGINS = {
    "observation_id": "id", "observed_from": "date", "lat": "latitude", "lon": "longitude", "place": "location",
    "description": "description", "act": "category",
}  # fmt: skip
_NOTES = ("positions are held as the sender states them, without a radius; a time_precision that is not known is held as a day",)

_MONTH_FIRST = "dates put the month first: some have a second number above 12, none a first"


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """Positions come without a precision that could be ignored."""
    del ignore_precision
    dates = next(index for index, name in enumerate(table.header) if heading(name) == "date")
    proven = is_month_first(row[dates] for row in table.rows)
    read = by_row(table, partial(_row, is_month_first=proven), uses=_USES, origins=_ORIGINS)
    return replace(read, notes=(*_NOTES, *((_MONTH_FIRST,) if proven else ())))


def _row(row: Mapping[str, str], *, is_month_first: bool) -> CanonicalRow:
    times, flag = _times({**row, "date": month_first(row["date"])} if is_month_first else row)
    cells = {
        "observation_id": row["id"],
        **times,
        "reported_time": " ".join(filter(None, (row["date"], row.get("time", ""), row.get("time_precision", "")))),
        "lon": row["longitude"],
        "lat": row["latitude"],
        "place": row["location"],
        "act": row.get("category", "") or row.get("type", ""),
        "means": "open-source",
        "source": "TimeMap",
        "evidence": row.get("sources", "") or row.get("source", ""),
        "description": row.get("description", ""),
        "flags": flag,
    }
    return CanonicalRow(cells)


def _times(row: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """Return the time as finely as it is sure, and a flag where its precision is not known."""
    day, clock, precision = day_of(row["date"]), row.get("time", ""), row.get("time_precision", "").casefold()
    if day is not None and precision in _MONTH:
        return month_of(day).cells, ""
    is_known = precision in _AS_WRITTEN | _HOUR | _DAY
    flag = "" if is_known else f"time_precision {row['time_precision']!r} is not known; held as no finer than the day"
    if not clock or precision not in _AS_WRITTEN | _HOUR:
        return day_cells(row["date"]), flag
    stamp = f"{day.isoformat() if day else row['date']} {clock}"
    if day is not None and precision in _HOUR and _CLOCK.fullmatch(clock) and int(clock.partition(":")[0]) < 24:
        began = datetime(day.year, day.month, day.day, int(clock.partition(":")[0]))  # noqa: DTZ001 (its zone comes later)
        ended = began + timedelta(hours=1)
        return {"observed_from": began.isoformat(" ", "minutes"), "observed_to": ended.isoformat(" ", "minutes")}, ""
    return {"observed_from": stamp}, flag


FORMAT = Format(
    name="timemap",
    title="TimeMap",
    needs=(
        need("category", "type", "associations", "filters"),
        *map(need, ("id", "description", "date", "location", "latitude", "longitude")),
    ),
    known=frozenset((*_USES, "time_precision", "type", "associations", "filters")),
    translation=always(_translate),
)
