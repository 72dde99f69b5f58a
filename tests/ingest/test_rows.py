"""Text becomes a table of text cells with physical lines; what is no row is none, what is broken is kept and said."""

import json
import time
from pathlib import Path

import pytest

from dashboard.ingest.decode import decode
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable, read_table

SPECTRUM = Path(__file__).parents[2].parent / "shared" / "corpora" / "csv-spectrum"
needs_spectrum = pytest.mark.skipif(not SPECTRUM.is_dir(), reason="the csv-spectrum corpus is not beside the repository")


def read(text: str, known: tuple[str, ...] = ()) -> SourceTable:
    return read_table(text, file="a.csv", known=known)


def as_records(table: SourceTable) -> list[dict[str, str]]:
    return [dict(zip(table.header, row, strict=True)) for row in table.rows]


@needs_spectrum
@pytest.mark.parametrize("name", sorted(path.stem for path in SPECTRUM.glob("csvs/*.csv")))
def test_csv_spectrum_is_read_exactly(name: str) -> None:
    table = read(decode((SPECTRUM / "csvs" / f"{name}.csv").read_bytes(), file=name).text)
    expected = json.loads((SPECTRUM / "json" / f"{name}.json").read_bytes().decode("utf-8", "replace"))
    if name == "location_coordinates":
        # The corpus answers this one with another telephone number, and with a lone object instead of a list.
        expected = [{**expected, "Contact Phone Number": "2095257564"}]
    assert as_records(table) == expected
    assert table.broken == ()


@needs_spectrum
def test_csv_spectrum_is_whole() -> None:
    assert len(list(SPECTRUM.glob("csvs/*.csv"))) == 12


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_content(delimiter: str) -> None:
    table = read("\n".join(delimiter.join(cells) for cells in (("id", "lon", "text"), ("1", "37.5", "a"), ("2", "38", "b"))))
    assert table.delimiter == delimiter
    assert table.rows == [["1", "37.5", "a"], ["2", "38", "b"]]


def test_decimal_commas_do_not_pass_for_delimiters() -> None:
    table = read("lon;lat;text\n37,5;48,1;one, two, three\n38,5;48,2;four, five, six\n")
    assert table.delimiter == ";"
    assert table.rows[0] == ["37,5", "48,1", "one, two, three"]


def test_known_headings_outweigh_a_wider_split() -> None:
    text = "Date, time, zone, place;means\n2026-05-03, 1, 2, 3;patrol\n"
    assert read(text).delimiter == ","
    assert read(text, known=("means",)).delimiter == ";"


def test_a_line_that_names_the_delimiter_for_a_spreadsheet_is_heeded() -> None:
    table = read("sep=;\na;b,c\n1;2,3\n")
    assert (table.header, table.header_line, table.lines) == (("a", "b,c"), 2, [3])


def test_lines_are_physical_past_quoted_line_breaks_and_blank_lines() -> None:
    table = read('\n\na,b\r\n"1\r\n1",2\r\n\r\n3,4\r\n')
    assert table.header_line == 3
    assert table.lines == [4, 7]
    assert table.rows == [["1\r\n1", "2"], ["3", "4"]]


def test_blank_lines_header_lines_and_tag_rows_are_no_rows_and_are_said() -> None:
    table = read("id,place\n#event+id,#loc+name\n,#loc\n1,x\n\n , \nid,place\n2,y\n")
    assert [row[0] for row in table.rows] == ["1", "2"]
    assert set(table.notes) == {
        "2 HXL tag rows skipped, lines 2, 3",
        "1 repeated header line skipped, line 7",
        "2 blank lines skipped, lines 5, 6",
    }


def test_a_row_with_one_cell_that_starts_with_a_hash_is_a_row() -> None:
    assert read("id,place\n#1,x\n").rows == [["#1", "x"]]


@pytest.mark.parametrize("row", ["1,2", "1,2,3,4"])
def test_a_row_of_the_wrong_width_is_broken_and_keeps_its_text(row: str) -> None:
    table = read(f"a,b,c\n{row}\n5,6,7\n")
    (broken,) = table.broken
    assert (broken.line, broken.raw, broken.cells) == (2, row, tuple(row.split(",")))
    assert broken.reason == f"the row has {len(row.split(','))} cells where the header has 3"
    assert table.rows == [["5", "6", "7"]]


def test_an_unclosed_quote_is_a_broken_row_and_reading_resumes() -> None:
    table = read('a,b,c\n1,"2,3\n4,5,6\n')
    assert [(row.line, row.raw, row.reason) for row in table.broken] == [(2, '1,"2,3', "a quote is opened and never closed")]
    assert (table.lines, table.rows) == ([3], [["4", "5", "6"]])


def test_empty_and_repeated_headings_are_made_different_and_said() -> None:
    table = read("id,,place,place\n1,2,3,4\n")
    assert table.header == ("id", "column 2", "place (column 3)", "place (column 4)")
    assert table.repeated == {"place"}
    assert table.notes == ("column 2 has no heading", "the heading 'place' stands over 2 columns")


def test_headings_stay_different_whatever_they_are() -> None:
    table = read("x,x,x (column 1)\n1,2,3\n")
    assert len(set(table.header)) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id|lon|lat\n1|2|3\n", r"line 1: only one column was found \('id\|lon\|lat'\); they look separated by '\|'"),
        ("nothing here\nbut words\n", "only one column was found"),
        ("id,lon,lat\n1;2;3\n4;5;6\n", "line 2: the rows look separated by semicolon and the header is not"),
        ('a,"b\n1,2\n', "line 1: the header cannot be read: a quote is opened and never closed"),
        ("sep=;\n\n", "there is no header line"),
    ],
)
def test_a_table_that_cannot_be_one_is_one_clear_error(text: str, message: str) -> None:
    with pytest.raises(UnreadableFileError, match=message):
        read(text)


def test_a_single_row_of_the_wrong_width_is_a_broken_row_not_a_broken_file() -> None:
    assert len(read("id,lon,lat\nhello\n").broken) == 1


@pytest.mark.parametrize("name", ["Observed from", " observed-from ", "OBSERVED_FROM", "observed  from"])
def test_headings_compare_without_case_blanks_and_dashes(name: str) -> None:
    assert heading(name) == "observed_from"


def test_a_header_of_more_columns_than_a_sheet_has_is_refused_at_once() -> None:
    wide = ",".join(f"c{number}" for number in range(100_000))
    began = time.process_time()
    with pytest.raises(UnreadableFileError, match=r"line 1: the header has 100000 columns, expected at most 16384"):
        read_table(f"{wide}\n{',' * 99_999}\n", file="x.csv")
    assert time.process_time() - began < 2.0
