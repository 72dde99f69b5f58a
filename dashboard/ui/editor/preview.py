"""The draft's zones on a map: those being worked on drawn through, the others dashed."""

from dataclasses import replace

import streamlit as st

from dashboard.domain.intervals import Interval
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.present.map_payload import MapPayload
from dashboard.present.map_view import numbered, zone_shapes
from dashboard.present.screen import home_box, middle, seen_from, wider
from dashboard.ui.editor import desk
from dashboard.ui.map_frame import Bounds, Corner, Sketch, View, show_map
from dashboard.ui.session import Scene, basemap_url
from dashboard.ui.situation_map import attribution, map_credits
from dashboard.ui.theme import theme

_MAP_PX = 560
_LEGEND = ("being worked on", "other zones")
_WHENEVER = Interval()


def preview(
    scene: Scene, checked: CheckedDraft, *, look_at: str, worked_on: frozenset[str], sketch: Sketch | None
) -> tuple[Corner, ...]:
    """Draw the zones as they stand; return the corners of a shape that was just drawn.

    look_at: id of a zone to look at, or "". worked_on: ids; all of them where it is empty. sketch: what can be drawn.
    """
    agreement = replace(checked.agreement, provisions=())
    zone = next((one for one in agreement.zones if one.id == look_at), None)
    shapes = tuple(
        replace(shape, in_force=not worked_on or shape.zone_id in worked_on, sign=_number(shape.zone_id))
        for shape in numbered(zone_shapes(agreement, _WHENEVER), agreement)
    )
    event = show_map(
        MapPayload(zones=shapes),
        basemap_url=basemap_url(),
        view=_view(look_at, zone.geometry.bounds) if zone else None,
        bounds=_home(scene, checked),
        theme=theme(),
        attribution=attribution(scene),
        height=_MAP_PX,
        key="desk-map",
        title="Map of the draft's zones",
        with_incidents=False,
        zone_legend=_LEGEND,
        sketch=sketch,
    )
    map_credits(scene)
    return event.drawn


def _number(zone_id: str) -> str:
    """Return a zone's place in the draft, which may have zones that cannot be drawn yet."""
    draft = desk.current()
    return next((str(at + 1) for at in range(draft.count("zones")) if draft.text("zones", at, "id") == zone_id), "")


def _home(scene: Scene, checked: CheckedDraft) -> Bounds:
    """Return where the map begins: the same throughout, or the map would be put up anew with every change."""
    found: Bounds = st.session_state.setdefault(
        "desk:bounds", home_box([zone.geometry for zone in checked.agreement.zones], scene.project.theatre.bounds)
    )
    return found


def _view(zone_id: str, bounds: tuple[float, ...]) -> View:
    """Return a look at the zone that was chosen, the same while it is being changed."""
    looks: dict[str, View] = st.session_state.setdefault("desk:looks", {})
    west, south, east, north = bounds
    box, zoom = seen_from(None, wider((west, south, east, north), 0.3), width_px=700, height_px=_MAP_PX)
    return looks.setdefault(zone_id, View(*middle(box), min(zoom, 13.0)))
