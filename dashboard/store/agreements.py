"""Versions of agreements in the record, and which one is in use."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dashboard.store.identity import agreement_id, agreement_sha256
from dashboard.store.kept import AgreementFile, Kind, NotInStoreError, StoredAgreement
from dashboard.store.kept_originals import note_original
from dashboard.store.record import Record
from dashboard.store.sql import Connection, Row
from dashboard.store.tables import AGREEMENT, AGREEMENT_FILE, AGREEMENT_USE

_AGREEMENTS = """
    SELECT agreement.id, main, agreement.sha256, loaded_at, kind, note, name, original.sha256, size_bytes
    FROM agreement JOIN agreement_file ON agreement_file.agreement_id = agreement.id
    JOIN original ON original.sha256 = agreement_file.sha256
"""
_IN_USE = "SELECT agreement_id FROM agreement_use ORDER BY entry DESC LIMIT 1"


def add(record: Record, main: str, kept: Mapping[str, tuple[str, int]], *, kind: Kind, note: str) -> StoredAgreement:
    """Keep an agreement whose files are kept. kept: by the file's name its hash and its size in bytes."""
    sha256 = agreement_sha256(main, {name: file_sha256 for name, (file_sha256, _) in kept.items()})
    identifier = agreement_id(sha256)
    if not record.rows("SELECT 1 FROM agreement WHERE id = ?", (identifier,)):
        record.add(AGREEMENT, id=identifier, main=main, sha256=sha256, loaded_at=record.at, kind=kind, note=note)
        for name, (file_sha256, size_bytes) in kept.items():
            note_original(record, file_sha256, size_bytes)
            record.add(AGREEMENT_FILE, agreement_id=identifier, name=name, sha256=file_sha256)
    return _agreements(record.rows(f"{_AGREEMENTS} WHERE agreement.id = ? ORDER BY name", (identifier,)))[0]


def all_of(connection: Connection) -> tuple[StoredAgreement, ...]:
    """Return every agreement, first loaded first."""
    return _agreements(connection.rows(f"{_AGREEMENTS} ORDER BY agreement.entry, name"))


def use(record: Record, identifier: str) -> None:
    """Put an agreement to use; NotInStoreError."""
    if not record.rows("SELECT 1 FROM agreement WHERE id = ?", (identifier,)):
        raise NotInStoreError(f"there is no agreement {identifier!r} in the store")
    if record.rows(_IN_USE) != [(identifier,)]:
        record.add(AGREEMENT_USE, agreement_id=identifier, used_at=record.at)


def in_use(connection: Connection) -> StoredAgreement | None:
    """Return the agreement put to use last, None where none ever was."""
    return next(iter(_agreements(connection.rows(f"{_AGREEMENTS} WHERE agreement.id = ({_IN_USE}) ORDER BY name"))), None)


def _agreements(rows: Sequence[Row]) -> tuple[StoredAgreement, ...]:
    """Gather the joined rows, one per file, into agreements in the order the rows name them."""
    files: dict[Row, list[AgreementFile]] = {}
    for row in rows:
        files.setdefault(tuple(row[:6]), []).append(AgreementFile(*row[6:]))
    return tuple(
        StoredAgreement(identifier, main, sha256, datetime.fromisoformat(loaded_at), kind, tuple(members), note)
        for (identifier, main, sha256, loaded_at, kind, note), members in files.items()
    )
