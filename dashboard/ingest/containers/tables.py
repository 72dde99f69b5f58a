"""What a reader of containers found, gathered into tables: the header told from titles above it, rows from what is none."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dashboard.ingest.containers.events import Broken, Event, Note, RefusedError, Row, Table
from dashboard.ingest.containers.member import TableMember
from dashboard.ingest.header import HEADER_WITHIN, header_at, titles_note
from dashboard.ingest.quoting import quoted
from dashboard.ingest.remarks import RowRemark
from dashboard.ingest.row_sorter import BrokenRow
from dashboard.ingest.rows import SourceTable, headings


def gather(events: Iterable[Event], *, name: str, kind: str, known: frozenset[str] = frozenset()) -> tuple[TableMember, ...]:
    """Return the tables found, called by the container's name and, where there are several, their own. Raises RefusedError.

    known: headings by which the header of a sheet is told from what stands above it.
    """
    gathered: list[_Gathered] = []
    for event in events:
        if isinstance(event, Table):
            gathered.append(_Gathered(event, list(event.header), header_line=1, known=known))
        else:
            gathered[-1].take(event)
    if not gathered:
        raise RefusedError("it holds no table")
    for one in gathered:
        one.settle_header()
    several = len(gathered) > 1
    return tuple(one.member(f"{name}/{one.begun.part}" if several else name, kind) for one in gathered)


@dataclass(slots=True)
class _Gathered:
    begun: Table
    header: list[str]
    header_line: int
    known: frozenset[str]
    first: list[Row] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    broken: list[BrokenRow] = field(default_factory=list)
    remarks: dict[int, RowRemark] = field(default_factory=dict)
    titles: list[str] = field(default_factory=list)
    skipped: dict[str, list[int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def take(self, event: Row | Broken | Note) -> None:
        match event:
            case Note(said):
                self.notes.append(said)
            case Broken(line, raw, cells, reason):
                self.broken.append(BrokenRow(line, raw, tuple(cells), reason))
            case Row() if not self.header:
                self._before_header(event)
            case Row():
                self._row(event)

    def _before_header(self, row: Row) -> None:
        """Hold rows back until there are enough to tell the header by."""
        if any(map(str.strip, row.cells)):
            self.first.append(row)
        if len(self.first) >= HEADER_WITHIN:
            self.settle_header()

    def settle_header(self) -> None:
        """Tell the header among the rows held back, and take those below it."""
        waiting, self.first = self.first, []
        if self.header or not any(_count_filled(row) > 1 for row in waiting):
            self.titles += map(_as_title, waiting)
            return
        at = header_at([row.cells for row in waiting], self.known)
        if at is None:
            at = next(at for at, row in enumerate(waiting) if _count_filled(row) > 1)
        self.header, self.header_line = _without_blank_end(waiting[at].cells), waiting[at].line
        self.titles += map(_as_title, waiting[:at])
        for row in waiting[at + 1 :]:
            self._row(row)

    def _row(self, row: Row) -> None:
        cells, width = row.cells, len(self.header)
        if (skipped := self._not_a_row(cells)) is not None:
            self.skipped.setdefault(skipped, []).append(row.line)
        elif any(cell.strip() for cell in cells[width:]):
            reason = f"the row has {len(_without_blank_end(cells))} cells where the header has {width}"
            self.broken.append(BrokenRow(row.line, _written(cells), tuple(cells), reason))
        else:
            self.lines.append(row.line)
            self.rows.append(cells[:width] + [""] * (width - len(cells)))
            if row.flag or row.unplaced:
                self.remarks[row.line] = RowRemark(row.flag, row.unplaced)

    def _not_a_row(self, cells: list[str]) -> str | None:
        if not any(map(str.strip, cells)):
            return "blank row"
        if all(not cell or (cell.startswith("#") and cell not in _ERRORS) for cell in cells):
            return "HXL tag row"
        return "repeated header row" if _without_blank_end(cells) == self.header else None

    def member(self, name: str, kind: str) -> TableMember:
        """Return everything taken as one table. Raises RefusedError where there is no header."""
        if not self.header:
            raise RefusedError("no row has two or more cells, expected a header row and rows below it")
        header, repeated, said = headings(self.header)
        table = SourceTable(
            names=tuple(self.header),
            header=header,
            header_line=self.header_line,
            delimiter="",
            lines=self.lines,
            rows=self.rows,
            broken=tuple(self.broken),
            repeated=repeated,
            notes=(*self._told(), *said, *self.notes),
        )
        return TableMember(name, kind, table, self.remarks, self.begun.part, self.begun.choices)

    def _told(self) -> Iterator[str]:
        about = f"{quoted(self.begun.part)}: " if self.begun.part else ""
        yield f"{about}line numbers are {self.begun.counts}"
        yield from titles_note(self.titles)
        for what, lines in self.skipped.items():
            shown = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
            yield f"{len(lines)} {what}{'s' * (len(lines) > 1)} skipped, line {shown}"


_ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA")


def _count_filled(row: Row) -> int:
    return sum(bool(cell.strip()) for cell in row.cells)


def _as_title(row: Row) -> str:
    return ", ".join(cell for cell in row.cells if cell.strip())


def _without_blank_end(cells: list[str]) -> list[str]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _written(cells: list[str]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue()
