"""What is wrong with each row of a table, in the words of its file: its own headings, and its cells as they came."""

from dashboard.ingest.account import Problem, Rejection
from dashboard.ingest.formats.format import Reading
from dashboard.ingest.parse import Parsed
from dashboard.ingest.rows import SourceTable

_NUL = "the cell holds the character NUL, which no text does; take it out"

Problems = dict[int, tuple[Problem, ...]]
"""By position of the row in the table."""


def all_problems(table: SourceTable, reading: Reading, parsed: Parsed, *, has_nul: bool) -> Problems:
    """Return every problem of every row, in the words of the file: its own headings, and its cells as they came."""
    nul = _nul_characters(table) if has_nul else {}
    typed = {
        at: tuple(_in_words_of_file(problem, table, reading, at) for problem in problems)
        for at, problems in parsed.problems.items()
    }
    positions = sorted(nul.keys() | reading.problems.keys() | typed.keys())
    return {at: (*nul.get(at, ()), *_once(reading.problems.get(at, ()), typed.get(at, ()))) for at in positions}


def rejected(file: str, table: SourceTable, at: int, problems: tuple[Problem, ...]) -> Rejection:
    """Return a row that its problems keep out, by its position in the table, with all its cells."""
    return Rejection(file, table.lines[at], problems, dict(zip(table.header, table.rows[at], strict=True)))


def _once(of_format: tuple[Problem, ...], typed: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems of a row without what typing has to say of a cell that the format has refused already."""
    refused = {problem.column for problem in of_format}
    return (*of_format, *(problem for problem in typed if problem.column not in refused))


def _nul_characters(table: SourceTable) -> Problems:
    """Text with a NUL in it is cut short, or refused, by much of what would have to show or keep it."""
    found = {
        at: tuple(Problem(name, cell, _NUL) for name, cell in zip(table.header, row, strict=True) if "\0" in cell)
        for at, row in enumerate(table.rows)
    }
    return {at: problems for at, problems in found.items() if problems}


def _in_words_of_file(problem: Problem, table: SourceTable, reading: Reading, at: int) -> Problem:
    origin = reading.origins.get(problem.column)
    if origin is None:
        return problem
    if origin not in table.header:
        return Problem(origin, problem.value, problem.reason)  # read from several columns: the cells as joined
    return Problem(origin, table.rows[at][table.header.index(origin)], problem.reason)
