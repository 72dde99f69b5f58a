from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import box

from dashboard.domain.agreement import Prohibition
from dashboard.engine.compare import area_km2, compare
from dashboard.present.compare_words import differences
from tests.factories import invented_agreement

BEFORE = invented_agreement()


def changed(number, **told):
    zones = list(BEFORE.zones)
    zones[number] = replace(zones[number], **told)
    return replace(BEFORE, zones=tuple(zones))


def test_a_version_differs_from_itself_in_nothing():
    assert compare(BEFORE, BEFORE).is_empty


def test_a_zone_that_moves_gains_and_loses_ground():
    west, south, east, north = BEFORE.zones[1].geometry.bounds
    moved = changed(1, geometry=box(west + (east - west) / 2, south, east + (east - west) / 2, north))

    (one,) = compare(BEFORE, moved).zones

    assert (one.change, one.fields) == ("changed", ("geometry",))
    assert one.gained_km2 == pytest.approx(one.lost_km2)
    assert one.gained_km2 == pytest.approx(area_km2(BEFORE.zones[1].geometry) / 2)
    assert "km² more" in differences(compare(BEFORE, moved))[0].after


def test_what_is_added_one_way_is_taken_out_the_other():
    without = replace(BEFORE, zones=BEFORE.zones[:1], provisions=BEFORE.provisions[:1])

    there, back = compare(without, BEFORE), compare(BEFORE, without)

    assert [one.change for one in (*there.zones, *there.provisions)] == ["added", "added"]
    assert [one.change for one in (*back.zones, *back.provisions)] == ["taken out", "taken out"]
    assert there.zones[0].gained_km2 == back.zones[0].lost_km2 > 0


def test_each_field_of_a_provision_that_differs_is_told_before_and_after():
    first = replace(BEFORE.provisions[0], clause="para 9", prohibits=Prohibition(("fire.mortar",)), binds=("A",))
    told = differences(compare(BEFORE, replace(BEFORE, provisions=(first, BEFORE.provisions[1]))))

    assert [one.what.rpartition(": ")[2] for one in told] == ["clause", "rule", "binds"]
    assert told[0].before == "para 1"
    assert told[1].after == "Prohibited to A: mortar fire."


@settings(max_examples=10)
@given(st.floats(-60, 60), st.floats(0.05, 3))
def test_an_area_is_that_of_a_second_method(south, size):
    # Cut along its parallels into strips so thin that the geodesic between two corners follows them.
    geod, steps = Geod(ellps="WGS84"), 100
    strips = (box(30 + size * at / steps, south, 30 + size * (at + 1) / steps, south + size) for at in range(steps))
    expected = sum(abs(geod.geometry_area_perimeter(strip)[0]) for strip in strips) / 1e6

    assert area_km2(box(30, south, 30 + size, south + size)) == pytest.approx(expected, rel=1e-4)
