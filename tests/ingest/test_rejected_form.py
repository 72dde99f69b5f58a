"""A file of rejected rows can be put right and loaded again; what nobody put right is rejected again."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.account import Problem, Rejection
from dashboard.ingest.decode import decode
from dashboard.ingest.intake import Intake
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.rows import read_table
from dashboard.report.rejected import rejected_csv
from tests.ingest.readers import load, load_rows, only, problems

HEADER = "observed_from,lon,lat,place,description"


def again(intake: Intake, **fixes: str) -> Intake:
    """Write the rejected rows, set the row's own cells given by heading in every row, and read the result."""
    header, *rows = csv.reader(io.StringIO(rejected_csv(intake.rejections).decode(), newline=""))
    written = io.StringIO(newline="")
    own = {name: position for position, name in enumerate(header) if position >= 5}
    at = {own[heading]: fix for heading, fix in fixes.items()}
    fixed = [[at.get(position, cell) for position, cell in enumerate(row)] for row in rows]
    csv.writer(written).writerows([header, *fixed])
    return load(("rejected.csv", written.getvalue()))


def test_a_fixed_row_is_accepted_with_its_own_cells() -> None:
    rejected = load_rows(HEADER, "2026-02-31,37.5,48.1,x,=SUM(A1)")
    row = only(again(rejected, observed_from="2026-02-28"))
    assert (row.lon, row.place_text, row.description, row.other) == (37.5, "x", "=SUM(A1)", "{}")


def test_a_row_that_was_not_fixed_is_rejected_again_for_the_same_reason() -> None:
    rejected = load_rows(HEADER, "2026-02-31,37.5,48.1,x,d")
    assert [found[1:] for found in problems(again(rejected))] == [found[1:] for found in problems(rejected)]


def test_the_file_of_rejected_rows_says_that_it_is_one() -> None:
    notes = again(load_rows(HEADER, "2026-02-31,37.5,48.1,x,d")).accounts[0].notes
    assert any(note.startswith("read as a file of rejected rows") for note in notes)


def test_a_row_too_short_is_rejected_again_until_somebody_changes_it() -> None:
    rejected = load_rows(HEADER, "2026-05-03,37.5,48.1")
    (found,) = problems(again(rejected))
    assert found[1:] == (
        "(whole row)", "2026-05-03,37.5,48.1",
        "not changed since it was rejected: the row has 3 cells where the header has 5",
    )  # fmt: skip
    assert only(again(rejected, description="one outgoing round")).lon == 37.5


def test_a_row_too_short_with_an_apostrophe_of_its_own_is_not_taken_for_a_fixed_one() -> None:
    rejected = load_rows(HEADER, "2026-05-03,37.5,48.1,'=x")
    assert len(again(rejected).rejections) == 1


@pytest.mark.parametrize(
    "saved",
    [{"lon": "37.5"}, {"lon": "37,5"}, {"observed_from": "21.05.2026"}, {"observed_from": "5/21/2026 0:00"}, {"place": "=x"}],
)
def test_a_row_too_short_that_a_spreadsheet_only_wrote_anew_is_not_taken_for_a_fixed_one(saved: dict[str, str]) -> None:
    rejected = load_rows(HEADER, "2026-05-21,37.50,48.1,'=x")
    assert len(again(rejected, **saved).rejections) == 1


@pytest.mark.parametrize("fixed", [{"lon": "37.6"}, {"observed_from": "2026-05-22"}, {"place": "y"}])
def test_a_row_too_short_in_which_something_else_stands_is_fixed(fixed: dict[str, str]) -> None:
    rejected = load_rows(HEADER, "2026-05-21,37.50,48.1,x")
    assert again(rejected, **fixed).rejections == ()


def test_a_row_too_long_is_rejected_again_until_its_surplus_is_gone() -> None:
    rejected = load_rows(HEADER, "2026-05-03,37.5,48.1,x,rounds, heard")
    assert rejected.rejections[0].cells["surplus cell 1"] == " heard"
    assert len(again(rejected).rejections) == 1
    assert len(again(rejected, description="rounds, heard").rejections) == 1
    row = only(again(rejected, **{"description": "rounds, heard", "surplus cell 1": ""}))
    assert (row.description, row.other) == ("rounds, heard", "{}")


def test_a_row_with_an_unclosed_quote_can_be_put_right() -> None:
    rejected = load_rows(HEADER, '2026-05-03,37.5,48.1,"x,d', "2026-05-04,37.5,48.1,y,d")
    assert len(again(rejected).rejections) == 1
    assert only(again(rejected, place="x", description="d")).place_text == "x"


def test_own_columns_named_like_the_first_five_are_kept() -> None:
    rejected = load_rows("observed_from,place,line,reason", "2026-02-31,x,7,wind")
    row = only(again(rejected, observed_from="2026-02-28"))
    assert row.other == '{"line": "7", "reason": "wind"}'


def test_an_ordinary_file_is_left_as_it_is() -> None:
    table = read_table("file,line,column\n'=1,2,3\n", file="a.csv")
    assert restore(table) is table


texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=8) | st.sampled_from(
    ["=1", "'=1", "''-x", "'", "-1.5", "@"]
)


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5))
def test_whatever_a_rejected_row_held_comes_back_to_the_letter(cells: list[tuple[str, str]]) -> None:
    rejections = [
        Rejection("a.csv", line, (Problem("=when", value, "no time"),), {"=when": value, "note": note, "mark": "x"})
        for line, (value, note) in enumerate(cells, 2)
    ]
    restored = restore(read_table(rejected_csv(rejections).decode(), file="rejected.csv"))
    assert restored.header == ("=when", "note", "mark")
    assert restored.rows == [[value, note, "x"] for value, note in cells]


def test_a_file_of_rejected_rows_is_text_that_can_be_decoded() -> None:
    assert decode(rejected_csv(load_rows(HEADER, "soon,37.5,48.1,Їжакове,d").rejections), file="r").encoding == "UTF-8"
