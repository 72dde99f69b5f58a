"""The overview's map: marks, areas and cells of the selection. A pan or zoom draws the map anew and nothing else."""

from dataclasses import replace
from typing import cast

import streamlit as st

from dashboard.present.filters import outward
from dashboard.present.map_view import Viewport, map_payload
from dashboard.present.screen import home_box, middle, seen_from, wider
from dashboard.present.selection import Selection, shown_period
from dashboard.ui import link
from dashboard.ui.map_frame import Bounds, MapEvent, View, last_seen, show_map
from dashboard.ui.session import Scene, basemap_url
from dashboard.ui.theme import quiet, theme
from dashboard.ui.visitor import fragment

HEIGHT_PX = 464
_KEY, _GO, _FIRST, _FOLLOWED = "map", "map:go", "map:first", "map:followed"
_CLOSE_ZOOM = 10.0
_MARGIN = 0.25


@fragment
def situation_map(scene: Scene, selection: Selection) -> None:
    """Draw the selection; a click on a mark opens its incident, on an area or a pile of marks narrows to it."""
    asked = link.asked()
    theatre = scene.project.theatre
    bounds = home_box([zone.geometry for zone in scene.picture.situation.agreement.zones], theatre.bounds)
    if (standing := _standing()) is not None:
        st.session_state.setdefault(_FIRST, standing)
    view = _look(scene, bounds)
    box, zoom = last_seen(_KEY) or _guessed(view, bounds)
    payload = map_payload(
        scene.facets,
        scene.picture.situation,
        selection,
        Viewport(wider(box, _MARGIN), zoom),
        period=shown_period(asked.filters, scene.facets, scene.zone),
        selected=asked.incident,
        zone=scene.zone,
    )
    event = show_map(
        payload,
        basemap_url=basemap_url(),
        view=view,
        bounds=bounds,
        theme=theme(),
        attribution=attribution(scene),
        height=HEIGHT_PX,
        key=_KEY,
        link_parameter=link.MAP,
        title="Map of zones and incidents; the list below holds the same incidents",
    )
    _follow(event)


def attribution(scene: Scene) -> str:
    """Return the line on every map: what its ground does not say, and whether its events are invented."""
    invented = ["Invented events."] if scene.picture.shows_sample else []
    return " ".join([*invented, scene.project.theatre.disclaimer])


def map_credits(scene: Scene) -> None:
    """Say under a map what its ground is made of."""
    quiet("Ground: " + "; ".join(scene.project.theatre.credits))


def _follow(event: MapEvent) -> None:
    """Take up what was clicked; the page runs again as a whole, because list, timeline and panel follow."""
    filters = link.asked().filters
    if event.clicked:
        link.change(incident=event.clicked)
    elif event.clicked_area:
        link.change(filters=replace(filters, regions=(event.clicked_area,)))
    elif event.clicked_box:
        link.change(filters=replace(filters, box=outward(event.clicked_box)))
    else:
        return
    st.rerun()


def look_at(view: View | None) -> None:
    """Send the map somewhere; None leaves it where it is."""
    st.session_state[_GO] = view


def now_looking() -> View | None:
    """Return where the map stands, None while it shows its home, where nobody sent or moved it."""
    sent: View | None = st.session_state.get(_GO)
    now = _standing()
    if now is None:
        return sent
    first: View = st.session_state.setdefault(_FIRST, now)
    return None if sent is None and _alike(now, first) else now


def _standing() -> View | None:
    seen = last_seen(_KEY)
    return View(*middle(seen[0]), seen[1]) if seen else None


def _look(scene: Scene, bounds: Bounds) -> View | None:
    """Return where the map is to go: to the incident just chosen where it is out of sight, else where it was sent last."""
    incident = link.asked().incident
    if incident != st.session_state.get(_FOLLOWED):
        st.session_state[_FOLLOWED] = incident
        point = _point_of(scene, incident) if incident else None
        box, zoom = last_seen(_KEY) or _guessed(st.session_state.get(_GO), bounds)
        if point and not _holds(box, point):
            look_at(View(*point, max(_CLOSE_ZOOM, zoom)))
    return cast(View | None, st.session_state.get(_GO))


def _guessed(view: View | None, bounds: Bounds) -> tuple[Bounds, float]:
    return seen_from((view.lon, view.lat, view.zoom) if view else None, bounds)


def _point_of(scene: Scene, incident: str) -> tuple[float, float] | None:
    situation = scene.picture.situation
    position = situation.position_of(incident)
    if position is None:
        return None
    place = situation.observations.iloc[int(situation.incidents["place_row"].iloc[position])]
    if place["place_kind"] == "point":
        return float(place["lon"]), float(place["lat"])
    if place["geometry"] is None:
        return None
    point = place["geometry"].representative_point()
    return float(point.x), float(point.y)


def _holds(box: Bounds, point: tuple[float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


def _alike(one: View, other: View) -> bool:
    """Tell whether two views are the same but for what a resized window changes."""
    near = 60 / 2.0**other.zoom
    return one.zoom == other.zoom and abs(one.lon - other.lon) < near and abs(one.lat - other.lat) < near
