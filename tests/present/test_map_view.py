from collections import Counter
from zoneinfo import ZoneInfo

import pytest
import shapely

from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Sector
from dashboard.domain.verdicts import STRONGEST_FIRST
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.map_view import SINGLE_MARKS_MAX, Viewport, map_payload, numbered, zone_shapes
from dashboard.present.palette import VERDICT_STYLES
from dashboard.present.screen import degrees_per_px
from dashboard.present.selection import select
from tests.engine.builders import agreement, provision, zone
from tests.factories import INNER, OUTER, REGION, START, invented_agreement, many, one_observation, situation_of

UTC_ZONE = ZoneInfo("UTC")
WHOLE = Viewport((30.0, 40.0, 45.0, 55.0), 7.0)


def payload_of(situation, viewport=WHOLE, selected=None, **filters):
    facets = facets_of(situation)
    selection = select(facets, situation, Filters(**filters), UTC_ZONE)
    return map_payload(facets, situation, selection, viewport, period=Interval(), selected=selected, zone=UTC_ZONE), selection


@pytest.mark.parametrize("zoom", [4.0, 7.0, 9.25, 12.0])
@pytest.mark.parametrize("count", [60, 3 * SINGLE_MARKS_MAX])
def test_every_incident_with_a_place_is_a_mark_or_counted_in_one_cell_or_one_area(count, zoom):
    situation = many(count)
    payload, selection = payload_of(situation, Viewport(WHOLE.box, zoom))

    placed = len(payload.marks) + sum(cell.count for cell in payload.cells) + sum(area.count for area in payload.areas)
    verdicts = Counter(situation.incidents["verdict"].iloc[selection.incidents])
    assert placed == len(selection.incidents) - verdicts[0]


def test_a_cells_verdicts_are_those_of_the_incidents_in_it_strongest_first():
    situation = many(2000)
    payload, _ = payload_of(situation)
    place = situation.observations.iloc[situation.incidents["place_row"]]
    lon, lat, verdict = place["lon"].to_numpy(), place["lat"].to_numpy(), situation.incidents["verdict"].to_numpy()

    assert payload.cells
    for cell in payload.cells:
        inside = (lon >= cell.west) & (lon < cell.east) & (lat > cell.south) & (lat <= cell.north)
        assert cell.by_verdict == tuple(int((verdict[inside] == one).sum()) for one in STRONGEST_FIRST)
        assert cell.count == inside.sum()
        assert cell.lon == pytest.approx(lon[inside].mean())
        assert cell.lat == pytest.approx(lat[inside].mean())
    assert [one.words for one in STRONGEST_FIRST] == list(VERDICT_STYLES)


def test_a_cell_holds_its_middle_and_marks_lie_where_they_were_reported():
    payload, _ = payload_of(many(2000), Viewport(WHOLE.box, 9.0))

    for cell in payload.cells:
        assert cell.west <= cell.lon <= cell.east
        assert cell.south <= cell.lat <= cell.north
    assert all(-180 <= mark.lon <= 180 and -90 <= mark.lat <= 90 for mark in payload.marks)


def test_incidents_at_one_spot_are_one_cell_that_says_so_however_close_one_looks():
    pile = [one_observation(37.5, 48.5, hours=30 * number) for number in range(5)]
    payload, _ = payload_of(situation_of([*pile, one_observation(37.7, 48.5)]), Viewport(WHOLE.box, 15.0))

    (cell,) = payload.cells
    assert (cell.count, cell.one_spot) == (5, True)
    assert (cell.west, cell.south, cell.east, cell.north) == (37.5, 48.5, 37.5, 48.5)
    assert len(payload.marks) == 1


def test_the_chosen_incident_is_a_mark_of_its_own_even_in_a_crowd():
    situation = situation_of([one_observation(37.5, 48.5, hours=30 * number) for number in range(5)])
    chosen = situation.incidents["incident_id"].iloc[2]

    payload, _ = payload_of(situation, selected=chosen)

    assert [(mark.id, mark.selected) for mark in payload.marks] == [(chosen, True)]
    assert payload.cells[0].count == 4


def test_only_what_the_browser_shows_is_drawn_but_areas_always():
    situation = situation_of(
        [one_observation(37.5, 48.5), one_observation(38.5, 48.5), one_observation(place=Area("R-1", REGION))]
    )

    payload, _ = payload_of(situation, Viewport((38.0, 48.0, 39.0, 49.0), 9.0))

    assert [mark.lon for mark in payload.marks] == [38.5]
    assert [area.region_code for area in payload.areas] == ["R-1"]


def test_marks_carry_the_observations_the_uncertainty_and_a_label_of_four_lines():
    situation = situation_of(
        [one_observation(radius_m=400.0), one_observation(hours=0.2, radius_m=400.0)], means=["drone", "patrol"]
    )

    payload, _ = payload_of(situation)

    (mark,) = payload.marks
    assert (mark.count, mark.radius_m, mark.verdict) == (2, 400.0, "potential violation")
    assert mark.label.split("\n") == [
        "Potential violation",
        "artillery fire",
        "1 Jun 2026, 00:00 – 00:13",
        "2 observations, 1 independent origin",
    ]


def test_a_sector_is_a_mark_inside_its_outline_even_where_its_middle_is_the_hole_of_a_ring():
    ring = Sector(37.5, 48.5, 0.0, 180.0, 9_000.0, 11_000.0, 0.0, "Northbridge")
    wedge = Sector(37.6, 48.5, 90.0, 22.5, 3_000.0, 5_000.0, 0.0, "Northbridge")

    payload, _ = payload_of(
        situation_of([one_observation(place=ring), one_observation(place=wedge, hours=50)]), Viewport(WHOLE.box, 11.0)
    )

    assert len(payload.marks) == 2
    for mark in payload.marks:
        assert shapely.geometry.shape(mark.outline).covers(shapely.Point(mark.lon, mark.lat))
    assert "somewhere 9.0–11 km from Northbridge" in {mark.label.split("\n")[-1] for mark in payload.marks}


def test_an_area_with_several_incidents_tells_their_number_and_the_strongest_verdict():
    rows = [one_observation(place=Area("R-1", REGION), hours=72 * number, act="fire.tank") for number in range(3)]

    payload, _ = payload_of(situation_of(rows))

    (area,) = payload.areas
    assert area.count == 3
    assert area.label == "3 incidents, strongest: undetermined\nknown to R-1 and no closer"
    assert shapely.geometry.shape(area.geojson).equals(REGION)


def test_zones_are_drawn_large_before_small_and_in_force_only_within_their_period():
    agreement = invented_agreement()
    before, during = Interval(end=START), Interval(START)

    assert [shape.zone_id for shape in zone_shapes(agreement, during)] == ["outer", "inner"]
    assert all(shape.in_force for shape in zone_shapes(agreement, during))
    assert not any(shape.in_force for shape in zone_shapes(agreement, before))


def test_numbered_zones_carry_their_place_in_the_agreement_on_their_own_edge():
    shapes = {shape.zone_id: shape for shape in numbered(zone_shapes(invented_agreement(), Interval()), invented_agreement())}

    assert (shapes["outer"].sign, shapes["inner"].sign) == ("1", "2")
    for name, geometry in (("outer", OUTER), ("inner", INNER)):
        assert geometry.exterior.distance(shapely.Point(shapes[name].sign_at)) == 0


def test_an_outline_is_as_fine_as_the_zoom_needs_and_a_long_one_is_cut_near_the_view():
    coast = shapely.Point(37.5, 48.5).buffer(0.5, quad_segs=20_000)
    declared = agreement([zone(coast, id="z")], [provision("fire")])

    def outline(zoom, box=(37.4, 48.9, 37.6, 49.1)):
        return shapely.geometry.shape(zone_shapes(declared, Interval(), Viewport(box, zoom))[0].geojson)

    assert shapely.get_num_coordinates(outline(6.0)) < shapely.get_num_coordinates(outline(9.0)) < 5_000
    assert outline(9.0).hausdorff_distance(coast) < degrees_per_px(9.0)
    close = outline(22.0, (37.4999, 48.9999, 37.5001, 49.0001))
    assert 0 < shapely.get_num_coordinates(close) < 5_000
    assert close.bounds[3] == pytest.approx(49.0)
