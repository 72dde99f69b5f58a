"""rejected.csv: every rejected row, why, and its own text."""

import csv
import io
from dataclasses import dataclass

from dashboard.report.rejected import rejected_csv


@dataclass(frozen=True)
class Problem:
    column: str
    value: str
    reason: str


@dataclass(frozen=True)
class Rejection:
    file: str
    line: int
    problems: tuple[Problem, ...]
    cells: dict[str, str]


OUT_OF_RANGE = Problem("lon", "377.4", "377.4 is no longitude, expected -180 to 180")
NO_TIME = Problem("observed_from", "31.02.2026", "there is no such day")
ROWS = (
    Rejection("a.csv", 3, (OUT_OF_RANGE, NO_TIME), {"lon": "377.4", "observed_from": "31.02.2026", "description": "=1+1, heard"}),
    Rejection("b.csv", 12, (Problem("", "", "5 cells, expected 4"),), {"долгота": "37.7", "lon": "-12.5"}),
)


def test_rejected_csv_snapshot():
    assert rejected_csv(ROWS).decode() == (
        "file,line,column,value,reason,lon,observed_from,description,долгота\n"
        'a.csv,3,lon; observed_from,377.4; 31.02.2026,"377.4 is no longitude, expected -180 to 180; there is no such day",'
        '377.4,31.02.2026,"\'=1+1, heard",\n'
        'b.csv,12,,,"5 cells, expected 4",-12.5,,,37.7\n'
    )


def test_nothing_rejected_is_a_header_alone():
    assert rejected_csv(()) == b"file,line,column,value,reason\n"


def test_a_row_whose_own_columns_are_called_like_ours_keeps_them_behind_ours():
    row = Rejection("a.csv", 2, (NO_TIME,), {"file": "patrol book", "reason": "exercise"})
    header, line = csv.reader(io.StringIO(rejected_csv([row]).decode()))
    assert header == ["file", "line", "column", "value", "reason", "file", "reason"]
    assert line[5:] == ["patrol book", "exercise"]


def test_a_header_from_outside_is_made_harmless_too():
    row = Rejection("a.csv", 2, (NO_TIME,), {"=cmd|'/C calc'!A0": "1"})
    assert rejected_csv([row]).splitlines()[0].endswith(b",'=cmd|'/C calc'!A0")


def test_a_file_name_that_would_run_is_made_harmless():
    assert b"\n'@evil.csv,2," in rejected_csv([Rejection("@evil.csv", 2, (NO_TIME,), {})])
