"""What would change a verdict: every claim is tried by assessing the report again with the answer filled in."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.domain.agreement import Exemption, Prohibition, Quota
from dashboard.domain.answers import (
    ActIs,
    CalibreWithin,
    Change,
    ClassIs,
    CountAbove,
    MeansIs,
    Notified,
    NotNotified,
    PartyIs,
    PositionIn,
    RadiusAtMost,
    TimeWithin,
    Together,
)
from dashboard.domain.intervals import Interval
from dashboard.domain.notifications import Notification
from dashboard.domain.observation import Area, Point, Sector
from dashboard.domain.verdicts import Verdict
from dashboard.domain.weapon_systems import identify
from dashboard.engine.assess import assess
from dashboard.engine.changes import changes_of
from dashboard.engine.trials import Trial, outcomes
from tests.engine import test_assess as some
from tests.engine.builders import NOON, SQUARE, agreement, observation, provision, table, zone

HOUR = timedelta(hours=1)
PV, EXEMPT, CONSISTENT, OUTSIDE = Verdict.POTENTIAL_VIOLATION, Verdict.EXEMPT, Verdict.CONSISTENT, Verdict.OUTSIDE_SCOPE
NEAR_EDGE = Point(37.02, 48.5, 4_000.0)
"""Some 1.5 km inside the west edge of the square."""


def changes(one, under):
    rows = table([one], means=[one.means or "patrol"])
    return changes_of([0], rows, assess(rows, under, engine_version="t"), under).get(0, ())


def found(one, *rules, zones=None, **held):
    under = agreement(zones or [zone()], rules or [provision()], **held)
    return [(change.answer, change.verdict) for change in changes(one, under)]


def given_answer(one, under, answer, draw):  # noqa: C901, PLR0911, PLR0912 - one case for each kind of answer
    """The observation, and the agreement, once an answer is given: any value that it allows."""
    match answer:
        case RadiusAtMost(metres):
            return replace(one, place=replace(one.place, radius_m=draw(st.floats(0, metres)))), under
        case PositionIn(position, inside):
            shape, whole = table([one]).geometry[0], under.zones[position].geometry
            part = shape.intersection(whole) if inside else shape.difference(whole)
            west, south, east, north = part.bounds
            for _ in range(20):
                at = shapely.Point(draw(st.floats(west, east)), draw(st.floats(south, north)))
                if part.buffer(-1e-6).contains(at):
                    return replace(one, place=Point(at.x, at.y)), under
            at = part.representative_point()
            return replace(one, place=Point(at.x, at.y)), under
        case CalibreWithin(low, low_in, high, high_in):
            values = st.floats(low or 1.0, high or 400.0, exclude_min=not low_in, exclude_max=high is not None and not high_in)
            return replace(one, calibre_mm=draw(values)), under
        case ClassIs(classes):
            known = identify(one.weapon, one.calibre_mm).calibre_mm
            return replace(one, weapon=draw(st.sampled_from(classes)), calibre_mm=known), under
        case ActIs(codes):
            return replace(one, act=draw(st.sampled_from(codes))), under
        case PartyIs(parties):
            return replace(one, party=draw(st.sampled_from(parties))), under
        case MeansIs(means):
            return replace(one, means=draw(st.sampled_from(means))), under
        case TimeWithin(times):
            length = int(times.seconds)
            start = draw(st.integers(0, max(length - 1, 0)))
            end = draw(st.integers(start + 1, max(length, start + 1)))
            seconds = [min(times.start + timedelta(seconds=shift), times.end) for shift in (start, end)]
            return replace(one, observed=Interval(*seconds)), under
        case Notified(claim):
            notice = Notification("N", one.party, one.act, "", shapely.box(20, 40, 50, 60), one.observed, claim)
            return one, replace(under, notifications=(*(under.notifications or ()), notice))
        case NotNotified():
            return one, replace(under, notifications=())
        case CountAbove(count):
            return replace(one, count=draw(st.integers(count + 1, count + 40))), under
        case Together(answers):
            for single in answers:
                one, under = given_answer(one, under, single, draw)
            return one, under


# Reports that leave much open: beside an edge, across the start of a window, of an act or a weapon half told, by nobody.
places = st.one_of(
    st.builds(Point, st.floats(36.98, 37.03), st.floats(48.2, 48.6), st.sampled_from([300.0, 2_500.0, 6_000.0])),
    st.builds(Point, st.floats(37.3, 37.6), st.floats(48.2, 48.6), st.sampled_from([0.0, 3_000.0, 20_000.0])),
    st.builds(Sector, st.floats(36.98, 37.3), st.floats(48.2, 48.6), st.just(90.0), st.just(60.0), st.just(0.0), st.just(5e3)),
    st.sampled_from(sorted(some.REGIONS)).map(lambda code: Area(code, some.REGIONS[code])),
)
spans = st.builds(
    lambda start, hours: Interval(NOON + start * HOUR, NOON + (start + hours) * HOUR),
    st.integers(-6, 4),
    st.sampled_from([1, 3, 9]),
)
half_told = st.builds(
    observation,
    places,
    observed=spans,
    act=st.sampled_from(
        ["undetermined", "fire", "heat", "presence", "fire.artillery", "fire.artillery", "presence.heavy-weapon"]
    ),
    weapon=st.sampled_from(["", "", "artillery", "heavy weapons", "artillery 122 mm"]),
    calibre_mm=st.sampled_from([None, None, 100.0]),
    party=st.sampled_from(["", "A"]),
    means=st.sampled_from(["patrol", "other"]),
)
clauses = st.builds(
    lambda acts, weapons, low, binds, exempt, phase_in, because: provision(
        prohibits=Prohibition(acts, weapons, low), binds=binds, exempt=exempt, phase_in_until=phase_in, judged_because=because
    ),
    st.sampled_from([("fire",), ("fire.artillery",), ("presence.heavy-weapon", "fire.mortar")]),
    st.sampled_from([(), (), ("artillery",)]),
    st.sampled_from([None, None, 100.0]),
    st.sampled_from([("A", "B"), ("A", "B"), ("A",)]),
    st.one_of(st.just(()), some.exemptions.map(lambda one: (one,))),
    st.sampled_from([None, None, NOON]),
    st.sampled_from(["", "", "", "self-defence is preserved"]),
)
agreements = st.builds(
    lambda square, rule, other, notified: agreement(
        [square, zone(some.L_SHAPE, id="other")],
        [rule, replace(other, id="P2", zone_ids=("other",))],
        time_zone="Europe/Kyiv",
        notifications=notified,
    ),
    st.sampled_from([zone(), zone(), zone(in_force=(Interval(NOON, NOON + 4 * HOUR),)), zone(some.DONUT)]),
    clauses,
    clauses,
    some.tables_of_notifications,
)


@pytest.mark.slow
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(half_told, agreements, st.data())
def test_every_claim_holds_when_the_report_is_assessed_again_with_the_answer(one, under, data):
    for change in changes(one, under):
        again, held = given_answer(one, under, change.answer, data.draw)
        rows = table([again], means=[again.means or "patrol"])
        result = assess(rows, held, engine_version="t")
        assert Verdict(result.verdicts[0]) is change.verdict, (change, again)


def test_a_verdict_that_is_no_question_has_no_answers():
    under = agreement([zone()], [provision()])
    rows = table([observation(Point(37.5, 48.5)), observation(Point(37.5, 48.5), act="fire.mortar")])
    assert changes_of([0, 1], rows, assess(rows, under, engine_version="t"), under) == {}


def test_the_radius_that_would_decide_is_the_distance_to_the_edge_rounded_down():
    assert found(observation(NEAR_EDGE)) == [(RadiusAtMost(1_400.0), PV)]
    outside = observation(Point(36.98, 48.5, 4_000.0))
    assert found(outside) == [(RadiusAtMost(1_400.0), OUTSIDE)]


def test_a_region_is_decided_by_which_side_of_the_edge_it_was():
    region = Area("R1", some.REGIONS["R1"])
    assert found(observation(region)) == [(PositionIn(0, inside=True), PV), (PositionIn(0, inside=False), OUTSIDE)]
    sector = Sector(37.0, 48.5, 90.0, 180.0, 0.0, 5_500.0)
    assert [verdict for _, verdict in found(observation(sector))] == [PV, OUTSIDE]


def test_a_region_that_reaches_over_two_zones_is_decided_by_a_position_inside_the_decisive_one():
    region = observation(Area("R1", some.REGIONS["R1"]))
    beside = zone(some.L_SHAPE, id="other")
    rules = [provision(), provision(id="P2", zone_ids=("other",))]

    [(answer, verdict)] = found(region, *rules, zones=[zone(), beside])

    assert (answer, verdict) == (PositionIn(0, inside=True), PV)
    only_heavy = provision(id="P2", zone_ids=("other",), prohibits=Prohibition(("presence.heavy-weapon",)))
    assert found(region, provision(), only_heavy, zones=[zone(), beside]) == [(PositionIn(0, inside=True), PV)]


def test_a_region_over_nested_zones_is_decided_by_a_position_inside_the_inner_one_and_the_clause_is_named():
    region = observation(Area("R1", some.REGIONS["R1"]))
    outer = zone(some.REGIONS["R1"].buffer(-0.05), id="outer")
    inner = zone(some.REGIONS["R1"].buffer(-0.2), id="inner")
    rules = [provision(zone_ids=("inner",)), provision(id="P2", zone_ids=("outer",), prohibits=Prohibition(("flight",)))]

    changed = changes(region, agreement([inner, outer], rules))

    assert (PositionIn(0, inside=True), PV, 0) in {(one.answer, one.verdict, one.provision) for one in changed}


def test_the_calibre_that_would_decide_is_the_bound_of_the_clause():
    rule = provision(prohibits=Prohibition(("fire",), calibre_min_mm=100, calibre_max_mm=152))
    assert found(observation(Point(37.5, 48.5)), rule) == [
        (CalibreWithin(100, True, 152, True), PV),
        (CalibreWithin(None, False, 100, False), CONSISTENT),
        (CalibreWithin(152, False, None, False), CONSISTENT),
    ]


def test_the_class_the_act_and_the_party_that_would_decide():
    of_class = provision(prohibits=Prohibition(("fire",), ("mlrs",)))
    by_class = dict(reversed(one) for one in found(observation(Point(37.5, 48.5), weapon="heavy weapons"), of_class))
    assert by_class[PV] == ClassIs(("mlrs",))
    assert "tank" in by_class[CONSISTENT].classes
    by_act = dict(reversed(one) for one in found(observation(Point(37.5, 48.5), act="fire"), provision("fire.mortar")))
    assert by_act[PV] == ActIs(("fire.mortar",))
    assert by_act[CONSISTENT].others
    nobody = observation(Point(37.5, 48.5), party="")
    assert found(nobody, provision(binds=("A",))) == [(PartyIs(("A",)), PV), (PartyIs(("B",)), CONSISTENT)]


def test_the_part_of_the_time_that_would_decide():
    one = observation(Point(37.5, 48.5), observed=Interval(NOON - HOUR, NOON + HOUR))
    window = zone(in_force=(Interval(NOON),))
    assert found(one, zones=[window]) == [
        (TimeWithin(Interval(NOON, NOON + HOUR)), PV),
        (TimeWithin(Interval(NOON - HOUR, NOON)), OUTSIDE),
    ]


def test_a_missing_notification_would_decide_either_way():
    rule = provision("movement", exempt=(Exemption(acts=("movement.troops",), notified=True),))
    moved = observation(Point(37.5, 48.5), act="movement.troops")
    assert found(moved, rule) == [(NotNotified(), PV), (Notified(), EXEMPT)]
    nobody = observation(Point(37.5, 48.5), act="movement.troops", party="")
    assert found(nobody, rule) == [(NotNotified(), PV)], "a notification of nobody's covers nothing"


def test_two_open_questions_are_answered_together():
    rule = provision(prohibits=Prohibition(("fire",), calibre_min_mm=100))
    answers = found(observation(NEAR_EDGE), rule)
    assert (Together((RadiusAtMost(1_400.0), CalibreWithin(100, True, None, True))), PV) in answers
    assert (CalibreWithin(None, False, 100, False), CONSISTENT) in answers


def test_no_answer_makes_a_violation_of_a_clause_that_a_person_must_judge():
    rule = provision(judged_because="self-defence is preserved")
    assert all(verdict is not PV for _, verdict in found(observation(NEAR_EDGE, act="fire"), rule))


def test_a_quota_is_decided_by_one_report_above_it_and_by_nothing_else():
    rule = provision(quota=Quota(3))
    assert found(observation(Point(37.5, 48.5)), rule) == [(CountAbove(3), PV)]


def test_no_answer_is_claimed_where_other_reports_count_against_the_same_quota():
    under = agreement([zone()], [provision("fire.mortar", quota=Quota(3))])
    here = Point(37.5, 48.5)
    rows = table([observation(here, act="fire", count=2), observation(here, act="fire.mortar", count=3)])
    told = changes_of([0], rows, assess(rows, under, engine_version="t"), under)[0]
    assert told, "a count of its own above the quota, or another act, would decide"
    assert not [change for change in told if isinstance(change.answer, ActIs) and "fire.mortar" in change.answer.codes]
    mortar = Trial(0, ActIs(("fire.mortar",)), {"act": "fire.mortar"})
    assert [one.verdict for one in outcomes([mortar], rows, under)] == [None], "by itself it would be within the quota"


def test_a_radius_that_another_zone_may_still_tell_apart_is_not_claimed():
    rules = [provision(), provision("presence", id="P2", zone_ids=("wide",))]
    zones = [zone(), zone(shapely.box(36.99, 48.0, 38.0, 49.0), id="wide")]
    assert found(observation(Point(36.98, 48.5, 4_000.0)), *rules, zones=zones) == [(RadiusAtMost(730.0), OUTSIDE)]


def test_the_answers_to_many_reports_are_those_to_each():
    under = agreement([zone()], [provision(prohibits=Prohibition(("fire",), calibre_min_mm=100))])
    told = [observation(NEAR_EDGE), observation(Point(37.5, 48.5)), observation(Point(37.5, 48.5), act="undetermined")]
    rows = table(told)
    together = changes_of(range(3), rows, assess(rows, under, engine_version="t"), under)
    assert [together[row] for row in range(3)] == [changes(one, under) for one in told]


@pytest.mark.parametrize("square", [SQUARE])
def test_a_radius_is_never_claimed_beyond_what_the_edge_allows(square):
    one = observation(Point(37.0001, 48.5, 800.0))
    ((answer, verdict),) = found(one, zones=[zone(square)])
    assert verdict is PV
    assert answer.metres <= 7.39
    assert np.floor(answer.metres) == answer.metres
    assert isinstance(Change(answer, verdict, 0).answer, RadiusAtMost)
