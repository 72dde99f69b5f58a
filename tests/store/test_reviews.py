"""Reviews in the record, in a data folder and on PostgreSQL: what is kept comes back, and of two at once one is told."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.domain.review import Decision, ReviewError, StaleReviewError, Subject, replay
from dashboard.domain.review_events import Comment, Conclude, Confirm, Outcome, Propose, Reopen, Return, TakeUp, Withdraw
from dashboard.domain.review_states import Confirmed
from dashboard.store.kept import StoreError
from dashboard.store.opening import store_in_folder
from tests.store.review_me import JUDGED, NOON, opened, take_up_all
from tests.store.test_store_contract import add

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
OTHER = replace(JUDGED, observations=(("a", "1"), ("ж", "9")), provision_id="", zone_id="")


def decide(store, who, action, *, incident="INC-1", seen=None, judged=JUDGED, **subject):
    there = {review.incident_id: review for review in store.reviews()}
    number = len(there[incident].events) if incident in there else 0
    decision = Decision(who, action, number if seen is None else seen, judged.sha256)
    return store.decide_review(incident, decision, Subject(judged, **subject), NOON + timedelta(minutes=number))


def test_a_store_begins_without_reviews(store):
    assert store.reviews() == ()
    assert store.review_revision() == 0


def test_every_kind_of_event_comes_back_as_it_was_kept(store):
    told = [
        ("Анна", TakeUp("мій район")),
        ("Анна", Propose("seen by two patrols", ("https://example.org/4711", "sha256:ab"))),
        ("Boris", Return("the camera's log")),
        ("Анна", TakeUp()),
        ("Анна", Propose("with the log")),
        ("Boris", Comment("looks right\nto me")),
        ("Boris", Confirm("the same in the log", ("log 7",))),
        ("Boris", Withdraw("another day's log")),
        ("Vera", TakeUp()),
        ("Vera", Conclude(Outcome.CANNOT_BE_DETERMINED, "too far")),
        ("Анна", Reopen("a new photograph")),
        ("Анна", TakeUp()),
        ("Анна", Conclude(Outcome.NOT_A_VIOLATION, "an exercise", ("notice 3",))),
    ]
    kept = [decide(store, who, action, judged=OTHER if number > 7 else JUDGED) for number, (who, action) in enumerate(told)]
    (review,) = store.reviews()
    assert list(review.events) == kept
    assert [(event.who, event.action) for event in review.events] == told
    assert review.events[0].judged == JUDGED
    assert review.events[-1].judged == OTHER
    assert review == replay("INC-1", kept)
    assert store.review_revision() == len(told)


def test_reviews_come_by_incident_and_each_has_its_own_numbers(store):
    for incident in ("INC-2", "INC-1", "INC-2"):
        decide(store, "Anna", Comment("seen"), incident=incident)
    assert [(one.incident_id, [event.number for event in one.events]) for one in store.reviews()] == [
        ("INC-1", [1]),
        ("INC-2", [1, 2]),
    ]


def test_what_is_not_allowed_is_not_kept(store):
    decide(store, "Anna", TakeUp())
    decide(store, "Anna", Propose("seen"))
    before = store.reviews(), store.review_revision()
    with pytest.raises(ReviewError, match="takes a second person"):
        decide(store, "anna", Confirm("seen"))
    with pytest.raises(ReviewError, match="nobody confirms what they recorded"):
        decide(store, "Boris", Confirm("seen"), recorded_by=frozenset({"Boris"}))
    with pytest.raises(StaleReviewError, match="look again: Anna proposed to confirm it on 2026-05-03 at 12:01 UTC: seen"):
        decide(store, "Boris", Return("more"), seen=1)
    with pytest.raises(StoreError, match="without NUL"):
        decide(store, "Boris", Return("half\0"))
    assert (store.reviews(), store.review_revision()) == before


def test_a_review_changes_nothing_of_what_is_in_view(store):
    add(store)
    before = store.revision()
    decide(store, "Anna", TakeUp())
    assert store.revision() == before


def test_each_event_has_its_entry_in_the_log_with_the_account_that_wrote_it(store):
    decide(store.acting("account-1"), "Anna", TakeUp())
    decide(store.acting("account-1"), "Anna", Conclude(Outcome.NOT_A_VIOLATION, "an exercise"))
    with store.database.reading() as connection:
        told = connection.rows("SELECT who, what FROM entry WHERE what IN ('review_judged', 'review_event') ORDER BY seq")
    assert told == [("account-1", "review_judged"), ("account-1", "review_event"), ("account-1", "review_event")]


def test_who_handed_in_an_upload_is_told(store):
    first = add(store.acting("Anna"))
    second = add(store.acting("Boris"), b"other")
    add(store.acting("Boris"))
    assert store.recorders() == ((first.id, "Anna"), (second.id, "Boris"))


def test_a_review_that_cannot_have_come_about_is_said(store):
    decide(store, "Anna", TakeUp())
    with store.database.writing() as connection:
        values = ("INC-1", 2, "Anna", "confirmed", "alone", "[]", JUDGED.sha256, NOON.isoformat())
        connection.run("INSERT INTO entry VALUES (99, '', '', '', ?, ?, ?)", ("0" * 64, "1" * 64, "2" * 64))
        connection.run("INSERT INTO review_event VALUES (99, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    with pytest.raises(StoreError, match="review of INC-1 cannot have come about, verify the record: it is under review"):
        store.reviews()


def test_of_many_threads_at_once_one_gets_each_incident_and_every_other_is_told(store):
    incidents, people = [f"INC-{number}" for number in range(6)], [f"reviewer {number}" for number in range(5)]
    with ThreadPoolExecutor(len(people)) as threads:
        outcomes = list(threads.map(lambda who: take_up_all(store, who, incidents), people))
    assert sorted(one for got, _ in outcomes for one in got) == incidents
    assert all(len(got) + len(told) == len(incidents) for got, told in outcomes)
    for review in store.reviews():
        assert [event.number for event in review.events] == list(range(1, len(people) + 2))
        assert {event.who for event in review.events} == set(people)


def test_of_two_who_confirm_at_once_one_confirms_and_nothing_of_either_is_lost(store):
    decide(store, "Anna", TakeUp())
    decide(store, "Anna", Propose("seen"))

    def confirm(who):
        try:
            return decide(store, who, Confirm(f"{who} agrees"), seen=2)
        except StaleReviewError as error:
            return str(error)

    with ThreadPoolExecutor(2) as threads:
        one, other = sorted(threads.map(confirm, ["Boris", "Vera"]), key=lambda outcome: isinstance(outcome, str))
    (review,) = store.reviews()
    assert review.state == Confirmed(3, "Anna", one.who)
    assert f"{one.who} confirmed it" in other


@pytest.fixture(params=["folder", "postgresql"])
def place(request, tmp_path):
    """Where a record is that several processes open: a folder, or an address."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgres_url")
    store_in_folder(tmp_path / "data").database.close()
    return str(tmp_path / "data")


def test_of_several_processes_at_once_one_gets_each_incident_and_every_other_is_told(place):
    count, people = 8, ["Anna", "Boris", "Vera"]
    command = [sys.executable, str(HERE / "review_me.py"), place]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    running = [subprocess.Popen([*command, who, str(count)], **pipes) for who in people]
    for process in running:
        assert process.stdout.readline() == "ready\n"
    for process in running:
        process.stdin.write("\n")
        process.stdin.flush()
    outcomes = [tuple(map(int, process.communicate(timeout=120)[0].split())) for process in running]
    assert [process.returncode for process in running] == [0] * len(people)
    assert sum(got for got, _ in outcomes) == count
    assert all(got + told == count for got, told in outcomes)
    store = opened(place)
    assert [len(review.events) for review in store.reviews()] == [len(people) + 1] * count
    store.database.close()
