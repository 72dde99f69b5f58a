"""Sheets of a workbook to tables, read by two readers that know nothing of each other: ours and calamine.

Ours reads the document's own XML and tells formats, formulas, hidden rows and merged cells; calamine reads the values once more.
Where they differ in one cell, one of them is wrong about what the sender wrote, and the file is refused.
"""

import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from typing import Protocol

from python_calamine import CalamineError, CalamineWorkbook

from dashboard.ingest.containers.events import Event, Note, RefusedError, Row, Table, Wanted
from dashboard.ingest.containers.sheet_cells import BLANK, Cell, agree, cell_name
from dashboard.ingest.header import HEADER_WITHIN, header_at, heading
from dashboard.ingest.quoting import quoted

MOST_COLUMNS, MOST_ROWS = 16_384, 1_048_576
_LOOKED_AT = 200
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and where in the archive it is."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with something in it. line: 1-based. bare: columns of formulas that carry no computed value."""

    line: int
    cells: list[Cell]
    bare: tuple[int, ...] = ()


@dataclass(slots=True)
class Facts:
    """What is said of a sheet besides its cells; filled while its rows are read."""

    formulas: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    no_dates: list[str] = field(default_factory=list)
    unseen_clocks: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    hidden_rows: int = 0
    hidden_columns: int = 0

    def notes(self) -> Iterator[str]:
        """Yield each in words."""
        said = (
            (self.formulas, "with a formula, read by its last computed value"),
            (
                self.bare,
                "with a formula without a computed value, read as blank (a spreadsheet program computes it when it saves)",
            ),
            (self.errors, "with an error, kept as its text"),
            (self.unseen_clocks, "shown as a date with a time of day stored, which is read too"),
            (self.no_dates, "formatted as a date with a number that is none, kept as the number"),
        )
        for cells, what in said:
            if cells:
                yield f"{len(cells)} cell{'s' * (len(cells) > 1)} {what}: {_some(cells)}"
        if self.merged:
            yield f"merged cells hold their value in the first cell only: {_some(self.merged)}"
        for count, what in ((self.hidden_rows, "row"), (self.hidden_columns, "column")):
            if count:
                yield f"{count} hidden {what}{'s' * (count > 1)} read like the others"


class Workbook(Protocol):
    """A workbook as our reader gives it."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets in order."""
        ...

    def rows(self, sheet: Sheet, facts: Facts) -> Iterator[SheetRow]:
        """Yield the rows with something in them, lines ascending, and note the facts on the way."""
        ...


def read_workbook(path: Path, opened: Callable[[zipfile.ZipFile], Workbook], wanted: Wanted) -> Iterator[Event]:
    """Yield the sheets wanted of the workbook in an archive, which `opened` reads. Raises RefusedError."""
    try:
        with zipfile.ZipFile(path) as archive, CalamineWorkbook.from_path(path) as second:
            book = opened(archive)
            for sheet, notes in _chosen(book, wanted):
                yield Table(sheet.name, "rows of the sheet", choices=tuple(one.name for one in book.sheets))
                yield from map(Note, notes)
                yield from _compared(book, sheet, second)
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        said = " ".join(str(error).split())
        raise RefusedError(f"the workbook is damaged ({said}); open and save it anew, or save the sheet as CSV") from error


def _chosen(book: Workbook, wanted: Wanted) -> list[tuple[Sheet, list[str]]]:
    """Return the sheets to read, each with what to say of the choice.

    The one named; else the one with most known headings, and others under the very same header, which carry it on.
    """
    if wanted.sheet:
        return [(_named(book.sheets, wanted.sheet), [])]
    headers = {sheet.name: _header(book, sheet, wanted.known) for sheet in book.sheets if not sheet.hidden}
    filled = [sheet for sheet in book.sheets if headers.get(sheet.name)]
    if not filled:
        raise RefusedError("no visible sheet holds a table of two or more columns, expected a header row and rows")
    best = max(filled, key=lambda sheet: sum(name in wanted.known for name in headers[sheet.name]))
    chosen = [sheet for sheet in filled if headers[sheet.name] == headers[best.name]]
    left = [quoted(sheet.name) + " (hidden)" * sheet.hidden for sheet in book.sheets if sheet not in chosen]
    notes = [f"sheets not read: {', '.join(left)}; a mapping can name one as `sheet`"] if left else []
    return [(sheet, notes if sheet is chosen[0] else []) for sheet in chosen]


def _named(sheets: Sequence[Sheet], name: str) -> Sheet:
    exact = [sheet for sheet in sheets if sheet.name == name] or [
        sheet for sheet in sheets if sheet.name.strip().casefold() == name.strip().casefold()
    ]
    if len(exact) != 1:
        raise RefusedError(f"no sheet is called {quoted(name)}; there are {', '.join(quoted(sheet.name) for sheet in sheets)}")
    return exact[0]


def _header(book: Workbook, sheet: Sheet, known: frozenset[str]) -> tuple[str, ...]:
    """Return the headings of a sheet as they compare; none where no row of its beginning has two or more cells."""
    rows = ([cell.text for cell in row.cells if cell.text.strip()] for row in islice(book.rows(sheet, Facts()), _LOOKED_AT))
    first = list(islice(filter(None, rows), HEADER_WITHIN))
    at = header_at(first, known)
    header = first[at] if at is not None else next((cells for cells in first if len(cells) > 1), [])
    return tuple(map(heading, header))


def _compared(book: Workbook, sheet: Sheet, second: CalamineWorkbook) -> Iterator[Event]:
    facts = Facts()
    other = _Second(second, sheet)
    for row in book.rows(sheet, facts):
        other.check(row)
        flags = [f"{cell_name(row.line, at)} holds a formula without a computed value" for at in row.bare]
        yield Row(row.line, [cell.text for cell in row.cells], flag="; ".join(flags))
    other.check_rest()
    yield from map(Note, facts.notes())


class _Second:
    """The same sheet as calamine reads it, followed row by row."""

    def __init__(self, book: CalamineWorkbook, sheet: Sheet) -> None:
        read = book.get_sheet_by_name(sheet.name)
        self._name = sheet.name
        top, self._left = read.start or (0, 0)
        self._rows = enumerate(read.to_python(skip_empty_area=True), top + 1)
        self._next = next(self._rows, None)

    def check(self, row: SheetRow) -> None:
        while self._next is not None and self._next[0] < row.line:
            self._expect(self._next[0], [], self._next[1])
        if self._next is not None and self._next[0] == row.line:
            self._expect(row.line, row.cells, self._next[1])
        else:
            self._compare(row.line, row.cells, [])

    def check_rest(self) -> None:
        while self._next is not None:
            self._expect(self._next[0], [], self._next[1])

    def _expect(self, line: int, mine: list[Cell], other: Sequence[object]) -> None:
        self._compare(line, mine, other)
        self._next = next(self._rows, None)

    def _compare(self, line: int, mine: list[Cell], other: Sequence[object]) -> None:
        theirs = [*[""] * self._left, *other] if self._left else other
        for at, (own, their) in enumerate(zip_longest(mine, theirs, fillvalue=None)):
            cell, value = own or BLANK, "" if their is None else their
            # The usual case first, since this is done for every cell; `True == 1` is why the types are looked at.
            if (cell.value == value and type(cell.value) is type(value)) or agree(cell.value, value):
                continue
            raise RefusedError(
                f"two readers disagree on cell {cell_name(line, at)} of sheet {quoted(self._name)}: {quoted(cell.text)} and "
                f"{quoted(value)}; open and save the file in a spreadsheet program, or save the sheet as CSV"
            )


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")
