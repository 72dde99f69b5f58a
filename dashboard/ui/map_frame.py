"""The map on a page: the one place that knows folium and streamlit-folium.

The folium map itself is the same on every run, so that the frame stays mounted and the user's pan and zoom stay; what changes
travels as one feature group whose only content is base64 (see `present/encode.py`). The drawing code is in `web/`.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.present.encode import embed_json
from dashboard.present.map_payload import MapPayload
from dashboard.present.palette import MAP_PALETTES, VERDICT_STYLES, Theme
from dashboard.ui.leaflet_bundle import assert_offline
from dashboard.ui.static_files import publish, static_url

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
_LEGEND = tuple(verdict for verdict in VERDICT_STYLES if verdict != "unplaced")
_MIN_ZOOM, _MAX_ZOOM = 3, 15


class BasemapError(Exception):
    """A theatre's basemap is missing or is not a GeoJSON feature collection."""


@dataclass(frozen=True, slots=True)
class View:
    """Where a map looks: the centre in degrees and Leaflet's zoom, which may be a fraction."""

    lon: float
    lat: float
    zoom: float


Corner = tuple[float, float]
"""Longitude, latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What can be drawn on a map: an area or a line, from corners that are there or from none.

    token: the same as long as it is the same drawing; what a person has begun then goes on.
    """

    token: str
    is_area: bool
    corners: tuple[Corner, ...] = ()


@dataclass(frozen=True, slots=True)
class MapEvent:
    """What the user did on a map. A click is told in one run only, the one it caused."""

    bounds: Bounds | None = None
    """What the map shows; None until the browser has said so."""
    zoom: float | None = None
    clicked: str | None = None
    """Id of the mark just clicked."""
    clicked_area: str | None = None
    """Region code of the area just clicked."""
    clicked_box: Bounds | None = None
    """Where the incidents of the cell just clicked lie, told only where a closer look would not part them."""
    drawn: tuple[Corner, ...] = ()
    """Corners of the shape just drawn or changed, in order, the first not repeated."""


def show_map(
    payload: MapPayload,
    *,
    basemap_url: str,
    view: View | None,
    bounds: Bounds,
    theme: Theme,
    attribution: str,
    height: int,
    key: str,
    label_field: str = "name_en",
    title: str = "Map",
    with_incidents: bool = True,
    link_parameter: str = "",
    zone_legend: tuple[str, str] = ("zone in force", "zone not in force"),
    sketch: Sketch | None = None,
) -> MapEvent:
    """Draw `payload` on the page and return what the user did.

    `view`: where to look. The map goes there first, and again whenever another view is passed; in between the user's own pan
    and zoom stay, so pass the same value on every run. None looks at `bounds`, the home extent. `height` in CSS pixels.
    `label_field` names the basemap property with the names of towns; `title` is read out by screen readers. Without incidents
    the legend tells zones only. `link_parameter`: parameter of the page's link that says where a moved map stands, as
    `lon,lat,zoom`; empty for none. `zone_legend`: what an outline drawn through means, and a dashed one.
    `sketch`: what a person can draw on it.
    Raises OutsideAssetError where a map would ask another host.
    """
    first_view = st.session_state.setdefault(f"{key}:first-view", view)
    settings = {
        "basemap_url": basemap_url,
        "view": _view(first_view),
        "bounds": bounds,
        "label_field": label_field,
        "link_parameter": link_parameter,
        "legend": _LEGEND if with_incidents else (),
        "title": title,
        "zone_legend": zone_legend,
    }
    fig = _base_map(first_view, bounds, settings)
    overlay = folium.FeatureGroup(show=False)
    _Show(_drawn(payload, theme, attribution, view) | {"sketch": asdict(sketch) if sketch else None}).add_to(overlay)
    assert_offline(fig)
    answer = st_folium(
        fig,
        key=key,
        height=height,
        use_container_width=True,
        feature_group_to_add=overlay,
        returned_objects=["bounds", "zoom", "last_active_drawing"],
    )
    event, click = read_event(answer, told=st.session_state.get(f"{key}:click"))
    st.session_state[f"{key}:click"] = click
    return event


def read_event(answer: dict[str, Any], *, told: int | None) -> tuple[MapEvent, int | None]:
    """Read what the frame sent, and the number of the last click in it, to be passed as `told` next time.

    The frame repeats its last click on every run: a click with the number `told` is not told again.
    """
    bounds = _bounds(answer.get("bounds") or {})
    active = answer.get("last_active_drawing") or {}
    chosen = active.get("properties", {})
    click = chosen.get("click", told)
    news = chosen if click != told else {}
    event = MapEvent(
        bounds=bounds,
        zoom=float(answer["zoom"]) if bounds else None,
        clicked=news["id"] if news.get("kind") == "mark" else None,
        clicked_area=news["id"] if news.get("kind") == "area" else None,
        clicked_box=_box(news["id"]) if news.get("kind") == "cell" else None,
        drawn=_corners(active["geometry"]["coordinates"]) if news.get("kind") == "sketch" else (),
    )
    return event, click


def last_seen(key: str) -> tuple[Bounds, float] | None:
    """Return what the map with this key shows and its zoom, None until the browser has said so. Ask before drawing it."""
    answer = st.session_state.get(key) or {}
    bounds = _bounds(answer.get("bounds") or {})
    return (bounds, float(answer["zoom"])) if bounds else None


def publish_basemap(theatre_basemap: Path, static_dir: Path) -> str:
    """Copy a theatre's basemap GeoJSON to where the browser may fetch it, and return its URL path.

    Raises BasemapError where the file is missing or is not a GeoJSON feature collection.
    """
    try:
        content = theatre_basemap.read_bytes()
    except OSError as error:
        raise BasemapError(f"the basemap {theatre_basemap} cannot be read: {error.strerror}") from error
    try:
        basemap = json.loads(content)
    except ValueError as error:
        raise BasemapError(f"the basemap {theatre_basemap} is not JSON: {error}") from error
    if not isinstance(basemap, dict) or basemap.get("type") != "FeatureCollection":
        raise BasemapError(f"the basemap {theatre_basemap} is not a GeoJSON FeatureCollection")
    return static_url(publish(static_dir, "basemap", ".geojson", content))


class _Start(MacroElement):
    """Prepares the map in the browser. Its argument is base64 and therefore inert in folium's templates."""

    _template = Template(
        '{% macro script(this, kwargs) %}dashboardMap.start({{ this._parent.get_name() }}, "{{ this.encoded }}");{% endmacro %}'
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self.encoded = embed_json(settings)


class _Show(MacroElement):
    """Draws a payload into its parent, a feature group. Its argument is base64 and therefore inert in folium's templates."""

    _template = Template(
        "{% macro script(this, kwargs) %}dashboardMap.show("
        '{{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }}, "{{ this.encoded }}");{% endmacro %}'
    )

    def __init__(self, drawn: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Show"
        self.encoded = embed_json(drawn)


def _base_map(first_view: View | None, bounds: Bounds, settings: dict[str, Any]) -> folium.Map:
    """Build the map afresh: streamlit-folium alters the one it is given, and an altered map would be mounted anew."""
    west, south, east, north = bounds
    centre = [first_view.lat, first_view.lon] if first_view else [(south + north) / 2, (west + east) / 2]
    fig = folium.Map(location=centre, tiles=None, attribution_control=False, zoom_snap=0.25, wheel_px_per_zoom_level=90)
    fig.options |= {"zoom": first_view.zoom if first_view else _MIN_ZOOM, "min_zoom": _MIN_ZOOM, "max_zoom": _MAX_ZOOM}
    _Start(settings).add_to(fig)
    return fig


def _drawn(payload: MapPayload, theme: Theme, attribution: str, view: View | None) -> dict[str, Any]:
    """Return everything the browser draws with. Both themes go along, because a page can turn dark without a run."""
    return {
        "payload": payload.to_dict(),
        "theme": theme,
        "palettes": {name: asdict(palette) for name, palette in MAP_PALETTES.items()},
        "styles": [asdict(style) for style in VERDICT_STYLES.values()],
        "view": _view(view),
        "attribution": attribution,
    }


def _view(view: View | None) -> dict[str, float] | None:
    return {"lon": view.lon, "lat": view.lat, "zoom": view.zoom} if view else None


def _corners(coordinates: list[list[float]]) -> tuple[Corner, ...]:
    return tuple((float(lon), float(lat)) for lon, lat in coordinates)


def _box(text: str) -> Bounds:
    west, south, east, north = (float(part) for part in text.split(","))
    return (west, south, east, north)


def _bounds(answer: dict[str, dict[str, float | None]]) -> Bounds | None:
    low, high = answer.get("_southWest", {}), answer.get("_northEast", {})
    west, south, east, north = low.get("lng"), low.get("lat"), high.get("lng"), high.get("lat")
    if west is None or south is None or east is None or north is None:
        return None
    return (west, south, east, north)
