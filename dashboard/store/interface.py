"""What the dashboard remembers: the originals it was given and the choices people made. Everything else is derived from these.

One small interface, so that another database can stand behind it: every write names its moment, and nothing that was loaded is
ever destroyed.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, Self

from dashboard.domain.access import Action
from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.domain.observation import Point
from dashboard.domain.people import Event, EventKind, SignedIn
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Event as ReviewEvent
from dashboard.domain.review_states import Review
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
)

if TYPE_CHECKING:
    from dashboard.store.log import LogEntry
    from dashboard.store.users import Users
    from dashboard.store.verify import Verification


class Store(Protocol):
    """Everything that must survive a restart. Safe from several threads; what a call has returned from is kept.

    Each moment `now` is aware. Every method raises StoreError where the medium fails.
    """

    def acting(self, who: str) -> Self:
        """Return the same store for another person, whom the audit log names for whatever is written through it."""
        ...

    def signed_in(self, session: SignedIn) -> Self:
        """Return the same store for a person who signed in: each write raises NotAllowedError unless a role of theirs allows it.

        Roles are looked up inside the transaction of the write. Whatever names a person for it names this one.
        """
        ...

    @property
    def users(self) -> "Users":
        """Return who signs in and what they may do."""
        ...

    def add_upload(self, file_name: str, data: bytes, *, time_zone: str, mapping_json: str, kind: Kind, now: datetime) -> Upload:
        """Keep a file. The same bytes with the same choices are the upload already there, under its first name and moment.

        A withdrawn upload is listed again, where it stood.
        """
        ...

    def uploads(self) -> tuple[Upload, ...]:
        """Return the uploads that are not withdrawn, first loaded first."""
        ...

    def original(self, sha256: str) -> bytes:
        """Return the bytes with this hash, checked against it; NotInStoreError, DamagedOriginalError."""
        ...

    def withdraw_upload(self, upload_id: str, now: datetime) -> None:
        """Take an upload off the list; its bytes are kept. NotInStoreError where there is no such upload."""
        ...

    def add_agreement(
        self, main: str, files: Mapping[str, bytes], *, kind: Kind, now: datetime, note: str = ""
    ) -> StoredAgreement:
        """Keep an agreement. It is not put to use by this.

        The same files with the same main file are the one already there, with its first note.
        """
        ...

    def agreements(self) -> tuple[StoredAgreement, ...]:
        """Return every agreement, first loaded first."""
        ...

    def use_agreement(self, agreement_id: str, now: datetime) -> None:
        """Make an agreement the current one. NotInStoreError where there is no such agreement."""
        ...

    def current_agreement(self) -> StoredAgreement | None:
        """Return the agreement put to use last, None where none ever was."""
        ...

    def get_setting(self, name: str) -> str | None:
        """Return a setting as it was put, None where it never was."""
        ...

    def put_setting(self, name: str, value: str, now: datetime) -> None:
        """Keep a setting, in place of its value so far."""
        ...

    def save_mapping(self, name: str, header: Sequence[str], mapping_json: str, now: datetime) -> SavedMapping:
        """Keep a mapping under a name, in place of the one of that name so far; what it was before stays in the record.

        The same under the same name is the one already there. StoreError where the name is blank or no valid Unicode.
        """
        ...

    def forget_mapping(self, name: str, now: datetime) -> None:
        """Offer the mapping of a name no more; that it was kept, and until when, stays in the record.

        NotInStoreError where there is none of that name. What was loaded with it keeps its own.
        """
        ...

    def mappings(self) -> tuple[SavedMapping, ...]:
        """Return the latest mapping of each name, by name; forgotten ones are left out."""
        ...

    def correct_place(
        self, names: tuple[str, str, str], chosen: str | Point, *, who: str, why: str, now: datetime
    ) -> PlaceCorrection:
        """Keep what names mean, in place of what they meant so far, which stays in the record; an empty choice revokes it.

        The same as is in force is the one already there. StoreError where no name is given, `who` or `why` is blank, a text is no
        valid Unicode or a position is none on Earth; NotInStoreError where there is nothing to revoke.
        """
        ...

    def place_corrections(self) -> tuple[PlaceCorrection, ...]:
        """Return the corrections in force, the latest of each set of names, first decided first; revoked ones are left out."""
        ...

    def add_own_file(self, what: OwnKind, file_name: str, data: bytes, now: datetime) -> OwnFile:
        """Keep a file of boundaries or places and put it to use, in place of the one of that kind and name so far.

        The same bytes under the same name are the one already in use. What was in use before stays in the record.
        """
        ...

    def remove_own_file(self, what: OwnKind, file_name: str, now: datetime) -> None:
        """Take a file of boundaries or places out of use; its bytes are kept. NotInStoreError where it is not in use."""
        ...

    def own_file_record(self) -> tuple[OwnFile, ...]:
        """Return every entry ever made, first decided first."""
        ...

    def decide_review(self, incident_id: str, decision: Decision, subject: Subject, now: datetime) -> ReviewEvent:
        """Keep what a person decided about an incident, as its next event.

        ReviewError where it is not allowed; StaleReviewError where somebody else was there in between, whoever and wherever they
        are. Nothing is kept then.
        """
        ...

    def reviews(self) -> tuple[Review, ...]:
        """Return every review that was ever begun, by incident id."""
        ...

    def review_revision(self) -> int:
        """Return a number that grows with each event of a review and only then. Reviews are not part of `revision`."""
        ...

    def add_coverage_file(
        self, file_name: str, data: bytes, *, time_zone: str, dates: DatesSaid = NOTHING_SAID, kind: Kind, now: datetime
    ) -> CoverageLogFile:
        """Keep a file of the coverage log. The same bytes read in the same way are the file already there, in view again."""
        ...

    def withdraw_coverage_file(self, file_id: str, now: datetime) -> None:
        """Take a file of the coverage log out of view; its bytes are kept. NotInStoreError where there is no such file."""
        ...

    def add_coverage_entry(self, watch: Watch, *, who: str, now: datetime) -> CoverageEntry:
        """Keep what a person says of who looked. The same of the same person that holds already is the one already there.

        StoreError where `who` is blank or a text is no valid Unicode.
        """
        ...

    def withdraw_coverage_entry(self, number: int, *, who: str, why: str, now: datetime) -> CoverageEntry:
        """Take back what was said of who looked; it stays in the record, with who took it back and why.

        NotInStoreError where nothing under this number holds, StoreError where `who` or `why` is blank.
        """
        ...

    def coverage(self) -> KeptCoverage:
        """Return the coverage log of one moment: files in view, all that people said. No verdict rests on it."""
        ...

    def recorders(self) -> tuple[tuple[str, str], ...]:
        """Return for each upload that was ever kept its id and who handed it in, first kept first."""
        ...

    def note_assessment(self, made: Made, revision: int, now: datetime) -> None:
        """Write down what everything in view came to under a revision. The same again, as of the same entry, is there already."""
        ...

    def assessments(self) -> tuple[KeptAssessment, ...]:
        """Return every assessment ever written down, the latest first."""
        ...

    def in_view(self) -> InView:
        """Return everything that verdicts follow from, all of one moment: uploads, agreement, corrections, own files in use."""
        ...

    def revision(self) -> int:
        """Return a number that grows with each change to what is in view and only then; saved mappings are offers, not in view.

        Read it before what is cached under it: a change in between then leads to a second look, never to a stale one.
        """
        ...

    def refuse_unless_allowed(self, action: Action, now: datetime) -> None:
        """NotAllowedError, which is written down, unless the person may do something by the record as it is now.

        For what is done outside the record. A write of the record is held against the roles in its own transaction besides.
        """
        ...

    def note(self, kind: EventKind, subject: str, detail: str, now: datetime, *, once: bool = False) -> None:
        """Write down that something happened. once: only where the same person's very same event does not stand there."""
        ...

    def log(self, upto: int, count: int, now: datetime) -> "tuple[LogEntry, ...]":
        """Return so many entries of the audit log, the latest first, none after the one numbered `upto`; NotAllowedError."""
        ...

    def log_size(self) -> int:
        """Return how many entries the audit log has."""
        ...

    def verify(self, now: datetime) -> "Verification":
        """Check every row, original and entry, as `store.verify` says; NotAllowedError."""
        ...

    def events(self, count: int, now: datetime) -> tuple[Event, ...]:
        """Return the last so many events, the latest first; NotAllowedError."""
        ...


def agreement_bytes(store: Store, agreement: StoredAgreement) -> dict[str, bytes]:
    """Return the files of an agreement by name, each checked against its hash."""
    return {file.name: store.original(file.sha256) for file in agreement.files}
