"""Where a row is whose place is a shape: in the circle round it, in its region, or nowhere that could be said."""

import geopandas as gpd
import pytest
from shapely.geometry import LineString, Point, Polygon

from tests.ingest.containers import builders
from tests.ingest.readers import load

SQUARE = Polygon([(37, 48), (37.01, 48), (37.01, 48.00669), (37, 48.00669)])


def shapes(*geometries: object, **columns: list[object]) -> bytes:
    return builders.geopackage_bytes({"shapes": gpd.GeoDataFrame(columns, geometry=list(geometries), crs="EPSG:4326")})


def test_an_area_is_placed_as_the_circle_round_it_and_marked_approximate() -> None:
    row = load(("a.gpkg", shapes(SQUARE, observed_from=["2026-05-03"]))).observations.iloc[0]
    # Half the diagonal of a square of 745 metres.
    assert (row["lon"], row["lat"]) == pytest.approx((37.005, 48.003345), abs=1e-5)
    assert 525 <= row["radius_m"] <= 530
    assert row["flags"].startswith("approximate place: the circle round the reported Polygon, which fills 64% of it")
    assert "POLYGON" in row["other"]


@pytest.mark.parametrize(
    "shape",
    [LineString([(37, 48), (37.5, 48.2)]), Polygon([(37, 48), (38, 48), (38, 48.01)]), SQUARE.union(Point(38, 48).buffer(0.01))],
    ids=["a line", "a strip", "scattered parts"],
)
def test_a_shape_that_no_circle_stands_for_leaves_its_row_without_a_place_and_says_why(shape: object) -> None:
    intake = load(("a.gpkg", shapes(shape, observed_from=["2026-05-03"])))
    row = intake.observations.iloc[0]
    assert row["place_kind"] == "unplaced"
    assert "such a circle would claim ground it does not cover" in row["unplaced_reason"]
    assert shape.geom_type.upper() in row["other"]


def test_a_row_with_such_a_shape_and_a_region_is_left_to_its_region() -> None:
    line = LineString([(37, 48), (37.5, 48.2)])
    row = load(("a.gpkg", shapes(line, observed_from=["2026-05-03"], region=["Northland"]))).observations.iloc[0]
    assert (row["region_text"], row["place_kind"], row["unplaced_reason"]) == ("Northland", "", "")
    assert "the reported shape is a LineString" in row["flags"]


def test_positions_in_columns_stand_and_a_shape_elsewhere_is_said() -> None:
    data = shapes(Point(37, 48), Point(38, 49), observed_from=["2026-05-03"] * 2, lat=[48.0, 47.0], lon=[37.0, 38.0])
    intake = load(("a.gpkg", data))
    assert list(intake.observations["lat"]) == [48.0, 47.0]
    assert '"shape lat": "49.0"' in intake.observations.iloc[1]["other"]
    assert "1 rows whose position lies over 100 m from their shape's: 2" in intake.accounts[0].notes
