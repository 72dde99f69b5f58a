"""The record of a person's own boundary and places files in SQLite: every entry is kept, the latest of a name counts."""

import sqlite3
from datetime import datetime

from dashboard.store.interface import NotInStoreError, OwnFile, OwnKind, own_files_in_use

_RECORD = """
    SELECT what, file_name, coalesce(sha256, ''), coalesce(size_bytes, 0), decided_at,
           count(sha256) OVER (PARTITION BY what, file_name ORDER BY position)
    FROM own_file LEFT JOIN original USING (sha256) ORDER BY position
"""


def record(connection: sqlite3.Connection) -> tuple[OwnFile, ...]:
    """Return every entry, first decided first."""
    return tuple(
        OwnFile(what, name, sha256, size, datetime.fromisoformat(moment), version)
        for what, name, sha256, size, moment, version in connection.execute(_RECORD).fetchall()
    )


def in_use(connection: sqlite3.Connection, what: OwnKind, file_name: str) -> OwnFile | None:
    """Return the file of this kind and name that is in use, None where none is."""
    return in_use_of(record(connection), what, file_name)


def in_use_of(entries: tuple[OwnFile, ...], what: OwnKind, file_name: str) -> OwnFile | None:
    """Return from a record what `in_use` does."""
    return next((one for one in own_files_in_use(entries) if (one.what, one.file_name) == (what, file_name)), None)


def enter(connection: sqlite3.Connection, what: OwnKind, file_name: str, sha256: str, moment: str) -> sqlite3.Cursor:
    """Add an entry; an empty hash takes the file out of use."""
    return connection.execute(
        "INSERT INTO own_file (what, file_name, sha256, decided_at) VALUES (?, ?, nullif(?, ''), ?)",
        (what, file_name, sha256, moment),
    )


def not_in_use(what: OwnKind, file_name: str) -> NotInStoreError:
    """Return the complaint that there is nothing to take out of use."""
    return NotInStoreError(f"no file of {what} called {file_name!r} is in use")
