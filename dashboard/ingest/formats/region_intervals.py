"""Intervals by region: alerts or outages with a start and an end, and names of regions instead of positions.

What is declared for a region says neither what happened nor who did it, so the act is `undetermined`. Means is `other`:
no patrol, camera or satellite saw anything, and a warning channel is neither a partner's report nor a public account of an
event. What the interval is about is told only where the file has a column that says so.
"""

from collections.abc import Mapping

from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_different_row, need
from dashboard.ingest.rows import SourceTable

_UNITS = ("raion", "hromada")
_SAYS_WHAT = ("description", "alert_type", "alert", "event", "type")
_USES = ("region", "oblast", *_UNITS, "started_at", "finished_at", "naive", "source", *_SAYS_WHAT)
_CARRIED = {"observed_from": "started_at", "observed_to": "finished_at"}
_ORIGINS = {**_CARRIED, "source": "source"}


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """There are no coordinates whose precision could be ignored."""
    del ignore_precision
    read = by_different_row(table, _row, uses=_USES, carried=_CARRIED, origins=_ORIGINS)
    region = next((name for name in table.header if name.casefold().strip() in ("region", "oblast")), "")
    notes = ("intervals by region: act undetermined, means other; no position is stated",)
    return Reading(read.columns, read.consumed, {**read.origins, "region": region}, read.problems, notes)


def _row(row: Mapping[str, str]) -> CanonicalRow:
    region = row.get("region") or row.get("oblast", "")
    units = [row.get(unit, "") for unit in _UNITS]
    reported = ", ".join(unit for unit in (region, *units) if unit)
    flags = []
    if row.get("naive", "").casefold() == "true":
        flags.append("the sender marks the end as assumed (naive)")
    if not row["finished_at"]:
        flags.append("no end is stated; only the start is held")
    cells = {
        "region": region,
        "region_detail": " / ".join(unit for unit in units if unit),
        "reported_place": reported,
        "act": "undetermined",
        "means": "other",
        "source": row.get("source", ""),
        "description": next((row[name] for name in _SAYS_WHAT if row.get(name)), ""),
        "flags": "; ".join(flags),
    }
    return CanonicalRow(cells)


FORMAT = Format(
    name="region_intervals",
    title="intervals by region",
    needs=(need("region", "oblast"), need("started_at"), need("finished_at")),
    known=frozenset((*_USES, "level")),
    translation=always(_translate),
)
