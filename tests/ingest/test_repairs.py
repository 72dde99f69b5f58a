"""Which rejected rows later loads have repaired."""

from dashboard.ingest.account import Problem, Rejection
from dashboard.ingest.repairs import Load, leads_of, repaired_rows
from dashboard.report.rejected import rejected_csv


def rejection(line: int, *, file: str = "x.csv", value: str = "soon") -> Rejection:
    return Rejection(file, line, (Problem("when", value, "no time"),), {"when": value, "note": "=1"})


def repair_of(*rejections: Rejection, still_wrong: tuple[Rejection, ...] = ()) -> Load:
    return Load(still_wrong, leads_of("r.csv", rejected_csv(rejections)))


def test_a_row_is_repaired_by_a_later_load_that_names_it_and_was_not_rejected_again() -> None:
    first = Load((rejection(2), rejection(3)))
    again = rejection(3, file="r.csv")
    loads = (first, repair_of(rejection(2), rejection(3), still_wrong=(again,)))
    assert repaired_rows(loads) == (frozenset({("x.csv", 2)}), frozenset())


def test_a_repair_of_a_repair_counts_for_both() -> None:
    again = rejection(2, file="r.csv")
    loads = (Load((rejection(2),)), repair_of(rejection(2), still_wrong=(again,)), repair_of(again))
    assert repaired_rows(loads) == (frozenset({("x.csv", 2)}), frozenset({("r.csv", 2)}), frozenset())


def test_a_load_before_the_rejected_row_repairs_nothing() -> None:
    assert repaired_rows((repair_of(rejection(2)), Load((rejection(2),)))) == (frozenset(), frozenset())


def test_another_line_value_or_file_is_another_row() -> None:
    first = Load((rejection(2), rejection(3, value="later"), rejection(4, file="y.csv")))
    loads = (first, repair_of(rejection(9), rejection(3), rejection(4)))
    assert repaired_rows(loads) == (frozenset(), frozenset())


def test_one_row_repairs_one_row_the_one_loaded_last() -> None:
    loads = (Load((rejection(2),)), Load((rejection(2),)), repair_of(rejection(2)))
    assert repaired_rows(loads) == (frozenset(), frozenset({("x.csv", 2)}), frozenset())


def test_a_file_that_is_no_file_of_rejected_rows_repairs_nothing() -> None:
    assert leads_of("a.csv", b"when,place\nsoon,x\n") == ()
