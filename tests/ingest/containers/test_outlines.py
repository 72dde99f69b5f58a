"""Boundaries come from whatever map file, and one strict reader judges them."""

import geopandas as gpd
import pytest
from shapely.geometry import Polygon

from dashboard.ingest.containers.outlines import as_geojson
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.geojson import read_geojson
from tests.ingest.containers.builders import geopackage_bytes, kml_bytes, shapefile_zip, zip_bytes

RING = [(11.0, 50.0), (11.5, 50.0), (11.5, 50.123456789), (11.0, 50.5)]
AREA = gpd.GeoDataFrame({"NAME": ["Buffer"], "level": [2]}, geometry=[Polygon(RING)], crs="EPSG:4326")
KML = """<Placemark><name>Buffer</name><ExtendedData><Data name="level"><value>2</value></Data></ExtendedData>
<Polygon><outerBoundaryIs><LinearRing><coordinates>11,50 11.5,50 11.5,50.123456789 11,50.5 11,50</coordinates></LinearRing>
</outerBoundaryIs></Polygon></Placemark>"""


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.gpkg", geopackage_bytes({"areas": AREA})),
        ("a.zip", shapefile_zip(AREA)),
        ("a.kml", kml_bytes(KML)),
    ],
)
def test_an_area_keeps_its_shape_its_name_and_its_numbers(name, data):
    (feature,) = read_geojson(as_geojson(name, data), name).features
    assert feature.geometry.equals_exact(Polygon(RING), tolerance=1e-9, normalize=True)
    assert (feature.properties["name"], feature.properties["level"]) == ("Buffer", 2)


def test_geojson_and_unknown_text_are_left_to_the_strict_reader():
    for data in (b'{"type": "FeatureCollection", "features": []}', b"no map", b""):
        assert as_geojson("a", data) is data


def test_a_file_of_several_layers_or_of_none_is_refused_by_name():
    two = geopackage_bytes({"one": AREA, "two": AREA})
    with pytest.raises(UnreadableFileError, match=r"a\.gpkg: found 2 layers \(a\.gpkg/one, a\.gpkg/two\)"):
        as_geojson("a.gpkg", two)
    with pytest.raises(UnreadableFileError, match=r"a\.zip: found no layer"):
        as_geojson("a.zip", zip_bytes(("a.csv", b"a,b\n1,2\n")))


def test_a_faulty_shape_is_refused_with_its_feature():
    bow = AREA.set_geometry([Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])])
    with pytest.raises(UnreadableFileError, match=r"a\.gpkg: feature 1: the shape cannot be used: its edges cross"):
        as_geojson("a.gpkg", geopackage_bytes({"areas": bow}))
