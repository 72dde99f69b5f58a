import json

import geopandas as gpd
import pytest
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from dashboard.ingest.agreements.drawing import (
    as_plain,
    corners_of_shape,
    corners_of_text,
    is_line,
    shape_of_corners,
    shape_words,
    shapes_of_file,
    turned,
)
from dashboard.ingest.errors import IngestError

BOUNDS = (22.0, 44.0, 41.0, 53.0)
KML = b"""<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Bridge</name><Polygon><outerBoundaryIs><LinearRing>
<coordinates>37,48 38,48 38,49 37,48</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>"""
CORNERS = ((37.0, 48.0), (38.0, 48.0), (38.0, 49.0))


def test_areas_and_lines_of_a_map_file_are_offered_by_name(tmp_path):
    frame = gpd.GeoDataFrame({"name": ["Town", "Front"]}, geometry=[box(37, 48, 38, 49), LineString(CORNERS)], crs="EPSG:4326")
    frame.to_file(tmp_path / "zones.gpkg")

    town, front = shapes_of_file("zones.gpkg", (tmp_path / "zones.gpkg").read_bytes())

    assert (town.name, town.is_line, front.name, front.is_line) == ("Town", False, "Front", True)
    assert corners_of_shape(front.shape) == CORNERS


def test_a_placemark_of_a_kml_is_a_shape():
    assert [one.name for one in shapes_of_file("zones.kml", KML)] == ["Bridge"]


def test_a_file_of_points_draws_no_zone():
    data = json.dumps(Point(37, 48).__geo_interface__).encode()

    with pytest.raises(IngestError, match="neither an area nor a line"):
        shapes_of_file("points.geojson", data)


@pytest.mark.parametrize("is_area", [True, False])
def test_corners_come_back_from_the_shape_they_make(is_area):
    shape = shape_of_corners(CORNERS, is_area=is_area)

    assert corners_of_shape(shape) == CORNERS
    assert is_line(shape) is not is_area


@pytest.mark.parametrize("corners", [CORNERS, CORNERS[::-1]])
def test_an_area_drawn_either_way_round_is_written_counter_clockwise_from_the_same_corner(corners):
    shape = turned(shape_of_corners(corners, is_area=True))

    assert corners_of_shape(shape) == corners_of_shape(as_plain(Polygon(corners)))
    assert corners_of_shape(shape)[0] == corners[0]


def test_a_line_an_area_with_a_hole_and_no_shape_are_not_turned():
    line = shape_of_corners(CORNERS[::-1], is_area=False)
    holed = json.loads(json.dumps(box(37, 48, 38, 49).difference(box(37.4, 48.4, 37.6, 48.6)).__geo_interface__))

    assert [turned(one) for one in (line, holed, "")] == [line, holed, ""]


def test_a_shape_with_a_hole_has_no_one_list_of_corners():
    holed = box(37, 48, 38, 49).difference(box(37.4, 48.4, 37.6, 48.6))

    assert corners_of_shape(json.loads(json.dumps(holed.__geo_interface__))) is None


def test_corners_are_read_in_any_notation_and_a_faulty_line_is_named():
    typed = corners_of_text("48.0, 37.0\n\nN48 E038\nsomewhere", "lat,lon", BOUNDS)

    assert typed.corners == ((37.0, 48.0), (38.0, 48.0))
    assert typed.problems[0].startswith("line 4: 'somewhere' ")


def test_a_shape_that_is_no_one_list_of_corners_is_told_of_by_what_it_consists_of():
    holed = box(0, 0, 3, 3).difference(box(1, 1, 2, 2))
    islands = MultiPolygon([holed, box(5, 5, 6, 6)])
    lines = MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3), (4, 4)]])

    assert [corners_of_shape(as_plain(one)) for one in (holed, islands, lines)] == [None, None, None]
    assert shape_words(as_plain(holed)) == "This area has 1 part, 1 hole, 8 corners"
    assert shape_words(as_plain(islands)) == "This area has 2 parts, 1 hole, 12 corners"
    assert shape_words(as_plain(lines)) == "This line has 2 parts, 5 corners"
