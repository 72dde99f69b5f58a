"""What only the store on disk can promise: it outlives the process, notices damage, and says what is wrong with the disk."""

import contextlib
import multiprocessing
import os
import resource
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import apsw
import pytest

from dashboard.store.interface import agreement_bytes
from dashboard.store.kept import DamagedOriginalError, NotInStoreError, StoreError
from dashboard.store.migrations import MIGRATIONS, Migration
from dashboard.store.opening import store_in_folder
from dashboard.store.sqlite_database import SqliteDatabase, is_safe_with_wal
from dashboard.store.tables import TABLES

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def add(store, data=b"rows", name="patrol.csv"):
    return store.add_upload(name, data, time_zone="UTC", mapping_json="", kind="user", now=NOW)


def ask(folder, statement):
    with contextlib.closing(apsw.Connection(str(folder / "store.sqlite3"))) as connection:
        return connection.execute(statement).fetchall()


@contextlib.contextmanager
def files_no_larger_than(size_bytes):
    """A real limit of the operating system: writing past it fails like a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


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


def test_an_original_lies_under_its_hash_and_may_only_be_read(tmp_path):
    upload = add(store_in_folder(tmp_path))
    path = tmp_path / "originals" / upload.sha256
    assert path.read_bytes() == b"rows"
    assert path.stat().st_mode & 0o777 == 0o444
    assert [file.name for file in path.parent.iterdir()] == [upload.sha256]


def test_only_the_owner_may_enter_a_data_folder_made_here(tmp_path):
    store_in_folder(tmp_path / "data")
    assert (tmp_path / "data").stat().st_mode & 0o777 == 0o700


def damage(path, data):
    path.chmod(0o644)
    path.write_bytes(data)


def test_a_damaged_original_is_noticed_when_it_is_read(tmp_path):
    store = store_in_folder(tmp_path)
    path = tmp_path / "originals" / add(store).sha256
    damage(path, b"rOws")
    with pytest.raises(DamagedOriginalError, match=rf"original at {path} has changed since it was loaded"):
        store.original(path.name)


def test_loading_the_same_file_again_heals_a_damaged_original(tmp_path):
    store = store_in_folder(tmp_path)
    upload = add(store)
    damage(tmp_path / "originals" / upload.sha256, b"row")
    assert add(store) == upload
    assert store.original(upload.sha256) == b"rows"


def test_a_missing_original_is_named_with_its_path(tmp_path):
    store = store_in_folder(tmp_path)
    path = tmp_path / "originals" / add(store).sha256
    path.unlink()
    with pytest.raises(NotInStoreError, match=rf"no original at {path}.*restore it from a backup"):
        store.original(path.name)


def test_an_original_that_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path):
    store = store_in_folder(tmp_path)
    before = store.revision()
    with (
        files_no_larger_than(300_000),
        pytest.raises(StoreError, match=rf"cannot use {tmp_path}/originals/[0-9a-f]{{64}}: .*; check that"),
    ):
        add(store, b"x" * 1_000_000)
    assert list((tmp_path / "originals").iterdir()) == []
    assert (store.uploads(), store.revision()) == ((), before)


def test_a_row_that_does_not_fit_on_the_disk_is_said_and_not_half_kept(tmp_path):
    store = store_in_folder(tmp_path)
    with files_no_larger_than(4096), pytest.raises(StoreError, match=rf"cannot use {tmp_path}/store\.sqlite3: .*(disk|full)"):
        add(store, b"small")
    assert store.uploads() == ()
    assert add(store, b"small") in store.uploads()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(StoreError, match=rf"cannot use {tmp_path}/data: "):
        store_in_folder(tmp_path / "data")


def test_a_data_folder_that_vanished_is_not_silently_made_anew(tmp_path):
    store = store_in_folder(tmp_path / "data")
    shutil.rmtree(tmp_path / "data")
    with pytest.raises(StoreError, match=r"cannot use .*originals.*: "):
        add(store)
    with pytest.raises(StoreError, match=r"store\.sqlite3: it cannot be opened; check that the data folder is there"):
        store.uploads()
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    (tmp_path / "store.sqlite3").write_bytes(b"no database at all, only some text" * 100)
    with pytest.raises(StoreError, match="not a database; restore the data folder from a backup"):
        store_in_folder(tmp_path)
    assert (tmp_path / "store.sqlite3").read_bytes().startswith(b"no database at all")


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path):
    with contextlib.closing(apsw.Connection(str(tmp_path / "store.sqlite3"))) as connection:
        connection.execute("CREATE TABLE shopping (item TEXT)")
    with pytest.raises(StoreError, match="database of another program"):
        store_in_folder(tmp_path)
    assert ask(tmp_path, "SELECT name FROM sqlite_schema") == [("shopping",)]


def test_a_store_of_a_newer_version_is_refused_and_left_alone(tmp_path):
    store_in_folder(tmp_path)
    ask(tmp_path, "INSERT INTO migration VALUES (99, 'to come', '2030-01-01')")
    with pytest.raises(StoreError, match=r"written by a newer version .*schema 99, this version knows schemas up to \d+"):
        store_in_folder(tmp_path)
    assert ask(tmp_path, "SELECT max(number) FROM migration") == [(99,)]


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


def test_every_mapping_that_was_ever_saved_stays_in_the_record(tmp_path):
    store = store_in_folder(tmp_path)
    for text in ("{}", '{"date_order": "dmy"}', '{"date_order": "dmy"}', "{}"):
        store.save_mapping("patrol", ("a", "b"), text, NOW)
    assert [row[0] for row in ask(tmp_path, "SELECT mapping_json FROM saved_mapping ORDER BY entry")] == [
        "{}",
        '{"date_order": "dmy"}',
        "{}",
    ]


def test_a_forgotten_mapping_stays_in_the_record_with_the_moment_it_was_forgotten(tmp_path):
    store = store_in_folder(tmp_path)
    store.save_mapping("patrol", ("a", "b"), "{}", NOW)
    store.forget_mapping("patrol", NOW + timedelta(hours=1))
    assert ask(tmp_path, "SELECT name, mapping_json, saved_at FROM saved_mapping ORDER BY entry") == [
        ("patrol", "{}", NOW.isoformat()),
        ("patrol", "", (NOW + timedelta(hours=1)).isoformat()),
    ]


def test_every_correction_and_revocation_stays_in_the_record(tmp_path):
    store = store_in_folder(tmp_path)
    for chosen in ("A1", "B1", ""):
        store.correct_place(("", "", "Twin"), chosen, who="Ann", why="the sender said so", now=NOW)
    assert ask(tmp_path, "SELECT place_text, code, who FROM place_correction ORDER BY entry") == [
        ("Twin", "A1", "Ann"),
        ("Twin", "B1", "Ann"),
        ("Twin", "", "Ann"),
    ]


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


def test_a_store_opened_twice_while_it_is_being_made_is_made_once(tmp_path):
    path = tmp_path / "store.sqlite3"
    with (
        contextlib.closing(apsw.Connection(str(path))) as holder,
        ThreadPoolExecutor(2) as pool,
    ):
        holder.execute("BEGIN IMMEDIATE")
        opening = [pool.submit(SqliteDatabase, path) for _ in range(2)]
        time.sleep(0.3)
        holder.execute("ROLLBACK")
        for one in opening:
            one.result()
    assert ask(tmp_path, "SELECT count(*) FROM migration") == [(len(MIGRATIONS),)]


def _write_some(folder, writer, ready):
    ready.wait(20)
    store = store_in_folder(folder)
    own = [store.add_agreement("a.yaml", {"a.yaml": b"%d %d" % (writer, one)}, kind="user", now=NOW) for one in range(2)]
    for number in range(25):
        store.use_agreement(own[number % 2].id, NOW)
        add(store, f"writer {writer} row {number}".encode())
        add(store, f"shared row {number}".encode())
        store.put_setting(f"writer {writer}", str(number), NOW)
        assert store.uploads()
    os._exit(0)


@pytest.mark.usefixtures("plain_main")
def test_four_processes_that_open_and_write_at_once_lose_nothing(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(4)
    writers = [spawn.Process(target=_write_some, args=(tmp_path, writer, ready)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    store = store_in_folder(tmp_path)
    originals = {store.original(upload.sha256) for upload in store.uploads()}
    assert originals == {b"shared row %d" % number for number in range(25)} | {
        b"writer %d row %d" % (writer, number) for writer in range(4) for number in range(25)
    }
    assert len(store.uploads()) == 125
    assert {store.get_setting(f"writer {writer}") for writer in range(4)} == {"24"}
    assert len(store.agreements()) == 8
    uploads, settings, agreements, uses = 125, 4 * 25, 8, 4 * 25
    assert store.revision() == uploads + settings + agreements + uses
