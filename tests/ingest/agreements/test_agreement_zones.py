"""Zones are drawn in a file or measured from a line; what cannot be made is named with its line or feature."""

import pytest
from shapely.geometry import Point

from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, read_agreement
from tests.ingest.agreements import (
    DISPUTED,
    HEAD,
    LINE,
    PROVISIONS,
    TOWN,
    ZONES,
    drawn,
    faults,
    needs_disputed,
    only_fault,
    read,
    with_zone,
)


def test_a_zone_left_of_an_eastward_line_lies_north_of_it() -> None:
    strip = read(HEAD + ZONES + PROVISIONS).zone("strip")
    assert strip.derivation == "within 5,000 m to the left of line"
    assert strip.geometry.contains(Point(37.5, 48.04))
    assert not strip.geometry.contains(Point(37.5, 47.96))


def test_a_line_may_be_declared_after_the_zone_that_is_measured_from_it() -> None:
    lines = ZONES.splitlines(keepends=True)
    assert read(HEAD + "".join([lines[0], *reversed(lines[1:])]) + PROVISIONS).zone("strip").geometry.area > 0


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        (
            "{id: line, name: Again, geometry: {file: zones.geojson, feature: line}}",
            "zone 'line': the id stands here and in line 10",
        ),
        ("{name: Nameless, geometry: {file: zones.geojson, feature: line}}", "zone 4: no 'id'"),
        ("{id: x, geometry: {file: zones.geojson, feature: line}}", "zone 'x': no 'name'"),
        ("{id: x, name: X}", "zone 'x': no 'geometry', expected {file, feature} or {buffer_of, distance_m, side}"),
        ("{id: x, name: X, geometry: {}}", "geometry: no 'file', expected a GeoJSON file beside the agreement, or 'buffer_of'"),
        ("{id: x, name: X, geometry: {file: gone.geojson, feature: a}}", "file 'gone.geojson' is not there"),
        ("{id: x, name: X, geometry: {file: ../zones.geojson, feature: line}}", "leads out of the agreement's folder"),
        ("{id: x, name: X, geometry: {file: /etc/passwd, feature: line}}", "leads out of the agreement's folder"),
        ("{id: x, name: X, geometry: {file: 'a\\zones.geojson', feature: line}}", "leads out of the agreement's folder"),
        ("{id: x, name: X, geometry: {file: zones.geojson}}", "zones.geojson holds 2 features, expected 'feature' to say which"),
        (
            "{id: x, name: X, geometry: {file: zones.geojson, feature: twon}}",
            "no feature with id or name 'twon'; did you mean 'town'?",
        ),
        ("{id: x, name: X, geometry: {file: zones.geojson, feature: town, side: left}}", "side without 'buffer_of'"),
        (
            "{id: x, name: X, geometry: {buffer_of: lien, distance_m: 1, side: both}}",
            "no zone of this agreement; did you mean 'line'?",
        ),
        (
            "{id: x, name: X, geometry: {buffer_of: strips, distance_m: 1, side: both}}",
            "no zone of this agreement; known are 'line'",
        ),
        ("{id: x, name: X, geometry: {buffer_of: town, distance_m: 1, side: both}}", "'town', which is an area, expected a line"),
        (
            "{id: x, name: X, geometry: {buffer_of: strip, distance_m: 1, side: both}}",
            "'strip', which is an area, expected a line",
        ),
        ("{id: x, name: X, geometry: {buffer_of: x, distance_m: 1, side: both}}", "'x', which is an area, expected a line"),
        ("{id: x, name: X, geometry: {buffer_of: line, distance_m: 1, side: both, file: a.json}}", "file beside 'buffer_of'"),
        ("{id: x, name: X, geometry: {buffer_of: line, side: both}}", "no 'distance_m', expected metres as a plain number"),
        (
            "{id: x, name: X, geometry: {buffer_of: line, distance_m: 25 km, side: both}}",
            "distance_m is '25 km', expected metres",
        ),
        ("{id: x, name: X, geometry: {buffer_of: line, distance_m: 0, side: both}}", "distance_m is 0, expected metres"),
        ("{id: x, name: X, geometry: {buffer_of: line, distance_m: 5000000, side: both}}", "at most 1000000"),
        ("{id: x, name: X, geometry: {buffer_of: line, distance_m: 1}}", "no 'side', expected both, left or right"),
        (
            "{id: x, name: X, geometry: {buffer_of: line, distance_m: 1, side: north}}",
            "side is 'north', expected both, left or right",
        ),
        (
            "{id: x, name: X, geometry: {buffer_of: line, distance_m: 1, sides: both}}",
            "unknown key 'sides'; did you mean 'side'?",
        ),
        ("{id: x, name: X, in_froce: {}, geometry: {file: zones.geojson, feature: town}}", "did you mean 'in_force'?"),
        ("just words", "zone 4: found 'just words', expected keys with values: id, name"),
    ],
)
def test_a_fault_in_a_zone_is_named_with_its_line(zone: str, said: str) -> None:
    found = faults(with_zone(zone))
    assert all(one.startswith("agreement.yaml:13: zone ") for one in found)
    assert any(said in one for one in found)


def test_a_faulty_zone_is_not_unknown_to_the_provisions_that_name_it() -> None:
    assert "side is 'lfet'" in only_fault((HEAD + ZONES + PROVISIONS).replace("left", "lfet"))


def test_faulty_geometry_is_named_by_its_own_file_and_feature_once() -> None:
    bow_tie = drawn("Polygon", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]], "Town", id="town")
    fault = only_fault(HEAD + ZONES + PROVISIONS, LINE, bow_tie)
    assert fault == "zones.geojson: feature 2 'Town': its edges cross (or its polygons overlap) near 0.5, 0.5"


def test_a_point_is_no_zone() -> None:
    fault = only_fault(HEAD + ZONES + PROVISIONS, LINE, drawn("Point", [37, 48], "Town", id="town"))
    assert "agreement.yaml:11: zone 'town': geometry: feature 2 'Town' is a Point, expected a polygon, or a line" in fault


def test_a_line_without_two_sides_is_refused_where_it_is_measured_from() -> None:
    crossing = drawn("LineString", [[37, 48], [38, 48.4], [38, 48], [37, 48.4]], "Line of contact", id="line")
    fault = only_fault(HEAD + ZONES + PROVISIONS, crossing, TOWN)
    assert "agreement.yaml:12: zone 'strip': geometry: the line crosses or touches itself at 37.5000, 48.2000" in fault


def test_a_feature_is_found_by_id_by_name_or_by_the_id_among_its_properties() -> None:
    by_name = (HEAD + ZONES + PROVISIONS).replace("feature: town", "feature: Town")
    exported = {**TOWN, "id": None, "properties": {"id": "town", "name": "Another name"}}
    assert read(by_name).zone("town").geometry == read(HEAD + ZONES + PROVISIONS, LINE, exported).zone("town").geometry


def test_a_feature_named_by_a_name_that_two_bear_is_refused() -> None:
    twice = [{**TOWN, "id": f"t{number}", "properties": {"name": "town"}} for number in range(2)]
    fault = only_fault(HEAD + ZONES + PROVISIONS, LINE, *twice)
    assert "agreement.yaml:11: zone 'town': geometry: 'town' names features 2, 3 of zones.geojson, expected one" in fault


def test_the_only_feature_of_a_file_needs_no_name() -> None:
    text = HEAD + "zones: [{id: town, name: T, geometry: {file: zones.geojson}}]\n" + PROVISIONS.replace("strip, ", "")
    assert read(text, TOWN).zone("town").geometry.area > 0


def test_what_was_mended_in_the_geometry_is_noted() -> None:
    ring = TOWN["geometry"]["coordinates"][0]  # type: ignore[index]
    assert "rings turned" in read(HEAD + ZONES + PROVISIONS, LINE, drawn("Polygon", [ring[::-1]], "T", id="town")).notes[0]


@needs_disputed
def test_real_zones_are_referred_to_by_name_and_an_ambiguous_one_is_refused() -> None:
    text = (
        HEAD
        + "zones: [{id: d, name: D, geometry: {file: zones.geojson, feature: Donbass}}]\n"
        + PROVISIONS.replace("strip, town", "d")
    )
    files = {"agreement.yaml": text.encode(), "zones.geojson": DISPUTED.read_bytes()}
    assert read_agreement(AgreementBundle("agreement.yaml", files)).zone("d").geometry.covers(Point(38.0, 48.2))
    files["agreement.yaml"] = text.replace("Donbass", "W. Sahara").encode()
    with pytest.raises(AgreementError, match=r"'W\. Sahara' names features 4, 5 of zones\.geojson, expected one"):
        read_agreement(AgreementBundle("agreement.yaml", files))
