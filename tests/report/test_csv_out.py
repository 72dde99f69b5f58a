"""CSV that any reader reads back, and that no spreadsheet runs."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.report.csv_out import csv_bytes, neutralised

TEXTS = st.text(st.one_of(st.sampled_from("=+-@\t\r\n\0'\",; 1.5aЖ"), st.characters(exclude_categories=["Cs"])), max_size=12)


def read(data):
    return list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))


def restored(cell):
    """The inverse, as the module's own words describe it."""
    return cell[1:] if re.match("'+[=+\\-@\t\r\0]", cell) else cell


@pytest.mark.parametrize("start", list("=+-@\t\r\0"))
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(start):
    assert neutralised(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    "cell", ["-12.5", "+3", "-0", "+.5", "-5.", "-1e-05", "−12.5", "12.5", "", "Avdiivka", "a=1", " =1", "'quoted'"]
)
def test_a_number_and_harmless_text_stay_as_they_are(cell):
    assert neutralised(cell) == cell


@pytest.mark.parametrize(
    "cell", ["-1+1", "-12.5.1", "--1", "+", "-", "-1\n", "-1 ", "+1e", "-٣", "-cmd|' /C calc'!A0", "@SUM(1)"]
)
def test_what_only_looks_like_a_number_is_treated_as_text(cell):
    assert neutralised(cell) == f"'{cell}"


@given(TEXTS)
def test_taking_one_apostrophe_off_gives_back_what_went_in(cell):
    assert restored(neutralised(cell)) == cell


@given(TEXTS)
def test_no_cell_but_a_plain_number_starts_like_a_formula(cell):
    written = neutralised(cell)
    if written.startswith(("=", "+", "-", "@", "\t", "\r", "\0")):
        assert float(written) is not None


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8))
def test_any_table_is_read_back_as_it_was_written(rows):
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    data = csv_bytes(["a", "=b", 'c "d", e'], columns)
    header, *lines = read(data)
    assert [restored(cell) for cell in header] == ["a", "=b", 'c "d", e']
    assert [tuple(restored(cell) for cell in line) for line in lines] == rows


def test_lines_end_with_a_line_feed_and_text_is_utf_8_without_a_mark():
    assert csv_bytes(["a", "b"], [["Слов’янськ"], ["x"]]) == "a,b\nСлов’янськ,x\n".encode()


def test_cells_are_quoted_where_rfc_4180_asks_and_only_there():
    data = csv_bytes(["a", "b"], [["x,y", 'say "no"', "two\nlines", "carriage\rreturn", "a;b"], ["1"] * 5])
    assert data == b'a,b\n"x,y",1\n"say ""no""",1\n"two\nlines",1\n"carriage\rreturn",1\na;b,1\n'


def test_a_table_without_rows_is_its_header():
    assert csv_bytes(["a", "b"], [[], []]) == b"a,b\n"


def test_half_a_character_is_written_as_its_escape_rather_than_lost():
    assert csv_bytes(["a", "b"], [["x\ud800"], ["y"]]) == b"a,b\nx\\ud800,y\n"


def test_columns_that_do_not_fit_together_are_refused():
    with pytest.raises(ValueError, match="2 headers and 1 columns"):
        csv_bytes(["a", "b"], [["1"]])
    with pytest.raises(ValueError, match="argument 2 is shorter"):
        csv_bytes(["a", "b"], [["1", "2"], ["3"]])
