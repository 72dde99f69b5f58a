"""Zones round settlements and positions, units of the theatre, and bands; a name that could be several is refused with them."""

import pytest
from pyproj import Geod
from shapely.geometry import Point

from dashboard.domain.agreement import Agreement
from dashboard.domain.derivation import Band, Circle, Unit
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, read_agreement
from tests.ingest.agreements import HEAD, PROVISIONS, ZONES, geojson
from tests.ingest.mordavia import gazetteer

PLACES = gazetteer()
GEOD = Geod(ellps="WGS84")


def with_geometry(geometry: str, places: object = PLACES) -> Agreement:
    text = HEAD + ZONES + f"  - {{id: x, name: X, geometry: {geometry}}}\n" + PROVISIONS
    files = {"agreement.yaml": text.encode(), "zones.geojson": geojson()}
    return read_agreement(AgreementBundle("agreement.yaml", files), gazetteer=places)  # type: ignore[arg-type]


def fault_of(geometry: str, places: object = PLACES) -> str:
    with pytest.raises(AgreementError) as caught:
        with_geometry(geometry, places)
    (fault,) = caught.value.problems
    return fault


def test_a_settlement_with_a_radius_is_a_circle_of_geodesic_metres() -> None:
    made = with_geometry("{settlement: Avenport, radius_m: 5000}").zone("x")
    assert made.made == Circle(5000, 10.2, 50.2, "Avenport")
    assert made.derivation == "within 5,000 m of Avenport"
    assert GEOD.geometry_area_perimeter(made.geometry)[0] == pytest.approx(3.14159 * 5000**2, rel=2e-3)
    for bearing in (0, 77, 191):
        near, far = (GEOD.fwd(10.2, 50.2, bearing, metres)[:2] for metres in (4998, 5002))
        assert made.geometry.covers(Point(near))
        assert not made.geometry.covers(Point(far))


def test_a_settlement_without_a_radius_stands_as_far_as_it_is_listed_to_reach_and_that_is_noted() -> None:
    agreement = with_geometry("{settlement: Avenport}")
    assert agreement.zone("x").made == Circle(3000, 10.2, 50.2, "Avenport")
    assert agreement.notes == ("zone 'x': 'Avenport' has no radius_m and stands with the 3,000 m it is listed with",)


def test_a_position_with_a_radius_is_a_circle() -> None:
    made = with_geometry("{point: [10.5, 50.5], radius_m: 1000}").zone("x")
    assert made.made == Circle(1000, 10.5, 50.5)
    assert made.geometry.covers(Point(10.5, 50.508))


def test_a_unit_is_meant_by_code_or_by_name() -> None:
    by_code, by_name = (with_geometry(f"{{region: {text}}}").zone("x") for text in ("M-02", "Brel Oblast"))
    assert by_code.made == by_name.made == Unit("M-02", "Brel Oblast")
    assert by_code.geometry.equals(by_name.geometry)
    assert by_code.derivation == "the area of Brel Oblast (M-02)"


def test_a_band_leaves_out_what_is_nearer_to_the_line() -> None:
    band = with_geometry("{buffer_of: line, from_m: 10000, distance_m: 20000, side: both}").zone("x")
    assert band.made == Band("line", 20_000, "both", 10_000)
    assert band.derivation == "from 10,000 m to 20,000 m on both sides of line"
    inside, nearer, further = (Point(GEOD.fwd(37.5, 48, 0, metres)[:2]) for metres in (15_000, 9_900, 20_200))
    assert band.geometry.covers(inside)
    assert not band.geometry.covers(nearer)
    assert not band.geometry.covers(further)


def test_one_side_of_a_band_is_one_side() -> None:
    band = with_geometry("{buffer_of: line, from_m: 1000, distance_m: 2000, side: right}").zone("x")
    assert band.geometry.covers(Point(37.5, 47.987))
    assert not band.geometry.intersects(Point(37.5, 48.013))


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ("{settlement: Duna, radius_m: 500}", "'Duna' names no one settlement"),
        ("{settlement: Duna, radius_m: 500}", "'Duna, Orva Oblast', 'Duna, Brel Oblast'"),
        ("{settlement: Nowhere, radius_m: 500}", "'Nowhere' names no one settlement"),
        ("{settlement: Avenport, radius_m: 0}", "radius_m is 0, expected metres"),
        ("{settlement: Avenport, distance_m: 500}", "distance_m without 'buffer_of'"),
        ("{settlement: Avenport, file: zones.geojson}", "file beside 'settlement', expected one or the other"),
        ("{point: [10.5], radius_m: 5}", "point is [10.5], expected longitude and latitude"),
        ("{point: [10.5, 95], radius_m: 5}", "point is [10.5, 95], expected longitude and latitude"),
        ("{point: [10.5, north], radius_m: 5}", "point holds 'north'"),
        ("{point: [10.5, 50.5]}", "no 'radius_m', expected metres as a plain number"),
        ("{region: Atlantis}", "'Atlantis' names no one unit"),
        ("{region: Lowlands}", "'Lowlands' names no one unit"),
        ("{region: Orva and Brel oblasts}", "names Orva Oblast and Brel Oblast, expected one unit"),
        ("{region: M-02, radius_m: 5}", "radius_m without 'settlement' or 'point', expected the place it is measured from"),
        ("{buffer_of: line, distance_m: 500, from_m: 500, side: both}", "from_m is 500, expected metres"),
        (
            "{buffer_of: line, distance_m: 5, from_m: 4.9999999, side: both}",
            "from_m is 4.9999999, expected metres as a plain number, 0 or more and at most 99 % of distance_m",
        ),
        ("{buffer_of: line, distance_m: 500, from_m: -1, side: both}", "from_m is -1, expected metres"),
        (
            "{ask: Draw the line of contact of 19 Sep 2014}",
            "still to be supplied: Draw the line of contact of 19 Sep 2014; then put",
        ),
    ],
)
def test_a_fault_in_a_place_is_named_with_its_line_and_candidates(geometry: str, said: str) -> None:
    fault = fault_of(geometry)
    assert fault.startswith("agreement.yaml:13: zone 'x': geometry: ")
    assert said in fault


def test_without_a_theatre_a_name_cannot_be_looked_up() -> None:
    assert "no theatre is at hand" in fault_of("{settlement: Avenport, radius_m: 500}", None)
    assert "no theatre is at hand" in fault_of("{region: M-02}", None)


def test_the_version_follows_what_a_name_stands_for() -> None:
    plain = HEAD + ZONES + PROVISIONS
    files = {"agreement.yaml": plain.encode(), "zones.geojson": geojson()}
    without = read_agreement(AgreementBundle("agreement.yaml", files), gazetteer=PLACES).version
    assert with_geometry("{settlement: Avenport, radius_m: 500}").version != without
