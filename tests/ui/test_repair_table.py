"""The table of rejected rows: what is at fault stands first and is named, and edits stay with their row."""

from dashboard.ingest.account import WHOLE_ROW, Problem, Rejection
from dashboard.ui.repair_table import at_fault, headings_at_fault_first, table_of

FIRST = Rejection("x.csv", 2, (Problem("Дата + Час", "31.06 25:10", "no such day"),), {"a": "1", "Дата": "31.06", "Час": "25:10"})
SECOND = Rejection("x.csv", 5, (Problem(WHOLE_ROW, "1,2", "the row has 2 cells"),), {"a": "1", "Дата": "2", "Час": ""})


def test_columns_at_fault_stand_first_those_of_joined_cells_among_them() -> None:
    assert headings_at_fault_first([FIRST, SECOND]) == ["Дата", "Час", "a"]
    assert {"Дата", "Час"} <= at_fault(FIRST)


def test_a_row_is_shown_with_its_fault_its_reason_and_what_was_typed() -> None:
    table = table_of([FIRST, SECOND], ["Дата", "Час", "a"], {("x.csv", 5): {"Час": "14:20"}})
    assert table.to_numpy().tolist() == [
        [2, "Дата + Час: 31.06 25:10", "no such day", "31.06", "25:10", "1"],
        [5, "the whole row", "the row has 2 cells", "2", "14:20", "1"],
    ]


def test_own_headings_called_like_the_tables_do_not_clash() -> None:
    row = Rejection("x.csv", 2, (Problem("line", "x", "no number"),), {"line": "x", "why": "y"})
    assert table_of([row], ["line", "why"], {}).columns.is_unique
