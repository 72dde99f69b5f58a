"""Where the header of a table is, with titles or group names above it."""

import pytest

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import header_at, heading, titles_note
from tests.ingest.readers import load

KNOWN = frozenset(("observed_from", "lon", "lat", "act"))
HEADER = ["observed_from", "lon", "lat", "act"]
ROW = ["2026-05-03", "37.7", "48.1", "fire"]


@pytest.mark.parametrize(
    "above",
    [
        [["Patrol report 7"]],
        [["Patrol report 7", "", "", ""], ["Period", "May 2026", "", ""]],
        [["When", "", "Where", "What"]],
        [[], ["a title with commas", " sector North", " team 3"]],
    ],
)
def test_the_header_is_the_first_line_with_known_headings(above: list[list[str]]) -> None:
    assert header_at([*above, HEADER, ROW], KNOWN) == len(above)


def test_no_row_is_passed_over_on_the_way_to_a_header() -> None:
    assert header_at([["a title"], ROW, HEADER, ROW], KNOWN) is None


def test_one_known_word_is_no_header() -> None:
    assert header_at([["Act", "of the day"], ["Дата", "Місце"], ROW], KNOWN) is None


def test_headings_compare_without_case_hyphens_and_underscores() -> None:
    assert heading(" Observed-From ") == heading("observed_from") == "observed_from"


def test_what_stood_above_the_header_is_told_and_cut_where_it_is_long() -> None:
    assert titles_note([]) == ()
    assert titles_note(["Report 7", "May"]) == ("2 lines above the header skipped: 'Report 7; May'",)
    assert len(titles_note(["x" * 5_000])[0]) < 400


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_table_is_read_from_its_header_on_and_lines_keep_their_numbers(delimiter: str) -> None:
    table = [delimiter.join(cells) for cells in (HEADER, ROW, ROW)]
    lines = ['Звіт "Північ" № 7', "", "Period: 1-7 May 2026, sector North", *table]
    loaded = load(("a.csv", "\n".join(lines)))
    assert list(loaded.observations["line"]) == [5]
    assert loaded.total.duplicates == 1
    assert "2 lines above the header skipped" in " ".join(loaded.accounts[0].notes)


def test_a_row_above_a_header_is_not_taken_for_a_title() -> None:
    with pytest.raises(UnreadableFileError, match="line 1: found the columns 2026-05-03"):
        load(("a.csv", "\n".join(",".join(cells) for cells in (ROW, HEADER, ROW))))
