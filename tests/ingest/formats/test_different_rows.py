"""Rows that are much alike come to the same, translated once for all or one by one."""

from dataclasses import replace

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.account import Problem
from dashboard.ingest.column_rows import ColumnRows
from dashboard.ingest.formats.format import CanonicalRow, by_different_row, by_row
from dashboard.ingest.rows import SourceTable

HEADER = ("Region", "naive", "started_at", "other")
CARRIED = {"observed_from": "started_at"}
ORIGINS = {"region": "region", **CARRIED}
ROWS = st.lists(st.tuples(*[st.sampled_from(["", " ", "a", "a ", "Київ", "2026-05-03"])] * 4).map(list), max_size=12)


def row(cells: dict[str, str]) -> CanonicalRow:
    problems = (Problem("naive", cells["naive"], "is a"),) if cells["naive"] == "a" else ()
    flags = "" if cells["started_at"] else "no start"
    return CanonicalRow({"region": cells["region"], "flags": f"{cells['naive']}{flags}"}, problems)


def row_with_start(cells: dict[str, str]) -> CanonicalRow:
    translated = row(cells)
    return replace(translated, cells={**translated.cells, "observed_from": cells["started_at"]})


@settings(max_examples=150, deadline=None)
@given(ROWS)
def test_each_row_comes_to_what_it_comes_to_alone(rows: list[list[str]]) -> None:
    table = SourceTable(HEADER, HEADER, 1, ",", list(range(2, len(rows) + 2)), rows)
    uses = ("region", "naive", "started_at")
    alone = by_row(table, row_with_start, uses=uses, origins=ORIGINS)
    for held in (table, replace(table, rows=by_column(rows))):
        together = by_different_row(held, row, uses=uses, carried=CARRIED, origins=ORIGINS)
        assert {name: list(cells) for name, cells in together.columns.items() if len(cells)} == dict(alone.columns)
        assert (together.consumed, together.origins, together.problems) == (alone.consumed, alone.origins, alone.problems)


def by_column(rows: list[list[str]]) -> ColumnRows:
    return ColumnRows([pa.array([cells[index] for cells in rows], pa.large_string()) for index in range(len(HEADER))])
