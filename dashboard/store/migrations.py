"""The schema as named steps, each one transaction together with its own record. A step that was ever released is never edited."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.store.adoption import adopt, set_aside
from dashboard.store.ddl import log_statements, table_statements
from dashboard.store.kept import StoreError
from dashboard.store.schema_before import BEFORE
from dashboard.store.sql import Connection, Dialect
from dashboard.store.table import Table
from dashboard.store.tables import ASSESSMENTS, BEGINNING, COVERAGE, COVERAGE_READING, PEOPLE, REVIEWS

_STEPS = """CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, applied_at TEXT NOT NULL
)"""
_BEGUN = "a record that only grows, with its audit log"
APPLICATION_ID = 0x43464D44
"""Marks a SQLite file as ours, so that another program's database is refused rather than filled."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. work: what it does, given the transaction and the moment (ISO 8601, UTC)."""

    name: str
    work: Callable[[Connection, str], None]


def _run_all(statements: tuple[str, ...]) -> Callable[[Connection, str], None]:
    def work(connection: Connection, _moment: str) -> None:
        # What came before PostgreSQL was an own choice was only ever in a SQLite file.
        if connection.dialect == "sqlite":
            for statement in statements:
                connection.run(statement)

    return work


def _begin_record(connection: Connection, moment: str) -> None:
    _make_tables(connection, moment)
    adopt(connection, moment)


def _make_tables(connection: Connection, _moment: str) -> None:
    set_aside(connection)
    for statement in _beginning(connection.dialect):
        connection.run(statement)


def _beginning(dialect: Dialect) -> Iterator[str]:
    yield from log_statements(dialect)
    for table in BEGINNING:
        yield from table_statements(table, dialect)


def _make(tables: tuple[Table, ...]) -> Callable[[Connection, str], None]:
    """Return the work that makes tables which an earlier version did not know."""

    def work(connection: Connection, _moment: str) -> None:
        for table in tables:
            for statement in table_statements(table, connection.dialect):
                connection.run(statement)

    return work


MIGRATIONS: tuple[Migration, ...] = (
    *(Migration(name, _run_all(statements)) for name, statements in BEFORE),
    Migration(_BEGUN, _begin_record),
    Migration("people who sign in, their roles, and events", _make(PEOPLE)),
    Migration("reviews of incidents", _make(REVIEWS)),
    Migration("assessments", _make(ASSESSMENTS)),
    Migration("coverage", _make(COVERAGE)),
    Migration("how dates of a coverage log are read", _make((COVERAGE_READING,))),
)
EMPTY: tuple[Migration, ...] = tuple(Migration(one.name, _make_tables) if one.name == _BEGUN else one for one in MIGRATIONS)
"""The same steps for a record that is to be filled from a backup: it has its identity from there."""


def migrate(
    connection: Connection,
    transaction: Callable[[], AbstractContextManager[None]],
    migrations: tuple[Migration, ...],
    name: str,
) -> None:
    """Bring a database up to date; StoreError where it belongs to a newer dashboard.

    transaction: makes its block one that no other process writes beside. name: of the database, for messages.
    """
    for number, migration in enumerate(migrations, start=1):
        if _version(connection) >= number:
            continue
        with transaction():
            # Another process may have applied it while this one waited for the lock.
            if _version(connection) < number:
                _apply(connection, number, migration)
    if (version := _version(connection)) > len(migrations):
        raise StoreError(
            f"{name} was written by a newer version of the dashboard (schema {version}, this version knows schemas "
            f"up to {len(migrations)}); open it with that version, or choose another data folder"
        )


def _apply(connection: Connection, number: int, migration: Migration) -> None:
    is_file = connection.dialect == "sqlite"
    connection.run(f"{_STEPS}{' STRICT' if is_file else ''}")
    moment = datetime.now(UTC).isoformat()
    migration.work(connection, moment)
    connection.run("INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)", (number, migration.name, moment))
    if is_file:
        connection.run(f"PRAGMA application_id = {APPLICATION_ID:d}")
        # What versions of the dashboard before the audit log look at, to know that the file is not for them.
        connection.run(f"PRAGMA user_version = {number:d}")


def _version(connection: Connection) -> int:
    listed = {
        "sqlite": "SELECT count(*) FROM sqlite_schema WHERE name = 'migration'",
        "postgresql": "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'migration'",
    }
    if connection.rows(listed[connection.dialect])[0][0] == 0:
        return 0
    return int(connection.rows("SELECT coalesce(max(number), 0) FROM migration")[0][0])
