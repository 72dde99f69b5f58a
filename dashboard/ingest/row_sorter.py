"""What of the lines of a table is a row, what a row that is broken, and what no row at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from dashboard.ingest.column_rows import ColumnRows
from dashboard.ingest.lines import Window
from dashboard.ingest.quoteless import Quoteless, read_columns
from dashboard.ingest.records import Fault, Plain, Record, read_plainly, read_records, split_loosely
from dashboard.ingest.texts import Ints, Texts, distinct, flags


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is no row of the table: its raw text, its cells as well as they can be told, and what is wrong.

    line: 1-based physical line where it starts.
    """

    line: int
    raw: str
    cells: tuple[str, ...]
    reason: str


class RowSorter:
    """Collects rows, broken rows, and the lines that are no rows, as the records come.

    `rows`, with their `lines`, and `broken` are those found since they were last given away. offset: physical lines before
    the first that is read.
    """

    def __init__(self, header: list[str], delimiter: str, *, offset: int) -> None:
        self.lines: Sequence[int] = []
        self.rows: Sequence[list[str]] = []
        self.broken: list[BrokenRow] = []
        self.any_rows = False
        self._header = header
        self._delimiter = delimiter
        self._offset = offset + 1
        self._tags, self._headers, self._blank = (
            _Skipped(what) for what in ("HXL tag row", "repeated header line", "blank line")
        )

    def read(self, window: Window) -> Window:
        """Sort out what a window holds and return what is left of it, to be read with the lines that follow.

        All rows are to be given away before more is read.
        """
        quoteless = None if window.quotes else read_columns(window.text, delimiter=self._delimiter, width=len(self._header))
        if quoteless is not None:
            self._take_columns(quoteless, window)
            taken, rest = quoteless.count, Window("", more=window.more)
        else:
            taken = self._read_records(window)
            rest = window.after(taken)
        self._offset += taken
        self.any_rows = self.any_rows or len(self.rows) > 0
        return rest

    def given(self) -> tuple[Sequence[int], Sequence[list[str]], list[BrokenRow]]:
        """Give away what was collected."""
        collected = self.lines, self.rows, self.broken
        self.lines, self.rows, self.broken = [], [], []
        return collected

    def notes(self) -> Iterator[str]:
        """Say what was skipped."""
        for skipped in (self._tags, self._headers, self._blank):
            if skipped.count:
                yield f"{skipped.count} {skipped.what}{'s' if skipped.count > 1 else ''} skipped, {skipped.where}"

    def _read_records(self, window: Window) -> int:
        """Read a window record by record and return how many of its lines that took."""
        width = len(self._header)
        plain = read_plainly(window.lines, delimiter=self._delimiter, width=width, more=window.more, quotes=window.quotes)
        if plain is not None:
            self._take_plain(plain, window.lines)
            return plain.end
        taken, kept = 0, []
        for record in read_records(window.lines, delimiter=self._delimiter, width=width, more=window.more):
            taken = record.begin + 1 if isinstance(record, Fault) else record.end
            if isinstance(record, Record) and self._is_row(record, window.lines):
                kept.append(record)
            elif isinstance(record, Fault):
                self._break(record.begin + self._offset, window.lines[record.begin], record.reason)
        self.lines = [record.begin + self._offset for record in kept]
        self.rows = [record.cells for record in kept]
        return taken

    def _take_plain(self, plain: Plain, lines: list[str]) -> None:
        """Take records at once, after those that may be no row have been looked at one by one."""
        odd = [] if self._all_rows(plain.cells) else self._odd(plain.cells)
        ends = (*plain.begins[1:], plain.end) if odd else ()
        out = {at for at in odd if not self._is_row(Record(plain.begins[at], ends[at], plain.cells[at]), lines)}
        self.lines = [line + self._offset for at, line in enumerate(plain.begins) if at not in out]
        self.rows = [cells for at, cells in enumerate(plain.cells) if at not in out] if out else plain.cells

    def _all_rows(self, records: list[list[str]]) -> bool:
        """Whether it can be told at a glance that all are rows: of the right width, and in the first cell a visible character."""
        if not records or set(map(len, records)) != {len(self._header)}:
            return False
        first = [cells[0] for cells in records]
        # Between these there is neither whitespace nor the hash of a tag row.
        return min(first) >= "$" and max(first) < "{" and self._header[0] not in first

    def _odd(self, records: list[list[str]]) -> list[int]:
        """Return the positions of all records but those of the right width whose first cell begins with a letter or digit."""
        width, name = len(self._header), self._header[0]
        return [at for at, cells in enumerate(records) if len(cells) != width or not cells[0][:1].isalnum() or cells[0] == name]

    def _take_columns(self, found: Quoteless, window: Window) -> None:
        """Take lines by column, after those that may be no row have been looked at one by one."""
        of_rows = np.delete(np.arange(found.count), list(found.others))
        cells = ColumnRows(found.columns, window.text, self._delimiter)
        odd = {int(of_rows[at]): cells[int(at)] for at in self._odd_begins(found.columns[0])}
        odd |= {line: text.split(self._delimiter) for line, text in found.others.items()}
        out = [line for line in sorted(odd) if not self._is_row(Record(line, line + 1, odd[line]), window.lines)]
        if not out:
            self.lines, self.rows = range(self._offset, self._offset + found.count), cells
            return
        kept = np.ones(found.count, dtype=np.bool_)
        kept[out] = False
        mask = pa.array(kept[of_rows])
        text = "".join(compress(window.lines, kept.tolist()))
        self.lines = (np.flatnonzero(kept) + self._offset).tolist()
        self.rows = ColumnRows([column.filter(mask) for column in found.columns], text, self._delimiter)

    def _odd_begins(self, first: Texts) -> Ints:
        """Return the positions of all first cells but those that begin with a letter or digit and are not the first heading."""
        numbers, begins = distinct(pc.utf8_slice_codeunits(first, 0, 1))
        plain = np.array([begin.isalnum() for begin in begins], dtype=np.bool_)[numbers]
        return np.flatnonzero(~plain | flags(pc.equal(first, self._header[0])))

    def _is_row(self, record: Record, lines: list[str]) -> bool:
        """Whether a record is a row; what it is instead is kept."""
        line = record.begin + self._offset
        if (skipped := self._not_a_row(record.cells)) is not None:
            skipped.add(line)
        elif len(record.cells) != len(self._header):
            reason = f"the row has {len(record.cells)} cells where the header has {len(self._header)}"
            self._break(line, "".join(lines[record.begin : record.end]), reason)
        else:
            return True
        return False

    def _not_a_row(self, cells: list[str]) -> "_Skipped | None":
        if not any(map(str.strip, cells)):
            return self._blank
        if all(not cell or cell.startswith("#") for cell in cells):
            return self._tags
        # Where files were put together, each may have begun with a byte-order mark.
        return self._headers if [cells[0].lstrip("\ufeff"), *cells[1:]] == self._header else None

    def _break(self, line: int, raw: str, reason: str) -> None:
        text = raw.rstrip("\r\n")
        self.broken.append(BrokenRow(line, text, tuple(split_loosely(text, self._delimiter)), reason))


@dataclass(slots=True)
class _Skipped:
    """Lines of one kind that are no rows: how many, and the first few."""

    what: str
    count: int = 0
    first: list[int] = field(default_factory=list)

    def add(self, line: int) -> None:
        self.count += 1
        if len(self.first) < 5:
            self.first.append(line)

    @property
    def where(self) -> str:
        shown = ", ".join(map(str, self.first))
        return f"line{'s' if self.count > 1 else ''} {shown}{', …' if self.count > 5 else ''}"
