"""Observations of one event come together, whatever their order; vague ones do not chain events together."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Point, Sector, Unplaced
from dashboard.domain.verdicts import Verdict
from dashboard.engine import incident_table as incident_tables
from dashboard.engine.incident_table import incident_table
from dashboard.engine.incidents import LinkRule, incident_labels
from dashboard.engine.situation import build_situation
from tests.engine.builders import NOON, SQUARE, observation, table
from tests.factories import invented_agreement, many_observations

MINUTE = timedelta(minutes=1)
KM = 1 / 111.2
"""A kilometre in degrees of latitude."""


def at(north_km: float, minutes: float = 0, *, radius_m: float = 0.0, lasts: float = 1, act: str = "fire.artillery"):
    start = NOON + minutes * MINUTE
    return observation(Point(37.5, 48.5 + north_km * KM, radius_m), observed=Interval(start, start + lasts * MINUTE), act=act)


def groups(told, **columns) -> list[list[int]]:
    labels = incident_labels(table(told, **columns))
    return sorted(np.flatnonzero(labels == label).tolist() for label in set(labels))


def test_reports_near_in_space_and_time_are_one_incident():
    assert groups([at(0), at(1.5, 30), at(10), at(0, 180)]) == [[0, 1], [2], [3]]


def test_the_uncertainty_of_places_counts_towards_the_distance():
    assert groups([at(0), at(3.5)]) == [[0], [1]]
    assert groups([at(0, radius_m=1000), at(3.5, radius_m=1000)]) == [[0, 1]]


def test_a_broader_act_joins_and_another_act_does_not():
    assert groups([at(0), at(0, act="fire"), at(0, act="presence.heavy-weapon")]) == [[0, 1], [2]]


def test_places_and_times_too_vague_are_linked_to_nothing():
    assert groups([at(0), at(0, radius_m=25_000), at(0, lasts=7 * 60)]) == [[0], [1], [2]]


def test_a_sector_links_as_the_disc_around_it_and_one_too_large_links_to_nothing():
    small = Sector(37.5, 48.5 + 2.5 * KM, 180.0, 22.5, 500.0, 1_500.0)
    large = Sector(37.5, 48.5, 180.0, 22.5, 5_000.0, 25_000.0)
    told = [at(0), observation(small), observation(large), observation(large)]
    assert groups(told) == [[0, 1], [2], [3]]


def test_the_best_place_may_be_a_sector():
    sector = Sector(37.5, 48.5, 180.0, 22.5, 500.0, 1_500.0)
    rows = table([at(0, radius_m=2_500), observation(sector), observation(Area("R1", SQUARE))])
    incidents, _ = incident_table(rows, np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int8))
    assert incidents["place_row"].tolist() == [1]


def test_what_nobody_could_determine_stands_alone():
    assert groups([at(0, act="undetermined"), at(0, act="undetermined")]) == [[0], [1]]


def test_reports_of_one_region_join_only_where_their_times_overlap():
    def alert(start, lasts, code="R1"):
        begin = NOON + start * MINUTE
        return observation(Area(code, SQUARE), observed=Interval(begin, begin + lasts * MINUTE))

    assert groups([alert(0, 60), alert(30, 60), alert(80, 60), alert(300, 60), alert(0, 60, "R2")]) == [[0, 1, 2], [3], [4]]


def test_a_superseded_row_joins_its_revision_and_does_not_link_others():
    told = [at(0), at(50), at(0, 5)]
    labels = groups(told, superseded=[True, False, False], observation_id=["a", "a", "b"], source=["p", "p", "p"])
    assert labels == [[0, 1], [2]]


def brute_force(told) -> list[list[int]]:
    """Connected components of the pairwise rule, decided one pair at a time."""
    rule = LinkRule()
    component = list(range(len(told)))
    for i, a in enumerate(told):
        for j, b in enumerate(told[:i]):
            apart = abs(a.place.lat - b.place.lat) * 111_195 - a.place.radius_m - b.place.radius_m
            waited = (max(a.observed.start, b.observed.start) - min(a.observed.end, b.observed.end)).total_seconds()
            vague = max(a.place.radius_m, b.place.radius_m) > rule.radius_max_m
            if not vague and apart <= rule.distance_m and waited <= rule.gap_s:
                component = [component[j] if one == component[i] else one for one in component]
    return sorted([k for k, one in enumerate(component) if one == label] for label in set(component))


reports = st.builds(
    lambda north, minutes, radius, lasts: at(north, minutes, radius_m=radius, lasts=lasts),
    st.integers(0, 40).map(lambda n: n * 0.7 + 0.01),
    st.integers(0, 60).map(lambda n: n * 7),
    st.sampled_from([0.0, 0.0, 500.0, 20_000.0]),
    st.sampled_from([1, 5, 61]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(reports, max_size=14))
def test_incidents_are_the_connected_components_of_the_pairwise_rule(told):
    assert groups(told) == brute_force(told)


@settings(max_examples=60, deadline=None)
@given(st.lists(reports, min_size=2, max_size=10, unique_by=lambda one: (one.place, one.observed)), st.randoms())
def test_incidents_and_their_ids_do_not_depend_on_row_order(told, random):
    order = list(range(len(told)))
    random.shuffle(order)
    keys = [f"key-{i}" for i in range(len(told))]
    straight, shuffled = (
        incidents_of([told[i] for i in rows], [keys[i] for i in rows]) for rows in (list(range(len(told))), order)
    )
    assert straight == shuffled


def incidents_of(told, keys) -> dict[str, tuple[str, ...]]:
    rows = table(told, row_key=keys)
    incidents, position = incident_table(rows, incident_labels(rows), np.zeros(len(told), dtype=np.int8))
    members = {name: [] for name in incidents["incident_id"]}
    for key, place in zip(keys, position, strict=True):
        members[incidents["incident_id"][place]].append(key)
    return {name: tuple(sorted(some)) for name, some in members.items()}


def test_a_far_row_changes_no_other_incident():
    near = [at(0), at(1), at(30)]
    keys = ["a", "b", "c", "d"]
    before, after = incidents_of(near, keys[:3]), incidents_of([*near, at(80)], keys)
    assert before.items() <= after.items()


def test_an_incident_counts_independent_origins_and_not_reprints():
    told = [at(0), at(0.1), at(0.2), at(0.3)]
    rows = table(
        told,
        source=["news 1", "news 2", "patrol 4", "Patrol 4 "],
        origin=["agency", "Agency", "", ""],
        reliability=["C", "", "B", ""],
    )
    verdicts = np.array([4, 4, 5, 4], dtype=np.int8)
    incidents, _ = incident_table(rows, incident_labels(rows), verdicts)
    only = incidents.iloc[0]
    assert (only["observations"], only["origins"], only["reliability"]) == (4, 2, "B")
    assert (Verdict(only["verdict"]).words, only["leading_row"]) == ("potential violation", 2)


def test_the_best_place_is_the_point_with_the_least_uncertainty():
    rows = table([at(0, radius_m=800), at(0.1, radius_m=50), at(0.2, radius_m=300)])
    incidents, _ = incident_table(rows, incident_labels(rows), np.zeros(3, dtype=np.int8))
    assert incidents["place_row"].tolist() == [1]


def test_unplaced_rows_are_incidents_of_their_own():
    assert groups([observation(Unplaced("?")), observation(Unplaced("?"))]) == [[0], [1]]


def test_many_reports_of_one_spot_cost_no_pairs():
    rows = table([at(0)] * 20_000, row_key=[f"{i}" for i in range(20_000)])
    assert len(set(incident_labels(rows))) == 1


def test_no_observations_make_no_incidents():
    rows = table([])
    incidents, position = incident_table(rows, incident_labels(rows), np.zeros(0, dtype=np.int8))
    assert len(incidents) == len(position) == 0
    assert shapely.is_empty(rows.geometry.union_all())


@pytest.mark.parametrize("seed", range(3))
def test_an_incident_of_one_row_is_told_as_one_of_several_is(monkeypatch, seed):
    rows, random = many_observations(300, seed=seed), np.random.default_rng(seed)
    for name, told in {"party": ("A", "", "unknown", "b"), "reliability": ("", "B", "A"), "source": ("x", "", " X ")}.items():
        rows[name] = pd.Series(random.choice(told, len(rows)), dtype="str")
    group = random.integers(0, 250, len(rows))
    labels = np.unique(group, return_index=True)[1][np.unique(group, return_inverse=True)[1]]
    verdicts = random.integers(0, 6, len(rows)).astype(np.int8)
    incidents, position = incident_table(rows, labels, verdicts)
    assert 0 < (incidents["observations"] == 1).sum() < len(incidents)
    monkeypatch.setattr(incident_tables, "_stand_alone", lambda labels: np.zeros(len(labels), dtype=np.bool_))
    by_group, same_position = incident_table(rows, labels, verdicts)
    pd.testing.assert_frame_equal(incidents, by_group)
    assert position.tolist() == same_position.tolist()


def test_the_work_can_be_given_up_while_reports_of_one_event_are_sought():
    rows, told = many_observations(40), []

    def give_up(share, step):
        told.append(share)
        if step.startswith("finding reports of one event"):
            raise InterruptedError(step)

    with pytest.raises(InterruptedError):
        build_situation(rows, invented_agreement(), engine_version="t", progress=give_up)
    assert told == sorted(told)
