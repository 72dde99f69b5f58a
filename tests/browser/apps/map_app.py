"""A page with one map and invented events, for tests of the map frame. Query: theme, marks, basemap, raw, plain, tabs, height."""

import json
from pathlib import Path

import folium
import numpy as np
import streamlit as st
from hostile import HOSTILE
from streamlit_folium import st_folium

from dashboard.present.map_payload import AreaMark, Cell, MapPayload, Mark, ZoneShape
from dashboard.present.palette import VERDICT_STYLES
from dashboard.ui.leaflet_bundle import ensure_bundle, install_into_folium
from dashboard.ui.map_frame import View, publish_basemap, show_map
from dashboard.ui.static_files import static_url

STATIC = Path(__file__).parent / "static"
PLAIN = (
    "Artillery fire near Horikhove\n2 independent origins · 3 observations\n14 May 2026, 06:10–06:40 UTC",
    "Drone flight over Kalynivka\n1 origin · 12 May 2026, 21:05 UTC",
    "Heavy weapon seen at Lisove\nZone: 25 km · 11 May 2026",
)
VERDICTS = [verdict for verdict in VERDICT_STYLES if verdict != "unplaced"]
BOUNDS = (34.0, 46.2, 40.4, 50.4)


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def invented_basemap() -> dict:
    def feature(layer: str, geometry: dict, **properties: object) -> dict:
        return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": geometry}

    towns = [
        feature("town", {"type": "Point", "coordinates": [lon, lat]}, rank=rank, name_en=name, name_uk=name)
        for lon, lat, rank, name in ((37.1, 48.2, 1, "Alfa"), (38.4, 48.9, 2, "Bravo"), (36.2, 47.4, 3, HOSTILE[0]))
    ]
    return {
        "type": "FeatureCollection",
        "features": [
            feature("neighbour", box(40.0, 46.0, 44.0, 51.0), name_en="East", name_uk="Схід"),
            feature("region", box(34.0, 48.2, 37.0, 50.5), name_en="North", name_uk="Північ"),
            feature("region", box(37.0, 47.0, 40.0, 50.5), name_en="South", name_uk="Південь"),
            feature("river", {"type": "LineString", "coordinates": [[34.5, 50.0], [36.0, 48.8], [38.0, 47.2]]}),
            feature("lake", box(35.0, 48.5, 35.4, 48.7)),
            *towns,
        ],
    }


def texts(plain: bool) -> tuple[str, ...]:
    return PLAIN if plain else HOSTILE


def marks(number: int, shift: float, plain: bool) -> tuple[Mark, ...]:
    random = np.random.default_rng(7)
    labels = texts(plain)
    made = []
    for index in range(number):
        lon = 37.4 + float(random.normal(0, 0.55)) + shift
        made.append(
            Mark(
                id=f"mark-{index}",
                lon=lon,
                lat=48.3 + (lon - 37.4 - shift) * 0.7 + float(random.normal(0, 0.22)),
                verdict=str(random.choice(VERDICTS, p=(0.25, 0.25, 0.1, 0.25, 0.15))),
                count=int(random.choice((1, 1, 1, 2, 3, 7))),
                radius_m=float(random.choice((0, 0, 500, 2000, 9000))),
                label=labels[index % len(labels)],
                selected=f"mark-{index}" == st.session_state.get("selected"),
            )
        )
    return tuple(made)


def zones(plain: bool) -> tuple[ZoneShape, ...]:
    line = {"type": "LineString", "coordinates": [[36.2, 47.1], [37.0, 47.6], [37.5, 48.1], [38.2, 48.6], [38.9, 49.3]]}
    wide = {
        "type": "Polygon",
        "coordinates": [[[35.6, 47.3], [36.5, 46.8], [39.5, 49.2], [38.4, 49.6], [36.9, 48.5], [35.6, 47.3]]],
    }
    names = ("Heavy-weapons zone", "Exercise area", "Line of contact") if plain else HOSTILE[:3]
    return (
        ZoneShape("zone-wide", names[0], "security zone", wide, in_force=True, is_line=False),
        ZoneShape("zone-small", names[1], "disengagement area", box(38.9, 48.0, 39.5, 48.35), in_force=False, is_line=False),
        ZoneShape("line", names[2], "reference line", line, in_force=True, is_line=True),
    )


def areas(plain: bool) -> tuple[AreaMark, ...]:
    names = ("Poltava region", "Zaporizhzhia region") if plain else HOSTILE[3:5]
    return (
        AreaMark("R-1", names[0], box(34.3, 49.1, 35.6, 50.0), "undetermined", 6, f"{names[0]}\n6 incidents", ("a", "b")),
        AreaMark("R-2", names[1], box(34.6, 46.9, 35.7, 47.6), "outside scope", 41, f"{names[1]}\n41 incidents", ("c",)),
    )


def cells() -> tuple[Cell, ...]:
    random = np.random.default_rng(3)
    made = []
    for column in range(5):
        for row in range(3):
            west, south = 38.6 + column * 0.28, 46.7 + row * 0.2
            counts = (*map(int, random.choice((0, 1, 4, 30), size=len(VERDICTS))), 0)
            total = sum(counts)
            if total:
                made.append(Cell(west + 0.14, south + 0.1, west, south, west + 0.28, south + 0.2, total, counts))
    return tuple(made)


def raw_control() -> None:
    """The same texts the careless way, on the same page: they run, so a test that sees nothing run elsewhere proves something."""
    raw = folium.Map(location=[48, 37], zoom_start=6, tiles=None)
    for index, text in enumerate(text for text in HOSTILE if text.startswith(("<img", "${", "{{"))):
        marker = folium.CircleMarker([48, 36 + index], radius=12)
        marker.add_child(folium.Tooltip(text, permanent=True))
        marker.add_to(raw)
    st.text("folium's own page says 49: " + str(">49" in "".join(raw.get_root().render().split())))
    st_folium(raw, key="raw", height=300, returned_objects=[])


st.set_page_config(page_title="Map", layout="wide")
plain = st.query_params.get("plain") == "1"
install_into_folium(static_url(ensure_bundle(STATIC)))
basemap = Path(st.query_params.get("basemap", STATIC.parent / "basemap.json"))
if not basemap.exists():
    basemap.write_text(json.dumps(invented_basemap()), encoding="utf-8")
number = int(st.query_params.get("marks", "60"))
shift = 0.3 * st.session_state.get("shifts", 0)
place = st.tabs(["Table", "Map"])[1] if st.query_params.get("tabs") == "1" else st.container()
with place:
    event = show_map(
        MapPayload(zones(plain), marks(number, shift, plain), areas(plain), cells()),
        basemap_url=publish_basemap(basemap, STATIC),
        view=View(36.0, 48.0, 8) if st.session_state.get("go") else None,
        bounds=BOUNDS,
        theme=st.context.theme.type or "light",
        attribution="Invented events. Ground: invented." if plain else f"Ground by {HOSTILE[5]} {HOSTILE[0]}",
        height=int(st.query_params.get("height", "560")),
        key="map",
        title="Map of invented incidents",
    )
if event.clicked:
    st.session_state["selected"] = event.clicked
    st.session_state["clicks"] = st.session_state.get("clicks", 0) + 1
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.button("shift", on_click=lambda: st.session_state.update(shifts=st.session_state.get("shifts", 0) + 1))
st.button("go", on_click=lambda: st.session_state.update(go=True))
st.text(f"selected {st.session_state.get('selected')}, clicks {st.session_state.get('clicks', 0)}, area {event.clicked_area}")
st.text(f"runs {st.session_state['runs']}, bounds {event.bounds}, zoom {event.zoom}")
if st.query_params.get("raw") == "1":
    raw_control()
