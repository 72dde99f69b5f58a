"""CSV records come out whole with their lines, and a broken one costs its own line and little time."""

import csv
import io
from typing import Any, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.records import Fault, Record, read_records


def read(text: str, width: int = 3, delimiter: str = ",") -> list[Record | Fault]:
    return list(read_records(list(io.StringIO(text, newline="")), delimiter=delimiter, width=width))


class CountedLines(list[str]):
    """Lines that count how often any of them is looked at."""

    taken = 0

    def __getitem__(self, which: SupportsIndex | slice) -> Any:
        found = super().__getitem__(which)
        self.taken += len(found) if isinstance(which, slice) else 1
        return found


def faults(text: str) -> list[int]:
    return [one.begin for one in read(text) if isinstance(one, Fault)]


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_a_csv_writer_wrote_is_read_back_exactly(rows: list[list[str]], delimiter: str, ending: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    # A width that no line of text has by chance: whether rows were swallowed is tested below.
    assert [one.cells for one in read(written.getvalue(), width=99, delimiter=delimiter) if isinstance(one, Record)] == rows


def test_a_record_tells_the_lines_it_spans() -> None:
    first, second = read('a,"b\r\nb\r\nb",c\r\nd,e,f')
    assert first == Record(0, 3, ["a", "b\r\nb\r\nb", "c"])
    assert second == Record(3, 4, ["d", "e", "f"])


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_line_ending_ends_a_line(ending: str) -> None:
    assert [one.begin for one in read(ending.join(["a,b,c", "d,e,f", "g,h,i"]))] == [0, 1, 2]


def test_an_unclosed_quote_costs_its_line_only() -> None:
    text = 'a,"b,c\n1,2,3\n4,5,6\n'
    assert faults(text) == [0]
    assert [one.cells for one in read(text) if isinstance(one, Record)] == [["1", "2", "3"], ["4", "5", "6"]]


def test_an_unclosed_quote_before_a_quoted_cell_costs_its_line_only() -> None:
    assert faults('a,"b,c\n1,2,3\n4,"five, or so",6\n7,8,9\n') == [0]


def test_two_stray_quotes_do_not_swallow_the_rows_between_them() -> None:
    text = 'a,"b,c\n1,2,3\n4,5,6\nd,e",f\n7,8,9\n'
    assert faults(text) == [0]
    assert [one.begin for one in read(text) if isinstance(one, Record)] == [1, 2, 3, 4]


def test_a_quoted_cell_with_lines_and_delimiters_is_no_run_of_rows() -> None:
    assert read('a,"first, second\nthird\nfourth, fifth, sixth",c\n') == [
        Record(0, 3, ["a", "first, second\nthird\nfourth, fifth, sixth", "c"])
    ]


def test_a_quote_after_a_closing_quote_is_a_fault() -> None:
    assert faults('a,"b"x,c\n1,2,3\n') == [0]


def test_a_quote_within_a_bare_cell_is_text() -> None:
    assert read('5" gun,a,b\n') == [Record(0, 1, ['5" gun', "a", "b"])]


@pytest.mark.parametrize(
    "line",
    ['a,b",x,"d', '"', 'a,"', '"a,b', 'a,"b,c', '""",x', 'a,"b"c', f'a,"{"x" * 5_000}'],
    ids=["flips", "lone", "open", "first", "plain", "doubled", "after", "long"],
)
def test_a_file_of_nothing_but_faults_is_read_a_few_times_over_and_no_more(line: str) -> None:
    lines = CountedLines([f"{line}\n"] * 3_000)
    found = list(read_records(lines, delimiter=",", width=3))
    assert len(found) >= 1_500
    assert lines.taken <= 8 * len(lines)


@given(st.text(alphabet='a,"\n\r;', max_size=80))
def test_every_line_belongs_to_exactly_one_record_or_fault(text: str) -> None:
    lines = list(io.StringIO(text, newline=""))
    spans = [(one.begin, one.end if isinstance(one, Record) else one.begin + 1) for one in read(text)]
    assert [line for begin, end in spans for line in range(begin, end)] == list(range(len(lines)))


@given(st.text(alphabet='a,"\n', max_size=60))
def test_lines_without_fault_are_read_as_the_csv_module_reads_them(text: str) -> None:
    read_here = read(text, width=99)
    if not any(isinstance(one, Fault) for one in read_here):
        assert [one.cells for one in read_here if isinstance(one, Record)] == list(
            csv.reader(io.StringIO(text, newline=""), strict=True)
        )
