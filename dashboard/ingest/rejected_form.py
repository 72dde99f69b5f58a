"""Reading back a file of rejected rows that the product wrote, after a person has fixed them.

Such a file has `file, line, column, value, reason` before the row's own cells, and an apostrophe before every cell that a
spreadsheet would take for a formula. Both are taken away. A row that was rejected as a whole has in `value` its text as it
stood; as long as its cells are still what that text was split into, nobody has fixed it, and it is rejected again.
"""

import re
from dataclasses import dataclass, replace

from dashboard.ingest.account import SURPLUS_CELL, WHOLE_ROW
from dashboard.ingest.numbers import read_degrees
from dashboard.ingest.records import split_loosely
from dashboard.ingest.row_sorter import BrokenRow
from dashboard.ingest.rows import DELIMITERS, SourceTable, headings

LEADING_COLUMNS = ("file", "line", "column", "value", "reason")
_GUARDED = re.compile("'+[=+\\-@\t\r\0]")
_FIGURES = re.compile(r"[0-9T:./, +-]{1,60}")
"""What numbers, dates and times are written with."""
NOTE = "read as a file of rejected rows: its first five columns and the guards before formulas are taken away"
"""What the account of such a file says of it."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a row of such a file says of the rejected row that it puts right: its file, its line, and what was wrong there.

    line: 1-based physical line of the row itself. column, value: as the rejected row's problems, joined.
    """

    line: int
    file: str
    rejected_line: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    about: list[str]
    cells: list[str]


def is_rejected_form(table: SourceTable) -> bool:
    """Whether the table begins with the columns of a file of rejected rows, and has others."""
    return table.names[:5] == LEADING_COLUMNS and len(table.names) > 5


def restore(table: SourceTable) -> SourceTable:
    """Return the rows as they would stand in the file they came from, now fixed; those not fixed as broken rows."""
    if not is_rejected_form(table):
        return table
    rows = [
        _Row(line, [_unguarded(cell) for cell in row[:5]], [_unguarded(cell) for cell in row[5:]])
        for line, row in zip(table.lines, table.rows, strict=True)
    ]
    own = [_unguarded(name) for name in table.names[5:]]
    width = next((index for index, name in enumerate(own) if name.startswith(SURPLUS_CELL)), len(own))
    header, repeated, _ = headings(own[:width])
    fixed = [row for row in rows if not _is_unfixed(row, width)]
    unfixed = [
        BrokenRow(row.line, row.about[3] or table.delimiter.join(row.cells), tuple(row.cells), _again(row))
        for row in rows
        if _is_unfixed(row, width)
    ]
    return replace(
        table,
        names=tuple(own[:width]),
        header=header,
        repeated=repeated,
        lines=[row.line for row in fixed],
        rows=[row.cells[:width] for row in fixed],
        broken=tuple(sorted((*table.broken, *unfixed), key=lambda row: row.line)),
        notes=(NOTE, *table.notes),
    )


def leads(table: SourceTable) -> tuple[Lead, ...]:
    """Return whom each row puts right, for those that still say it; none for a table that is no file of rejected rows."""
    if not is_rejected_form(table):
        return ()
    named = ((line, [_unguarded(cell) for cell in row[:4]]) for line, row in zip(table.lines, table.rows, strict=True))
    return tuple(
        Lead(line, file, int(at), column, value) for line, (file, at, column, value) in named if at.isascii() and at.isdigit()
    )


def _is_unfixed(row: _Row, width: int) -> bool:
    if any(cell.strip() for cell in row.cells[width:]):
        return True
    return row.about[2] == WHOLE_ROW and any(_is_split_of(row.about[3], row.cells, delimiter) for delimiter in DELIMITERS)


def _is_split_of(raw: str, cells: list[str], delimiter: str) -> bool:
    split = split_loosely(raw, delimiter)
    # A spreadsheet may have taken a guard away with its apostrophe; or the apostrophe is the row's own.
    return bool(raw) and any(_are_alike(read, cells) for read in (split, [_unguarded(cell) for cell in split]))


def _are_alike(split: list[str], cells: list[str]) -> bool:
    """Whether cells are what a text was split into, or what a spreadsheet that nobody typed in makes of it when it saves."""
    filled = [*split, *[""] * (len(cells) - len(split))]
    return len(filled) == len(cells) and all(map(_is_same, filled, cells))


def _is_same(cell: str, saved: str) -> bool:
    """Whether two cells are equal, or the same number (37.50, 37.5) or date (2026-05-21, 21.05.2026 00:00) written anew."""
    if cell.strip() == saved.strip():
        return True
    if not (_FIGURES.fullmatch(cell) and _FIGURES.fullmatch(saved)):
        return False
    one, other = (read_degrees(text) for text in (cell, saved))
    if one is not None and other is not None:
        return one == other
    return _groups(cell) == _groups(saved)


def _groups(figures: str) -> list[str]:
    """Return the numbers in a text of figures in order of size, noughts left out, as every order of a date has them."""
    return sorted(filter(None, (group.lstrip("0") for group in re.findall("[0-9]+", figures))))


def _again(row: _Row) -> str:
    reason = row.about[4] or "the row still has more cells than columns"
    return f"not changed since it was rejected: {reason}"


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell
