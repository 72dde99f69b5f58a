"""The record in one SQLite file: how it is opened, what a transaction is, and what its errors mean to a person.

The library is apsw's own SQLite, since the one that Python brings may have the WAL corruption bug (fixed in 3.51.3, 3.50.7 and
3.44.6); with such a one the journal stays a file that is deleted. `synchronous=FULL`: a commit that
returned survives a power cut.
"""

import contextlib
import queue
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import apsw

from dashboard.store.kept import StoreError
from dashboard.store.migrations import APPLICATION_ID, MIGRATIONS, Migration, migrate
from dashboard.store.sql import Dialect, Row, Value

_BUSY_TIMEOUT_S = 30
_LOOK_AGAIN_S = 0.02
_IDLE = 8
"""How many connections stay open for the next transaction."""
_ADVICE = {
    apsw.SQLITE_BUSY: f"another process kept it locked for {_BUSY_TIMEOUT_S} s; try again",
    apsw.SQLITE_FULL: "the disk is full; make room and try again",
    apsw.SQLITE_READONLY: "it may not be written to; check who owns the file and its folder",
    apsw.SQLITE_CANTOPEN: "it cannot be opened; check that the data folder is there and may be written to",
    apsw.SQLITE_IOERR: "the disk failed while reading or writing; check its room and its health, then try again",
    apsw.SQLITE_CORRUPT: "the file is damaged; restore the data folder from a backup",
    apsw.SQLITE_CONSTRAINT: "what was to be written does not go with what is there",
    apsw.SQLITE_NOTADB: "it is not a database; restore the data folder from a backup, or choose another one",
}


class SqliteConnection:
    """`dashboard.store.sql.Connection` over apsw."""

    dialect: Dialect = "sqlite"

    def __init__(self, connection: apsw.Connection) -> None:
        """Stand on an open connection."""
        self.raw = connection

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """See Connection."""
        return self.raw.execute(statement, tuple(values)).fetchall()

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """See Connection."""
        self.raw.execute(statement, tuple(values)).fetchall()

    def run_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """See Connection."""
        self.raw.executemany(statement, map(tuple, rows)).fetchall()


class SqliteDatabase:
    """`dashboard.store.sql.Database` in one file. Threads and processes share nothing but the file."""

    def __init__(self, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        """Open or create the file and bring its schema up to date; StoreError."""
        self._path = path.absolute()
        self.name = str(self._path)
        self._idle: queue.LifoQueue[SqliteConnection] = queue.LifoQueue(_IDLE)
        with self._errors(), contextlib.closing(self._connect(create=True).raw) as raw:
            connection = SqliteConnection(raw)
            self._refuse_foreign(connection)
            self._choose_journal(connection)
            migrate(connection, lambda: _exclusively(connection), migrations, self.name)

    def close(self) -> None:
        """See Database."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._idle.get_nowait().raw.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[SqliteConnection]:
        """See Database."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[SqliteConnection]:
        """See Database."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            yield connection

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[SqliteConnection]:
        with self._errors():
            connection = self._taken()
            try:
                connection.run(begin)
                yield connection
                connection.run("COMMIT")
            except BaseException:
                # Closing rolls back whatever was not committed, in whatever state an error left the connection.
                connection.raw.close()
                raise
            self._give_back(connection)

    def _taken(self) -> SqliteConnection:
        # A file that was taken away is noticed, rather than written to where nobody will find it.
        with contextlib.suppress(queue.Empty):
            connection = self._idle.get_nowait()
            if self._path.exists():
                return connection
            connection.raw.close()
        return self._connect(create=False)

    def _give_back(self, connection: SqliteConnection) -> None:
        try:
            self._idle.put_nowait(connection)
        except queue.Full:
            connection.raw.close()

    def _connect(self, *, create: bool) -> SqliteConnection:
        flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
        raw = apsw.Connection(str(self._path), flags=flags)
        raw.set_busy_timeout(_BUSY_TIMEOUT_S * 1000)
        # Deleting to replace a row must meet the refusal of deleting, which without this it slips past.
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF", "recursive_triggers = ON"):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        return SqliteConnection(raw)

    def _refuse_foreign(self, connection: SqliteConnection) -> None:
        is_ours = connection.rows("PRAGMA application_id") == [(APPLICATION_ID,)]
        is_empty = connection.rows("SELECT count(*) FROM sqlite_schema") == [(0,)]
        if not is_ours and not is_empty:
            raise StoreError(f"{self._path} is a database of another program; choose another data folder")

    def _choose_journal(self, connection: SqliteConnection) -> None:
        wanted = "wal" if is_safe_with_wal(apsw.sqlite_lib_version()) else "delete"
        found = connection.rows("PRAGMA journal_mode")[0][0]
        if found != wanted:
            found = _patiently(lambda: connection.rows(f"PRAGMA journal_mode = {wanted}"))[0][0]
        if found != wanted:
            raise StoreError(
                f"{self._path} keeps its journal in mode {found!r}, expected {wanted!r}; close the other program that uses it, "
                "and keep the data folder on a disk of this machine"
            )

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except apsw.Error as error:
            raise StoreError(f"cannot use {self._path}: {_advice(error)} ({error})") from error


@contextlib.contextmanager
def _exclusively(connection: SqliteConnection) -> Iterator[None]:
    connection.run("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.run("ROLLBACK")
        raise
    connection.run("COMMIT")


def _patiently(change: Callable[[], list[Row]]) -> list[Row]:
    """Wait for other processes as every other statement does by itself: a change of the journal is refused at once."""
    patience_ends = time.monotonic() + _BUSY_TIMEOUT_S
    while True:
        try:
            return change()
        except apsw.BusyError:
            if time.monotonic() > patience_ends:
                raise
            time.sleep(_LOOK_AGAIN_S)


def is_safe_with_wal(version: str) -> bool:
    """Tell whether a version of SQLite, such as "3.51.3", is free of the bug that damages files in WAL mode."""
    major, minor, patch = (int(part) for part in version.split(".")[:3])
    if (major, minor) in ((3, 44), (3, 50), (3, 51)):
        return patch >= {44: 6, 50: 7, 51: 3}[minor]
    return (major, minor) >= (3, 52)


def _advice(error: apsw.Error) -> str:
    # The low byte is the kind of failure; the rest says where in SQLite it arose.
    code = getattr(error, "result", 0) & 0xFF
    return _ADVICE.get(code, "SQLite refused; this is a fault of the dashboard, please report it with this message")
