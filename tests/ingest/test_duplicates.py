"""A repeated row is counted once; a changed one is kept beside the one it replaces; similar reports stay two."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.duplicates import repeats, row_keys, superseded
from tests.ingest.readers import load, load_rows

HEADER = "observation_id,observed_from,place,source,description"


def test_a_row_equal_in_every_cell_is_a_duplicate() -> None:
    intake = load_rows(HEADER, "1,2026-05-03,x,s,d", "2,2026-05-03,x,s,d", "1,2026-05-03,x,s,d")
    assert (intake.total.accepted, intake.total.duplicates) == (2, 1)
    assert "duplicates of rows accepted before: line 4" in intake.accounts[0].notes


def test_a_duplicate_in_another_file_is_counted_there() -> None:
    first, second = f"{HEADER}\n1,2026-05-03,x,s,d\n", f"{HEADER}\n3,2026-05-04,x,s,d\n1,2026-05-03,x,s,d\n"
    intake = load(("a.csv", first), ("b.csv", second))
    assert [(one.accepted, one.duplicates) for one in intake.accounts] == [(1, 0), (1, 1)]


def test_two_reports_of_one_place_and_day_are_not_duplicates() -> None:
    assert load_rows(HEADER, "1,2026-05-03,x,s,d", "2,2026-05-03,x,s,d").total.duplicates == 0


def test_a_row_without_an_id_can_be_a_duplicate_too() -> None:
    assert load_rows("observed_from,place", "2026-05-03,x", "2026-05-03,x").total.duplicates == 1


def test_the_same_cells_under_other_headings_are_not_a_duplicate() -> None:
    files = (("a.csv", "observed_from,place,party\n2026-05-03,x,s\n"), ("b.csv", "observed_from,place,source\n2026-05-03,x,s\n"))
    assert load(*files).total.duplicates == 0


def test_a_repeated_row_that_is_rejected_is_rejected_twice() -> None:
    intake = load_rows(HEADER, "1,31 February,x,s,d", "1,31 February,x,s,d")
    assert (intake.total.rejected, intake.total.duplicates) == (2, 0)


def test_the_same_id_with_other_content_is_a_revision_and_the_later_counts() -> None:
    rows = load_rows(HEADER, "1,2026-05-03,x,s,first", "1,2026-05-03,x,s,second", "1,2026-05-03,x,s,third").observations
    assert list(zip(rows["description"], rows["superseded"], strict=True)) == [
        ("first", True),
        ("second", True),
        ("third", False),
    ]


def test_a_revision_in_a_later_file_counts() -> None:
    rows = load(("a.csv", f"{HEADER}\n1,2026-05-03,x,s,old\n"), ("b.csv", f"{HEADER}\n1,2026-05-03,x,s,new\n")).observations
    assert list(rows["superseded"]) == [True, False]


def test_ids_of_different_sources_are_different_ids() -> None:
    assert not load_rows(HEADER, "1,2026-05-03,x,s,d", "1,2026-05-03,x,t,d").observations["superseded"].any()


def test_without_a_source_the_file_is_whose_id_it_is() -> None:
    one, other = f"{HEADER}\n1,2026-05-03,x,,d\n1,2026-05-03,x,,e\n", f"{HEADER}\n1,2026-05-03,x,,f\n"
    assert list(load(("a.csv", one), ("b.csv", other)).observations["superseded"]) == [True, False, False]


def test_a_source_named_like_a_file_is_not_that_file() -> None:
    files = (("a.csv", f"{HEADER}\n1,2026-05-03,x,,d\n"), ("b.csv", f"{HEADER}\n1,2026-05-03,x,file a.csv,d\n"))
    assert not load(*files).observations["superseded"].any()


def test_rows_without_an_id_never_replace_each_other() -> None:
    assert not load_rows(HEADER, ",2026-05-03,x,s,d", ",2026-05-03,x,s,e").observations["superseded"].any()


def test_the_same_bytes_twice_are_one_load() -> None:
    text = f"{HEADER}\n1,2026-05-03,x,s,d\n1,31 February,x,s,d\n"
    twice = load(("a.csv", text), ("copy.csv", text))
    assert (twice.total.rows_read, twice.total.accepted, twice.total.rejected) == (2, 1, 1)
    assert twice.accounts[1].notes == ("the same bytes as a.csv, read already; not read again",)
    pd.testing.assert_frame_equal(twice.observations, load(("a.csv", text)).observations)


def test_the_key_of_a_row_never_changes() -> None:
    assert row_keys(["id", "place"], [["1", "Їжакове"], ["1", ""]]) == [
        "ab5b9249e41745dbd8438298a64dc6eb",
        "f5a5fda564b2e6ef4a577dc58a098ab3",
    ]


cells = st.lists(st.text(max_size=4), min_size=2, max_size=2)


@given(st.lists(cells, max_size=8))
def test_rows_have_one_key_exactly_when_they_are_equal(rows: list[list[str]]) -> None:
    keys = row_keys(["a", "b"], rows)
    assert [[one == other for other in keys] for one in keys] == [[one == other for other in rows] for one in rows]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(["", "1", "2"])), max_size=10))
def test_exactly_the_last_row_of_each_id_is_not_superseded(rows: list[tuple[str, str]]) -> None:
    marked = superseded(pd.Series([row[0] for row in rows], dtype="str"), pd.Series([row[1] for row in rows], dtype="str"))
    assert list(marked) == [bool(row[1]) and row in rows[at + 1 :] for at, row in enumerate(rows)]


def test_the_first_of_equal_keys_is_no_repeat() -> None:
    assert list(repeats(pd.Series(["x", "y", "x", "x"]))) == [False, False, True, True]
