"""What the record holds, as values, and what can be wrong with asking it for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.domain.observation import Point

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


@dataclass(frozen=True, slots=True)
class InView:
    """Everything that verdicts follow from, as it was at one moment; see the methods of `Store` of these names."""

    revision: int
    uploads: tuple[Upload, ...]
    agreement: StoredAgreement | None
    place_corrections: tuple[PlaceCorrection, ...]
    own_files: tuple[OwnFile, ...]


@dataclass(frozen=True, slots=True)
class CoverageLogFile:
    """One file of the coverage log as it came. id: stable, by the bytes and how they are read. loaded_at: aware UTC, at first."""

    id: str
    file_name: str
    sha256: str
    size_bytes: int
    loaded_at: datetime
    time_zone: str
    kind: Kind
    dates: DatesSaid = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Who took something back, why, and when (UTC)."""

    who: str
    why: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CoverageEntry:
    """What a person said of who looked. number: of its entry in the audit log. withdrawn: None while it holds."""

    number: int
    watch: Watch
    who: str
    told_at: datetime
    withdrawn: Withdrawal | None = None


@dataclass(frozen=True, slots=True)
class KeptCoverage:
    """The coverage log as it was at one moment. files: in view, first loaded first. entries: all, those withdrawn too."""

    revision: int
    files: tuple[CoverageLogFile, ...]
    entries: tuple[CoverageEntry, ...]


def own_files_in_use(record: Sequence[OwnFile]) -> tuple[OwnFile, ...]:
    """Return the boundary and places files in use by a record, the one that came into use first at first."""
    latest: dict[tuple[str, str], OwnFile] = {}
    for entry in record:
        latest.pop((entry.what, entry.file_name), None)
        latest[entry.what, entry.file_name] = entry
    return tuple(entry for entry in latest.values() if entry.sha256)
