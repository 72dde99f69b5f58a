"""People for tests of the store: who signs in, with which roles, and one attempt at every write the store offers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from dashboard.domain.access import Action, Role
from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.domain.people import EventKind, Identity, SignedIn
from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Action as ReviewAction
from dashboard.domain.review_events import Comment, Conclude, Confirm, Outcome, Propose, TakeUp
from dashboard.store.sql_store import SqlStore
from tests.store.review_me import JUDGED

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
ISSUER = "https://id.example"


def session(subject="u-1", *, name="", email="", verified=True, began_at=NOON - timedelta(hours=1), hours=12) -> SignedIn:
    identity = Identity(ISSUER, subject)
    return SignedIn(identity, name or subject, email, verified, began_at, began_at + timedelta(hours=hours))


def with_roles(store: SqlStore, subject: str, *roles: Role) -> SqlStore:
    """The store as somebody uses it who holds these roles."""
    person = session(subject)
    store.users.introduce(person.identity, person.name, person.email, NOON)
    for role in roles:
        store.users.grant(person.identity, role, why="for the test", now=NOON - timedelta(minutes=30))
    return store.signed_in(person)


WATCH = Watch(Interval(NOON, NOON + timedelta(hours=6)), "patrol", "observed", zone="line", source="patrol 4")
OTHER = Identity(ISSUER, "somebody else")
ACTOR = session("actor").who
"""Whom the log names for whoever attempts the writes below."""
WRITES: dict[str, tuple[Action, Callable[[SqlStore], object]]] = {
    "add_upload": (
        Action.UPLOAD_FILES,
        lambda store: store.add_upload("new.csv", b"new", time_zone="UTC", mapping_json="", kind="user", now=NOON),
    ),
    "withdraw_upload": (Action.WITHDRAW_FILES, lambda store: store.withdraw_upload(store.uploads()[0].id, NOON)),
    "add_agreement": (
        Action.WRITE_AGREEMENTS,
        lambda store: store.add_agreement("b.yaml", {"b.yaml": b"other terms"}, kind="user", now=NOON),
    ),
    "use_agreement": (Action.USE_AGREEMENTS, lambda store: store.use_agreement(store.agreements()[0].id, NOON)),
    "put_setting": (Action.CHANGE_SETTINGS, lambda store: store.put_setting("theatre", "elsewhere", NOON)),
    "save_mapping": (Action.KEEP_MAPPINGS, lambda store: store.save_mapping("drone", ("a",), "{}", NOON)),
    "forget_mapping": (Action.KEEP_MAPPINGS, lambda store: store.forget_mapping("patrol", NOON)),
    "correct_place": (
        Action.CORRECT_PLACES,
        lambda store: store.correct_place(("", "", "Twin"), "A1", who="Ann", why="so", now=NOON),
    ),
    "add_own_file": (Action.CHANGE_OWN_FILES, lambda store: store.add_own_file("places", "q.csv", b"q", NOON)),
    "remove_own_file": (Action.CHANGE_OWN_FILES, lambda store: store.remove_own_file("places", "p.csv", NOON)),
    "add_coverage_file": (
        Action.RECORD_COVERAGE,
        lambda store: store.add_coverage_file("w.csv", b"w", time_zone="UTC", kind="user", now=NOON),
    ),
    "withdraw_coverage_file": (
        Action.RECORD_COVERAGE,
        lambda store: store.withdraw_coverage_file(store.coverage().files[0].id, NOON),
    ),
    "add_coverage_entry": (Action.RECORD_COVERAGE, lambda store: store.add_coverage_entry(WATCH, who="Ann", now=NOON)),
    "withdraw_coverage_entry": (
        Action.RECORD_COVERAGE,
        lambda store: store.withdraw_coverage_entry(store.coverage().entries[0].number, who="Ann", why="so", now=NOON),
    ),
    "note a look": (Action.SEE_EXACT_PLACES, lambda store: store.note(EventKind.LOOKED, "incident-1", "", NOON)),
    "note an export": (Action.EXPORT, lambda store: store.note(EventKind.EXPORTED, "verdicts.csv", "", NOON)),
    "decide_review to take it up": (Action.REVIEW, lambda store: decide(store, "INC-1", TakeUp(), 0)),
    "decide_review to comment": (Action.COMMENT, lambda store: decide(store, "INC-5", Comment("so"), 0)),
    "decide_review to propose": (Action.PROPOSE_DECISIONS, lambda store: decide(store, "INC-2", Propose("so"), 1, ACTOR)),
    "decide_review to conclude": (
        Action.PROPOSE_DECISIONS,
        lambda store: decide(store, "INC-3", Conclude(Outcome.NOT_A_VIOLATION, "so"), 1, ACTOR),
    ),
    "decide_review to confirm": (Action.CONFIRM_DECISIONS, lambda store: decide(store, "INC-4", Confirm("so"), 2, "Ben")),
    "users.introduce": (Action.MANAGE_USERS, lambda store: store.users.introduce(Identity(ISSUER, "new"), "New", "", NOON)),
    "users.grant": (Action.MANAGE_USERS, lambda store: store.users.grant(OTHER, Role.VIEWER, why="so", now=NOON)),
    "users.take_back": (Action.MANAGE_USERS, lambda store: store.users.take_back(OTHER, Role.RECORDER, why="so", now=NOON)),
    "users.end_access": (
        Action.MANAGE_USERS,
        lambda store: store.users.end_access(OTHER, ends_from=NOON, why="so", now=NOON),
    ),
}
"""Every way to write, the action it takes, and an attempt that would write something."""
UNCHECKED = {"users.welcome"}
"""What the program itself writes of anybody who signs in."""


def prepared(store: SqlStore) -> SqlStore:
    """A store in which each of `WRITES` has something to change."""
    store.add_upload("first.csv", b"first", time_zone="UTC", mapping_json="", kind="user", now=NOON)
    store.add_agreement("a.yaml", {"a.yaml": b"terms"}, kind="user", now=NOON)
    store.save_mapping("patrol", ("a",), "{}", NOON)
    store.add_own_file("places", "p.csv", b"p", NOON)
    store.add_coverage_file("v.csv", b"v", time_zone="UTC", kind="user", now=NOON)
    store.add_coverage_entry(replace(WATCH, zone="other"), who="Ann", now=NOON)
    for incident, who in (("INC-2", ACTOR), ("INC-3", ACTOR), ("INC-4", "Ann")):
        decide(store, incident, TakeUp(), 0, who)
    decide(store, "INC-4", Propose("so"), 1)
    store.users.introduce(OTHER, "Other", "", NOON)
    store.users.grant(OTHER, Role.RECORDER, why="so", now=NOON - timedelta(minutes=30))
    return store


def decide(store: SqlStore, incident: str, action: ReviewAction, seen: int, who: str = "Ann") -> object:
    return store.decide_review(incident, Decision(who, action, seen, JUDGED.sha256), Subject(JUDGED), NOON)


def size(store: SqlStore) -> int:
    """How many entries the audit log has, besides those that somebody was refused."""
    with store.database.reading() as connection:
        refused = connection.rows("SELECT count(*) FROM event WHERE kind = 'refused'")[0][0]
        return int(connection.rows("SELECT count(*) FROM entry")[0][0]) - int(refused)
