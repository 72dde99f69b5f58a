"""The coverage log as the pages use it: files and statements are added and taken back, and what is in view is put together.

No verdict follows from it. What it says of zones and days is worked out by `engine.coverage`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import lru_cache

from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.domain.intervals import Interval
from dashboard.ingest.account import Rejection
from dashboard.ingest.coverage.file import CoverageFile, Flagged, read_coverage, times_written
from dashboard.ingest.coverage.known import KnownGround
from dashboard.ingest.errors import IngestError
from dashboard.ingest.intake import FileAccount, SourceFile
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.store.interface import Store
from dashboard.store.kept import CoverageEntry, CoverageLogFile

NOTHING = CoverageFile((), (), ())


@dataclass(frozen=True, slots=True)
class Logged:
    """A watch that holds, and where it came from: a row of a file, or the entry of a person in the audit log.

    watch.zone, watch.region: an id, a code; or as they came where not known. file, line: "" and 0 for what a person typed. entry,
    who: 0 and "" for a row. unresolved: why it counts for nothing yet, "" where it counts.
    told_at: when it was handed in, aware UTC; None where that bounds nothing, as in an invented log.
    """

    watch: Watch
    file: str = ""
    line: int = 0
    entry: int = 0
    who: str = ""
    unresolved: str = ""
    told_at: datetime | None = None

    @property
    def is_ahead(self) -> bool:
        """Whether it says that something was watched after it was handed in, which nobody can know."""
        return self.watch.state == "observed" and self.told_at is not None and self.watch.times.end > self.told_at

    @property
    def counted(self) -> Watch | None:
        """What of it counts, None for nothing: a place not known, or watched only after it was handed in."""
        if self.unresolved or not self.is_ahead or self.told_at is None:
            return None if self.unresolved else self.watch
        start = self.watch.times.start
        return replace(self.watch, times=Interval(start, self.told_at)) if start < self.told_at else None


@dataclass(frozen=True, slots=True)
class FileInView:
    """A file of the log and what came of it. flagged: what a person should see of how its rows were read.

    fault: why none of it can be read, "" where it can.
    """

    kept: CoverageLogFile
    accounts: tuple[FileAccount, ...]
    rejections: tuple[Rejection, ...]
    flagged: tuple[Flagged, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class CoverageLog:
    """The coverage log in view, under one revision of the store. entries: all that people typed, what was taken back too.

    ground: what its places mean.
    """

    revision: int
    watches: tuple[Logged, ...]
    files: tuple[FileInView, ...]
    entries: tuple[CoverageEntry, ...]
    ground: KnownGround = field(repr=False)

    @property
    def rejections(self) -> tuple[Rejection, ...]:
        """Every rejected row of every file."""
        return tuple(one for file in self.files for one in file.rejections)

    @property
    def counted(self) -> tuple[Watch, ...]:
        """What shares are worked out from."""
        return tuple(watch for one in self.watches if (watch := one.counted) is not None)

    @property
    def unresolved(self) -> tuple[Logged, ...]:
        """The watches that count for nothing, since their place is not known."""
        return tuple(one for one in self.watches if one.unresolved)

    @property
    def shows_sample(self) -> bool:
        """Whether any of it is invented."""
        return any(file.kept.kind == "sample" for file in self.files)


def add_coverage_file(
    store: Store, file: SourceFile, *, time_zone: str, dates: DatesSaid = NOTHING_SAID
) -> tuple[CoverageLogFile, CoverageFile]:
    """Keep a file of the coverage log that can be read, and return what came of it; the invented log then leaves the view.

    The same bytes read in the same way are the file already there. time_zone: IANA name. Raises IngestError, StoreError.
    """
    read = look_at_coverage(file, time_zone=time_zone, dates=dates)
    now = datetime.now(UTC)
    kept = store.add_coverage_file(file.name, file.data, time_zone=time_zone, dates=dates, kind="user", now=now)
    if kept.kind == "user":
        withdraw_sample_coverage(store)
    return kept, read


def look_at_coverage(file: SourceFile, *, time_zone: str, dates: DatesSaid = NOTHING_SAID) -> CoverageFile:
    """Return what would come of a file; nothing is kept. Raises IngestError."""
    return _read(file.name, file.data, time_zone, dates)


@lru_cache(maxsize=4)
def times_in_coverage(file: SourceFile) -> tuple[str, ...]:
    """Return the texts in which a file gives its times, by which a person is asked how they are written. Raises IngestError."""
    return times_written(file.name, file.data)


def withdraw_coverage_file(store: Store, file_id: str) -> None:
    """Take a file of the coverage log out of view; its bytes are kept. Raises StoreError."""
    store.withdraw_coverage_file(file_id, datetime.now(UTC))


def add_watch(store: Store, watch: Watch, *, who: str) -> CoverageEntry:
    """Keep what somebody says of who looked; the invented log then leaves the view. Raises StoreError."""
    entry = store.add_coverage_entry(watch, who=who, now=datetime.now(UTC))
    withdraw_sample_coverage(store)
    return entry


def withdraw_watch(store: Store, number: int, *, who: str, why: str) -> CoverageEntry:
    """Take back what was said under a number; to correct it, say anew what is right. Raises StoreError."""
    return store.withdraw_coverage_entry(number, who=who, why=why, now=datetime.now(UTC))


def withdraw_sample_coverage(store: Store) -> None:
    """Take the invented log out of view."""
    for file in store.coverage().files:
        if file.kind == "sample":
            store.withdraw_coverage_file(file.id, datetime.now(UTC))


def coverage_in_view(store: Store, agreement: Agreement, gazetteer: Gazetteer | None) -> CoverageLog:
    """Return the coverage log in view, its places looked up in the agreement and the theatre.

    It follows from the store's revision, the agreement's version and the theatre: cache it under these. Files that were read
    before are not read again.
    """
    kept = store.coverage()
    ground = KnownGround(agreement, gazetteer)
    read = [(file, *_readable(store, file)) for file in kept.files]
    files = tuple(FileInView(file, found.accounts, found.rejections, found.flagged, fault) for file, found, fault in read)
    rows = [row for file, found, _ in read for row in _of_file(file, found, ground)]
    return CoverageLog(kept.revision, (*rows, *_of_people(kept.entries, ground)), files, kept.entries, ground)


def _readable(store: Store, file: CoverageLogFile) -> tuple[CoverageFile, str]:
    """Return what a file in view holds, and why it cannot be read."""
    try:
        return _read(file.file_name, store.original(file.sha256), file.time_zone, file.dates), ""
    except IngestError as error:
        return NOTHING, str(error)


@lru_cache(maxsize=64)
def _read(name: str, data: bytes, time_zone: str, dates: DatesSaid) -> CoverageFile:
    return read_coverage(name, data, zone_name=time_zone, dates=dates)


def _of_file(kept: CoverageLogFile, found: CoverageFile, ground: KnownGround) -> Iterator[Logged]:
    told_at = None if kept.kind == "sample" else kept.loaded_at
    for row in found.watches:
        known = ground.resolve(row.watch)
        yield Logged(known.watch, row.file, row.line, unresolved=known.unresolved, told_at=told_at)


def _of_people(entries: Sequence[CoverageEntry], ground: KnownGround) -> Iterator[Logged]:
    for entry in entries:
        if entry.withdrawn is None:
            known = ground.resolve(entry.watch)
            yield Logged(known.watch, entry=entry.number, who=entry.who, unresolved=known.unresolved, told_at=entry.told_at)
