"""A data folder from before there was an audit log: all it held is in the record, in its order, none changed."""

import contextlib
from datetime import UTC, datetime

import apsw
import pytest

from dashboard.domain.observation import Point
from dashboard.store.identity import agreement_id, agreement_sha256, upload_id
from dashboard.store.kept import StoreError, own_files_in_use
from dashboard.store.migrations import MIGRATIONS
from dashboard.store.opening import store_in_folder
from dashboard.store.originals import FolderOriginals
from dashboard.store.schema_before import BEFORE
from dashboard.store.sqlite_database import SqliteDatabase
from dashboard.store.verify import log_of
from tests.store.people import WATCH

NOON = "2026-05-03T12:00:00+00:00"
LATER = "2026-05-03T13:00:00+00:00"
ALL = len(BEFORE)


def old_folder(folder, steps=ALL):
    """A data folder as versions before the audit log left it, with two uploads (one withdrawn), an agreement and choices."""
    SqliteDatabase(folder / "store.sqlite3", MIGRATIONS[:steps])
    originals = FolderOriginals(folder / "originals")
    rows, other, terms = (originals.keep(data) for data in (b"rows", b"other", b"terms"))
    agreement = agreement_sha256("a.yaml", {"a.yaml": terms})
    with contextlib.closing(apsw.Connection(str(folder / "store.sqlite3"))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        put = connection.execute
        for sha256, size in ((rows, 4), (other, 5), (terms, 5)):
            put("INSERT INTO original VALUES (?, ?, ?)", (sha256, size, NOON))
        upload = "INSERT INTO upload VALUES (?, ?, ?, ?, ?, 'UTC', '', 'user', ?)"
        put(upload, (7, upload_id(rows, "UTC", ""), "first.csv", rows, NOON, None))
        put(upload, (9, upload_id(other, "UTC", ""), "second.csv", other, LATER, LATER))
        put("INSERT INTO agreement VALUES (1, ?, 'a.yaml', ?, ?, 'user')", (agreement_id(agreement), agreement, NOON))
        put("INSERT INTO agreement_file VALUES (?, 'a.yaml', ?)", (agreement_id(agreement), terms))
        put("INSERT INTO agreement_use VALUES (1, ?, ?)", (agreement_id(agreement), NOON))
        put("INSERT INTO setting VALUES ('sample seeded', 'yes', ?)", (NOON,))
        if steps >= 5:
            put("INSERT INTO saved_mapping VALUES (1, 'patrol', '[\"a\"]', '{}', ?)", (NOON,))
            put("INSERT INTO place_correction VALUES (1, '', '', 'Twin', 'A1', NULL, NULL, NULL, 'Ann', 'so', ?)", (NOON,))
            put("INSERT INTO place_correction VALUES (2, 'x', '', '', '', 10.5, 50.25, 40.0, 'Ann', 'so', ?)", (NOON,))
            put("INSERT INTO own_file VALUES (1, 'places', 'p.csv', ?, ?)", (other, NOON))
            put("INSERT INTO agreement_note VALUES (?, 'the line moved')", (agreement_id(agreement),))
    return folder


def test_everything_that_was_kept_is_there_as_it_was(tmp_path):
    store = store_in_folder(old_folder(tmp_path))
    (upload,) = store.uploads()
    assert (upload.file_name, upload.loaded_at) == ("first.csv", datetime(2026, 5, 3, 12, tzinfo=UTC))
    assert store.original(upload.sha256) == b"rows"
    assert (store.current_agreement().note, store.current_agreement().main) == ("the line moved", "a.yaml")
    assert store.get_setting("sample seeded") == "yes"
    assert [(one.name, one.header) for one in store.mappings()] == [("patrol", ("a",))]
    assert [one.chosen for one in store.place_corrections()] == ["A1", Point(10.5, 50.25, 40.0)]
    assert [one.file_name for one in own_files_in_use(store.own_file_record())] == ["p.csv"]


def test_a_withdrawn_file_comes_back_where_it_stood(tmp_path):
    store = store_in_folder(old_folder(tmp_path))
    now = datetime(2026, 5, 4, tzinfo=UTC)
    store.add_upload("again.csv", b"other", time_zone="UTC", mapping_json="", kind="user", now=now)
    assert [one.file_name for one in store.uploads()] == ["first.csv", "second.csv"]


def test_an_older_folder_still_goes_through_every_step(tmp_path):
    store = store_in_folder(old_folder(tmp_path, steps=1))
    assert [one.file_name for one in store.uploads()] == ["first.csv"]
    assert (store.mappings(), store.place_corrections(), store.own_file_record()) == ((), (), ())


def test_the_old_tables_are_gone_and_opening_again_changes_nothing(tmp_path):
    store_in_folder(old_folder(tmp_path))
    with store_in_folder(tmp_path).database.reading() as connection:
        assert connection.rows("SELECT name FROM sqlite_schema WHERE name LIKE 'before%'") == []
        assert connection.rows("SELECT DISTINCT who FROM entry") == [("the dashboard, when the record was begun",)]
        assert connection.rows("SELECT count(*) FROM entry") == [(15,)]


def test_a_folder_that_cannot_be_adopted_is_left_as_it_was(tmp_path):
    old_folder(tmp_path)
    with contextlib.closing(apsw.Connection(str(tmp_path / "store.sqlite3"))) as connection:
        connection.execute("INSERT INTO setting VALUES ('broken', ?, ?)", ("half\0", NOON))
    for _ in range(2):
        with pytest.raises(StoreError, match="cannot be kept"):
            store_in_folder(tmp_path)
    with contextlib.closing(apsw.Connection(str(tmp_path / "store.sqlite3"))) as connection:
        assert connection.execute("SELECT count(*) FROM upload").fetchall() == [(2,)]


def test_a_record_from_before_there_was_coverage_gets_its_tables_and_keeps_its_log(tmp_path):
    before = [one.name for one in MIGRATIONS].index("coverage")
    now = datetime(2026, 5, 4, tzinfo=UTC)
    old = store_in_folder(tmp_path, migrations=MIGRATIONS[:before])
    old.add_upload("a.csv", b"rows", time_zone="UTC", mapping_json="", kind="user", now=now)
    log = log_of(old.database)
    old.database.close()
    store = store_in_folder(tmp_path)
    assert log_of(store.database) == log
    store.add_coverage_entry(WATCH, who="Ann", now=now)
    assert len(store.coverage().entries) == 1
    assert store.verify(now).faults == ()
