"""A database is brought up to this version step by step, wholly or not at all, and never from a newer one."""

import pytest

from dashboard.store.kept import StoreError
from dashboard.store.migrations import MIGRATIONS, Migration
from dashboard.store.opening import store_in_folder
from dashboard.store.sqlite_database import SqliteDatabase
from tests.store.folders import add, ask


def test_each_migration_is_recorded_and_an_older_file_is_brought_up_to_date(tmp_path):
    add(store_in_folder(tmp_path))
    later = Migration("to come", lambda connection, _: connection.run("CREATE TABLE to_come (id INTEGER PRIMARY KEY) STRICT"))
    SqliteDatabase(tmp_path / "store.sqlite3", (*MIGRATIONS, later))
    SqliteDatabase(tmp_path / "store.sqlite3", (*MIGRATIONS, later))
    first = ask(tmp_path, "SELECT number, name FROM migration ORDER BY number")[:6]
    assert first == [
        (1, "originals and choices"),
        (2, "saved mappings"),
        (3, "place corrections"),
        (4, "own boundaries and places"),
        (5, "why an agreement was written"),
        (6, "a record that only grows, with its audit log"),
    ]
    assert ask(tmp_path, "SELECT name FROM migration ORDER BY number")[6:] == [
        *((one.name,) for one in MIGRATIONS[6:]),
        ("to come",),
    ]
    assert ask(tmp_path, "SELECT count(*) FROM upload") == [(1,)]


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path):
    add(store_in_folder(tmp_path))

    def fail(connection, _):
        connection.run("CREATE TABLE review (id INTEGER PRIMARY KEY) STRICT")
        connection.run("CREATE TABLE upload (id TEXT) STRICT")

    broken = Migration("broken", fail)
    with pytest.raises(StoreError, match="table upload already exists"):
        SqliteDatabase(tmp_path / "store.sqlite3", (*MIGRATIONS, broken))
    assert len(store_in_folder(tmp_path).uploads()) == 1
    assert ask(tmp_path, "SELECT count(*) FROM sqlite_schema WHERE name = 'review'") == [(0,)]
    assert ask(tmp_path, "SELECT count(*) FROM migration") == [(len(MIGRATIONS),)]


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    store_in_folder(tmp_path)
    ask(tmp_path, "INSERT INTO migration VALUES (99, 'to come', '2030-01-01')")
    with pytest.raises(StoreError, match=r"written by a newer version .*schema 99, this version knows schemas up to \d+"):
        store_in_folder(tmp_path)
    assert ask(tmp_path, "SELECT max(number) FROM migration") == [(99,)]
