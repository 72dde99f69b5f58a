"""Text to a table of cells: every row with the physical line it starts on, every cell as text, nothing typed or guessed."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import count_known, header_at, heading, titles_note
from dashboard.ingest.lines import Window, line_pieces, windows
from dashboard.ingest.records import Fault, Plain, Record, read_plainly, read_records, split_loosely

DELIMITERS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}
CHARACTERS_AT_ONCE = 1 << 22
"""Characters of text that are held as cells at a time: some twenty to fifty thousand rows."""
Implied = Callable[[Sequence[str]], tuple[str, ...]]
"""From the cells of a first line to the headings of a table without a header line; none where the line is the header."""
_SAMPLE_LINES = 60
_NO_HEADER = "there is no header line: the first line is a row, and the headings are those its format declares"
_BLANKS = " \t\r\n\f\v\u00a0"
_EXCEL_HINT = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BrokenRow:
    """A row that is no row of the table: its raw text, its cells as well as they can be told, and what is wrong.

    line: 1-based physical line where it starts.
    """

    line: int
    raw: str
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A file as text cells. `lines` (1-based, physical) and `rows` run in parallel; every row is as wide as the header.

    names: the headings as they stand in the file. header: the same, made different from each other.
    repeated: headings (as `heading` gives them) that stand over more than one column.
    """

    names: tuple[str, ...]
    header: tuple[str, ...]
    header_line: int
    delimiter: str
    lines: list[int]
    rows: list[list[str]]
    broken: tuple[BrokenRow, ...] = ()
    repeated: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def _none_implied(_: Sequence[str]) -> tuple[str, ...]:
    return ()


def read_table(text: str, *, file: str, known: Collection[str] = (), implied: Implied = _none_implied) -> SourceTable:
    """Read a delimited table; UnreadableFileError where there is no header line or no delimiter can be told.

    known: headings (as `heading` gives them) that tell a delimiter from others. implied: the headings of a table whose first
    line holds these cells and is a row already; empty where that line is the header. Cells are exactly as between the
    delimiters.
    """
    chunks = list(read_chunks(text, file=file, known=known, implied=implied))
    return replace(
        chunks[0],
        lines=[line for chunk in chunks for line in chunk.lines],
        rows=[row for chunk in chunks for row in chunk.rows],
        broken=tuple(row for chunk in chunks for row in chunk.broken),
        notes=tuple(note for chunk in chunks for note in chunk.notes),
    )


def read_chunks(
    text: str, *, file: str, known: Collection[str] = (), implied: Implied = _none_implied, piece: int = CHARACTERS_AT_ONCE
) -> Iterator[SourceTable]:
    """Read a delimited table as tables of some thousand rows, so that no more than these are held as cells at a time.

    Together they are what `read_table` returns; there is always one. piece: characters of text to a table, or a little more.
    """
    pieces = line_pieces(text, piece)
    head = next(pieces)
    while head.more and not _has_sample(head.lines):
        head = head.with_next(next(pieces))
    first, hint = _first_line(head.lines, file)
    sample, known = head.lines[first : first + _SAMPLE_LINES], frozenset(known)
    delimiter = hint or _delimiter(sample, known)
    skipped = _line_of_header(sample, delimiter, known)
    titles = titles_note([line for line in sample[:skipped] if line.strip(delimiter + _BLANKS)])
    yield from _chunks(
        head.after(first + skipped), pieces, delimiter, offset=first + skipped, file=file, implied=implied, titles=titles
    )


def _has_sample(lines: list[str]) -> bool:
    """Whether enough lines are there to tell the header, which may be the second with text on it, and the delimiter."""
    filled = [index for index, line in enumerate(lines) if line.strip()][:2]
    return len(filled) == 2 and len(lines) >= filled[1] + _SAMPLE_LINES


def _first_line(lines: list[str], file: str) -> tuple[int, str]:
    """Return the index of the first line with text on it, past a spreadsheet's `sep=;`, and the delimiter such a line names."""
    filled = (index for index, line in enumerate(lines) if line.strip())
    first = next(filled, None)
    if first is not None and (hint := _EXCEL_HINT.fullmatch(lines[first])) is not None:
        first = next(filled, None)
        if first is not None:
            return first, hint[1]
    if first is None:
        raise UnreadableFileError("there is no header line, expected one with the names of the columns", file=file)
    return first, ""


def _delimiter(sample: list[str], known: frozenset[str]) -> str:
    """Return the delimiter under which most headings are known; then the header is first, rows are as wide, and it is widest."""
    scores = {delimiter: _score(sample, delimiter, known) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if scores[best][-1] < 2:
        # The header has one column, or cannot be read at all; which of the two is said when it is.
        return max(DELIMITERS, key=sample[0].count)
    return best


def _line_of_header(sample: list[str], delimiter: str, known: frozenset[str]) -> int:
    """Return the line of the sample, from 0, that the header begins on: the first where no other can be told."""
    records = _filled_records(sample, delimiter)
    return records[_header_among(records, known)].begin if records else 0


def _header_among(records: list[Record | Fault], known: frozenset[str]) -> int:
    return header_at([_cells(one) for one in records], known) or 0


def _filled_records(sample: list[str], delimiter: str) -> list[Record | Fault]:
    records = read_records(sample, delimiter=delimiter, width=0)
    return [one for one in records if isinstance(one, Fault) or any(map(str.strip, one.cells))]


def _cells(one: Record | Fault) -> list[str]:
    """Return the cells of a record; a line that cannot be read has none, and may be a title with a quote in it."""
    return one.cells if isinstance(one, Record) else []


def _score(sample: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, int, bool, int]:
    records = _filled_records(sample, delimiter)
    at = _header_among(records, known)
    header = _cells(records[at]) if records else []
    if len(header) < 2:
        return 0, 0, False, 0
    rows = [one.cells for one in records[at + 1 :] if isinstance(one, Record)]
    fitting = sum(len(row) == len(header) for row in rows)
    return count_known(header, known), -at, fitting >= 0.9 * len(rows), len(header)


def _one_column(first_line: str) -> str:
    found = " ".join(first_line.split())[:80]
    other = next((mark for mark in "|:^~" if mark in first_line), None)
    looks = f"; they look separated by {other!r}" if other else ""
    return f"only one column was found ({found!r}){looks}; expected columns separated by comma, semicolon or tab"


def _chunks(
    head: Window,
    pieces: Iterator[Window],
    delimiter: str,
    *,
    offset: int,
    file: str,
    implied: Implied,
    titles: tuple[str, ...] = (),
) -> Iterator[SourceTable]:
    """Tell rows from what is none. `head` begins with the header, if there is one; `offset` physical lines stand before it."""
    header_record, window = _header(head, pieces, delimiter)
    if isinstance(header_record, Fault):
        raise UnreadableFileError(f"the header cannot be read: {header_record.reason}", file=file, line=offset + 1)
    if len(header_record.cells) < 2:
        raise UnreadableFileError(_one_column(window.lines[0]), file=file, line=offset + 1)
    unwritten = implied(header_record.cells)
    names = unwritten or tuple(header_record.cells)
    begin = 0 if unwritten else header_record.end
    header, repeated, notes = headings(names)
    notes = [*titles, *((_NO_HEADER,) if unwritten else ()), *notes]
    sorter = _Sorter(list(names), delimiter, offset=offset + begin)
    table = SourceTable(names, header, offset + 1, delimiter, [], [], repeated=repeated)
    for body in windows(window.after(begin), pieces, sorter.read):
        if not body.more:
            _refuse_other_delimiter(sorter, file)
            notes += sorter.notes()
        if sorter.rows or not body.more:
            lines, rows, broken = sorter.given()
            yield replace(table, lines=lines, rows=rows, broken=tuple(broken), notes=tuple(notes))
            notes = []


def _header(head: Window, pieces: Iterator[Window], delimiter: str) -> tuple[Record | Fault, Window]:
    """Return the first record and the lines it was read from, as many as it took."""
    window = head
    while True:
        found = next(read_records(window.lines, delimiter=delimiter, width=0, more=window.more), None)
        if found is not None:
            return found, window
        window = window.with_next(next(pieces))


class _Sorter:
    """Collects rows, broken rows, and the lines that are no rows, as the records come.

    `rows`, with their `lines`, and `broken` are those found since they were last given away.
    """

    def __init__(self, header: list[str], delimiter: str, *, offset: int) -> None:
        self.lines: list[int] = []
        self.rows: list[list[str]] = []
        self.broken: list[BrokenRow] = []
        self.any_rows = False
        self._header = header
        self._delimiter = delimiter
        self._offset = offset + 1
        self._tags, self._headers, self._blank = (
            _Skipped(what) for what in ("HXL tag row", "repeated header line", "blank line")
        )

    def read(self, window: Window) -> int:
        """Sort out what a window holds and return how many of its lines that took; the next window starts after these."""
        width = len(self._header)
        plain = read_plainly(window.lines, delimiter=self._delimiter, width=width, more=window.more, quotes=window.quotes)
        if plain is not None:
            self._take_plain(plain, window.lines)
            taken = plain.end
        else:
            taken = 0
            for record in read_records(window.lines, delimiter=self._delimiter, width=width, more=window.more):
                self._take(record, window.lines)
                taken = record.begin + 1 if isinstance(record, Fault) else record.end
        self._offset += taken
        self.any_rows = self.any_rows or bool(self.rows)
        return taken

    def given(self) -> tuple[list[int], list[list[str]], list[BrokenRow]]:
        """Give away what was collected."""
        collected = self.lines, self.rows, self.broken
        self.lines, self.rows, self.broken = [], [], []
        return collected

    def notes(self) -> Iterator[str]:
        """Say what was skipped."""
        for skipped in (self._tags, self._headers, self._blank):
            if skipped.count:
                yield f"{skipped.count} {skipped.what}{'s' if skipped.count > 1 else ''} skipped, {skipped.where}"

    def _take_plain(self, plain: Plain, lines: list[str]) -> None:
        """Take records at once, after those that may be no row have been looked at one by one."""
        odd = [] if self._all_rows(plain.cells) else self._odd(plain.cells)
        ends = (*plain.begins[1:], plain.end) if odd else ()
        done = 0
        for at in odd:
            self._take_rows(plain, done, at)
            self._take(Record(plain.begins[at], ends[at], plain.cells[at]), lines)
            done = at + 1
        self._take_rows(plain, done, len(plain.cells))

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

    def _take_rows(self, plain: Plain, first: int, end: int) -> None:
        if first < end:
            self.lines += [line + self._offset for line in plain.begins[first:end]]
            self.rows += plain.cells[first:end]

    def _take(self, record: Record | Fault, lines: list[str]) -> None:
        line = record.begin + self._offset
        if isinstance(record, Fault):
            self._break(line, lines[record.begin], record.reason)
        elif (skipped := self._not_a_row(record.cells)) is not None:
            skipped.add(line)
        elif len(record.cells) != len(self._header):
            reason = f"the row has {len(record.cells)} cells where the header has {len(self._header)}"
            self._break(line, "".join(lines[record.begin : record.end]), reason)
        else:
            self.lines.append(line)
            self.rows.append(record.cells)

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


def _refuse_other_delimiter(sorter: _Sorter, file: str) -> None:
    """Where no row has more than one cell and each holds another delimiter, the file is at odds with itself, not each row."""
    if sorter.any_rows or not sorter.broken or any(len(row.cells) > 1 for row in sorter.broken):
        return
    other = next((mark for mark in DELIMITERS if all(mark in row.raw for row in sorter.broken)), None)
    if other is not None:
        message = f"the rows look separated by {DELIMITERS[other]} and the header is not; expected the same throughout"
        raise UnreadableFileError(message, file=file, line=sorter.broken[0].line)


def headings(cells: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str], list[str]]:
    """Return headings that are all different, those that stood more than once (as `heading` gives them), and what to say."""
    names = [name.strip() or f"column {number}" for number, name in enumerate(cells, 1)]
    counts = Counter(map(heading, names))
    repeated = frozenset(name for name, count in counts.items() if count > 1)
    numbered = [f"{name} (column {number})" for number, name in enumerate(names, 1)]
    header = [number if heading(name) in repeated else name for name, number in zip(names, numbered, strict=True)]
    if len(set(header)) < len(header):
        header = numbered
    notes = [f"column {number} has no heading" for number, name in enumerate(cells, 1) if not name.strip()]
    notes += [f"the heading {name!r} stands over {counts[name]} columns" for name in sorted(repeated)]
    return tuple(header), repeated, notes
