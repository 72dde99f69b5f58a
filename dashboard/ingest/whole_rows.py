"""Rows that are rejected as a whole, since no row of their table can be told from them."""

from dashboard.ingest.account import SURPLUS_CELL, WHOLE_ROW, Problem, Rejection
from dashboard.ingest.row_sorter import BrokenRow
from dashboard.ingest.rows import SourceTable


def rejected_whole(file: str, table: SourceTable, row: BrokenRow) -> Rejection:
    """Keep the cells as well as they can be told under the headings, so that a person can put them right."""
    surplus = (f"{SURPLUS_CELL} {number}" for number in range(1, len(row.cells) + 1))
    missing = [""] * (len(table.header) - len(row.cells))
    cells = dict(zip((*table.header, *surplus), (*row.cells, *missing), strict=False))
    return Rejection(file, row.line, (Problem(WHOLE_ROW, row.raw, row.reason),), cells)
