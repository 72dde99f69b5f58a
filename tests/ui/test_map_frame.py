import json

import folium
import pytest

from dashboard.present.encode import embed_json
from dashboard.ui.map_frame import BasemapError, MapEvent, _Show, _Start, publish_basemap, read_event

BOUNDS = {"_southWest": {"lat": 47.0, "lng": 36.0}, "_northEast": {"lat": 49.0, "lng": 39.0}}
NOTHING_YET = {"_southWest": {"lat": None, "lng": None}, "_northEast": {"lat": None, "lng": None}}


def clicked(kind: str, identifier: str, number: int) -> dict:
    return {"type": "Feature", "properties": {"kind": kind, "id": identifier, "click": number}, "geometry": None}


def test_before_the_browser_has_answered_nothing_is_known():
    assert read_event({"bounds": NOTHING_YET, "zoom": 3, "last_active_drawing": None}, told=None) == (MapEvent(), None)


def test_bounds_come_as_west_south_east_north():
    event, _ = read_event({"bounds": BOUNDS, "zoom": 7.25, "last_active_drawing": None}, told=None)

    assert event == MapEvent(bounds=(36.0, 47.0, 39.0, 49.0), zoom=7.25)


def test_a_click_is_told_once_and_a_second_click_on_the_same_mark_again():
    answer = {"bounds": BOUNDS, "zoom": 7, "last_active_drawing": clicked("mark", "m1", 100)}

    first, told = read_event(answer, told=None)
    repeated, told = read_event(answer, told=told)
    second, _ = read_event(answer | {"last_active_drawing": clicked("mark", "m1", 101)}, told=told)

    assert [event.clicked for event in (first, repeated, second)] == ["m1", None, "m1"]


def test_a_click_on_an_area_is_not_a_click_on_a_mark():
    event, _ = read_event({"bounds": BOUNDS, "zoom": 7, "last_active_drawing": clicked("area", "R-1", 5)}, told=None)

    assert (event.clicked, event.clicked_area) == (None, "R-1")


def test_what_a_map_carries_goes_through_foliums_two_template_passes_unchanged():
    hostile = {"label": "{{1234567*9}} {% for x in 'ab' %}{{ x }}{% endfor %} ${alert(1)} </script>"}
    fig = folium.Map(tiles=None)
    _Start(hostile).add_to(fig)
    overlay = folium.FeatureGroup(show=False).add_to(fig)
    _Show(hostile).add_to(overlay)

    page = fig.get_root().render()

    assert page.count(f'"{embed_json(hostile)}"') == 2
    assert "11111103" not in page


def test_a_basemap_is_published_under_a_name_made_of_its_content(tmp_path):
    basemap = tmp_path / "basemap.geojson"
    basemap.write_text(json.dumps({"type": "FeatureCollection", "features": []}), encoding="utf-8")

    url = publish_basemap(basemap, tmp_path / "static")

    assert url == publish_basemap(basemap, tmp_path / "static")
    assert url.startswith("/app/static/basemap-")
    assert (tmp_path / "static" / url.rsplit("/", 1)[1]).read_bytes() == basemap.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ('{"type": "Feature"}', "is not a GeoJSON FeatureCollection"),
        ("[]", "is not a GeoJSON FeatureCollection"),
    ],
)
def test_a_basemap_that_is_none_is_refused(tmp_path, content, message):
    basemap = tmp_path / "basemap.geojson"
    basemap.write_text(content, encoding="utf-8")

    with pytest.raises(BasemapError, match=message):
        publish_basemap(basemap, tmp_path / "static")


def test_a_missing_basemap_is_named(tmp_path):
    with pytest.raises(BasemapError, match=r"none\.geojson cannot be read: No such file"):
        publish_basemap(tmp_path / "none.geojson", tmp_path / "static")
