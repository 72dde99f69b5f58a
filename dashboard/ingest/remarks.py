"""What a container says of single rows, beside their cells: flags for a person, and why a row's shape gives it no place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from dashboard.ingest.formats.format import Reading
from dashboard.ingest.rows import SourceTable


@dataclass(frozen=True, slots=True)
class RowRemark:
    """flag: what a person should see of the row. unplaced: why its shape gives it no place; what its cells name goes before."""

    flag: str = ""
    unplaced: str = ""


NO_REMARKS: Mapping[int, RowRemark] = MappingProxyType({})
_PLACES = ("lon", "lat", "region", "place", "unplaced_reason")


def remarked(reading: Reading, table: SourceTable, remarks: Mapping[int, RowRemark]) -> Reading:
    """Return the reading with the remarks, by line of the table, laid beside its rows."""
    if not remarks:
        return reading
    size = len(table.rows)
    flags = list(reading.columns.get("flags", [""] * size))
    reasons = list(reading.columns.get("unplaced_reason", [""] * size))
    for at, line in enumerate(table.lines):
        if (remark := remarks.get(line)) is None:
            continue
        has_place = any(at < len(cells) and cells[at].strip() for cells in map(reading.columns.get, _PLACES) if cells)
        said = (flags[at], remark.flag, remark.unplaced if has_place else "")
        flags[at] = "; ".join(filter(None, said))
        reasons[at] = reasons[at] if has_place else remark.unplaced
    return replace(reading, columns={**reading.columns, "flags": flags, "unplaced_reason": reasons})
