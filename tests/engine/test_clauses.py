"""Clauses as agreements have them: phased in, for a person to judge, by party, at night, excused by what was announced."""

from datetime import time, timedelta

import pytest
import shapely

from dashboard.domain.agreement import Exemption, Prohibition
from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.domain.notifications import Notification
from dashboard.domain.observation import Point
from dashboard.engine.assess import assess
from dashboard.engine.findings import finding_at, reason_texts
from tests.engine.builders import NOON, SQUARE, agreement, observation, provision, table, zone

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
HERE = Point(37.5, 48.5)


def found(told, *rules, zones=None, **held):
    """The words and reasons of the findings of one observation."""
    under = agreement(zones or [zone()], rules, **held)
    result = assess(table([told]), under, engine_version="t")
    words = [finding_at(result, under, position).verdict.words for position in range(len(result.findings))]
    return list(zip(words, reason_texts(result.findings, under), strict=True))


def at(start, length=MINUTE, **told):
    return observation(HERE, observed=Interval(start, start + length), **told)


PHASED = provision(phase_in_until=NOON)


def test_before_a_phase_in_ends_what_would_be_a_violation_is_undetermined():
    said = "phase-in running until 1 July 2026, 15:00 (Kyiv time): not yet a violation"
    assert found(at(NOON - MINUTE), PHASED, time_zone="Europe/Kyiv") == [("undetermined", said)]


def test_a_phase_in_does_not_include_its_end():
    assert [word for word, _ in found(at(NOON), PHASED)] == ["potential violation"]


def test_a_time_that_straddles_the_end_of_a_phase_in_is_undetermined():
    assert [word for word, _ in found(at(NOON - HOUR, 2 * HOUR), PHASED)] == ["undetermined"]


def test_a_phase_in_changes_nothing_where_the_terms_are_not_met():
    assert [word for word, _ in found(at(NOON - HOUR, act="flight.uav"), PHASED)] == ["consistent with terms"]


def test_a_clause_for_a_person_to_judge_is_undetermined_with_the_reason():
    rule = provision(judged_because="self-defence is preserved")
    said = "needs review: only a person can judge this clause (self-defence is preserved)"
    assert found(at(NOON), rule) == [("undetermined", said)]
    assert [word for word, _ in found(at(NOON, act="flight.uav"), rule)] == ["consistent with terms"]


def test_each_party_is_bound_in_its_own_zones():
    west, east = zone(id="west"), zone(id="east")
    rule = provision(zone_ids=("west", "east"), party_zones=(("A", ("west",)), ("B", ("east",))))
    by_party = {party: [word for word, _ in found(at(NOON, party=party), rule, zones=[west, east])] for party in ("A", "B", "")}
    assert by_party["A"] == ["potential violation", "consistent with terms"]
    assert by_party["B"] == ["consistent with terms", "potential violation"]
    assert by_party[""] == ["undetermined", "undetermined"]


def test_a_window_of_silence_holds_at_its_start_and_not_at_its_end():
    rule = provision(daily=Daily(time(15), time(17)))
    words = [
        found(at(NOON + offset), rule, time_zone="Europe/Kyiv") for offset in (-MINUTE, 0 * HOUR, 2 * HOUR - MINUTE, 2 * HOUR)
    ]
    assert [one[0][0] if one else "" for one in words] == ["", "potential violation", "potential violation", ""]


def test_a_system_is_taken_by_the_table_and_that_is_said():
    rule = provision(prohibits=Prohibition(("fire",), ("mlrs",), calibre_min_mm=120))
    ((word, reason),) = found(at(NOON, weapon="БМ-21"), rule)
    assert word == "potential violation"
    assert reason.endswith("; BM-21 Grad is class multiple-launch rocket system, 122 mm by the weapons table")
    ((word, reason),) = found(at(NOON, weapon="BM-21", calibre_mm=85.0), rule)
    assert word == "consistent with terms"
    by_table = "BM-21 Grad is class multiple-launch rocket system by the weapons table"
    assert reason == f"the weapon or calibre is not among those prohibited; {by_table}"


NOTIFIED = provision("movement", exempt=(Exemption(acts=("movement.troops",), notified=True),))


def announced(**given):
    plain = {
        "reference": "N-7", "party": "A", "act": "movement.troops", "place": "z", "area": SQUARE,
        "times": Interval(NOON, NOON + HOUR),
    }  # fmt: skip
    return (Notification(**plain | given),)


@pytest.mark.parametrize(
    ("told", "rows", "expected"),
    [
        (at(NOON, act="movement.troops"), None, "undetermined"),
        (at(NOON, act="movement.troops"), (), "potential violation"),
        (at(NOON, act="movement.troops"), announced(), "exempt (claimed)"),
        (at(NOON + HOUR - MINUTE, act="movement.troops"), announced(), "exempt (claimed)"),
        (at(NOON + HOUR, act="movement.troops"), announced(), "potential violation"),
        (at(NOON - MINUTE, 2 * MINUTE, act="movement.troops"), announced(), "undetermined"),
        (at(NOON, act="movement.troops", party=""), announced(), "undetermined"),
        (at(NOON, act="movement.troops", party="B"), announced(), "potential violation"),
        (at(NOON, act="movement.advance"), announced(), "potential violation"),
        (at(NOON, act="movement.troops"), announced(area=shapely.box(30, 50, 31, 51)), "potential violation"),
        (at(NOON, act="movement.troops"), announced(claim="training"), "potential violation"),
    ],
)
def test_exemption_by_notification_is_as_sure_as_party_act_place_and_time(told, rows, expected):
    assert [word for word, _ in found(told, NOTIFIED, notifications=rows)] == [expected]


def test_a_disc_across_the_edge_of_an_announced_area_may_be_covered():
    told = observation(Point(37.5, 48.5, 500), act="movement.troops")
    ((word, reason),) = found(told, NOTIFIED, notifications=announced(area=shapely.box(37.5, 48, 38, 49)))
    assert word == "undetermined"
    covered = "may be covered by notification N-7 (A, movement of troops, z, 1 July 2026, 12:00 to 13:00 (UTC))"
    assert reason == f"exemption unclear; {covered}"


def test_the_reason_names_the_notification_that_covers():
    ((_, reason),) = found(at(NOON, act="movement.troops"), NOTIFIED, notifications=announced())
    assert "; covered by notification N-7 (A, movement of troops, z," in reason


def test_return_fire_is_exempt_where_the_claim_is_on_the_table():
    rule = provision(exempt=(Exemption(claimed="return-fire"),))
    claim = announced(act="fire", claim="return-fire")
    assert found(at(NOON), rule, notifications=claim)[0][0] == "exempt (claimed)"
    assert "the claim of return fire N-7" in found(at(NOON), rule, notifications=claim)[0][1]
    assert found(at(NOON), rule)[0][0] == "undetermined"


def test_exemption_by_means_is_unknown_where_the_means_is_not_told():
    rule = provision("flight", exempt=(Exemption(means=("drone",)),))
    words = {means: found(at(NOON, act="flight.uav", means=means), rule)[0][0] for means in ("drone", "patrol", "other")}
    assert words == {"drone": "exempt (claimed)", "patrol": "potential violation", "other": "undetermined"}


def test_training_outside_a_zone_is_exempt_and_across_its_edge_may_be():
    rule = provision("movement", exempt=(Exemption(acts=("movement.exercise",), outside=("inner",)),))
    zones = [zone(), zone(shapely.box(37.4, 48.4, 37.6, 48.6), id="inner")]
    places = {"inside": HERE, "across": Point(37.4, 48.5, 500), "outside": Point(37.2, 48.5)}
    words = {name: found(observation(place, act="movement.exercise"), rule, zones=zones)[0][0] for name, place in places.items()}
    assert words == {"inside": "potential violation", "across": "undetermined", "outside": "exempt (claimed)"}
