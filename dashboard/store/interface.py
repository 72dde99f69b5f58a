"""What the dashboard remembers: the originals it was given and the choices people made. Everything else is derived from these.

One small interface, so that another database can stand behind it: every write names its moment, and nothing that was loaded is
ever destroyed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol, Self

from dashboard.domain.access import Action
from dashboard.domain.observation import Point
from dashboard.domain.people import Event, EventKind, SignedIn
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Event as ReviewEvent
from dashboard.domain.review_states import Review

if TYPE_CHECKING:
    from dashboard.store.log import LogEntry
    from dashboard.store.users import Users
    from dashboard.store.verify import Verification

Kind = Literal["user", "sample"]
"""Whether a person brought it, or it came with the dashboard and its events are invented."""


class StoreError(Exception):
    """The store cannot do what was asked; the message names the path or id and says what to do."""


class NotInStoreError(StoreError):
    """No such upload, agreement or original was ever kept here."""


class DamagedOriginalError(StoreError):
    """An original is no longer, byte for byte, what was loaded."""


class NotAllowedError(StoreError):
    """A person who signed in holds no role for what was asked; the message says which it takes and whom to ask."""


@dataclass(frozen=True, slots=True)
class Upload:
    """One observations file as it came, and how it was chosen to be read.

    id: stable, from the bytes and the choices. sha256: of the original bytes, lower-case hex. loaded_at: aware UTC, when these
    bytes were first loaded with these choices. time_zone: IANA name. mapping_json: "" where no mapping was given.
    """

    id: str
    file_name: str
    sha256: str
    size_bytes: int
    loaded_at: datetime
    time_zone: str
    mapping_json: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class AgreementFile:
    """One file of an agreement; `name` is what the main file calls it."""

    name: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class StoredAgreement:
    """An agreement as it came. `main` names the one of `files` to start from; `sha256` covers every name and every byte.

    note: why it was made, in the words of whoever wrote it in the dashboard; "" for one that was handed in.
    """

    id: str
    main: str
    sha256: str
    loaded_at: datetime
    kind: Kind
    files: tuple[AgreementFile, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """A way to read files with these headings, under a name a person gave it. mapping_json: as `--mapping` takes it."""

    name: str
    header: tuple[str, ...]
    mapping_json: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class PlaceCorrection:
    """What a person decided the names of a row's place mean. names: region, finer unit and settlement as they came, some empty.

    chosen: the code of a unit or settlement, a position of its own, or "" where the one before was revoked.
    """

    names: tuple[str, str, str]
    chosen: str | Point
    who: str
    why: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """What an assessment follows from besides the record, and what it came to.

    agreement_version, theatre_sha256, engine, program: see `domain.manifest.MadeFrom`. verdict_hash: see `engine.verdict_hash`.
    """

    agreement_id: str
    agreement_version: str
    theatre_sha256: str
    engine: str
    program: str
    rows_read: int
    accepted: int
    rejected: int
    duplicates: int
    verdict_hash: str


@dataclass(frozen=True, slots=True)
class KeptAssessment:
    """An assessment in the record. entry: its number in the log; as_of: the last entry it follows from. assessed_at: UTC."""

    entry: int
    as_of: int
    assessed_at: datetime
    made: Made


OwnKind = Literal["boundaries", "places"]
"""What a file of one's own adds to what is known of the theatre: outlines of units, or named positions."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One entry in the record of a person's own boundary and places files: this file came into use, or left it.

    sha256: of the bytes, "" where the file of this name was taken out of use. version: counts the files of this kind and name.
    """

    what: OwnKind
    file_name: str
    sha256: str
    size_bytes: int
    decided_at: datetime
    version: int


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

    def recorders(self) -> tuple[tuple[str, str], ...]:
        """Return for each upload that was ever kept its id and who handed it in, first kept first."""
        ...

    def note_assessment(self, made: Made, revision: int, now: datetime) -> None:
        """Write down what everything in view came to under a revision. The same again, as of the same entry, is there already."""
        ...

    def assessments(self) -> tuple[KeptAssessment, ...]:
        """Return every assessment ever written down, the latest first."""
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


def own_files_in_use(record: Sequence[OwnFile]) -> tuple[OwnFile, ...]:
    """Return the boundary and places files in use by a record, the one that came into use first at first."""
    latest: dict[tuple[str, str], OwnFile] = {}
    for entry in record:
        latest.pop((entry.what, entry.file_name), None)
        latest[entry.what, entry.file_name] = entry
    return tuple(entry for entry in latest.values() if entry.sha256)
