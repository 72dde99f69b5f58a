"""Assessments in the record: each beside the ones before, pinned to the entry it follows from."""

from dataclasses import replace

import pytest

from dashboard.store.kept import Made, StoreError
from tests.store.test_store_contract import LATER, NOON, add

MADE = Made("", "v1", "a" * 64, "2", "0.1.0", 5, 3, 1, 1, "b" * 64)


@pytest.fixture
def made(store):
    kept = store.add_agreement("a.yaml", {"a.yaml": b"terms"}, kind="user", now=NOON)
    store.use_agreement(kept.id, NOON)
    return replace(MADE, agreement_id=kept.id)


def test_an_assessment_comes_back_with_the_entry_it_follows_from(store, made):
    add(store)
    store.save_mapping("not in view", ("a",), "{}", NOON)
    before = store.revision()
    store.note_assessment(made, before, LATER)
    (kept,) = store.assessments()
    assert (kept.made, kept.assessed_at) == (made, LATER)
    with store.database.reading() as connection:
        assert connection.rows("SELECT what FROM entry WHERE seq = ?", (kept.as_of,)) == [("upload",)]
    assert store.revision() == before


def test_what_came_later_does_not_move_an_assessment_of_what_was_in_view_before(store, made):
    revision = store.revision()
    add(store)
    store.note_assessment(made, revision, LATER)
    with store.database.reading() as connection:
        assert connection.rows("SELECT what FROM entry WHERE seq = ?", (store.assessments()[0].as_of,)) == [("agreement_use",)]


def test_the_same_again_is_there_already_and_another_engine_stands_beside_it(store, made):
    revision = store.revision()
    for one in (made, made, replace(made, engine="3"), made, replace(made, verdict_hash="c" * 64)):
        store.note_assessment(one, revision, NOON)
    assert [(one.made.engine, one.made.verdict_hash[0]) for one in store.assessments()] == [("2", "c"), ("3", "b"), ("2", "b")]


def test_a_revision_that_never_was_is_refused(store, made):
    with pytest.raises(StoreError, match="no revision 99"):
        store.note_assessment(made, 99, NOON)
    assert store.assessments() == ()
