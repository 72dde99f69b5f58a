"""Physical lines to CSV records, strictly, in time that grows with the length of the file and no faster.

A record that cannot be read is given up at its first physical line and reading resumes on the next one. What keeps that
cheap: a record that was given up after line m had an open quote at the end of every line before m. Any record that starts
in between and leaves a quote open is therefore in the same state there and fails the same way, so those lines are read
singly and never looked ahead from again.

`read_records` is the rule. `read_plainly` gives the same records for lines that hold no fault, several times faster.
"""

import csv
import gc
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

_REASONS = {
    "unexpected end of data": "a quote is opened and never closed",
    "',' expected after '\"'": "a quoted cell goes on after its closing quote; a quote inside a cell is written twice",
    "field larger than field limit": "a cell is too long to be one; a quote may be opened and never closed",
}
_CUT_SHORT = "unexpected end of data"
_RUNS_ON = "a quote is opened here and closed only in a later row; one of the two is missing"


@dataclass(frozen=True, slots=True)
class Record:
    """One CSV record, from line `begin` up to but without line `end`, both counted from 0."""

    begin: int
    end: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A line, counted from 0, from which no record can be read, and why."""

    begin: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plain:
    """Records without a fault among them. begins: the line, counted from 0, each starts on. end: the line after the last."""

    cells: list[list[str]]
    begins: Sequence[int]
    end: int


def read_plainly(lines: Sequence[str], *, delimiter: str, width: int, more: bool, quotes: bool) -> Plain | None:
    """Return the records of lines that hold no fault; None where `read_records` has to tell what is wrong.

    more: whether lines follow, as in `read_records`. quotes: whether a quote stands anywhere in the lines.
    """
    with _nothing_collected():
        return _read_plainly(lines, delimiter, width, more=more, quotes=quotes)


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Hold the garbage collector off: cells hold no references, and looking through them all for cycles doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read_plainly(lines: Sequence[str], delimiter: str, width: int, *, more: bool, quotes: bool) -> Plain | None:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    if not quotes:
        return _a_record_a_line(reader, len(lines))
    cells: list[list[str]] = []
    bounds = [0]
    try:
        for one in reader:
            cells.append(one)
            bounds.append(reader.line_num)
    except csv.Error as fault:
        if not (more and str(fault).startswith(_CUT_SHORT)):
            return None
    if len(cells) < bounds[-1]:
        spans = ((begin, end, len(one) == width) for one, (begin, end) in zip(cells, pairwise(bounds), strict=True))
        if any(
            end - begin > 1 and _runs_on(lines[begin:end], delimiter, width, right_width=right) for begin, end, right in spans
        ):
            return None
    return Plain(cells, bounds[:-1], bounds[-1])


def _a_record_a_line(reader: Iterator[list[str]], count: int) -> Plain | None:
    try:
        cells = list(reader)
    except csv.Error:
        return None
    return Plain(cells, range(count), count)


def read_records(lines: Sequence[str], *, delimiter: str, width: int, more: bool = False) -> Iterator[Record | Fault]:
    """Yield every record and fault of the lines (each with its line end), in order; `width` is what a row should have.

    more: whether lines follow. A record that the end of `lines` cuts short is then left to be read with them: what is
    yielded ends before it.
    """
    at = 0
    while at < len(lines):
        stop = yield from _until_fault(lines, at, delimiter, width, more=more)
        # Lines in the reach of a record that was given up cannot start one that spans lines: see above.
        for line in range(stop.begin + 1, stop.end):
            yield _read_alone(lines[line], line, delimiter)
        at = max(stop.begin + 1, stop.end)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where looking ahead failed: the record's first line, and the line it failed on (to be read afresh)."""

    begin: int
    end: int


def _until_fault(
    lines: Sequence[str], at: int, delimiter: str, width: int, *, more: bool
) -> Generator[Record | Fault, None, "_Stop"]:
    reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter, strict=True)
    begin = at
    try:
        for cells in reader:
            end = at + reader.line_num
            if end - begin > 1 and _runs_on(lines[begin:end], delimiter, width, right_width=len(cells) == width):
                yield Fault(begin, _RUNS_ON)
                return _Stop(begin, end - 1)
            yield Record(begin, end, cells)
            begin = end
    except csv.Error as fault:
        if more and str(fault).startswith(_CUT_SHORT):
            return _Stop(len(lines) - 1, len(lines))
        yield Fault(begin, _reason(fault))
        return _Stop(begin, at + reader.line_num - 1)
    return _Stop(len(lines) - 1, len(lines))


def _runs_on(lines: Sequence[str], delimiter: str, width: int, *, right_width: bool) -> bool:
    """Whether a quoted cell has swallowed rows rather than lines of text.

    Sure where the record has the wrong width and a line after its first the right one, or where every single line has it.
    """
    if width < 3:
        return False
    looks_like_rows = [line.count(delimiter) == width - 1 for line in lines]
    return all(looks_like_rows) if right_width else any(looks_like_rows[1:])


def _read_alone(text: str, line: int, delimiter: str) -> Record | Fault:
    try:
        return Record(line, line + 1, next(csv.reader((text,), delimiter=delimiter, strict=True)))
    except csv.Error as fault:
        return Fault(line, _reason(fault))


def split_loosely(raw: str, delimiter: str) -> list[str]:
    """Split the text of a row that cannot be read strictly into cells as well as may be."""
    try:
        return next(csv.reader((raw.strip("\r\n"),), delimiter=delimiter), [])
    except csv.Error:
        return raw.strip("\r\n").split(delimiter)


def _reason(fault: csv.Error) -> str:
    said = str(fault)
    expected = said if "expected after" not in said else "',' expected after '\"'"
    return next((reason for start, reason in _REASONS.items() if expected.startswith(start)), said)
