"""Outlines for the Ukraine theatre: decoded, made to share their borders, simplified, rounded and written."""

import json
from pathlib import Path

import pytest
import shapely
from shapely import MultiPolygon, Point, box

from tools.ukraine_theatre.features import Feature, GeometryError, rounded, write_features
from tools.ukraine_theatre.land import UKRAINE, cover, simplified
from tools.ukraine_theatre.topojson import read_shapes


def test_topojson_arcs_are_decoded_reversed_and_joined() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {
            "two": {
                "geometries": [
                    {"type": "Polygon", "id": "W", "properties": {"name": "west"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"name": "east"}, "arcs": [[[2, -1]]]},
                ]
            }
        },
    }
    west, east = read_shapes(json.dumps(topology).encode(), object_name="two")
    assert (west.source_id, west.name, east.source_id) == ("W", "west", "")
    assert west.geometry.equals(box(10, 20, 11, 21))
    assert east.geometry.equals(box(11, 20, 12, 21))


def test_a_country_loses_what_lies_in_a_unit_and_gains_the_sliver_between() -> None:
    peninsula, mainland = MultiPolygon([box(0, 0, 1, 1)]), MultiPolygon([box(2, 0, 3, 1)])
    drawn = {
        UKRAINE: box(2, 0, 3, 1),
        "peninsula's claimant": shapely.union_all([box(0, -0.001, 1, 1), box(-2, 0, -1, 1)]),
        "beyond a narrow gap": box(3, 0, 4, 1).difference(box(3, 0.2, 3.002, 0.8)),
    }
    land = cover([peninsula, mainland], drawn)
    assert land.units[0].equals(peninsula)
    assert land.countries["peninsula's claimant"].equals(box(-2, 0, -1, 1))
    assert land.countries["beyond a narrow gap"].equals(box(3, 0, 4, 1))
    assert shapely.coverage_is_valid([*land.units, *land.countries.values()])


def test_simplified_land_still_shares_its_borders() -> None:
    wave = [(x / 50, 1 + 0.02 * (x % 2)) for x in range(51)]
    south = MultiPolygon([shapely.Polygon([(0, 0), (1, 0), *reversed(wave)])])
    north = shapely.Polygon([*wave, (1, 2), (0, 2)])
    land = simplified(cover([south], {"north": north}), 0.05)
    assert shapely.get_num_coordinates(land.units[0]) < 20
    assert shapely.coverage_is_valid([*land.units, *land.countries.values()])


def test_rounding_that_breaks_a_shape_is_an_error() -> None:
    with pytest.raises(GeometryError, match="rounding to 1 decimals"):
        rounded(box(0, 0, 0.01, 0.01), 1)


def test_features_are_written_a_line_each_and_turn_counter_clockwise(tmp_path: Path) -> None:
    path = tmp_path / "two.geojson"
    write_features(path, [Feature(box(0, 0, 1, 1).reverse(), {"name": "Київ"}), Feature(Point(1, 2), {})])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    first, _ = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert first["properties"] == {"name": "Київ"}
    assert shapely.is_ccw(shapely.LinearRing(first["geometry"]["coordinates"][0]))
