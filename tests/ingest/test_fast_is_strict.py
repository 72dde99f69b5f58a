"""Read a column and a few thousand rows at a time, a file comes to exactly what it comes to cell by cell."""

import csv
import random
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dashboard.ingest.account import Problem, Rejection
from dashboard.ingest.duplicates import row_keys
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.one_file import LoadedFile, load_file
from dashboard.ingest.rows import SourceTable, read_chunks, read_table
from dashboard.ingest.times.cells import with_order_evidence
from tests.ingest import strict

ZONE = "Europe/Kyiv"
HEADER = [*strict.CANONICAL, "team", "Note"]
USUAL = {
    "observation_id": ["", "1", "X-2", " 7 ", "#3", "Ж"],
    "observed_from": ["2026-05-03T10:00:30", "2026-05-03 10:00", "2026-05-03T10:00:00Z", "2026-05-03", "2026-05-03T10:00+00:00"],
    "observed_to": ["", "", "", "2026-05-04", "2026-05-03T12:00"],
    "lon": ["37.5", "-12.25", "", "", "37,5", "+3", "1e1", " 37 ", "0"],
    "lat": ["48.1", "48.123456", "", "", "-0", ".5"],
    "radius_m": ["", "", "400", "0", " 5 ", "4e2", "12.5"],
    "region": ["", "Donetsk oblast", "Донецька область", " ", "\u00a0Харків\u2003"],
    "place": ["Avdiivka", "Avdiivka", "", "3-5km ESE of X"],
    "act": ["fire", "fire.artillery", "обстріл", "xyz", ""],
    "calibre_mm": ["", "122", "122 mm"],
    "count": ["", "3", ">=3", "~3", "many"],
    "means": ["", "patrol", "UAV", "nonsense"],
    "reliability": ["", "A", "B2", "Z", "n/a"],
    "credibility": ["", "1", "9"],
}  # fmt: skip
HOSTILE = [
    "", "", " ", "soon", "2026-02-31T10:00", "2026-03-29T03:30", "2026-10-25T03:30", "03/04/2026", "2101-01-01T00:00", "1e999",
    "−5", "٣٧",
    "nan", "inf", "-inf", "0x25", "181", "00000000000000000000000000000001.5", "1_0", "1.2.3", "two\nlines", 'a "quoted" word',
    '"], ["',
    "], [", ",", "\\", "é🙂", "\x0b\x85\u2028", "\x7f", "\0", "=1+1", "2026-05-03T1٠:00", "\x1c37.5\x1c",
]  # fmt: skip
QUOTELESS_TEXT = st.text(st.sampled_from("ab1 #,;\t\n\r\u00a0é\\\ufeff\0\x1f🙂"), max_size=60)
ODD_TEXT = st.text(st.sampled_from('ab1 #,;\t"\n\r\u00a0é'), max_size=60)


def row(dice: random.Random, hostile: float) -> list[str]:
    """Return a row of which about so many in a hundred cells are hostile."""
    return [
        dice.choice(HOSTILE) if dice.random() < hostile else dice.choice(USUAL.get(name, ["", "", "s", "heard, seen"]))
        for name in HEADER
    ]


def file(seed: int) -> tuple[str, str]:
    """Return a file in odd shape, and its delimiter."""
    dice = random.Random(seed)
    rows = [row(dice, dice.choice([0, 0, 0.02, 0.1])) for _ in range(dice.randint(0, 40))]
    for _ in range(dice.randint(0, 8)):
        kind, at = dice.choice(["long", "short", "blank", "header", "tags", "repeat"]), dice.randint(0, len(rows))
        spoilt = {
            "long": [*HEADER, "x"],
            "short": ["x"],
            "blank": [""],
            "header": HEADER,
            "tags": ["#x", *[""] * (len(HEADER) - 1)],
        }
        rows.insert(at, spoilt[kind] if kind in spoilt else list(dice.choice([HEADER, *rows])))
    delimiter = dice.choice([",", ";", "\t"])
    ending, quoting = dice.choice(["\n", "\r\n", "\r"]), dice.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    text = strict.written([HEADER, *rows], delimiter=delimiter, ending=ending, quoting=quoting)
    for _ in range(dice.choice([0, 0, 1, 4])):
        at = dice.randrange(text.index(ending) + 1, len(text) + 1)
        text = text[:at] + dice.choice(['"', delimiter, "\n", "\r", '"\n"', "é"]) + text[at + dice.randint(0, 2) :]
    return text, delimiter


def read(text: str, piece: int) -> LoadedFile:
    return load_file("a.csv", text.encode(), Mapping(time_zone=ZONE), piece=piece)


@pytest.mark.parametrize("seed", range(150))
def test_a_file_comes_to_what_it_comes_to_cell_by_cell(seed: int) -> None:
    text, delimiter = file(seed)
    loaded = read(text, 1 << 20)
    rejected = {one.line: one.problems for one in loaded.rejections}
    table = loaded.table.set_index("line")
    expected = list(strict.records(text, delimiter))
    assert loaded.account.rows_read == len(expected)
    refused: list[Rejection] = []
    for line, cells in expected:
        if isinstance(cells, str):
            assert [problem.reason for problem in rejected[line]] == [cells]
            continue
        row = strict.row_of(dict(zip(HEADER, cells, strict=True)), ZoneInfo(ZONE))
        nul = tuple(
            Problem(name, cell, "the cell holds the character NUL, which no text does; take it out")
            for name, cell in zip(HEADER, cells, strict=True)
            if "\0" in cell
        )
        if nul or row.problems:
            refused.append(Rejection("a.csv", line, (*nul, *row.problems), {}))
        else:
            assert {name: strict.as_told(table.loc[line, name]) for name in row.cells} == row.cells
    # What the other dates of a file prove is said beside each that is refused, once the file is read.
    assert {one.line: one.problems for one in with_order_evidence(refused)} == {
        line: problems for line, problems in rejected.items() if line in {one.line for one in refused}
    }
    assert len(table) + len(rejected) == len(expected)


@pytest.mark.parametrize("seed", range(150, 220))
def test_a_file_comes_to_the_same_however_little_is_read_at_a_time(seed: int) -> None:
    text, _ = file(seed)
    whole, piecemeal = read(text, 1 << 20), read(text, 300)
    pd.testing.assert_frame_equal(piecemeal.table, whole.table, check_exact=True)
    assert (piecemeal.rejections, piecemeal.account) == (whole.rejections, whole.account)
    assert [one.cells for one in piecemeal.rejections] == [one.cells for one in whole.rejections]


def put_together(chunks: list[SourceTable]) -> tuple[list[int], list[list[str]], list[object], list[str]]:
    return (
        [line for chunk in chunks for line in chunk.lines],
        [cells for chunk in chunks for cells in chunk.rows],
        [row for chunk in chunks for row in chunk.broken],
        [note for chunk in chunks for note in chunk.notes],
    )


@settings(max_examples=400, deadline=None)
@given(ODD_TEXT, st.integers(0, 30), st.sampled_from([",", ";", "\t"]))
def test_any_text_is_told_into_rows_as_record_by_record(text: str, piece: int, delimiter: str) -> None:
    whole = f"a{delimiter}b{delimiter}1\n{delimiter}x{delimiter}\n{text}"
    table = read_table(whole, file="a.csv", known=("a", "b"))
    assume(table.delimiter == delimiter)
    rows = [(line, cells) for line, cells in strict.records(whole, delimiter) if not isinstance(cells, str)]
    broken = [(line, reason) for line, reason in strict.records(whole, delimiter) if isinstance(reason, str)]
    assert list(zip(table.lines, table.rows, strict=True)) == rows
    assert [(row.line, row.reason) for row in table.broken] == broken
    chunks = list(read_chunks(whole, file="a.csv", known=("a", "b"), piece=piece))
    assert put_together(chunks) == put_together([table])


@settings(max_examples=300, deadline=None)
@given(QUOTELESS_TEXT, st.integers(0, 30), st.sampled_from([",", ";", "\t"]))
def test_lines_without_a_quote_are_read_and_keyed_as_record_by_record(text: str, piece: int, delimiter: str) -> None:
    whole = f"a{delimiter}b{delimiter}1\n{delimiter}x{delimiter}\n{text}"
    chunks = list(read_chunks(whole, file="a.csv", known=("a", "b"), piece=piece))
    assume(chunks[0].delimiter == delimiter)
    rows = [(line, cells) for line, cells in strict.records(whole, delimiter) if not isinstance(cells, str)]
    assert put_together(chunks)[:2] == ([line for line, _ in rows], [cells for _, cells in rows])
    keys = [key for chunk in chunks for key in row_keys(chunk.header, chunk.rows)]
    assert keys == [strict.row_key(list(chunks[0].header), cells) for _, cells in rows]


def test_a_cell_too_long_to_be_one_is_refused_without_a_quote_too() -> None:
    text = f"observed_from,place\n2026-05-03,x\n2026-05-03,{'y' * 140_000}\n2026-05-03,z\n"
    loaded = read(text, 1 << 20)
    assert [(one.line, one.problems[0].reason) for one in loaded.rejections] == [
        (3, "a cell is too long to be one; a quote may be opened and never closed")
    ]
    assert loaded.table["line"].tolist() == [2, 4]


def test_a_quote_that_is_never_closed_costs_its_line_however_far_it_is_looked_for() -> None:
    rows = "".join(f"2026-05-03,x,{number}\n" for number in range(20_000))
    text = f'observed_from,place,note\n2026-05-03,x,"open\n{rows}'
    loaded = load_file("a.csv", text.encode(), Mapping(time_zone=ZONE), piece=20_000)
    assert [one.line for one in loaded.rejections] == [2]
    assert (len(loaded.table), list(loaded.table["line"][:2])) == (20_000, [3, 4])


def test_the_work_can_be_stopped_between_two_pieces() -> None:
    class StoppedError(Exception):
        pass

    def stop(share: float, what: str) -> None:
        shares.append((share, what))
        if len(shares) == 3:
            raise StoppedError

    shares: list[tuple[float, str]] = []
    text = "observed_from,place\n" + "2026-05-03,x\n" * 100
    with pytest.raises(StoppedError):
        load_file("a.csv", text.encode(), Mapping(time_zone=ZONE), stop, piece=200)
    assert len(shares) == 3
    assert shares == sorted(shares)
    assert shares[0][1].startswith("reading a.csv: ")
