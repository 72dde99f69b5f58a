"""The tables, as named migrations: each is one transaction together with its record."""

import sqlite3
from dataclasses import dataclass

from dashboard.store.interface import StoreError

APPLICATION_ID = 0x43464D44
"""Marks the file as ours, so that another program's database is refused rather than filled."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema. A migration that was ever released is never edited; a change is a new one at the end."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS: tuple[Migration, ...] = (
    Migration(
        "originals and choices",
        (
            "CREATE TABLE revision (only INTEGER PRIMARY KEY CHECK (only = 1), number INTEGER NOT NULL) STRICT",
            "INSERT INTO revision VALUES (1, 0)",
            """CREATE TABLE original (
                sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
                size_bytes INTEGER NOT NULL CHECK (size_bytes >= 0),
                kept_at TEXT NOT NULL
            ) STRICT""",
            """CREATE TABLE upload (
                position INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                file_name TEXT NOT NULL,
                sha256 TEXT NOT NULL REFERENCES original,
                loaded_at TEXT NOT NULL,
                time_zone TEXT NOT NULL,
                mapping_json TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('user', 'sample')),
                withdrawn_at TEXT
            ) STRICT""",
            """CREATE TABLE agreement (
                position INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                main TEXT NOT NULL,
                sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
                loaded_at TEXT NOT NULL,
                kind TEXT NOT NULL CHECK (kind IN ('user', 'sample'))
            ) STRICT""",
            """CREATE TABLE agreement_file (
                agreement_id TEXT NOT NULL REFERENCES agreement (id),
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL REFERENCES original,
                PRIMARY KEY (agreement_id, name)
            ) STRICT""",
            """CREATE TABLE agreement_use (
                position INTEGER PRIMARY KEY,
                agreement_id TEXT NOT NULL REFERENCES agreement (id),
                used_at TEXT NOT NULL
            ) STRICT""",
            "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, put_at TEXT NOT NULL) STRICT",
        ),
    ),
    Migration(
        "saved mappings",
        (
            """CREATE TABLE saved_mapping (
                position INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                header_json TEXT NOT NULL,
                mapping_json TEXT NOT NULL,
                saved_at TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    Migration(
        "place corrections",
        (
            # An empty code without a position revokes what came before for the same names.
            """CREATE TABLE place_correction (
                position INTEGER PRIMARY KEY,
                region_text TEXT NOT NULL,
                region_detail TEXT NOT NULL,
                place_text TEXT NOT NULL,
                code TEXT NOT NULL,
                lon REAL,
                lat REAL,
                radius_m REAL,
                who TEXT NOT NULL CHECK (who <> ''),
                why TEXT NOT NULL CHECK (why <> ''),
                decided_at TEXT NOT NULL,
                CHECK ((lon IS NULL) = (lat IS NULL) AND (lon IS NULL) = (radius_m IS NULL)),
                CHECK (code = '' OR lon IS NULL)
            ) STRICT""",
            "CREATE INDEX place_correction_names ON place_correction (region_text, region_detail, place_text)",
        ),
    ),
    Migration(
        "own boundaries and places",
        (
            # A row without a hash takes the file of that name out of use; the rows before it stay.
            """CREATE TABLE own_file (
                position INTEGER PRIMARY KEY,
                what TEXT NOT NULL CHECK (what IN ('boundaries', 'places')),
                file_name TEXT NOT NULL CHECK (file_name <> ''),
                sha256 TEXT REFERENCES original,
                decided_at TEXT NOT NULL
            ) STRICT""",
        ),
    ),
    Migration(
        "why an agreement was written",
        (
            """CREATE TABLE agreement_note (
                agreement_id TEXT PRIMARY KEY REFERENCES agreement (id),
                note TEXT NOT NULL CHECK (note <> '')
            ) STRICT""",
        ),
    ),
)

_RECORD = """CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
) STRICT"""


def migrate(connection: sqlite3.Connection, migrations: tuple[Migration, ...], path: str) -> None:
    """Bring a database up to date; StoreError where it belongs to a newer dashboard or to another program.

    connection: in autocommit, so that each BEGIN here is the transaction.
    """
    _refuse_foreign(connection, path)
    for number, migration in enumerate(migrations, start=1):
        if _version(connection) >= number:
            continue
        connection.execute("BEGIN IMMEDIATE")
        # Another process may have applied it while this one waited for the lock.
        if _version(connection) < number:
            _apply(connection, number, migration)
        connection.execute("COMMIT")
    if _version(connection) > len(migrations):
        raise StoreError(
            f"{path} was written by a newer version of the dashboard (schema {_version(connection)}, this version knows schemas "
            f"up to {len(migrations)}); open it with that version, or choose another data folder"
        )


def _apply(connection: sqlite3.Connection, number: int, migration: Migration) -> None:
    connection.execute(_RECORD)
    for statement in migration.statements:
        connection.execute(statement)
    connection.execute("INSERT INTO migration (number, name) VALUES (?, ?)", (number, migration.name))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")
    connection.execute(f"PRAGMA user_version = {number:d}")


def _refuse_foreign(connection: sqlite3.Connection, path: str) -> None:
    is_ours = connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
    is_empty = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] == 0
    if not is_ours and not is_empty:
        raise StoreError(f"{path} is a database of another program; choose another data folder")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
