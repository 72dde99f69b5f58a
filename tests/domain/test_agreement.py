"""A declared agreement: when it is in force, and what a zone may be."""

import pytest
import shapely
from hypothesis import given

from dashboard.domain.agreement import ALWAYS, Agreement, Prohibition, Provision, Thresholds, Zone
from dashboard.domain.intervals import Interval, intersect, subtract, union
from tests.domain.strategies import OPEN_SETS, at, interval

SQUARE = shapely.box(37, 48, 38, 49)


def zone(**given):
    return Zone(**{"id": "line", "name": "Line", "kind": "security zone", "geometry": SQUARE} | given)


def provision(**given):
    plain = {"id": "P1", "clause": "para 1", "text": "No fire.", "zone_ids": ("line",), "prohibits": Prohibition(("fire",))}
    return Provision(**plain | given)


def agreement(*, zones=(), provisions=(), **given):
    plain = {
        "id": "invented",
        "title": "Invented",
        "kind": "ceasefire",
        "time_zone": "UTC",
        "in_force": ALWAYS,
        "parties": ("A", "B"),
    }
    return Agreement(**plain | {"source": "", "zones": zones, "provisions": provisions, "version": "1"} | given)


def test_what_is_declared_without_times_is_always_in_force():
    assert agreement().times_in_force(zone(), provision()) == (Interval(),)


def test_in_force_is_when_agreement_zone_and_provision_all_are():
    declared = agreement(in_force=(interval(0, 10),))
    times = declared.times_in_force(zone(in_force=(interval(2, 20),)), provision(in_force=(interval(0, 5), interval(8, 9))))
    assert times == (interval(2, 5), interval(8, 9))


@pytest.mark.parametrize("suspends", ["agreement", "zone", "provision"])
def test_a_suspension_of_any_of_the_three_is_cut_out(suspends):
    pause = {"suspended": (interval(3, 4),)}
    declared = agreement(in_force=(interval(0, 10),), **(pause if suspends == "agreement" else {}))
    times = declared.times_in_force(
        zone(**(pause if suspends == "zone" else {})), provision(**(pause if suspends == "provision" else {}))
    )
    assert times == (interval(0, 3), interval(4, 10))


def test_suspensions_that_overlap_are_cut_out_once():
    declared = agreement(in_force=(interval(0, 10),), suspended=(interval(2, 5),))
    times = declared.times_in_force(zone(suspended=(interval(4, 6),)), provision(suspended=(interval(6, 7),)))
    assert times == (interval(0, 2), interval(7, 10))


def test_in_force_times_that_touch_or_overlap_count_once():
    declared = agreement(in_force=(interval(5, 10), interval(0, 5), interval(3, 6)))
    assert declared.times_in_force(zone(), provision()) == (interval(0, 10),)


def test_what_is_never_in_force_together_has_no_times():
    assert agreement(in_force=(interval(0, 5),)).times_in_force(zone(in_force=(Interval(at(5)),)), provision()) == ()


@given(OPEN_SETS, OPEN_SETS, OPEN_SETS, OPEN_SETS)
def test_times_in_force_are_the_common_times_without_the_suspended(of_agreement, of_zone, of_provision, suspended):
    declared = agreement(in_force=tuple(of_agreement), suspended=tuple(suspended))
    times = declared.times_in_force(zone(in_force=tuple(of_zone)), provision(in_force=tuple(of_provision)))
    common = intersect(intersect(union(of_provision), union(of_zone)), union(of_agreement))
    assert times == subtract(common, suspended)


def test_a_zone_is_found_by_its_id():
    first, second = zone(id="a"), zone(id="b")
    assert agreement(zones=(first, second)).zone("b") is second


def test_asking_for_a_zone_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        agreement(zones=(zone(id="a"),)).zone("b")


@pytest.mark.parametrize("geometry", [SQUARE, shapely.MultiPolygon([SQUARE])])
def test_an_area_is_no_line(geometry):
    assert not zone(geometry=geometry).is_line


@pytest.mark.parametrize("geometry", [shapely.LineString([(37, 48), (38, 49)]), shapely.MultiLineString([[(37, 48), (38, 49)]])])
def test_a_reference_line_is_a_line(geometry):
    assert zone(geometry=geometry).is_line


@pytest.mark.parametrize("geometry", [shapely.Point(37, 48), shapely.GeometryCollection([SQUARE])])
def test_a_zone_that_is_neither_area_nor_line_is_refused(geometry):
    with pytest.raises(TypeError, match=f"zone line is a {geometry.geom_type}, expected lines or polygons"):
        zone(geometry=geometry)


def test_the_thresholds_of_the_design_are_the_ones_taken_where_none_are_set():
    assert agreement().thresholds == Thresholds(violation=0.95, outside=0.05)
