"""The record on PostgreSQL: how it is reached, what a transaction is, and what its errors mean to a person.

Writers of all servers wait in one line (an advisory lock, held until their commit), since each entry of the audit log names the
one before it. `synchronous_commit` is on whatever the server's own choice: a commit that returned survives a power cut.
"""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict
from psycopg_pool import ConnectionPool, PoolTimeout

from dashboard.store.kept import StoreError
from dashboard.store.migrations import MIGRATIONS, Migration, migrate
from dashboard.store.sql import Dialect, Row, Value

_WAIT_S = 30
"""How long to wait for a connection, and for the other writers."""
_LINE = 0x43464D44
"""The advisory lock that writers hold."""
_AT_MOST = 8
"""How many connections one process keeps to the server."""
_OPTIONS = f"-c synchronous_commit=on -c lock_timeout={_WAIT_S}s -c idle_in_transaction_session_timeout=600s"
_ADVICE: tuple[tuple[type[Exception], str], ...] = (
    (errors.DiskFull, "the server's disk is full; make room there and try again"),
    (errors.LockNotAvailable, f"another process kept it locked for {_WAIT_S} s; try again"),
    (errors.InsufficientPrivilege, "the account may not do this; let it own its database"),
    (errors.ReadOnlySqlTransaction, "the server takes no writes, it may be a copy; name the main server in DATABASE_URL"),
    (psycopg.IntegrityError, "what was to be written does not go with what is there"),
    (psycopg.OperationalError, "the server cannot be reached or refused; check DATABASE_URL, the server and its log"),
)


class PostgresConnection:
    """`dashboard.store.sql.Connection` over psycopg."""

    dialect: Dialect = "postgresql"

    def __init__(self, connection: psycopg.Connection) -> None:
        """Stand on an open connection in autocommit."""
        self.raw = connection

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """See Connection."""
        return self.raw.execute(_in_its_words(statement), tuple(values)).fetchall()

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """See Connection."""
        self.raw.execute(_in_its_words(statement), tuple(values))

    def run_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """See Connection."""
        with self.raw.cursor() as cursor:
            cursor.executemany(_in_its_words(statement), map(tuple, rows))


class PostgresDatabase:
    """`dashboard.store.sql.Database` on a server."""

    def __init__(self, url: str, migrations: tuple[Migration, ...] = MIGRATIONS, *, wait_s: int = _WAIT_S) -> None:
        """Reach the server and bring the schema up to date. url: as libpq takes it. StoreError.

        wait_s: how long to wait for a connection that is free, or for the server to be back.
        """
        self.name = _without_password(url)
        with self._errors():
            self._pool = ConnectionPool(
                url,
                min_size=1,
                max_size=_AT_MOST,
                timeout=wait_s,
                kwargs={"autocommit": True, "options": _OPTIONS},
                check=ConnectionPool.check_connection,
                open=False,
            )
            # One that fails at once says why; the pool alone would only say that time ran out.
            with psycopg.connect(url, autocommit=True, connect_timeout=wait_s, options=_OPTIONS) as raw:
                connection = PostgresConnection(raw)
                migrate(connection, partial(_exclusively, connection), migrations, self.name)
            self._pool.open()

    def close(self) -> None:
        """See Database; no transaction comes after it."""
        self._pool.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[PostgresConnection]:
        """See Database."""
        with self._errors(), self._pool.connection() as raw, raw.transaction():
            raw.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield PostgresConnection(raw)

    @contextlib.contextmanager
    def writing(self) -> Iterator[PostgresConnection]:
        """See Database."""
        with self._errors(), self._pool.connection() as raw:
            connection = PostgresConnection(raw)
            with _exclusively(connection):
                yield connection

    @contextlib.contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as error:
            raise StoreError(f"cannot use {self.name}: no connection was to be had; check the server, then try again") from error
        except psycopg.Error as error:
            raise StoreError(f"cannot use {self.name}: {_advice(error)} ({str(error).strip()})") from error


@contextlib.contextmanager
def _exclusively(connection: PostgresConnection) -> Iterator[None]:
    with connection.raw.transaction():
        connection.run(f"SELECT pg_advisory_xact_lock({_LINE})")
        yield


def _in_its_words(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()


def _without_password(url: str) -> str:
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # What it says of the address repeats it, password and all.
        raise StoreError("cannot use DATABASE_URL: expected an address such as postgresql://USER:PASSWORD@HOST/NAME") from None
    return f"the database {parts.get('dbname', '')!r} on {parts.get('host', 'this machine')}"


def _advice(error: psycopg.Error) -> str:
    for kind, advice in _ADVICE:
        if isinstance(error, kind):
            return advice
    return "PostgreSQL refused; this is a fault of the dashboard, please report it with this message"
