"""Text to a table of cells: every row with the physical line it starts on, every cell as text, nothing typed or guessed."""

import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.records import Fault, Record, read_records, split_loosely

DELIMITERS: dict[str, str] = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAMPLE_LINES = 60
_NO_HEADER = "there is no header line: the first line is a row, and the headings are those its format declares"
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


def heading(name: str) -> str:
    """Return a heading in the form in which headings are compared: `Observed from` is `observed_from`."""
    return "_".join(name.casefold().replace("-", " ").replace("_", " ").split())


def _none_implied(_: Sequence[str]) -> tuple[str, ...]:
    return ()


def read_table(
    text: str, *, file: str, known: Collection[str] = (), implied: Callable[[Sequence[str]], tuple[str, ...]] = _none_implied
) -> SourceTable:
    """Read a delimited table; UnreadableFileError where there is no header line or no delimiter can be told.

    known: headings (as `heading` gives them) that tell a delimiter from others. implied: the headings of a table whose first
    line holds these cells and is a row already; empty where that line is the header. Cells are exactly as between the
    delimiters.
    """
    lines = list(io.StringIO(text, newline=""))
    first, hint = _first_line(lines, file)
    delimiter = hint or _delimiter(lines[first : first + _SAMPLE_LINES], frozenset(known))
    return _sorted_out(lines[first:], delimiter, offset=first, file=file, implied=implied)


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
    """Return the delimiter under which most headings are known, then most rows are as wide as the header, then it is widest."""
    scores = {delimiter: _score(sample, delimiter, known) for delimiter in DELIMITERS}
    best = max(scores, key=lambda delimiter: scores[delimiter])
    if scores[best][2] < 2:
        # The header has one column, or cannot be read at all; which of the two is said when it is.
        return max(DELIMITERS, key=sample[0].count)
    return best


def _score(sample: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, bool, int]:
    records = [record for record in read_records(sample, delimiter=delimiter, width=0) if isinstance(record, Record)]
    if not records or records[0].begin > 0 or len(records[0].cells) < 2:
        return 0, False, 0
    header, rows = records[0].cells, [record.cells for record in records[1:] if any(record.cells)]
    fitting = sum(len(row) == len(header) for row in rows)
    return sum(heading(name) in known for name in header), fitting >= 0.9 * len(rows), len(header)


def _one_column(first_line: str) -> str:
    found = " ".join(first_line.split())[:80]
    other = next((mark for mark in "|:^~" if mark in first_line), None)
    looks = f"; they look separated by {other!r}" if other else ""
    return f"only one column was found ({found!r}){looks}; expected columns separated by comma, semicolon or tab"


def _sorted_out(
    lines: list[str], delimiter: str, *, offset: int, file: str, implied: Callable[[Sequence[str]], tuple[str, ...]]
) -> SourceTable:
    """Tell rows from what is none. `lines` begin with the header, if there is one; `offset` physical lines stand before them."""
    header_record = next(read_records(lines, delimiter=delimiter, width=0))
    if isinstance(header_record, Fault):
        raise UnreadableFileError(f"the header cannot be read: {header_record.reason}", file=file, line=offset + 1)
    if len(header_record.cells) < 2:
        raise UnreadableFileError(_one_column(lines[0]), file=file, line=offset + 1)
    unwritten = implied(header_record.cells)
    names = unwritten or tuple(header_record.cells)
    begin = 0 if unwritten else header_record.end
    sorter = _Sorter(list(names), delimiter, offset=offset + begin)
    body = lines[begin:]
    for record in read_records(body, delimiter=delimiter, width=len(names)):
        sorter.take(record, body)
    header, repeated, notes = headings(names)
    _refuse_other_delimiter(sorter, file)
    return SourceTable(
        names=names,
        header=header,
        header_line=offset + 1,
        delimiter=delimiter,
        lines=sorter.lines,
        rows=sorter.rows,
        broken=tuple(sorter.broken),
        repeated=repeated,
        notes=(*((_NO_HEADER,) if unwritten else ()), *notes, *sorter.notes()),
    )


class _Sorter:
    """Collects rows, broken rows, and the lines that are no rows, as the records come."""

    def __init__(self, header: list[str], delimiter: str, *, offset: int) -> None:
        self.lines: list[int] = []
        self.rows: list[list[str]] = []
        self.broken: list[BrokenRow] = []
        self._header = header
        self._delimiter = delimiter
        self._offset = offset + 1
        self._blank: list[int] = []
        self._tags: list[int] = []
        self._headers: list[int] = []

    def take(self, record: Record | Fault, lines: list[str]) -> None:
        line = record.begin + self._offset
        if isinstance(record, Fault):
            self._break(line, lines[record.begin], record.reason)
        elif (skipped := self._not_a_row(record.cells)) is not None:
            skipped.append(line)
        elif len(record.cells) != len(self._header):
            reason = f"the row has {len(record.cells)} cells where the header has {len(self._header)}"
            self._break(line, "".join(lines[record.begin : record.end]), reason)
        else:
            self.lines.append(line)
            self.rows.append(record.cells)

    def notes(self) -> Iterator[str]:
        said = ((self._tags, "HXL tag row"), (self._headers, "repeated header line"), (self._blank, "blank line"))
        for lines, what in said:
            if lines:
                yield f"{len(lines)} {what}{'s' if len(lines) > 1 else ''} skipped, {_where(lines)}"

    def _not_a_row(self, cells: list[str]) -> list[int] | None:
        if not any(map(str.strip, cells)):
            return self._blank
        if all(not cell or cell.startswith("#") for cell in cells):
            return self._tags
        return self._headers if cells == self._header else None

    def _break(self, line: int, raw: str, reason: str) -> None:
        text = raw.rstrip("\r\n")
        self.broken.append(BrokenRow(line, text, tuple(split_loosely(text, self._delimiter)), reason))


def _where(lines: Sequence[int]) -> str:
    shown = ", ".join(map(str, lines[:5]))
    return f"line{'s' if len(lines) > 1 else ''} {shown}{', …' if len(lines) > 5 else ''}"


def _refuse_other_delimiter(sorter: _Sorter, file: str) -> None:
    """Where no row has more than one cell and each holds another delimiter, the file is at odds with itself, not each row."""
    if sorter.rows or not sorter.broken or any(len(row.cells) > 1 for row in sorter.broken):
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
