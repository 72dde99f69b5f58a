"""The vectorised engine against the readable reference, and the rules a reader would check by hand."""

from datetime import UTC, datetime, time, timedelta

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.agreement import Exemption, Prohibition, Quota
from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.domain.notifications import Notification
from dashboard.domain.observation import Area, Observation, Point, Sector, Unplaced
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.engine.findings import finding_at, reason_texts
from dashboard.engine.reference import assess_one
from dashboard.engine.tables import findings_table, verdict_table
from tests.engine.builders import NOON, SQUARE, agreement, observation, provision, table, zone
from tests.factories import many

HOUR = timedelta(hours=1)
DONUT = shapely.Polygon([(36, 47), (39, 47), (39, 50), (36, 50)], [[(37, 48), (37, 49), (38, 49), (38, 48)]])
L_SHAPE = shapely.Polygon([(37.2, 48.1), (37.8, 48.1), (37.8, 48.3), (37.4, 48.3), (37.4, 48.9), (37.2, 48.9)])
REGIONS = {
    "R1": shapely.box(36.5, 47.5, 37.5, 48.5),
    "R2": shapely.box(37.2, 48.2, 37.4, 48.4),
    "R3": shapely.box(30.0, 50.0, 31.0, 51.0),
}


def verdict_of(one: Observation, *provisions, zones=None) -> Verdict:
    held = agreement(zones or [zone()], provisions or [provision()])
    return Verdict(assess(table([one]), held, engine_version="t").verdicts[0])


places = st.one_of(
    st.builds(Point, st.floats(36.5, 38.5), st.floats(47.5, 49.5), st.sampled_from([0.0, 0.0, 50.0, 800.0, 12_000.0, 40_000.0])),
    st.builds(Point, st.sampled_from([37.0, 37.5, 38.0]), st.sampled_from([48.0, 48.5, 49.0]), st.just(0.0)),
    st.builds(
        Sector,
        lon=st.floats(36.5, 38.5),
        lat=st.floats(47.5, 49.5),
        bearing_deg=st.floats(0, 359),
        spread_deg=st.sampled_from([11.25, 22.5, 60.0, 180.0]),
        from_m=st.sampled_from([0.0, 4_500.0]),
        to_m=st.sampled_from([5_500.0, 40_000.0]),
        dilation_m=st.sampled_from([0.0, 4_000.0]),
    ),
    st.sampled_from(sorted(REGIONS)).map(lambda code: Area(code, REGIONS[code])),
    st.just(Unplaced("not known")),
)
moments = st.integers(-200, 200).map(lambda hours: NOON + hours * HOUR)
spans = st.builds(lambda start, hours: Interval(start, start + hours * HOUR), moments, st.sampled_from([0.02, 1, 24, 100]))
acts = st.sampled_from(["", "undetermined", "heat", "fire", "fire.artillery", "fire.mortar", "presence", "presence.heavy-weapon"])
observations = st.builds(
    Observation,
    observation_id=st.just("o"),
    observed=spans,
    place=places,
    act=acts,
    weapon=st.sampled_from(["", "artillery", "MLRS", "BM-21", "2S9 (120 mm)", "Hurricane", "heavy weapons"]),
    calibre_mm=st.sampled_from([None, 82.0, 100.0, 122.0]),
    party=st.sampled_from(["", "A", "B", "C", "unknown"]),
    means=st.sampled_from(["patrol", "drone", "other"]),
)
in_force = st.lists(spans, min_size=0, max_size=2).map(tuple)
zones = st.builds(
    lambda shape, force, suspended: zone(shape, in_force=force or (Interval(),), suspended=suspended),
    st.sampled_from([SQUARE, DONUT, L_SHAPE]),
    in_force,
    in_force,
)
exemptions = st.sampled_from(
    [
        Exemption(acts=("fire.mortar",)),
        Exemption(parties=("B",)),
        Exemption(notified=True),
        Exemption(means=("drone",), acts=("fire",)),
        Exemption(outside=("other",), acts=("presence",)),
        Exemption(claimed="return-fire", acts=("fire",)),
    ]
)
provisions = st.builds(
    lambda codes, weapons, systems, low, binds, by_party, exempt, daily, phase_in, because: provision(
        prohibits=Prohibition(codes, weapons, calibre_min_mm=low, systems=systems),
        binds=("B",) if by_party else binds,
        party_zones=(("B", ("z",)),) if by_party else (),
        exempt=tuple(exempt),
        daily=daily,
        phase_in_until=phase_in,
        judged_because=because,
    ),
    st.sampled_from([("fire",), ("fire.artillery",), ("presence.heavy-weapon", "fire.mortar")]),
    st.sampled_from([(), ("artillery",), ("mlrs", "tank")]),
    st.sampled_from([(), (), ("BM-21 Grad", "2S9 Nona-S"), ("BM-30 Smerch",)]),
    st.sampled_from([None, 100.0]),
    st.sampled_from([(), ("A",), ("A", "B")]),
    st.booleans(),
    st.lists(exemptions, max_size=2),
    st.sampled_from([None, None, Daily(time(22), time(6)), Daily(time(9, 30), time(12))]),
    st.sampled_from([None, None, NOON, NOON + 30 * HOUR]),
    st.sampled_from(["", "", "who fired first has to be judged"]),
)
notifications = st.builds(
    Notification,
    reference=st.just("N-1"),
    party=st.sampled_from(["A", "B"]),
    act=st.sampled_from(["fire", "fire.artillery", "presence"]),
    place=st.just("there"),
    area=st.sampled_from([SQUARE, L_SHAPE]),
    times=spans,
    claim=st.sampled_from(["", "return-fire"]),
)
tables_of_notifications = st.none() | st.lists(notifications, max_size=3).map(tuple)


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.lists(observations, min_size=1, max_size=6), zones, provisions, tables_of_notifications)
def test_the_vectorised_engine_equals_the_scalar_reference(told, place, rule, notified):
    held = agreement([place, zone(L_SHAPE, id="other")], [rule], time_zone="Europe/Kyiv", notifications=notified)
    result = assess(table(told), held, engine_version="t")
    for row, one in enumerate(told):
        expected_verdict, expected = assess_one(one, held)
        found = [finding_at(result, held, i) for i in np.flatnonzero(result.findings["row"] == row)]
        shares = [(f.shares.inside, f.shares.in_force) for f in found]
        assert shares == [pytest.approx((e.p_inside, e.p_in_force), abs=5e-4) for e in expected if e.p_inside > 1e-6]
        near_threshold = any(min(abs(e.p_inside * p - t) for t in (0.05, 0.95) for p in _times(e)) < 1e-3 for e in expected)
        if not near_threshold:
            assert Verdict(result.verdicts[row]) is expected_verdict
            assert [f.matches for f in found] == [e.matches for e in expected if e.p_inside > 1e-6]


def _times(finding):
    return (finding.p_in_force, finding.p_settled)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.lists(observations, min_size=2, max_size=8), zones, provisions, st.randoms())
def test_verdicts_do_not_depend_on_row_order(told, place, rule, random):
    held = agreement([place, zone(L_SHAPE, id="other")], [rule])
    order = list(range(len(told)))
    random.shuffle(order)
    straight = assess(table(told), held, engine_version="t").verdicts
    shuffled = assess(table([told[i] for i in order]), held, engine_version="t").verdicts
    assert list(shuffled) == [straight[i] for i in order]


def test_a_point_on_the_edge_is_inside():
    assert verdict_of(observation(Point(37.0, 48.5))) is Verdict.POTENTIAL_VIOLATION
    assert verdict_of(observation(Point(36.999999, 48.5))) is Verdict.OUTSIDE_SCOPE


def test_a_disc_across_the_edge_straddles_and_is_undetermined():
    assert verdict_of(observation(Point(37.0, 48.5, 1000.0))) is Verdict.UNDETERMINED


def test_in_force_holds_at_its_start_and_not_at_its_end():
    window = zone(in_force=(Interval(NOON, NOON + HOUR),))
    minute = timedelta(minutes=1)
    at_start = observation(Point(37.5, 48.5), observed=Interval(NOON, NOON + minute))
    at_end = observation(Point(37.5, 48.5), observed=Interval(NOON + HOUR, NOON + HOUR + minute))
    before_end = observation(Point(37.5, 48.5), observed=Interval(NOON + HOUR - minute, NOON + HOUR))
    assert verdict_of(at_start, zones=[window]) is Verdict.POTENTIAL_VIOLATION
    assert verdict_of(before_end, zones=[window]) is Verdict.POTENTIAL_VIOLATION
    assert verdict_of(at_end, zones=[window]) is Verdict.OUTSIDE_SCOPE


def test_a_day_that_straddles_the_start_is_undetermined_with_its_share():
    window = zone(in_force=(Interval(NOON),))
    day = observation(Point(37.5, 48.5), observed=Interval(datetime(2026, 7, 1, tzinfo=UTC), datetime(2026, 7, 2, tzinfo=UTC)))
    held = agreement([window], [provision()])
    result = assess(table([day]), held, engine_version="t")
    assert Verdict(result.verdicts[0]) is Verdict.UNDETERMINED
    assert result.findings["p_in_force"].tolist() == [0.5]
    assert reason_texts(result.findings, held).tolist() == ["straddles the time in force (p 0.50)"]


def test_a_suspension_is_cut_out():
    quiet = zone(suspended=(Interval(NOON - HOUR, NOON + HOUR),))
    assert verdict_of(observation(Point(37.5, 48.5)), zones=[quiet]) is Verdict.OUTSIDE_SCOPE


def test_the_more_certain_of_equal_findings_names_the_provision_then_the_agreements_order():
    wide, narrow = zone(id="wide"), zone(shapely.box(37.4, 48.4, 37.5001, 48.6), id="narrow")
    rules = [
        provision(id="P1", zone_ids=("narrow",)),
        provision(id="P2", zone_ids=("wide",)),
        provision(id="P3", zone_ids=("wide",)),
    ]
    held = agreement([wide, narrow], rules)
    seen = table([observation(Point(37.5, 48.5, 300.0), act="undetermined")])
    rows = verdict_table(seen, assess(seen, held, engine_version="t"), held)
    assert rows[["verdict", "provision_id", "zone_id"]].to_numpy().tolist() == [["undetermined", "P2", "wide"]]


def test_zones_that_hold_the_same_ground_of_a_place_are_equals_however_their_edges_are_cut():
    corners = [(37.5, 48.0), (37.6, 48.0), (37.6, 48.1), (37.5, 48.1)]
    cut = zone(shapely.Polygon([corners[0], *((37.5 + step / 50, 48.0) for step in range(1, 5)), *corners[1:]]), id="cut")
    held = agreement([zone(shapely.Polygon(corners), id="plain"), cut], [provision(zone_ids=("plain", "cut"))])
    seen = table([observation(Point(37.55, 48.0, 928.0))])
    # The second is the larger by a millionth, which is the machine's rounding.
    assert verdict_table(seen, assess(seen, held, engine_version="t"), held)["zone_id"].tolist() == ["plain"]


def test_the_distance_to_the_edge_is_geodesic_and_negative_inside():
    seen = table([observation(Point(37.5, 48.01)), observation(Point(37.5, 47.99, 5000.0))])
    held = agreement([zone()], [provision()])
    distances = findings_table(seen, assess(seen, held, engine_version="t"), held)["edge_distance_m"]
    # 0.01 degree of latitude at 48 degrees north is 1,112 m on WGS 84.
    assert distances.tolist() == pytest.approx([-1112, 1112], abs=1)


def test_a_region_wholly_inside_is_surely_inside_and_one_far_away_gets_no_finding():
    seen = table([observation(Area("R2", REGIONS["R2"])), observation(Area("R3", REGIONS["R3"]))])
    result = assess(seen, agreement([zone()], [provision()]), engine_version="t")
    assert [Verdict(code).words for code in result.verdicts] == ["potential violation", "outside scope"]
    assert result.findings["row"].tolist() == [0]


def test_unplaced_observations_get_no_finding_and_say_why():
    seen = table([observation(Unplaced("the front is not a place"))])
    held = agreement([zone()], [provision()])
    rows = verdict_table(seen, assess(seen, held, engine_version="t"), held)
    assert rows[["verdict", "reason"]].to_numpy().tolist() == [["unplaced", "the front is not a place"]]


def test_an_empty_table_is_assessed():
    result = assess(table([]), agreement([zone()], [provision()]), engine_version="t")
    assert len(result.verdicts) == len(result.findings) == 0


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([3, 4], ["consistent with terms"] * 2),
        ([3, 40], ["undetermined", "potential violation"]),
        ([30, 30], ["undetermined"] * 2),
        ([None, 3], ["undetermined", "consistent with terms"]),
    ],
)
def test_a_quota_is_exceeded_by_one_report_or_left_open_by_a_sum(counts, expected):
    rule = provision("presence.heavy-weapon", quota=Quota(36))
    seen = table([observation(Point(37.5, 48.5), act="presence.heavy-weapon", count=count) for count in counts])
    result = assess(seen, agreement([zone()], [rule]), engine_version="t")
    assert [Verdict(code).words for code in result.verdicts] == expected


def test_a_line_is_measured_from_but_holds_nothing():
    line = zone(shapely.LineString([(37, 48), (38, 49)]), id="line")
    result = assess(table([observation(Point(37.5, 48.5))]), agreement([line], []), engine_version="t")
    assert Verdict(result.verdicts[0]) is Verdict.OUTSIDE_SCOPE


def test_progress_may_cancel():
    class StoppedError(Exception):
        pass

    def stop(share: float, what: str) -> None:
        raise StoppedError(what)

    with pytest.raises(StoppedError, match="places meet"):
        assess(table([observation(Point(37.5, 48.5))]), agreement([zone()], [provision()]), engine_version="t", progress=stop)


@pytest.mark.parametrize("lat", [0.5, 30.0, 48.0, 60.0, 70.0])
def test_shares_of_discs_hold_anywhere_from_the_equator_to_seventy_degrees(lat):
    """A straight north-south edge through a disc's centre halves it; through the point at half the radius it leaves 0.1955."""
    east = zone(shapely.box(30.0, lat - 0.4, 31.0, lat + 0.4))
    offset = 5_000 / (111_320 * np.cos(np.radians(lat)))
    seen = table([observation(Point(30.0, lat, 10_000.0)), observation(Point(30.0 - offset, lat, 10_000.0))])
    found = assess(seen, agreement([east], [provision()]), engine_version="t").findings["p_inside"]
    assert found.tolist() == pytest.approx([0.5, 0.1955], abs=0.002)


def test_what_is_said_of_some_observations_is_what_stands_in_the_tables_of_all():
    situation = many(300)
    told = (situation.assessment, situation.agreement)
    held = np.random.default_rng(3).random(300) < 0.4
    rows, some = situation.observations[held], situation.assessment.of_rows(held)
    verdicts = verdict_table(situation.observations, *told)[held].reset_index(drop=True)
    pd.testing.assert_frame_equal(verdict_table(rows, some, situation.agreement), verdicts)
    of_held = held[situation.assessment.findings["row"].to_numpy()]
    assert 0 < of_held.sum() < len(of_held)
    findings = findings_table(situation.observations, *told)[of_held].reset_index(drop=True)
    pd.testing.assert_frame_equal(findings_table(rows, some, situation.agreement), findings)
