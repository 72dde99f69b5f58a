import json

import pytest
from shapely.geometry import Point, shape

from dashboard.present.map_payload import AreaMark, Cell, MapPayload, Mark, ZoneShape

HORSESHOE = {"type": "Polygon", "coordinates": [[[0, 0], [9, 0], [9, 1], [1, 1], [1, 8], [9, 8], [9, 9], [0, 9], [0, 0]]]}


def test_a_payload_is_plain_data_with_points_rounded_to_about_a_metre():
    payload = MapPayload(
        zones=(ZoneShape("z", "Zone", "security zone", HORSESHOE, in_force=True, is_line=False),),
        marks=(Mark("m", 37.123456789, 48.987654321, "undetermined", 2, 500.0, "Fire\n3 May"),),
        cells=(Cell(37.0000004, 48.5, 36.9, 48.4, 37.1, 48.6, 3, (1, 2, 0, 0, 0, 0)),),
    )

    plain = json.loads(json.dumps(payload.to_dict()))

    assert plain["marks"][0] == {
        "id": "m", "lon": 37.12346, "lat": 48.98765, "verdict": "undetermined",
        "count": 2, "radius_m": 500.0, "label": "Fire\n3 May", "selected": False, "outline": None,
    }  # fmt: skip
    assert plain["zones"][0]["geojson"] == HORSESHOE
    assert plain["cells"][0]["lon"] == 37.0
    assert plain["areas"] == []


def test_an_area_gets_a_point_inside_it_even_where_its_centre_is_outside():
    area = AreaMark("R", "Region", HORSESHOE, "undetermined", 4, "Region\n4 incidents", ("a", "b"))

    [plain] = MapPayload(areas=(area,)).to_dict()["areas"]

    assert shape(HORSESHOE).covers(Point(plain["lon"], plain["lat"]))
    assert not shape(HORSESHOE).covers(shape(HORSESHOE).centroid)


def test_geometry_is_handed_on_and_not_copied():
    zone = ZoneShape("z", "Zone", "line", HORSESHOE, in_force=False, is_line=False)

    assert MapPayload(zones=(zone,)).to_dict()["zones"][0]["geojson"] is HORSESHOE


def test_a_payload_cannot_be_changed():
    with pytest.raises(AttributeError):
        MapPayload().marks = ()
