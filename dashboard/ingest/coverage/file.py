"""A coverage log, in any table or map file, to watches: every row read is accepted, rejected with its reasons, or a duplicate."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import cast

from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.ingest.account import FileAccount, Rejection
from dashboard.ingest.containers.member import Member, TextMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.coverage.exact import IN_A_FILE, TimesAs, advised
from dashboard.ingest.coverage.headings import KNOWN, TIME_COLUMNS, Layout, layout
from dashboard.ingest.coverage.row import SoundRow, read_row
from dashboard.ingest.decode import decode
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.rows import DELIMITERS, SourceTable, read_table
from dashboard.ingest.times import DateOrder, TimeFormat, time_zone
from dashboard.ingest.times.cells import with_order_evidence
from dashboard.ingest.times.dates import IN_WORDS
from dashboard.ingest.whole_rows import rejected_whole


@dataclass(frozen=True, slots=True)
class LoggedWatch:
    """A watch and where it stands: the name of the table, and the 1-based physical line, row or feature.

    watch.region: the tag as it came. flags: what a person should see of how it was read.
    """

    watch: Watch
    file: str
    line: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flagged:
    """What a person should see of how accepted rows of a table were read. lines: of all rows it is said of, ascending."""

    file: str
    said: str
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CoverageFile:
    """Everything that came of a file. accounts: one for each table in it; rows read = accepted + rejected + duplicates."""

    watches: tuple[LoggedWatch, ...]
    rejections: tuple[Rejection, ...]
    accounts: tuple[FileAccount, ...]

    @property
    def flagged(self) -> tuple[Flagged, ...]:
        """Return what is said of its rows, each said once, in the order in which it first comes up."""
        lines: dict[tuple[str, str], list[int]] = {}
        for row in self.watches:
            for flag in row.flags:
                lines.setdefault((row.file, flag), []).append(row.line)
        return tuple(Flagged(file, said, tuple(at)) for (file, said), at in lines.items())


def read_coverage(name: str, data: bytes, *, zone_name: str, dates: DatesSaid = NOTHING_SAID) -> CoverageFile:
    """Read a coverage log. Raises UnreadableFileError where it is none, UnknownTimeZoneError.

    zone_name: IANA name, of times without an offset.
    """
    written = TimesAs(time_zone(zone_name), cast(DateOrder, dates.order), cast(TimeFormat, dates.numbers))
    tables = [_Table(member, written) for member in open_container(name, data, known=KNOWN, outlines=True)]
    return CoverageFile(
        watches=tuple(chain.from_iterable(one.watches for one in tables)),
        rejections=tuple(chain.from_iterable(one.rejections for one in tables)),
        accounts=tuple(one.account for one in tables),
    )


def times_written(name: str, data: bytes) -> tuple[str, ...]:
    """Return the texts in which a log gives its times, each once: what its dates tell of their order, for a person to confirm.

    Raises UnreadableFileError where it is no coverage log.
    """
    texts: dict[str, None] = {}
    for member in open_container(name, data, known=KNOWN, outlines=True):
        table, *_ = _cells(member)
        where = layout(table, file=member.name)
        texts |= dict.fromkeys(text for cells in table.rows for part in TIME_COLUMNS if (text := where.cell(cells, part)))
    return tuple(texts)


class _Table:
    """What became of one table."""

    def __init__(self, member: Member, written: TimesAs) -> None:
        table, self._kind, self._delimiter, notes = _cells(member)
        self._name = member.name
        self.watches: list[LoggedWatch] = []
        self._duplicates: list[int] = []
        self._found: list[Rejection] = [rejected_whole(self._name, table, row) for row in table.broken]
        where = layout(table, file=self._name)
        self._take(table, where, written)
        self.rejections = tuple(sorted(map(_advised, with_order_evidence(self._found)), key=lambda one: one.line))
        self.account = self._account(table, (*notes, *self._notes(where, written)))

    def _take(self, table: SourceTable, where: Layout, written: TimesAs) -> None:
        seen: set[tuple[str, ...]] = set()
        for line, cells in zip(table.lines, table.rows, strict=True):
            read = read_row(cells, where, written)
            if not isinstance(read, SoundRow):
                self._found.append(Rejection(self._name, line, read, dict(zip(table.header, cells, strict=True))))
            elif tuple(cells) in seen:
                self._duplicates.append(line)
            else:
                seen.add(tuple(cells))
                self.watches.append(LoggedWatch(read.watch, self._name, line, read.flags))

    def _notes(self, where: Layout, written: TimesAs) -> Iterator[str]:
        if self._duplicates:
            some = ", ".join(map(str, self._duplicates[:5])) + (", …" if len(self._duplicates) > 5 else "")
            yield f"duplicates of rows accepted before: line {some}"
        if where.others:
            yield f"columns read: {', '.join(where.others)}"
        if where.unread:
            more = f" and {len(where.unread) - 8} more" if len(where.unread) > 8 else ""
            yield f"columns not read: {', '.join(where.unread[:8])}{more}; each row counts for all of the place and time it names"
        if written.date_order:
            yield f"dates such as 03/04/2026 are read {IN_WORDS[written.date_order]}, as was chosen"
        if written.time_format:
            yield f"numbers in place of dates are read as {written.time_format}, as was chosen"
        yield f"times without an offset are local to {written.zone}"

    def _account(self, table: SourceTable, notes: tuple[str, ...]) -> FileAccount:
        return FileAccount(
            file=self._name,
            format_name="coverage",
            encoding=self._kind,
            delimiter=self._delimiter,
            rows_read=len(table.rows) + len(table.broken),
            accepted=len(self.watches),
            rejected=len(self.rejections),
            duplicates=len(self._duplicates),
            notes=notes,
        )


def _advised(rejection: Rejection) -> Rejection:
    return replace(rejection, problems=tuple(replace(one, reason=advised(one.reason, IN_A_FILE)) for one in rejection.problems))


def _cells(member: Member) -> tuple[SourceTable, str, str, tuple[str, ...]]:
    """Return a table of cells, the encoding or kind it came in, its delimiter, and what to say of it."""
    if isinstance(member, TextMember):
        decoded = decode(member.data, file=member.name)
        table = restore(read_table(decoded.text, file=member.name, known=KNOWN))
        return table, decoded.encoding, DELIMITERS[table.delimiter], (*member.notes, *table.notes)
    table = restore(member.table)
    return table, member.kind, "", table.notes
