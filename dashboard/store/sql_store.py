"""The store: what was handed in and what was chosen, in a record that only grows, on SQLite or PostgreSQL."""

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Self, TypeVar

from dashboard.domain.observation import Point
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Event
from dashboard.domain.review_states import Review
from dashboard.store import agreements, corrections, mappings, own_files, reviews, settings, uploads
from dashboard.store.identity import checked_correction, checked_main, checked_name
from dashboard.store.interface import (
    Kind,
    OwnFile,
    OwnKind,
    PlaceCorrection,
    SavedMapping,
    StoredAgreement,
    Upload,
)
from dashboard.store.originals import Originals
from dashboard.store.record import Record, revision, spelled
from dashboard.store.sql import Connection, Database

_Found = TypeVar("_Found")


class SqlStore:
    """`dashboard.store.interface.Store` over a database and a place for originals; one person's way into them.

    An original is kept before the row that speaks of it; a process killed in between leaves an original that is not listed,
    never a row without its bytes.
    """

    def __init__(self, database: Database, originals: Originals, who: str) -> None:
        """Stand on what is open already. who: whom the audit log names for whatever is written through this store."""
        self.database, self.originals, self.who = database, originals, who

    def acting(self, who: str) -> Self:
        """See Store."""
        return type(self)(self.database, self.originals, who)

    def add_upload(self, file_name: str, data: bytes, *, time_zone: str, mapping_json: str, kind: Kind, now: datetime) -> Upload:
        """See Store."""
        name, moment = checked_name(file_name), spelled(now)
        sha256 = self.originals.keep(data)
        with self._writing(moment) as record:
            return uploads.add(record, name, sha256, len(data), time_zone=time_zone, mapping_json=mapping_json, kind=kind)

    def uploads(self) -> tuple[Upload, ...]:
        """See Store."""
        return self._read(uploads.in_view)

    def original(self, sha256: str) -> bytes:
        """See Store."""
        return self.originals.read(sha256)

    def withdraw_upload(self, upload_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing(spelled(now)) as record:
            uploads.withdraw(record, upload_id)

    def add_agreement(
        self, main: str, files: Mapping[str, bytes], *, kind: Kind, now: datetime, note: str = ""
    ) -> StoredAgreement:
        """See Store."""
        moment = spelled(now)
        checked_main(main, files)
        kept = {checked_name(name): (self.originals.keep(data), len(data)) for name, data in files.items()}
        with self._writing(moment) as record:
            return agreements.add(record, main, kept, kind=kind, note=note)

    def agreements(self) -> tuple[StoredAgreement, ...]:
        """See Store."""
        return self._read(agreements.all_of)

    def use_agreement(self, agreement_id: str, now: datetime) -> None:
        """See Store."""
        with self._writing(spelled(now)) as record:
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
        with self._writing(spelled(now)) as record:
            settings.put(record, name, value)

    def save_mapping(self, name: str, header: Sequence[str], mapping_json: str, now: datetime) -> SavedMapping:
        """See Store."""
        with self._writing(spelled(now)) as record:
            return mappings.save(record, name, header, mapping_json)

    def forget_mapping(self, name: str, now: datetime) -> None:
        """See Store."""
        with self._writing(spelled(now)) as record:
            mappings.forget(record, name)

    def mappings(self) -> tuple[SavedMapping, ...]:
        """See Store."""
        return self._read(mappings.offered)

    def correct_place(
        self, names: tuple[str, str, str], chosen: str | Point, *, who: str, why: str, now: datetime
    ) -> PlaceCorrection:
        """See Store."""
        given = checked_correction(PlaceCorrection(names, chosen, who, why, now))
        with self._writing(spelled(now)) as record:
            return corrections.correct(record, given)

    def place_corrections(self) -> tuple[PlaceCorrection, ...]:
        """See Store."""
        return self._read(corrections.in_force)

    def add_own_file(self, what: OwnKind, file_name: str, data: bytes, now: datetime) -> OwnFile:
        """See Store."""
        name, moment = checked_name(file_name), spelled(now)
        sha256 = self.originals.keep(data)
        with self._writing(moment) as record:
            return own_files.add(record, what, name, sha256, len(data))

    def remove_own_file(self, what: OwnKind, file_name: str, now: datetime) -> None:
        """See Store."""
        with self._writing(spelled(now)) as record:
            own_files.remove(record, what, file_name)

    def own_file_record(self) -> tuple[OwnFile, ...]:
        """See Store."""
        return self._read(own_files.history)

    def decide_review(self, incident_id: str, decision: Decision, subject: Subject, now: datetime) -> Event:
        """See Store."""
        with self._writing(spelled(now)) as record:
            return reviews.decide_on(record, incident_id, decision, subject, now)

    def reviews(self) -> tuple[Review, ...]:
        """See Store."""
        return self._read(reviews.all_of)

    def review_revision(self) -> int:
        """See Store."""
        return self._read(reviews.revision)

    def recorders(self) -> tuple[tuple[str, str], ...]:
        """See Store."""
        return self._read(uploads.recorders)

    def revision(self) -> int:
        """See Store."""
        return self._read(revision)

    def _read(self, question: Callable[[Connection], _Found]) -> _Found:
        with self.database.reading() as connection:
            return question(connection)

    @contextlib.contextmanager
    def _writing(self, moment: str) -> Iterator[Record]:
        with self.database.writing() as connection:
            yield Record(connection, self.who, moment)
