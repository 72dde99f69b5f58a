"""What only the store on disk can promise: it outlives the process, moves with its folder, and is kept safely by SQLite."""

import shutil
from pathlib import Path

import apsw
import pytest

from dashboard.store.interface import agreement_bytes
from dashboard.store.opening import store_in_folder
from dashboard.store.sqlite_database import SqliteDatabase, is_safe_with_wal
from dashboard.store.tables import TABLES
from tests.store.folders import NOW, add, ask


def test_a_restart_loses_nothing(tmp_path):
    store = store_in_folder(tmp_path)
    upload = add(store)
    agreement = store.add_agreement("a.yaml", {"a.yaml": b"invented"}, kind="user", now=NOW)
    store.use_agreement(agreement.id, NOW)
    store.put_setting("theatre", "invented", NOW)
    again = store_in_folder(tmp_path)
    assert again.uploads() == (upload,)
    assert again.original(upload.sha256) == b"rows"
    assert again.current_agreement() == agreement
    assert agreement_bytes(again, agreement) == {"a.yaml": b"invented"}
    assert again.get_setting("theatre") == "invented"
    assert again.revision() == store.revision()


def test_the_data_folder_can_be_copied_as_a_whole_and_bear_any_name(tmp_path):
    first, second = tmp_path / "дані #1?", tmp_path / "100% copy"
    upload = add(store_in_folder(first))
    shutil.copytree(first, second)
    assert store_in_folder(second).original(upload.sha256) == b"rows"


def test_a_relative_data_folder_stays_where_it_was_opened(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    store = store_in_folder(Path("data"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    upload = add(store)
    assert store.original(upload.sha256) == b"rows"
    assert store_in_folder(tmp_path / "data").uploads() == (upload,)


def test_only_the_owner_may_enter_a_data_folder_made_here(tmp_path):
    store_in_folder(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def test_the_journal_is_wal_where_the_library_is_free_of_its_bug_and_every_table_is_strict(tmp_path):
    store_in_folder(tmp_path)
    assert is_safe_with_wal(apsw.sqlite_lib_version())
    assert ask(tmp_path, "PRAGMA journal_mode") == [("wal",)]
    tables = ask(tmp_path, "SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    assert len(tables) == len(TABLES) + 2
    assert {strict for _, strict in tables} == {1}


def test_every_transaction_is_synced_in_full_and_holds_foreign_keys(tmp_path):
    store_in_folder(tmp_path)
    with SqliteDatabase(tmp_path / "store.sqlite3").reading() as connection:
        assert connection.rows("PRAGMA synchronous") == [(2,)]
        assert connection.rows("PRAGMA foreign_keys") == [(1,)]


def test_an_unsafe_library_keeps_its_journal_in_a_file_that_is_deleted(tmp_path, monkeypatch):
    add(store_in_folder(tmp_path))
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.51.2")
    assert len(store_in_folder(tmp_path).uploads()) == 1
    assert ask(tmp_path, "PRAGMA journal_mode") == [("delete",)]


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.40.1", False),
        ("3.44.5", False),
        ("3.44.6", True),
        ("3.49.9", False),
        ("3.50.6", False),
        ("3.50.7", True),
        ("3.51.2", False),
        ("3.51.3", True),
        ("3.52.0", True),
        ("4.0.0", True),
    ],
)
def test_the_versions_with_the_wal_bug_are_known(version, safe):
    assert is_safe_with_wal(version) is safe
