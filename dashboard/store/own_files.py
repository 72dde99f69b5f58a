"""The record of a person's own boundary and places files: every entry is kept, the latest of a name counts."""

from datetime import datetime

from dashboard.store.identity import checked_name
from dashboard.store.kept import NotInStoreError, OwnFile, OwnKind, own_files_in_use
from dashboard.store.kept_originals import note_original
from dashboard.store.record import Record
from dashboard.store.sql import Connection
from dashboard.store.tables import OWN_FILE

_HISTORY = """
    SELECT what, file_name, coalesce(own_file.sha256, ''), coalesce(size_bytes, 0), decided_at,
           count(own_file.sha256) OVER (PARTITION BY what, file_name ORDER BY own_file.entry)
    FROM own_file LEFT JOIN original ON original.sha256 = own_file.sha256 ORDER BY own_file.entry
"""


def history(connection: Connection) -> tuple[OwnFile, ...]:
    """Return every entry, first decided first."""
    return tuple(
        OwnFile(what, name, sha256, size, datetime.fromisoformat(moment), version)
        for what, name, sha256, size, moment, version in connection.rows(_HISTORY)
    )


def add(record: Record, what: OwnKind, file_name: str, sha256: str, size_bytes: int) -> OwnFile:
    """Put a file whose bytes are kept to use; the same under its name is the one already in use."""
    name = checked_name(file_name)
    there = _in_use(record, what, name)
    if there is not None and there.sha256 == sha256:
        return there
    note_original(record, sha256, size_bytes)
    record.add(OWN_FILE, what=what, file_name=name, sha256=sha256, decided_at=record.at)
    return history(record.connection)[-1]


def remove(record: Record, what: OwnKind, file_name: str) -> None:
    """Take a file out of use; NotInStoreError."""
    if _in_use(record, what, file_name) is None:
        raise NotInStoreError(f"no file of {what} called {file_name!r} is in use")
    record.add(OWN_FILE, what=what, file_name=file_name, sha256=None, decided_at=record.at)


def _in_use(record: Record, what: OwnKind, file_name: str) -> OwnFile | None:
    in_use = own_files_in_use(history(record.connection))
    return next((one for one in in_use if (one.what, one.file_name) == (what, file_name)), None)
