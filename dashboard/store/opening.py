"""Where the record lies: in a data folder, or on a PostgreSQL server."""

from pathlib import Path

from dashboard.store.migrations import MIGRATIONS, Migration
from dashboard.store.originals import FolderOriginals, make_private_folder
from dashboard.store.sql_store import SqlStore
from dashboard.store.sqlite_database import SqliteDatabase

DATABASE, ORIGINALS = "store.sqlite3", "originals"
"""What lies in a data folder, besides what can be made again from it."""
BY_ITSELF = "the dashboard, of its own accord"
"""Whom the audit log names for what nobody asked for."""
LOCAL = "the one person at this machine"
"""Whom the audit log names where nobody signs in."""


def store_in_folder(folder: Path, who: str = LOCAL, migrations: tuple[Migration, ...] = MIGRATIONS) -> SqlStore:
    """Open a data folder, making it where it is missing: one that can be copied as a whole while nobody writes. StoreError."""
    make_private_folder(folder)
    return SqlStore(SqliteDatabase(folder / DATABASE, migrations), FolderOriginals(folder / ORIGINALS), who)


def store_on_server(url: str, who: str = LOCAL, migrations: tuple[Migration, ...] = MIGRATIONS) -> SqlStore:
    """Open the record on a PostgreSQL server, making it in an empty database. url: as libpq takes it. StoreError."""
    # Loading the client takes a fifth of a second that a data folder need not wait for.
    from dashboard.store.postgres_database import PostgresDatabase
    from dashboard.store.postgres_originals import PostgresOriginals

    database = PostgresDatabase(url, migrations)
    return SqlStore(database, PostgresOriginals(database), who)


def open_store(folder: Path, url: str = "", who: str = LOCAL) -> SqlStore:
    """Open the record that `DATABASE_URL` names, else the one in the data folder. StoreError."""
    return store_on_server(url, who) if url else store_in_folder(folder, who)
