"""Map files layer by layer and feature by feature: what becomes a row, what its cells are, and what is refused."""

import datetime as dt

import geopandas as gpd
import pandas as pd
from shapely.geometry import Point

from tests.ingest.containers import builders
from tests.ingest.containers.readers import refusal, table_of
from tests.ingest.readers import load


def test_a_shapefile_without_a_coordinate_system_is_refused_with_what_to_do() -> None:
    assert "a shapefile says so in its .prj); add that" in refusal(builders.shapefile_zip(leave_out=(".prj",)))


def test_a_shapefile_without_its_parts_is_refused_naming_them() -> None:
    assert "lacks its .shx and .dbf" in refusal(builders.shapefile_zip(leave_out=(".shx", ".dbf")))


def test_a_lone_part_of_a_shapefile_says_what_to_do() -> None:
    assert "put its .shp, .shx, .dbf and .prj into one ZIP archive" in refusal(b"\x00\x00\x27\x0a" + bytes(96))


def test_a_layer_named_is_the_one_that_is_read() -> None:
    rest = gpd.GeoDataFrame({"code": ["x"], "meaning": ["y"]}, geometry=[Point(30, 50)], crs="EPSG:4326")
    data = builders.geopackage_bytes({"codes": rest, "patrols": builders.frame()})
    assert table_of("a.gpkg", data).table.header[0] == "observation_id"
    assert "layers not read: 'codes'" in " ".join(table_of("a.gpkg", data).table.notes)
    assert table_of("a.gpkg", data, sheet="codes").table.header[:2] == ("code", "meaning")
    assert "no layer is called 'x'; there are 'codes', 'patrols'" in refusal(data, sheet="x")


def test_whole_numbers_that_cannot_be_read_exactly_are_refused_rather_than_rounded() -> None:
    numbers = pd.array([1, None, 2**53 + 1], dtype="Int64")
    rows = gpd.GeoDataFrame({"id": numbers}, geometry=[Point(37, 48)] * 3, crs="EPSG:4326")
    assert "column 'id' holds whole numbers too long" in refusal(builders.geopackage_bytes({"l": rows}))


def test_cells_of_a_geopackage_come_as_they_are_stored_and_a_feature_without_anything_is_no_row() -> None:
    moments = pd.to_datetime(["2026-05-03T14:20:00+03:00", None], utc=True)
    columns = {
        "t": moments,
        "d": [dt.date(2026, 5, 3), None],
        "n": pd.array([7, None], dtype="Int64"),
        "f": [0.1, None],
        "s": ["00123", None],
    }
    rows = gpd.GeoDataFrame(columns, geometry=[Point(37, 48), None], crs="EPSG:4326")
    assert table_of("a.gpkg", builders.geopackage_bytes({"l": rows})).table.rows == [
        ["2026-05-03T11:20:00Z", "2026-05-03", "7", "0.1", "00123", "37.0", "48.0"],
    ]


def test_a_faulty_feature_is_a_rejected_row_and_the_rest_goes_on() -> None:
    good = '{"type":"Feature","properties":{"observed_from":"2026-05-03"},"geometry":{"type":"Point","coordinates":[37,48]}}'
    bad = good.replace("[37,48]", "[48,137]").replace("03", "04")
    bow = good.replace('"Point","coordinates":[37,48]', '"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]')
    intake = load(("a.geojson", f'{{"type":"FeatureCollection","features":[{bad},{good},{bow},7]}}'))
    assert [(one.line, one.problems[0].reason.split(":")[0]) for one in intake.rejections] == [
        (1, "the shape cannot be used"),
        (3, "the shape cannot be used"),
        (4, "this is no Feature object"),
    ]
    assert intake.rejections[0].cells["observed_from"] == "2026-05-04"
    assert intake.total.accepted == 1


def test_properties_come_as_text_and_nested_ones_whole() -> None:
    feature = (
        '{"type":"Feature","id":7,"properties":{"observed_from":"2026-05-03","n":37.746600000000001,"w":3,"yes":true,"none":null,'
        '"list":[1,{"a":"я"}]},"geometry":{"type":"Point","coordinates":[37,48,120]}}'
    )
    table = table_of("a.geojson", feature.encode()).table
    assert dict(zip(table.header, table.rows[0], strict=True)) == {
        "observed_from": "2026-05-03", "n": "37.7466", "w": "3", "yes": "true", "none": "", "list": '[1, {"a": "я"}]', "id": "7",
        "lon": "37.0", "lat": "48.0", "shape height": "120.0",
    }  # fmt: skip


def test_a_span_of_a_kml_that_has_no_end_is_rejected_rather_than_cut_short() -> None:
    point = "<Point><coordinates>37.7,48.1</coordinates></Point>"
    placemarks = f"<Placemark><TimeSpan><begin>2026-05-04</begin></TimeSpan>{point}</Placemark>"
    (rejected,) = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC").rejections
    assert (rejected.problems[0].value, rejected.problems[0].column) == ("since 2026-05-04", "observed_from")
    assert "it leaves an end open; state both ends" in rejected.problems[0].reason


def test_blanks_beside_the_commas_of_a_kml_change_nothing_and_a_second_position_of_a_point_is_not_passed_over() -> None:
    written = ("37.7466 , 48.1391, 0", "37.7466,48.1391 37.8,48.2")
    placemarks = "".join(
        f"<Placemark><TimeStamp><when>2026-05-04</when></TimeStamp><Point><coordinates>{text}</coordinates></Point></Placemark>"
        for text in written
    )
    intake = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC")
    assert list(intake.observations[["lon", "lat"]].itertuples(index=False, name=None)) == [(37.7466, 48.1391)]
    assert "a point has 2 positions, expected one" in intake.rejections[0].problems[0].reason


def test_times_of_a_kml_keep_their_precision_and_folders_stay_with_the_row() -> None:
    placemarks = (
        "<Placemark><name>A</name><TimeStamp><when>2026-05-03</when></TimeStamp><Point><coordinates>37,48</coordinates></Point>"
        "</Placemark><Placemark><name>B</name><TimeSpan><begin>2026-05-03T10:00Z</begin><end>2026-05-03T11:00Z</end></TimeSpan>"
        "<Point><coordinates>37,48</coordinates></Point></Placemark>"
    )
    rows = load(("a.kml", builders.kml_bytes(placemarks)), zone="UTC").observations
    assert [(str(row["observed_from"]), str(row["observed_to"])) for _, row in rows.iterrows()] == [
        ("2026-05-03 00:00:00+00:00", "2026-05-04 00:00:00+00:00"),
        ("2026-05-03 10:00:00+00:00", "2026-05-03 11:00:00+00:00"),
    ]
    assert '"folder": "May"' in rows.iloc[0]["other"]
