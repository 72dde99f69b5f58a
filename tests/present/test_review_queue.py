"""The order of the queue and its reasons, by small cases and against the same rule written for one incident at a time."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.acts import BY_CODE
from dashboard.domain.lineage import UNREVIEWED, Standpoint
from dashboard.domain.verdicts import Verdict
from dashboard.present.review_queue import reasons, review_queue, standpoint_of
from tests.factories import START, many, one_observation, situation_of

NOW = START + timedelta(days=40)
REOPENED = Standpoint("reopened", True, ("it was confirmed", "1 observation added"))
LABELS = [
    "reopened",
    "proposed for confirmation",
    "unreviewed",
    "open again",
    "returned for more information",
    "under review",
    "confirmed",
]


def queued(observations, standpoints=None, **columns):
    """The observation ids, one incident each, in the order of the queue."""
    rows = [one_observation(**{"observation_id": name, "lon": 37.5, "lat": 48.5} | told) for name, told in observations.items()]
    situation = situation_of(rows, **columns)
    names = situation.observations["observation_id"].iloc[situation.incidents["leading_row"]].tolist()
    ids = dict(zip(names, situation.incidents["incident_id"], strict=True))
    queue = review_queue(situation, {ids[name]: one for name, one in (standpoints or {}).items()}, NOW)
    return [names[position] for position in queue.order]


def test_reopened_comes_first_then_what_waits_for_a_second_person_and_decided_last():
    hours = {name: {"hours": 24 * number} for number, name in enumerate(LABELS)}
    assert queued(hours, {name: Standpoint(name) for name in LABELS if name != "unreviewed"}) == LABELS


def test_the_stronger_verdict_comes_before_the_graver_act():
    order = queued(
        {
            "consistent": {"act": "harm.civilians", "lon": 36.0},
            "weapons": {"act": "presence.heavy-weapon", "hours": 30},
            "fire": {"act": "fire.mortar", "hours": 60},
        }
    )
    assert order == ["fire", "weapons", "consistent"]


def test_among_equals_the_older_class_of_age_comes_first():
    assert queued({"new": {"hours": 24 * 39.5}, "month": {"hours": 0}, "week": {"hours": 24 * 30}}) == ["month", "week", "new"]


def test_what_lies_across_an_edge_comes_before_what_is_open_for_another_reason():
    broad = {"act": "presence"}
    edge = {"act": "presence.heavy-weapon", "lon": 37.8, "radius_m": 500, "hours": 30}
    assert queued({"broad": broad, "edge": edge}) == ["edge", "broad"]


def test_what_rests_on_one_origin_comes_before_what_two_tell():
    rows = [one_observation(observation_id=name, hours=hours) for name, hours in (("two", 0), ("too", 0.1), ("one", 30))]
    situation = situation_of(rows, source=["patrol", "drone", "patrol"], origin=["", "", ""])
    queue = review_queue(situation, {}, NOW)
    assert situation.incidents["origins"].iloc[queue.order].tolist() == [1, 2]


def test_each_says_why_it_stands_where_it_does():
    situation = situation_of([one_observation(lon=38.0, radius_m=500, observation_id="edge")])
    queue = review_queue(situation, {}, NOW)
    assert reasons(queue, situation, 0, UNREVIEWED) == (
        "unreviewed",
        "undetermined: artillery fire",
        "older than a month",
        "lies across an edge: 50 % of the place lies in Outer zone",
        "one origin, nothing corroborates it",
    )
    assert reasons(queue, situation, 0, REOPENED)[0] == "reopened; it was confirmed; 1 observation added"


def test_how_many_wait_is_said_and_decided_ones_do_not():
    situation = many(50)
    ids = situation.incidents["incident_id"].tolist()
    queue = review_queue(situation, {ids[0]: Standpoint("confirmed"), ids[1]: REOPENED}, NOW)
    assert queue.waiting == len(ids) - 1
    assert queue.order[-1] == 0
    assert queue.order[0] == 1


def test_reviews_of_incidents_that_are_not_in_view_do_no_harm():
    situation = many(10)
    assert review_queue(situation, {"INC-GONE": REOPENED}, NOW).order.tolist() == review_queue(situation, {}, NOW).order.tolist()


def test_an_empty_picture_has_an_empty_queue():
    situation = situation_of([])
    assert review_queue(situation, {}, NOW).waiting == 0


SITUATION = many(250, days=60)
IDS = SITUATION.incidents["incident_id"].tolist()


def state_of(label):
    return LABELS.index("unreviewed" if label == "open again" else label)


def plainly(position):
    """The rule of the order for one incident, as one would say it, but for what people did."""
    incident = SITUATION.incidents.iloc[position]
    act, root = incident["act"], incident["act"].split(".")[0]
    if root == "harm":
        severity = 0
    elif BY_CODE[act].hostile:
        severity = 1
    elif root in ("obstruction", "interference", "detention"):
        severity = 2
    else:
        severity = 4 if act in ("undetermined", "heat") else 3
    days = (NOW - incident["last"]).total_seconds() / 86_400
    age = sum(days <= least for least in (30, 7, 1))
    findings = SITUATION.findings_of(int(incident["leading_row"]))
    certainty = findings[0].shares.certainty if findings else 0.0
    straddles = incident["verdict"] == Verdict.UNDETERMINED and 0.05 <= certainty < 0.95
    alone = incident["origins"] == 1
    return -incident["verdict"], severity, age, not straddles, not alone, incident["first"], incident["incident_id"]


PLAIN = [plainly(position) for position in range(len(IDS))]


@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(LABELS).map(Standpoint), max_size=60))
def test_the_order_is_the_one_the_plain_rule_gives(standpoints):
    queue = review_queue(SITUATION, standpoints, NOW)
    states = [state_of(standpoint_of(standpoints, one).label) for one in IDS]
    assert queue.order.tolist() == sorted(range(len(IDS)), key=lambda position: (states[position], PLAIN[position]))


@pytest.mark.parametrize("seed", [2, 3])
def test_every_incident_stands_in_the_queue_once(seed):
    situation = many(80, seed=seed)
    assert np.array_equal(np.sort(review_queue(situation, {}, NOW).order), np.arange(len(situation.incidents)))
