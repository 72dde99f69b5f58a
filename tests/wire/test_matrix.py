"""Roles against actions over the raw WebSocket: whoever may, can; whoever may not changes nothing and is shown nothing.

Each try is made three ways: by somebody who may; by a session with the widget on its page, once its person's roles were
changed; and as a forgery, by sessions whose pages never had the widget, with the ids that another's page got.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from google.protobuf.message import Message

from dashboard.domain.access import MATRIX, Role, actions_of
from dashboard.domain.access import sees_everything as sees_all
from tests.wire.hands import words
from tests.wire.planted import secrets_in
from tests.wire.scene import Stage
from tests.wire.tries import TRIES, Try, covering

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]
LONG = bool(os.environ.get("LONG_TESTS"))
ROLES: dict[str, tuple[Role, ...]] = {role.value: (role,) for role in Role} | {"no role": ()}
ANSWER_SERVES_S = 1.1
"""How long a page goes by what the record said of somebody."""


CHOSEN = TRIES if LONG else tuple(covering())


def changed_roles() -> Iterator[tuple[Try, str]]:
    """Each try with every role it can be left with; without LONG_TESTS with one that may not, another each time."""
    for number, one in enumerate(CHOSEN):
        names = [name for name in ROLES if LONG or not one.needs <= actions_of(ROLES[name])]
        yield from ((one, name) for name in (names if LONG else [names[number % len(names)]]))


@dataclass
class Sent:
    """What a session sent that did a try, and to which page."""

    page_hash: str
    messages: list[Message]


@pytest.fixture(scope="module")
def sent(stage: Stage) -> dict[str, Sent]:
    """What was sent by the tests that did something."""
    return {}


def did(stage: Stage, one: Try, hands, before, received) -> bool:
    """Whether the last message of a try did what it is for."""
    if one.shows:
        return one.shows in b"".join(hands.client.received[received:])
    return set(one.writes) <= {what for what, _ in stage.mark() - before}


@pytest.mark.parametrize("one", CHOSEN, ids=lambda one: one.name)
def test_whoever_may_can(stage, sent, one):
    with stage.hands_of("able") as hands:
        one.come(stage, hands)
        before, received = stage.mark(), len(hands.client.received)
        one.act(stage, hands)
        assert did(stage, one, hands, before, received), words(hands.client.received[received:])
        sent[one.name] = Sent(hands.page_hash, hands.sent)
    stage.take_sample_out()


@pytest.mark.parametrize(("one", "left_with"), list(changed_roles()), ids=lambda value: getattr(value, "name", value))
def test_a_widget_that_is_on_the_page_does_only_what_the_roles_of_now_allow(stage, one, left_with):
    stage.let_hold("suspect", Role)
    with stage.hands_of("suspect") as hands:
        one.come(stage, hands)
        stage.let_hold("suspect", ROLES[left_with])
        if one.shows:
            time.sleep(ANSWER_SERVES_S)
        before, received = stage.mark(), len(hands.client.received)
        one.act(stage, hands)
        may = one.needs <= actions_of(ROLES[left_with])
        assert did(stage, one, hands, before, received) == may
        if not may:
            assert stage.mark() == before
            if one.shows and not sees_all(actions_of(ROLES[left_with])):
                assert secrets_in(hands.client.received[received:]) == {}


@pytest.mark.parametrize("one", TRIES if LONG else CHOSEN[:1], ids=lambda one: one.name)
def test_a_widget_on_the_page_of_somebody_whose_access_ended_does_nothing(stage, one):
    users, identity = stage.served.store.users, stage.identity("ended")
    stage.let_hold("ended", Role)
    # A session that began in the second in which access ended is over too.
    time.sleep(1)
    stage.cookies.pop("ended", None)
    with stage.hands_of("ended") as hands:
        one.come(stage, hands)
        users.end_access(identity, ends_from=datetime.now(UTC), why="lost the telephone", now=datetime.now(UTC))
        stage.let_hold("ended", Role)
        if one.shows:
            time.sleep(ANSWER_SERVES_S)
        before, received = stage.mark(), len(hands.client.received)
        one.act(stage, hands)
        assert stage.mark() == before
        assert not did(stage, one, hands, before, received)
        hands.open("", f"incident={stage.secret_incident}")
        time.sleep(ANSWER_SERVES_S)
        received = len(hands.client.received)
        hands.open("", f"incident={stage.secret_incident}")
        assert secrets_in(hands.client.received[received:]) == {}


@pytest.mark.parametrize("who", ["", "suspect", "ended", *(role.value for role in Role)])
def test_what_another_s_page_was_given_does_nothing_for_whoever_never_saw_it(stage, sent, who):
    """All widgets of what they may not do, a page at a time: by the page's name, by its hash, and as a part of it."""
    if who == "suspect":
        stage.let_hold("suspect", [])
    allowed = MATRIX[Role(who)] if who in set(Role) else frozenset()
    forbidden = [sent[one.name] for one in CHOSEN if not one.needs <= allowed and one.name in sent]
    assert forbidden, "the tests above learn what is sent: run this file whole, in one process"
    with stage.hands_of(who) as hands:
        hands.open("")
        before = stage.mark()
        for message in forgeries(stage, forbidden):
            hands.send(message)
        assert stage.mark() == before
        if not sees_all(allowed):
            assert secrets_in(hands.client.received) == {}


def forgeries(stage: Stage, forbidden: list[Sent]) -> Iterator[Message]:
    """One message for each page, with all that was ever told to it; with LONG_TESTS for each way to name it, and its parts."""
    merged: dict[tuple[str, str, str], Message] = {}
    for each in forbidden:
        for message in each.messages:
            if not message.HasField("rerun_script"):
                continue
            asked = message.rerun_script
            ways = [("", each.page_hash, ""), (asked.page_name, "", ""), (asked.page_name, "", asked.fragment_id)]
            for key in dict.fromkeys(ways if LONG else ways[:1]):
                forged = merged.setdefault(key, type(message)())
                told = forged.rerun_script
                told.page_name, told.page_script_hash, told.fragment_id = key
                told.query_string = f"incident={stage.secret_incident}&entry=1"
                told.widget_states.widgets.extend(asked.widget_states.widgets)
    yield from merged.values()


def test_the_record_is_whole_after_all_of_it(stage):
    assert stage.faults() == ()
