"""People in the record: every write of somebody who signed in is held against their roles, in its own transaction."""

import inspect
import threading
from datetime import timedelta

import pytest

from dashboard.domain.access import MATRIX, Role
from dashboard.domain.people import EventKind
from dashboard.store.interface import Store
from dashboard.store.kept import NotAllowedError, NotInStoreError, StoreError
from dashboard.store.users import Users
from tests.store.people import NOON, OTHER, UNCHECKED, WRITES, prepared, session, size, with_roles

LATER = NOON + timedelta(minutes=5)
READS = {
    "refuse_unless_allowed",
    "acting", "signed_in", "users", "uploads", "original", "agreements", "current_agreement", "get_setting", "mappings",
    "place_corrections", "own_file_record", "revision", "events", "reviews", "review_revision", "recorders",
    "assessments", "log", "log_size", "verify", "in_view", "coverage",
}  # fmt: skip
USER_READS = {"everybody", "access", "whom_to_ask"}


def public(kind):
    return {name for name, _ in inspect.getmembers(kind) if not name.startswith("_")}


def test_no_write_of_the_store_is_left_out_of_the_matrix_below():
    tried = {name.split(" ")[0] for name in WRITES}
    assert public(Store) == READS | {"note_assessment"} | {name for name in tried if "." not in name}
    assert {f"users.{name}" for name in public(Users) - USER_READS} == {name for name in tried if "." in name} | UNCHECKED


@pytest.mark.parametrize("role", [*Role, None], ids=str)
def test_every_write_is_done_by_the_roles_that_may_and_leaves_nothing_by_the_others(store, role):
    prepared(store)
    actor = with_roles(store, "actor", *([role] if role else []))
    for name, (action, write) in WRITES.items():
        before = size(store)
        if role and action in MATRIX[role]:
            write(actor)
            assert size(store) > before, name
        else:
            with pytest.raises(NotAllowedError, match="may not"):
                write(actor)
            assert size(store) == before, name


def test_what_was_refused_is_on_record_with_who_and_why(store):
    actor = with_roles(store, "Ivan", Role.VIEWER)
    for write in ("add_upload", "save_mapping"):
        with pytest.raises(NotAllowedError):
            WRITES[write][1](actor)
    told = [(one.kind, one.who, one.subject) for one in store.events(10, NOON)]
    assert told == [
        (EventKind.REFUSED, actor.who, "keep and delete mappings"),
        (EventKind.REFUSED, actor.who, "load files of observations"),
    ]
    assert "that takes the role recorder" in store.events(1, NOON)[0].detail


def test_a_refused_upload_leaves_not_even_its_bytes(store):
    actor = with_roles(store, "actor", Role.VIEWER)
    with pytest.raises(NotAllowedError):
        WRITES["add_upload"][1](actor)
    with pytest.raises(NotInStoreError):
        store.original("11507a0e2f5e69d5dfa40a62a1bd7b6ee57e6bcd85c67c9b8431b36fff21c437")


def test_a_refusal_says_what_it_takes_and_whom_to_ask(store):
    with_roles(store, "Olena", Role.ADMINISTRATOR)
    actor = with_roles(store, "Ivan", Role.VIEWER)
    with pytest.raises(NotAllowedError) as refused:
        WRITES["add_upload"][1](actor)
    assert str(refused.value) == (
        "Ivan may not load files of observations: that takes the role recorder; ask an administrator: Olena"
    )


def test_where_nobody_signs_in_the_one_person_may_do_everything(store):
    prepared(store)
    for name, (_, write) in WRITES.items():
        before = size(store)
        write(store)
        assert size(store) > before, name


def test_a_role_taken_back_refuses_the_very_next_write(store):
    prepared(store)
    actor = with_roles(store, "actor", Role.RECORDER)
    WRITES["add_upload"][1](actor)
    store.users.take_back(actor.session.identity, Role.RECORDER, why="left", now=NOON)
    with pytest.raises(NotAllowedError, match="may not"):
        WRITES["save_mapping"][1](actor)


def test_ending_access_ends_the_session_even_where_a_role_is_granted_again(store):
    prepared(store)
    actor = with_roles(store, "actor", Role.RECORDER)
    store.users.end_access(actor.session.identity, ends_from=NOON, why="lost the telephone", now=NOON)
    store.users.grant(actor.session.identity, Role.RECORDER, why="has another one", now=NOON)
    with pytest.raises(NotAllowedError, match="session has ended; sign in again"):
        WRITES["add_upload"][1](actor)
    anew = store.signed_in(session("actor", began_at=NOON))
    anew.add_upload("new.csv", b"new", time_zone="UTC", mapping_json="", kind="user", now=LATER)


def test_a_session_older_than_its_hours_writes_nothing(store):
    prepared(store)
    with_roles(store, "actor", Role.RECORDER)
    stale = store.signed_in(session("actor", began_at=NOON - timedelta(hours=3), hours=2))
    with pytest.raises(NotAllowedError, match="sign in again"):
        WRITES["add_upload"][1](stale)


def test_a_role_taken_back_while_a_write_waits_for_its_turn_refuses_it(store):
    prepared(store)
    actor = with_roles(store, "actor", Role.RECORDER)
    outcome = []

    def write():
        try:
            WRITES["save_mapping"][1](actor)
        except NotAllowedError as error:
            outcome.append(error)

    waiting = threading.Thread(target=write)
    with store.users._writing(NOON, None) as record:
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive(), "the write did not wait for the one before it"
        from dashboard.store.users import grant

        grant(record, actor.session.identity, Role.RECORDER, "left", held=False)
    waiting.join(30)
    assert len(outcome) == 1


def test_nobody_decides_in_the_name_of_somebody_else(store):
    actor = with_roles(store, "Ivan", Role.RECORDER)
    kept = actor.correct_place(("", "", "Twin"), "A1", who="Olena", why="so", now=NOON)
    assert kept.who == actor.session.who
    assert store.place_corrections()[0].who == actor.session.who


def test_the_audit_log_names_the_person_by_their_identity(store):
    WRITES["save_mapping"][1](with_roles(store, "Ivan", Role.RECORDER))
    with store.database.reading() as connection:
        assert connection.rows("SELECT who FROM entry ORDER BY seq DESC LIMIT 1") == [("Ivan [Ivan at https://id.example]",)]


@pytest.mark.parametrize("named", ["u-1", "ANN@example.org"])
def test_the_environment_names_the_first_administrator_by_subject_or_verified_address(store, named):
    ann = session("u-1", email="ann@example.org")
    assert store.signed_in(ann).users.welcome(ann, named, NOON).roles == {Role.ADMINISTRATOR}


@pytest.mark.parametrize("named", ["", "u-2", "bob@example.org"])
def test_nobody_else_becomes_administrator_by_signing_in(store, named):
    ann = session("u-1", email="ann@example.org")
    assert store.signed_in(ann).users.welcome(ann, named, NOON).roles == frozenset()


def test_an_address_the_provider_does_not_vouch_for_makes_nobody_administrator(store):
    ann = session("u-1", email="ann@example.org", verified=False)
    assert store.signed_in(ann).users.welcome(ann, "ann@example.org", NOON).roles == frozenset()


def test_the_environment_names_nobody_once_there_is_an_administrator(store):
    with_roles(store, "Olena", Role.ADMINISTRATOR)
    ann = session("u-1", email="ann@example.org")
    assert store.signed_in(ann).users.welcome(ann, "ann@example.org", NOON).roles == frozenset()


def test_the_only_administrator_cannot_be_taken_away(store):
    olena = with_roles(store, "Olena", Role.ADMINISTRATOR).session.identity
    with pytest.raises(StoreError, match="make another one first"):
        store.users.take_back(olena, Role.ADMINISTRATOR, why="so", now=NOON)
    with pytest.raises(StoreError, match="make another one first"):
        store.users.end_access(olena, ends_from=NOON, why="so", now=NOON)
    with_roles(store, "Ivan", Role.ADMINISTRATOR)
    store.users.take_back(olena, Role.ADMINISTRATOR, why="so", now=NOON)
    assert store.users.access(olena, NOON).roles == frozenset()


def test_nobody_grants_a_role_to_themselves(store):
    olena = with_roles(store, "Olena", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowedError, match="to themselves"):
        olena.users.grant(olena.session.identity, Role.RECORDER, why="so", now=NOON)


def test_a_change_of_roles_needs_a_reason_and_a_person(store):
    prepared(store)
    with pytest.raises(StoreError, match="say why"):
        store.users.grant(OTHER, Role.VIEWER, why=" ", now=NOON)
    with pytest.raises(NotInStoreError, match="nobody is known"):
        store.users.grant(session("nobody").identity, Role.VIEWER, why="so", now=NOON)


def test_granting_what_is_held_writes_nothing(store):
    prepared(store)
    before = size(store)
    store.users.grant(OTHER, Role.RECORDER, why="again", now=NOON)
    assert size(store) == before


def test_everybody_who_signed_in_is_listed_under_their_latest_name(store):
    ann = session("u-1", name="Ann", email="ann@example.org")
    store.signed_in(ann).users.welcome(ann, "", NOON)
    renamed = session("u-1", name="Ann Other", email="ann@example.org")
    store.signed_in(renamed).users.welcome(renamed, "", NOON)
    assert [(one.called, one.email, one.access.roles) for one in store.users.everybody(NOON)] == [
        ("Ann Other", "ann@example.org", frozenset())
    ]


def test_events_are_told_the_latest_first_and_to_those_who_may_read_them(store):
    actor = with_roles(store, "Ivan", Role.VIEWER)
    actor.note(EventKind.EXPORTED, "verdicts.csv", "abc", NOON)
    actor.note(EventKind.REFUSED, "load files", "", LATER)
    told = with_roles(store, "Olena", Role.ADMINISTRATOR).events(2, NOON)[:2]
    assert [(one.kind, one.who, one.subject, one.detail, one.happened_at) for one in told] == [
        (EventKind.REFUSED, actor.who, "load files", "", LATER),
        (EventKind.EXPORTED, actor.who, "verdicts.csv", "abc", NOON),
    ]
    with pytest.raises(NotAllowedError):
        actor.events(2, NOON)


def test_an_event_that_is_told_once_is_told_once(store):
    for _ in range(2):
        store.note(EventKind.SIGNED_IN, "Ann", "session 1", NOON, once=True)
    store.note(EventKind.SIGNED_IN, "Ann", "session 2", NOON, once=True)
    assert [one.detail for one in store.events(10, NOON)] == ["session 2", "session 1"]
