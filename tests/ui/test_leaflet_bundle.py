import re
from concurrent.futures import ThreadPoolExecutor
from importlib import reload

import folium
import folium.plugins
import pytest
from branca.colormap import LinearColormap
from folium import folium as folium_module

from dashboard.ui import leaflet_bundle
from dashboard.ui.leaflet_bundle import BrokenPackageError, OutsideAssetError, assert_offline, ensure_bundle, install_into_folium

URL = "/app/static/map-0123456789abcdef.js"


@pytest.fixture(autouse=True)
def _folium_as_it_comes(monkeypatch):
    monkeypatch.setattr(folium.Map, "default_js", list(folium_module._default_js))
    monkeypatch.setattr(folium.Map, "default_css", list(folium_module._default_css))


def bundle_text(folder) -> str:
    return (folder / ensure_bundle(folder)).read_text(encoding="utf-8")


def test_the_bundle_is_named_by_its_content_and_made_once(tmp_path):
    name = ensure_bundle(tmp_path)
    made_at = (tmp_path / name).stat().st_mtime_ns

    assert re.fullmatch(r"map-[0-9a-f]{16}\.js", name)
    assert ensure_bundle(tmp_path) == name
    assert (tmp_path / name).stat().st_mtime_ns == made_at
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_bundle_cut_short_by_a_crash_is_made_again(tmp_path):
    whole = bundle_text(tmp_path)
    (tmp_path / ensure_bundle(tmp_path)).write_text("half", encoding="utf-8")

    assert bundle_text(tmp_path) == whole


def test_processes_that_start_at_once_leave_one_whole_file(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: ensure_bundle(tmp_path / "static"), range(32)))

    assert [file.name for file in (tmp_path / "static").iterdir()] == list(names)


def test_the_bundle_names_no_file_it_does_not_carry(tmp_path):
    text = bundle_text(tmp_path)

    assert not re.search(r"url\(\W*images/", text)
    assert "sourceMappingURL" not in text
    assert text.count("data:image/png;base64,") >= 5
    assert "options.prefix = false" in text
    assert "Leaflet 1.9.3" in text, "the licence notice stays"


def test_a_package_without_its_files_is_said_by_name(tmp_path, monkeypatch):
    monkeypatch.setattr(leaflet_bundle.leaflet, "BASE_DIR", str(tmp_path))
    leaflet_bundle._bundle.cache_clear()

    with pytest.raises(BrokenPackageError, match=r"no file leaflet\.css in .*; install the requirements again"):
        ensure_bundle(tmp_path)


def test_a_map_as_folium_makes_it_is_refused():
    with pytest.raises(OutsideAssetError, match=r"Map loads https://cdn\.jsdelivr\.net/npm/leaflet"):
        assert_offline(folium.Map(tiles=None))


def test_a_map_built_after_the_installation_asks_for_the_bundle_and_nothing_else():
    install_into_folium(URL)
    install_into_folium(URL)
    fig = folium.Map(tiles=None)
    folium.GeoJson({"type": "Point", "coordinates": [37, 48]}).add_to(fig)

    assert_offline(fig)
    page = fig.get_root().render()
    assert re.findall(r'(?:src|href)="([^"]+)"', page) == [URL]


@pytest.mark.parametrize(
    ("element", "named"),
    [
        (lambda: folium.plugins.HeatMap([[48, 37]]), "HeatMap loads https://"),
        (folium.plugins.Draw, "Draw loads https://"),
        (lambda: folium.TileLayer("OpenStreetMap"), r"TileLayer\.tiles is https://"),
        (lambda: LinearColormap(["red", "blue"]), "LinearColormap loads d3"),
        (lambda: folium.Marker([48, 37], icon=folium.Icon()), "Icon needs a plugin"),
        (
            lambda: folium.raster_layers.ImageOverlay("https://example.org/a.png", [[48, 37], [49, 38]]),
            r"ImageOverlay\.url is https://example",
        ),
    ],
)
def test_an_element_that_would_ask_elsewhere_is_refused_by_name(element, named):
    install_into_folium(URL)
    fig = folium.Map(tiles=None)
    fig.add_child(element())

    with pytest.raises(OutsideAssetError, match=named):
        assert_offline(fig)


def test_folium_is_left_alone_until_it_is_installed_into():
    reload(leaflet_bundle)

    assert folium.Map.default_js[0][1].startswith("https://")
