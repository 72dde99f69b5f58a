"""The audit log: one entry for each row, each over the one before, and a database that refuses to change either."""

import hashlib
import json
from dataclasses import replace

import pytest

from dashboard.domain.access import Role
from dashboard.domain.coverage import DatesSaid
from dashboard.domain.observation import Point
from dashboard.domain.people import EventKind, Identity
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import TakeUp
from dashboard.store.canonical import BEFORE_THE_FIRST
from dashboard.store.kept import StoreError
from dashboard.store.tables import TABLES
from tests.store.people import WATCH
from tests.store.review_me import JUDGED
from tests.store.test_assessments import MADE
from tests.store.test_store_contract import LATER, NOON, add

ENTRIES = "SELECT seq, at, who, what, content_sha256, previous_sha256, sha256 FROM entry ORDER BY seq"


def filled(store):
    ann = store.acting("Ann")
    upload = add(ann)
    ann.acting("Ben").withdraw_upload(upload.id, LATER)
    ann.put_setting("theatre", "Слов’янськ", LATER)
    return store


def entries(store):
    with store.database.reading() as connection:
        return connection.rows(ENTRIES)


def test_every_write_has_an_entry_with_who_and_when_and_of_what(store):
    told = [(seq, at, who, what) for seq, at, who, what, *_ in entries(filled(store))]
    assert told[1:] == [
        (2, NOON.isoformat(), "Ann", "original"),
        (3, NOON.isoformat(), "Ann", "upload"),
        (4, LATER.isoformat(), "Ben", "upload_view"),
        (5, LATER.isoformat(), "Ann", "setting"),
    ]
    assert (told[0][0], told[0][3]) == (1, "record_identity")


def test_anybody_can_compute_the_hashes_again_with_the_standard_library_alone(store):
    filled(store)
    before = BEFORE_THE_FIRST
    for seq, at, who, what, content, previous, sha256 in entries(store):
        said = {"seq": seq, "at": at, "who": who, "what": what, "content_sha256": content, "previous_sha256": previous}
        spelled = json.dumps(said, sort_keys=True, separators=(",", ":")).encode()
        assert (previous, sha256) == (before, hashlib.sha256(spelled).hexdigest())
        before = sha256
    with store.database.reading() as connection:
        name, value, put_at = connection.rows("SELECT name, value, put_at FROM setting")[0]
    row = {"table": "setting", "row": {"name": name, "value": value, "put_at": put_at}}
    spelled = json.dumps(row, sort_keys=True, separators=(",", ":")).encode()
    assert entries(store)[-1][4] == hashlib.sha256(spelled).hexdigest()


def test_both_databases_give_the_same_rows_the_same_hashes(store):
    store.correct_place(("", "", "Twin"), "A1", who="Ann", why="so", now=NOON)
    store.correct_place(("", "", "Двійник"), Point(10.1, -50.25, 1 / 3), who="Ann", why="so", now=NOON)
    assert [content[:16] for *_, content, _, _ in entries(store)[-2:]] == ["8b432dc77b883783", "deeb4b8b9becd857"]


def test_a_write_that_fails_leaves_no_entry(store):
    filled(store)
    before = entries(store)
    with pytest.raises(StoreError):
        store.withdraw_upload("upload-nowhere", NOON)
    with pytest.raises(StoreError, match="without NUL"):
        store.put_setting("theatre", "half\0", NOON)
    assert entries(store) == before


def test_the_same_again_writes_nothing(store):
    before = entries(filled(store))
    upload = add(store)
    store.withdraw_upload(upload.id, LATER)
    store.put_setting("theatre", "Слов’янськ", LATER)
    after = entries(store)
    assert [what for _, _, _, what, *_ in after[len(before) :]] == ["upload_view", "upload_view"]


@pytest.mark.parametrize("table", ["entry", *(table.name for table in TABLES)])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_the_database_refuses_to_change_what_was_written(full_store, table, change):
    column = "who" if table == "entry" else next(one.name for one in TABLES if one.name == table for one in one.columns)
    before = entries(full_store)
    with pytest.raises(StoreError, match="append-only"), full_store.database.writing() as connection:
        connection.run(change.format(table, column, column))
    assert entries(full_store) == before


def test_replacing_a_row_does_not_slip_past_the_refusal(store):
    filled(store)
    statement = {
        "sqlite": "INSERT OR REPLACE INTO setting VALUES (5, 'theatre', 'other', 'then')",
        "postgresql": """INSERT INTO setting VALUES (5, 'theatre', 'other', 'then')
                         ON CONFLICT (entry) DO UPDATE SET value = 'other'""",
    }
    with pytest.raises(StoreError, match="append-only"), store.database.writing() as connection:
        connection.run(statement[connection.dialect])
    assert store.get_setting("theatre") == "Слов’янськ"


@pytest.mark.parametrize("store", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_a_table(store):
    filled(store)
    with pytest.raises(StoreError, match="append-only"), store.database.writing() as connection:
        connection.run("TRUNCATE setting")


@pytest.fixture
def full_store(store):
    """A store with a row in every table, so that a change of any of them has something to change."""
    filled(store)
    kept = store.add_agreement("a.yaml", {"a.yaml": b"terms"}, kind="user", now=NOON)
    store.use_agreement(kept.id, NOON)
    store.save_mapping("patrol", ("a",), "{}", NOON)
    store.correct_place(("", "", "Twin"), "A1", who="Ann", why="so", now=NOON)
    store.add_own_file("places", "p.csv", b"p", NOON)
    file = store.add_coverage_file("w.csv", b"w", time_zone="UTC", dates=DatesSaid("dmy"), kind="user", now=NOON)
    store.withdraw_coverage_file(file.id, NOON)
    store.withdraw_coverage_entry(store.add_coverage_entry(WATCH, who="Ann", now=NOON).number, who="Ben", why="so", now=NOON)
    someone = Identity("https://id.example", "u-1")
    store.users.introduce(someone, "Cem", "", NOON)
    store.users.grant(someone, Role.VIEWER, why="so", now=NOON)
    store.users.end_access(someone, ends_from=NOON, why="so", now=NOON)
    store.note(EventKind.EXPORTED, "verdicts.csv", "", NOON)
    store.note_assessment(replace(MADE, agreement_id=kept.id), store.revision(), NOON)
    store.decide_review("INC-1", Decision("Ann", TakeUp(), 0, JUDGED.sha256), Subject(JUDGED), NOON)
    return store
