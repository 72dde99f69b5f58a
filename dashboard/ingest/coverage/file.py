"""A coverage log, in any table or map file, to watches: every row read is accepted, rejected with its reasons, or a duplicate."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from dashboard.domain.coverage import Watch
from dashboard.ingest.account import FileAccount, Rejection
from dashboard.ingest.containers.member import Member, TextMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.coverage.headings import KNOWN, Layout, layout
from dashboard.ingest.coverage.row import SoundRow, read_row
from dashboard.ingest.decode import decode
from dashboard.ingest.rejected_form import restore
from dashboard.ingest.rows import DELIMITERS, SourceTable, read_table
from dashboard.ingest.times import time_zone
from dashboard.ingest.times.local import Zone
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
class CoverageFile:
    """Everything that came of a file. accounts: one for each table in it; rows read = accepted + rejected + duplicates."""

    watches: tuple[LoggedWatch, ...]
    rejections: tuple[Rejection, ...]
    accounts: tuple[FileAccount, ...]


def read_coverage(name: str, data: bytes, *, zone_name: str) -> CoverageFile:
    """Read a coverage log. Raises UnreadableFileError where it is none, UnknownTimeZoneError.

    zone_name: IANA name, of times without an offset.
    """
    zone = time_zone(zone_name)
    tables = [_Table(member, zone) for member in open_container(name, data, known=KNOWN, outlines=True)]
    return CoverageFile(
        watches=tuple(chain.from_iterable(one.watches for one in tables)),
        rejections=tuple(chain.from_iterable(one.rejections for one in tables)),
        accounts=tuple(one.account for one in tables),
    )


class _Table:
    """What became of one table."""

    def __init__(self, member: Member, zone: Zone) -> None:
        table, self._kind, self._delimiter, notes = _cells(member)
        self._name = member.name
        self.watches: list[LoggedWatch] = []
        self._duplicates: list[int] = []
        self._found: list[Rejection] = [rejected_whole(self._name, table, row) for row in table.broken]
        where = layout(table, file=self._name)
        self._take(table, where, zone)
        self.rejections = tuple(sorted(self._found, key=lambda one: one.line))
        self.account = self._account(table, (*notes, *self._notes(where, zone)))

    def _take(self, table: SourceTable, where: Layout, zone: Zone) -> None:
        seen: set[tuple[str, ...]] = set()
        for line, cells in zip(table.lines, table.rows, strict=True):
            read = read_row(cells, where, zone)
            if not isinstance(read, SoundRow):
                self._found.append(Rejection(self._name, line, read, dict(zip(table.header, cells, strict=True))))
            elif tuple(cells) in seen:
                self._duplicates.append(line)
            else:
                seen.add(tuple(cells))
                self.watches.append(LoggedWatch(read.watch, self._name, line, read.flags))

    def _notes(self, where: Layout, zone: Zone) -> Iterator[str]:
        if self._duplicates:
            some = ", ".join(map(str, self._duplicates[:5])) + (", …" if len(self._duplicates) > 5 else "")
            yield f"duplicates of rows accepted before: line {some}"
        if where.unread:
            more = f" and {len(where.unread) - 8} more" if len(where.unread) > 8 else ""
            yield f"columns not read: {', '.join(where.unread[:8])}{more}"
        yield f"times without an offset are local to {zone}"

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


def _cells(member: Member) -> tuple[SourceTable, str, str, tuple[str, ...]]:
    """Return a table of cells, the encoding or kind it came in, its delimiter, and what to say of it."""
    if isinstance(member, TextMember):
        decoded = decode(member.data, file=member.name)
        table = restore(read_table(decoded.text, file=member.name, known=KNOWN))
        return table, decoded.encoding, DELIMITERS[table.delimiter], (*member.notes, *table.notes)
    table = restore(member.table)
    return table, member.kind, "", table.notes
