"""Checking the record: whatever was tampered with is found and named, and a record that only grew is never accused."""

import os
import random
import re
import shutil

import apsw
import pytest

from dashboard.store.checkpoint import checkpoint_at
from dashboard.store.kept import StoreError
from dashboard.store.opening import store_in_folder
from dashboard.store.verify import checkpoint_origin, verify
from tests.store.people import WATCH
from tests.store.tampering import WAYS, OneMoment, unguarded
from tests.store.test_store_contract import LATER, NOON, add

LONG = bool(os.environ.get("LONG_TESTS"))
TAMPERINGS = {"SqliteDatabase": 10_000 if LONG else 260, "PostgresDatabase": 10_000 if LONG else 65}
"""How many on each; a look at a server costs ten times as much."""


def fill(store):
    ann, ben = store.acting("Ann"), store.acting("Ben")
    for number in range(6):
        upload = add(ann, b"rows %d" % number, name=f"patrol {number}.csv")
    ben.withdraw_upload(upload.id, LATER)
    for text in (b"terms", b"other terms"):
        kept = ann.add_agreement("a.yaml", {"a.yaml": text, "z.geojson": b"{}"}, kind="user", now=NOON, note="the line moved")
        ben.use_agreement(kept.id, NOON)
    ann.put_setting("theatre", "Слов’янськ", LATER)
    ann.save_mapping("patrol", ("a",), "{}", NOON)
    for chosen in ("A1", "B1", ""):
        ben.correct_place(("", "", "Twin"), chosen, who="Ben", why="so", now=NOON)
    ann.add_coverage_file("w.csv", b"w", time_zone="UTC", kind="user", now=NOON)
    said = ann.add_coverage_entry(WATCH, who="Ann", now=NOON)
    ben.withdraw_coverage_entry(said.number, who="Ben", why="they turned back", now=LATER)
    ben.add_own_file("places", "p.csv", b"p", NOON)
    return store


def published(store):
    found = verify(store.database, store.originals)
    assert found.faults == ()
    return checkpoint_at(checkpoint_origin(found.record_id), found.entries, found.root, LATER)


def faults(store, checkpoint=None):
    return [str(fault) for fault in verify(store.database, store.originals, checkpoint).faults]


def test_an_untouched_record_has_no_faults(store):
    found = verify(fill(store).database, store.originals, published(store))
    assert (found.faults, found.entries, found.originals) == ((), 36, 11)


def test_a_record_that_grew_still_holds_what_an_earlier_checkpoint_says(store):
    checkpoint = published(fill(store))
    for number in range(20):
        add(store, b"more rows %d" % number)
        assert faults(store, checkpoint) == []


def test_an_empty_record_can_be_checked(store):
    checkpoint = published(store)
    fill(store)
    assert faults(store, checkpoint) == []


@pytest.mark.slow
@pytest.mark.timeout(7200 if LONG else 300)
def test_whatever_is_tampered_with_is_found_against_a_checkpoint(store):
    """10,000 with LONG_TESTS=1, on either database; fewer of the same ways without."""
    checkpoint = published(fill(store))
    missed, done = [], 0
    wanted = TAMPERINGS[type(store.database).__name__]
    for seed in range(wanted + wanted // 5):
        try:
            with unguarded(store.database) as connection:
                what = WAYS[seed % len(WAYS)](random.Random(seed), connection)
                found = verify(OneMoment(connection), store.originals, checkpoint)
        except StoreError as error:
            # What the tables themselves do not take was not tampered with.
            if "constraint" not in str(error):
                raise
            continue
        done += 1
        if not found.faults:
            missed.append(f"seed {seed}: {what}")
    assert missed == []
    assert done >= wanted
    assert faults(store, checkpoint) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE upload SET file_name = 'other' WHERE entry = 3", r"upload, entry 3: the row was changed"),
        ("UPDATE entry SET who = 'Eve' WHERE seq = 3", r"log, entry 3: it was changed"),
        ("DELETE FROM entry WHERE seq = 3", r"log, entry 4: entries 3 to 3 before it are missing"),
        ("DELETE FROM upload WHERE entry = 3", r"upload, entry 3: the row that the log speaks of is missing"),
        ("INSERT INTO setting VALUES (99, 'a', 'b', 'c')", r"setting, entry 99: the log has no entry for this row"),
        ("UPDATE setting SET entry = 3", r"setting, entry 3: the log speaks of a row of upload here"),
        ("UPDATE migration SET name = 'x' WHERE number = 6", r"migration: the steps of the schema are"),
    ],
)
def test_what_was_tampered_with_is_named_even_without_a_checkpoint(store, statement, said):
    fill(store)
    with unguarded(store.database) as connection:
        connection.run(statement)
        found = [str(fault) for fault in verify(OneMoment(connection), store.originals).faults]
    assert any(re.search(said, fault) for fault in found), found


def test_a_careful_forger_is_found_by_the_checkpoint_alone(store):
    checkpoint = published(fill(store))
    with unguarded(store.database) as connection:
        WAYS[-1](random.Random(0), connection)
        assert verify(OneMoment(connection), store.originals).faults == ()
        (fault,) = verify(OneMoment(connection), store.originals, checkpoint).faults
    assert fault.where == "log, entries 1 to 36"


def test_refusals_that_were_switched_off_are_said(store):
    statement = {"sqlite": "DROP TRIGGER upload_no_update", "postgresql": "ALTER TABLE upload DISABLE TRIGGER upload_only_grows"}
    with unguarded(store.database) as connection:
        connection.run(statement[connection.dialect])
        found = [str(fault) for fault in verify(OneMoment(connection), store.originals).faults]
    assert [one for one in found if one.startswith("table upload: nothing refuses")]


@pytest.mark.parametrize("store", ["folder"], indirect=True)
@pytest.mark.parametrize("way", ["changed", "gone", "another's"])
def test_an_original_that_was_tampered_with_is_found(store, way, tmp_path):
    fill(store)
    first, second, *_ = sorted((tmp_path / "data" / "originals").iterdir())
    first.chmod(0o644)
    match way:
        case "changed":
            first.write_bytes(first.read_bytes() + b" ")
        case "gone":
            first.unlink()
        case "another's":
            first.write_bytes(second.read_bytes())
    (said,) = faults(store)
    assert said.startswith(f"original {first.name}: ")


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_an_original_on_a_server_that_was_tampered_with_is_found(store):
    fill(store)
    for statement in ("UPDATE original_part SET bytes = bytes || ' '", "DELETE FROM original_part"):
        with unguarded(store.database) as connection:
            connection.run(statement)
            connection.run("COMMIT")
        assert len(faults(store)) == 11


def test_an_older_copy_put_in_its_place_is_found(tmp_path):
    store = fill(store_in_folder(tmp_path / "now"))
    shutil.copytree(tmp_path / "now", tmp_path / "then")
    add(store, b"one more")
    checkpoint = published(store)
    (said,) = faults(store_in_folder(tmp_path / "then"), checkpoint)
    assert said.startswith("log: it has 36 entries, the checkpoint speaks of 38")


def test_a_checkpoint_of_another_record_is_said_to_be_one(tmp_path):
    checkpoint = published(store_in_folder(tmp_path / "one"))
    (said,) = faults(store_in_folder(tmp_path / "other"), checkpoint)
    assert said.startswith("checkpoint: it is of another record")


def test_a_damaged_file_is_one_clear_message(tmp_path):
    store = fill(store_in_folder(tmp_path))
    with apsw.Connection(str(tmp_path / "store.sqlite3")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    path = tmp_path / "store.sqlite3"
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(StoreError, match="the file is damaged; restore the data folder from a backup"):
        faults(store_in_folder(tmp_path))
    del store
