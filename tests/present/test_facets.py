"""What is looked up of incidents is what their observations and findings say, told in the plainest way."""

from collections import Counter

import numpy as np
import pytest

from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import Verdict
from dashboard.present.facets import NOBODY, ORDERS, facets_of, microseconds_of
from dashboard.present.incident_list import beside
from dashboard.present.selection import Selection
from tests.factories import many, one_observation, situation_of


@pytest.fixture(scope="module")
def pictured():
    situation = many(500)
    return situation, facets_of(situation)


def held(facets, name):
    pairs = facets.pairs[name]
    return Counter(zip(pairs.incident.tolist(), (pairs.values[code] for code in pairs.code), strict=True))


def value_of(name, row):
    if name == "parties":
        return NOBODY if names_nobody(row["party"]) else row["party"]
    return row[{"acts": "act", "means": "means", "regions": "region_code"}[name]]


@pytest.mark.parametrize("name", ["acts", "means", "parties", "regions"])
def test_an_incident_has_the_values_of_its_observations_each_once(pictured, name):
    situation, facets = pictured
    rows = zip(situation.incident_of.tolist(), (row for _, row in situation.observations.iterrows()), strict=True)
    assert held(facets, name) == Counter({(incident, value_of(name, row)) for incident, row in rows})


def test_a_value_that_only_a_replaced_version_had_is_no_value():
    revised = [one_observation(act="fire.mortar"), one_observation(act="fire.tank")]
    situation = situation_of(revised, superseded=[True, False], source=["p", "p"])
    assert facets_of(situation).options("acts") == ["fire.tank"]


def test_an_incident_has_the_zones_and_the_strongest_finding_in_each(pictured):
    situation, facets = pictured
    findings, ids = situation.assessment.findings, [zone.id for zone in situation.agreement.zones]
    strongest = {}
    for row, zone, finding in zip(findings["row"], findings["zone"], findings["finding"], strict=True):
        if finding > Verdict.OUTSIDE_SCOPE:
            pair = (int(situation.incident_of[row]), ids[zone])
            strongest[pair] = max(strongest.get(pair, 0), finding)
    found = facets.zone_findings
    pairs = zip(found.incident.tolist(), (found.zone_ids[zone] for zone in found.zone), strict=True)
    assert dict(zip(pairs, found.finding.tolist(), strict=True)) == strongest
    assert held(facets, "zones") == Counter(list(strongest))


def test_each_incident_stands_at_its_best_place(pictured):
    situation, facets = pictured
    place = situation.observations.iloc[situation.incidents["place_row"]]
    assert np.array_equal(facets.lon, place["lon"], equal_nan=True)
    assert np.array_equal(facets.lat, place["lat"], equal_nan=True)
    assert [facets.pairs["regions"].values[code] for code in facets.region] == place["region_code"].tolist()
    for kind in ("point", "area", "unplaced"):
        assert facets.of_kind(kind).tolist() == (place["place_kind"] == kind).tolist()
    assert (facets.first_us == microseconds_of(situation.incidents["first"])).all()


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("every", [1, 3])
def test_some_incidents_in_an_order_are_what_sorting_them_gives(pictured, order, every):
    situation, facets = pictured
    some = np.arange(0, len(situation.incidents), every)
    names = [name for name, _ in ORDERS[order]]
    up = [way == "ascending" for _, way in ORDERS[order]]
    expected = situation.incidents.iloc[some].sort_values(names, ascending=up).index.tolist()
    assert facets.ordered(situation, some, order).tolist() == expected


def test_what_stands_beside_an_incident_follows_the_order_and_the_selection(pictured):
    situation, facets = pictured
    some = np.arange(0, len(situation.incidents), 2)
    selection, ids = Selection(some, 0), situation.incidents["incident_id"]
    ordered = facets.ordered(situation, some, "latest first").tolist()
    middle = beside(facets, situation, selection, ordered[5], "latest first")
    assert (middle.place, middle.before, middle.after) == (5, ids[ordered[4]], ids[ordered[6]])
    first, last = (beside(facets, situation, selection, ordered[at], "latest first") for at in (0, -1))
    assert (first.before, last.after) == (None, None)
    for absent in (1, None):
        assert beside(facets, situation, selection, absent, "latest first").place is None


def test_nothing_has_facets_of_nothing():
    facets = facets_of(situation_of([]))
    assert all(not facets.options(name) for name in facets.pairs)
    assert facets.with_value("acts", ("fire",)).tolist() == []
