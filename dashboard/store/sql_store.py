"""The store: what was handed in and what was chosen, in a record that only grows, on SQLite or PostgreSQL."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Self, TypeVar

from dashboard.domain.access import Action
from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.domain.observation import Point
from dashboard.domain.people import Event, EventKind, SignedIn
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Event as ReviewEvent
from dashboard.domain.review_states import Review
from dashboard.store import (
    agreements,
    assessments,
    corrections,
    coverage,
    events,
    mappings,
    own_files,
    reviews,
    settings,
    uploads,
)
from dashboard.store.identity import checked_correction, checked_main, checked_name, in_utc
from dashboard.store.kept import (
    CoverageEntry,
    CoverageLogFile,
    InView,
    KeptAssessment,
    KeptCoverage,
    Kind,
    Made,
    OwnFile,
    OwnKind,
    PlaceCorrection,
    SavedMapping,
    StoredAgreement,
    Upload,
    own_files_in_use,
)
from dashboard.store.log import LogEntry, latest_entries
from dashboard.store.originals import Originals
from dashboard.store.record import Record, latest, revision, spelled
from dashboard.store.sql import Connection, Database
from dashboard.store.users import Users, refuse_unless_allowed
from dashboard.store.verify import Verification, verify

_Found = TypeVar("_Found")


class SqlStore:
    """`dashboard.store.interface.Store` over a database and a place for originals; one person's way into them.

    An original is kept before the row that speaks of it; a process killed in between leaves an original that is not listed,
    never a row without its bytes.
    """

    def __init__(self, database: Database, originals: Originals, who: str, session: SignedIn | None = None) -> None:
        """Stand on what is open already. who: whom the audit log names for whatever is written through this store.

        session: of a person who signed in, whose roles every write is held against; None for the one person at this machine.
        """
        self.database, self.originals, self.who, self.session = database, originals, who, session

    def acting(self, who: str) -> Self:
        """See Store."""
        return type(self)(self.database, self.originals, who)

    def signed_in(self, session: SignedIn) -> Self:
        """See Store."""
        return type(self)(self.database, self.originals, session.who, session)

    @property
    def users(self) -> Users:
        """See Store."""
        return Users(self.database, self._writing, self.session)

    def add_upload(self, file_name: str, data: bytes, *, time_zone: str, mapping_json: str, kind: Kind, now: datetime) -> Upload:
        """See Store."""
        name = checked_name(file_name)
        self.refuse_unless_allowed(Action.UPLOAD_FILES, now)
        sha256 = self.originals.keep(data)
        with self._writing(now, Action.UPLOAD_FILES) as record:
            return uploads.add(record, name, sha256, len(data), time_zone=time_zone, mapping_json=mapping_json, kind=kind)

    def uploads(self) -> tuple[Upload, ...]:
        """See Store."""
        return self._read(uploads.in_view)

    def original(self, sha256: str) -> bytes:
        """See Store."""
        return self.originals.read(sha256)

    def withdraw_upload(self, upload_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.WITHDRAW_FILES) as record:
            uploads.withdraw(record, upload_id)

    def add_agreement(
        self, main: str, files: Mapping[str, bytes], *, kind: Kind, now: datetime, note: str = ""
    ) -> StoredAgreement:
        """See Store."""
        checked_main(main, files)
        self.refuse_unless_allowed(Action.WRITE_AGREEMENTS, now)
        kept = {checked_name(name): (self.originals.keep(data), len(data)) for name, data in files.items()}
        with self._writing(now, Action.WRITE_AGREEMENTS) as record:
            return agreements.add(record, main, kept, kind=kind, note=note)

    def agreements(self) -> tuple[StoredAgreement, ...]:
        """See Store."""
        return self._read(agreements.all_of)

    def use_agreement(self, agreement_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.USE_AGREEMENTS) as record:
            agreements.use(record, agreement_id)

    def current_agreement(self) -> StoredAgreement | None:
        """See Store."""
        return self._read(agreements.in_use)

    def get_setting(self, name: str) -> str | None:
        """See Store."""
        with self.database.reading() as connection:
            return settings.get(connection, name)

    def put_setting(self, name: str, value: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.CHANGE_SETTINGS) as record:
            settings.put(record, name, value)

    def save_mapping(self, name: str, header: Sequence[str], mapping_json: str, now: datetime) -> SavedMapping:
        """See Store."""
        with self._writing(now, Action.KEEP_MAPPINGS) as record:
            return mappings.save(record, name, header, mapping_json)

    def forget_mapping(self, name: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.KEEP_MAPPINGS) as record:
            mappings.forget(record, name)

    def mappings(self) -> tuple[SavedMapping, ...]:
        """See Store."""
        return self._read(mappings.offered)

    def correct_place(
        self, names: tuple[str, str, str], chosen: str | Point, *, who: str, why: str, now: datetime
    ) -> PlaceCorrection:
        """See Store."""
        # Somebody who signed in decides in their own name, whatever name was handed in.
        said_by = self.who if self.session else who
        given = checked_correction(PlaceCorrection(names, chosen, said_by, why, now))
        with self._writing(now, Action.CORRECT_PLACES) as record:
            return corrections.correct(record, given)

    def place_corrections(self) -> tuple[PlaceCorrection, ...]:
        """See Store."""
        return self._read(corrections.in_force)

    def add_own_file(self, what: OwnKind, file_name: str, data: bytes, now: datetime) -> OwnFile:
        """See Store."""
        name = checked_name(file_name)
        self.refuse_unless_allowed(Action.CHANGE_OWN_FILES, now)
        sha256 = self.originals.keep(data)
        with self._writing(now, Action.CHANGE_OWN_FILES) as record:
            return own_files.add(record, what, name, sha256, len(data))

    def remove_own_file(self, what: OwnKind, file_name: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.CHANGE_OWN_FILES) as record:
            own_files.remove(record, what, file_name)

    def own_file_record(self) -> tuple[OwnFile, ...]:
        """See Store."""
        return self._read(own_files.history)

    def decide_review(self, incident_id: str, decision: Decision, subject: Subject, now: datetime) -> ReviewEvent:
        """See Store."""
        given = decision if self.session is None else replace(decision, who=self.who)
        with self._writing(now, reviews.needs(given)) as record:
            return reviews.decide_on(record, incident_id, given, subject, now)

    def reviews(self) -> tuple[Review, ...]:
        """See Store."""
        return self._read(reviews.all_of)

    def review_revision(self) -> int:
        """See Store."""
        return self._read(reviews.revision)

    def add_coverage_file(
        self, file_name: str, data: bytes, *, time_zone: str, dates: DatesSaid = NOTHING_SAID, kind: Kind, now: datetime
    ) -> CoverageLogFile:
        """See Store."""
        name = checked_name(file_name)
        self.refuse_unless_allowed(Action.RECORD_COVERAGE, now)
        sha256 = self.originals.keep(data)
        with self._writing(now, Action.RECORD_COVERAGE) as record:
            return coverage.add_file(record, name, sha256, len(data), time_zone=time_zone, dates=dates, kind=kind)

    def withdraw_coverage_file(self, file_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing(now, Action.RECORD_COVERAGE) as record:
            coverage.withdraw_file(record, file_id)

    def add_coverage_entry(self, watch: Watch, *, who: str, now: datetime) -> CoverageEntry:
        """See Store."""
        with self._writing(now, Action.RECORD_COVERAGE) as record:
            return coverage.add_entry(record, watch, self.who if self.session else who)

    def withdraw_coverage_entry(self, number: int, *, who: str, why: str, now: datetime) -> CoverageEntry:
        """See Store."""
        with self._writing(now, Action.RECORD_COVERAGE) as record:
            return coverage.withdraw_entry(record, number, self.who if self.session else who, why)

    def coverage(self) -> KeptCoverage:
        """See Store."""
        return self._read(coverage.kept)

    def recorders(self) -> tuple[tuple[str, str], ...]:
        """See Store."""
        return self._read(uploads.recorders)

    def note_assessment(self, made: Made, revision: int, now: datetime) -> None:
        """See Store."""
        with self._writing(now, None) as record:
            assessments.note(record, made, revision)

    def assessments(self) -> tuple[KeptAssessment, ...]:
        """See Store."""
        return self._read(assessments.all_of)

    def in_view(self) -> InView:
        """See Store."""
        with self.database.reading() as connection:
            return InView(
                revision(connection),
                uploads.in_view(connection),
                agreements.in_use(connection),
                corrections.in_force(connection),
                own_files_in_use(own_files.history(connection)),
            )

    def revision(self) -> int:
        """See Store."""
        return self._read(revision)

    def note(self, kind: EventKind, subject: str, detail: str, now: datetime, *, once: bool = False) -> None:
        """See Store."""
        with self._writing(now, events.NEEDS[kind]) as record:
            events.note(record, kind, subject, detail, once=once)

    def log(self, upto: int, count: int, now: datetime) -> tuple[LogEntry, ...]:
        """See Store."""
        self.refuse_unless_allowed(Action.READ_AUDIT_LOG, now)
        return self._read(lambda connection: latest_entries(connection, upto, count))

    def log_size(self) -> int:
        """See Store."""
        return self._read(lambda connection: latest(connection)[0])

    def verify(self, now: datetime) -> Verification:
        """See Store."""
        self.refuse_unless_allowed(Action.READ_AUDIT_LOG, now)
        return verify(self.database, self.originals)

    def events(self, count: int, now: datetime) -> tuple[Event, ...]:
        """See Store."""
        self.refuse_unless_allowed(Action.READ_AUDIT_LOG, now)
        return self._read(lambda connection: events.latest(connection, count))

    def _read(self, question: Callable[[Connection], _Found]) -> _Found:
        with self.database.reading() as connection:
            return question(connection)

    def refuse_unless_allowed(self, action: Action, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now)
        if self.session is not None:
            with events.refusals_noted(self.database, self.who, action, moment), self.database.reading() as connection:
                refuse_unless_allowed(connection, self.session, action, moment)

    @contextlib.contextmanager
    def _writing(self, now: datetime, action: Action | None) -> Iterator[Record]:
        """Give a transaction in which the person may do something; None: what anybody may, and the program itself decides."""
        moment = in_utc(now)
        with events.refusals_noted(self.database, self.who, action, moment), self.database.writing() as connection:
            if self.session is not None and action is not None:
                refuse_unless_allowed(connection, self.session, action, moment)
            yield Record(connection, self.who, spelled(moment))
