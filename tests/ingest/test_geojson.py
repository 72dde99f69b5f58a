"""GeoJSON is read strictly: what is wrong is said with file, feature and place; what is mended is noted."""

import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon

from dashboard.ingest import geojson_geometry
from dashboard.ingest.geojson import FeatureFile, GeojsonError, called, read_geojson

DISPUTED = Path(__file__).parents[2] / "../shared/data/zones/natural_earth_disputed.geojson"
SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
HOLE = [[0.2, 0.2], [0.2, 0.8], [0.8, 0.8], [0.8, 0.2], [0.2, 0.2]]


def feature(kind: str, coordinates: object, **members: object) -> dict[str, object]:
    return {"type": "Feature", "properties": {"name": "Zone"}, "geometry": {"type": kind, "coordinates": coordinates}, **members}


def collection(*features: object, **members: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def read(*features: object, **members: object) -> FeatureFile:
    return read_geojson(collection(*features, **members), "zones.geojson")


def complaint(data: bytes) -> str:
    with pytest.raises(GeojsonError) as caught:
        read_geojson(data, "zones.geojson")
    assert all(problem.startswith("zones.geojson: ") for problem in caught.value.problems)
    return str(caught.value)


@pytest.mark.parametrize(
    ("kind", "coordinates", "shape"),
    [
        ("Point", [1, 2], Point(1, 2)),
        ("MultiPoint", [[1, 2], [3, 4]], MultiPoint([(1, 2), (3, 4)])),
        ("LineString", [[1, 2], [3, 4]], LineString([(1, 2), (3, 4)])),
        ("MultiLineString", [[[1, 2], [3, 4]]], MultiLineString([[(1, 2), (3, 4)]])),
        ("Polygon", [SQUARE, HOLE], Polygon(SQUARE, [HOLE])),
        ("MultiPolygon", [[SQUARE]], MultiPolygon([Polygon(SQUARE)])),
    ],
)
def test_every_kind_of_geometry_is_read_as_it_stands(kind: str, coordinates: object, shape: object) -> None:
    file = read(feature(kind, coordinates, id="a"))
    assert file.features[0].geometry == shape
    assert (file.features[0].id, file.features[0].name, file.notes) == ("a", "Zone", ())


def test_a_single_feature_or_a_bare_geometry_is_a_file_of_one() -> None:
    alone = read_geojson(json.dumps(feature("Point", [1, 2])).encode(), "f")
    bare = read_geojson(b'{"type": "Point", "coordinates": [1, 2]}', "f")
    assert alone.features[0].geometry == bare.features[0].geometry == Point(1, 2)
    assert bare.features[0].name == ""


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_geojson(b"\xef\xbb\xbf" + collection(feature("Point", [1, 2])), "f").features


def test_numbers_name_a_feature_as_text() -> None:
    file = read(feature("Point", [1, 2], id=7, properties={"name": 12}))
    assert (file.features[0].id, file.features[0].name, called(file.features[0])) == ("7", "12", "feature 1 '12'")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON at line 1, column 1"),
        (b'{"type":\n "Point",}', "not JSON at line 2, column 10"),
        (b"%PDF-1.4", "not JSON"),
        (b"\xff\xfe{\x00", "byte 0 is not UTF-8"),
        (b"[1, 2]", "found a list, expected a GeoJSON object"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"type": "Feature", "a": ' + b"[" * 600 + b"]" * 600 + b"}", "it has no geometry"),
        (b'{"type": "Point", "coordinates": [NaN, 1]}', "found NaN, expected a finite number"),
        (b'{"type": "Point", "coordinates": [-Infinity, 1]}', "found -Infinity"),
        (b'{"type": "Point", "coordinates": [' + b"9" * 5000 + b", 1]}", "a number of 5000 digits"),
        (b'{"type": "Point", "type": "Point"}', "member 'type' stands twice"),
        (b'{"type": "Topology"}', "`type` is 'Topology', expected FeatureCollection"),
        (b"{}", "this is JSON without a `type`, expected GeoJSON"),
        (b'{"type": "FeatureCollection"}', "`features` is null or missing, expected a list"),
        (b'{"type": "FeatureCollection", "features": {}}', "`features` is an object, expected a list"),
        (b'{"type": "FeatureCollection", "features": []}', "the list of features is empty"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    message = complaint(data)
    assert said in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (feature("Point", ["1", 2]), "position 1 is ['1', 2], expected [longitude, latitude] as numbers"),
        (feature("Point", [True, 2]), "position 1 is [True, 2], expected"),
        (feature("Point", [1]), "position 1 is [1], expected"),
        (feature("Point", [1, None]), "position 1 is [1, None], expected"),
        (feature("LineString", [[1, 2], [3, 95]]), "position 2 is [3, 95], expected longitude -180 to 180"),
        (feature("Point", [48.1, 137.7]), "GeoJSON puts longitude first"),
        (feature("LineString", [[1, 2], [1, 2]]), "a line has 1 distinct positions, expected 2 or more"),
        (feature("MultiLineString", [[[1, 2], [3, 4]], [[1, 2]]]), "line 2: a line has 1 distinct positions"),
        (feature("Polygon", [SQUARE[:-1]]), "ring 1: not closed: starts at 0, 0, ends at 0, 1, expected the same position"),
        (feature("Polygon", [SQUARE, HOLE[:-1]]), "ring 2: not closed"),
        (feature("Polygon", [[[0, 0], [1, 1], [0, 0]]]), "ring 1: 3 distinct positions with the closing one, expected 4 or more"),
        (
            feature("Polygon", [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]),
            "its edges cross (or its polygons overlap) near 0.5, 0.5",
        ),
        (feature("Polygon", [[[0, 0], [4, 0], [4, 4], [2, 0], [0, 4], [0, 0]]]), "near 2, 0"),
        (feature("Polygon", [[[0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4], [0, 0]]]), "a ring touches itself near 2, 2"),
        (feature("Polygon", [SQUARE, [[5, 5], [6, 5], [6, 6], [5, 5]]]), "a hole lies outside its polygon near 5, 5"),
        (feature("MultiPolygon", [[SQUARE], [[SQUARE]]]), "polygon 2, ring 1: position 1"),
        (feature("MultiPolygon", [[SQUARE], [[[0.5, 0.5], [2, 0.5], [2, 2], [0.5, 0.5]]]]), "its polygons overlap"),
        (feature("Polygon", []), "the geometry is empty"),
        (feature("Polygon", [[]]), "ring 1: empty"),
        (feature("Polygon", [3]), "ring 1: found no list of positions"),
        (feature("MultiPolygon", [[]]), "polygon 1, a polygon is empty or not a list of rings"),
        (feature("Polygon", None), "`coordinates` is missing or not a list"),
        (feature("LineString", [[179, 0], [-179, 0]]), "starting at -180 (RFC 7946, section 3.1.9)"),
        (feature("Circle", [1, 2]), "geometry type is 'Circle', expected one of Point, "),
        (feature("Point", [1, 2], geometry=None), "it has no geometry"),
        (feature("Point", [1, 2], geometry={"type": "GeometryCollection", "geometries": []}), "type is 'GeometryCollection'"),
        (feature("Point", [1, 2], properties=[1]), "`properties` is a list, expected an object or null"),
        (feature("Point", [1, 2], properties={"name": "Zone", "note": "\ud800"}), "half a character"),
        (feature("Point", [1, 2], id=True), "`id` is true or false, expected a text or a number"),
    ],
)
def test_a_faulty_feature_is_named_with_the_place_of_its_fault(bad: dict[str, object], said: str) -> None:
    message = complaint(collection(feature("Point", [1, 2]), bad))
    assert said in message
    assert message.startswith("zones.geojson: feature 2")


@pytest.mark.parametrize("member", [[], "x", None, {"type": "Point", "coordinates": [1, 2]}])
def test_what_stands_among_the_features_and_is_none_is_refused(member: object) -> None:
    assert "feature 1: found" in complaint(collection(member))


def test_infinity_written_as_a_great_number_is_out_of_range() -> None:
    assert "position 1 is [inf, 1]" in complaint(b'{"type": "Point", "coordinates": [1e999, 1]}')


def test_every_faulty_feature_is_said_at_once_up_to_twenty() -> None:
    message = complaint(collection(*(feature("Point", [200 + index, 0]) for index in range(23))))
    assert message.count("\n") == 20
    assert "feature 20 'Zone'" in message
    assert message.endswith("zones.geojson: 3 more features are faulty")


def test_two_features_of_one_id_are_refused_and_of_one_name_are_not() -> None:
    assert "id '7' stands on 2 features" in complaint(
        collection(feature("Point", [1, 2], id=7), feature("Point", [1, 2], id="7"))
    )
    assert len(read(feature("Point", [1, 2]), feature("Point", [1, 2])).features) == 2


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326"])
def test_a_crs_member_may_say_wgs84(name: str) -> None:
    assert read(feature("Point", [1, 2]), crs={"type": "name", "properties": {"name": name}}).features


@pytest.mark.parametrize("crs", [None, {}, {"type": "name", "properties": {"name": "EPSG:28405"}}, "EPSG:3857"])
def test_any_other_crs_member_is_refused(crs: object) -> None:
    assert "expected WGS 84 longitude and latitude" in complaint(collection(feature("Point", [1, 2]), crs=crs))


def test_repairs_with_one_outcome_are_made_and_noted_once_a_kind() -> None:
    clockwise, doubled = [*reversed(SQUARE)], [SQUARE[0], *SQUARE]
    high = [[lon, lat, 120.5] for lon, lat in SQUARE]
    file = read(feature("Polygon", [clockwise]), feature("Polygon", [doubled]), feature("Polygon", [high]))
    assert all(one.geometry == Polygon(SQUARE) for one in file.features)
    assert file.notes == (
        "zones.geojson: rings turned to run counter-clockwise outside and clockwise in holes (1 feature)",
        "zones.geojson: positions that repeat the one before them dropped (1 feature)",
        "zones.geojson: heights dropped, positions are longitude and latitude only (1 feature)",
    )


def test_a_crossing_is_never_repaired() -> None:
    bow_tie = [[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]
    assert "edges cross" in complaint(collection(feature("Polygon", [bow_tie])))


def test_a_million_vertices_are_read() -> None:
    turn = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    ring = np.stack([37 + np.cos(turn), 48 + np.sin(turn)], axis=1).tolist()
    file = read(feature("Polygon", [[*ring, ring[0]]]))
    assert len(shapely.get_coordinates(file.features[0].geometry)) == 1_000_001


@pytest.mark.skipif(not DISPUTED.is_file(), reason="needs ../shared/data/zones/natural_earth_disputed.geojson")
def test_real_zones_are_read_whole() -> None:
    file = read_geojson(DISPUTED.read_bytes(), DISPUTED.name)
    assert len(file.features) == 14
    assert [one.name for one in file.features].count("W. Sahara") == 2
    assert all(one.geometry.is_valid for one in file.features)


ODD_NUMBERS = st.sampled_from([0, 1, -180, 180.0, 90, -90.0, 90.0001, 181, 10**400, -0.0, 1e308, True, None, "1", [1]])
ODD_POSITIONS = st.one_of(st.lists(ODD_NUMBERS, max_size=3), st.sampled_from([None, 1, "ab", {"a": 1, "b": 2}]))


@given(st.lists(st.one_of(st.lists(st.floats(-90, 90), min_size=2, max_size=2), ODD_POSITIONS), max_size=6))
def test_positions_looked_at_together_are_those_looked_at_one_by_one(raw: list[object]) -> None:
    def outcome() -> object:
        repairs: set[str] = set()
        try:
            return geojson_geometry._positions(raw, "", repairs).tolist(), repairs
        except geojson_geometry.GeometryFaultError as error:
            return str(error)

    together = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(geojson_geometry, "_plain_positions", lambda _: None)
        assert outcome() == together
