"""Text to a table of cells: every row with the physical line it starts on, every cell as text, nothing typed or guessed."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.ingest.column_rows import column_of
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.header import count_known, header_at, heading, titles_note
from dashboard.ingest.lines import Window, line_pieces, windows
from dashboard.ingest.records import Fault, Record, read_records
from dashboard.ingest.row_sorter import BrokenRow, RowSorter

DELIMITERS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}
CHARACTERS_AT_ONCE = 1 << 22
"""Characters of text that are held as cells at a time: some twenty to fifty thousand rows."""
Implied = Callable[[Sequence[str]], tuple[str, ...]]
"""From the cells of a first line to the headings of a table without a header line; none where the line is the header."""
_SAMPLE_LINES = 60
_NO_HEADER = "there is no header line: the first line is a row, and the headings are those its format declares"
_BLANKS = " \t\r\n\f\v\u00a0"
_MOST_COLUMNS = 16_384
"""As many as a sheet has. A table of a million would take minutes and more memory than there is."""
_EXCEL_HINT = re.compile(r"sep=([,;\t])\s*", re.IGNORECASE)


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
    lines: Sequence[int]
    rows: Sequence[list[str]]
    broken: tuple[BrokenRow, ...] = ()
    repeated: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()

    def column(self, index: int) -> Sequence[str]:
        """Return the cells of one column."""
        return column_of(self.rows, index)


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
    if len(header_record.cells) > _MOST_COLUMNS:
        wide = f"the header has {len(header_record.cells)} columns, expected at most {_MOST_COLUMNS}; do rows stand as columns?"
        raise UnreadableFileError(wide, file=file, line=offset + 1)
    unwritten = implied(header_record.cells)
    names = unwritten or tuple(header_record.cells)
    begin = 0 if unwritten else header_record.end
    header, repeated, notes = headings(names)
    notes = [*titles, *((_NO_HEADER,) if unwritten else ()), *notes]
    sorter = RowSorter(list(names), delimiter, offset=offset + begin)
    table = SourceTable(names, header, offset + 1, delimiter, [], [], repeated=repeated)
    for body in windows(window.after(begin), pieces, sorter.read):
        if not body.more:
            _refuse_other_delimiter(sorter, file)
            notes += sorter.notes()
        if len(sorter.rows) or not body.more:
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


def _refuse_other_delimiter(sorter: RowSorter, file: str) -> None:
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
