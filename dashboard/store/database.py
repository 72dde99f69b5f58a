"""The SQLite file: how it is opened, what a transaction is, and what its errors mean to a person.

`journal_mode=DELETE` on purpose: the SQLite that Python comes with here (3.40.1) is older than the fix of the WAL
corruption bug (3.51.3, 3.50.7, 3.44.6). `synchronous=FULL`: a commit that returned survives a power cut.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dashboard.store.interface import StoreError
from dashboard.store.schema import MIGRATIONS, Migration, migrate

_BUSY_TIMEOUT_S = 20.0
_STRICT_SINCE = (3, 37, 0)
_ADVICE = {
    sqlite3.SQLITE_BUSY: f"another process kept it locked for {_BUSY_TIMEOUT_S:.0f} s; try again",
    sqlite3.SQLITE_FULL: "the disk is full; make room and try again",
    sqlite3.SQLITE_READONLY: "it may not be written to; check who owns the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that the data folder is there and may be written to",
    sqlite3.SQLITE_IOERR: "the disk failed while reading or writing; check its room and its health, then try again",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore the data folder from a backup",
    sqlite3.SQLITE_NOTADB: "it is not a database; restore the data folder from a backup, or choose another one",
}


class Database:
    """One SQLite file. A connection lives as long as its transaction, so threads and processes share nothing but the file."""

    def __init__(self, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        """Open or create the file and bring its schema up to date; StoreError."""
        self._path = path.absolute()
        if sqlite3.sqlite_version_info < _STRICT_SINCE:
            raise StoreError(f"this Python comes with SQLite {sqlite3.sqlite_version}, expected 3.37 or later")
        with self._connected("rwc") as connection:
            _refuse_other_journal(connection, path)
            migrate(connection, migrations, str(path))

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection on which everything read is of one moment."""
        with self._connected("rw") as connection:
            connection.execute("BEGIN")
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose writes are kept together at the end, and not at all where an error leaves the block."""
        with self._connected("rw") as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    @contextlib.contextmanager
    def _connected(self, mode: str) -> Iterator[sqlite3.Connection]:
        try:
            # Closing rolls back whatever was not committed.
            with contextlib.closing(self._connect(mode)) as connection:
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA foreign_keys = ON")
                connection.execute("PRAGMA trusted_schema = OFF")
                yield connection
        except sqlite3.Error as error:
            raise StoreError(f"cannot use {self._path}: {_advice(error)} ({error})") from error

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{self._path.as_uri()}?mode={mode}"
        return sqlite3.connect(address, uri=True, timeout=_BUSY_TIMEOUT_S, isolation_level=None)


def _refuse_other_journal(connection: sqlite3.Connection, path: Path) -> None:
    """A file that some tool switched to WAL stays so until it is switched back; nothing but "delete" is safe here."""
    mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    if mode != "delete":
        raise StoreError(f"{path} keeps its journal in mode {mode!r}, expected 'delete'; close the other program that uses it")


def _advice(error: sqlite3.Error) -> str:
    # The low byte is the kind of failure; the rest says where in SQLite it arose.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return _ADVICE.get(code, "SQLite refused; this is a fault of the dashboard, please report it with this message")
