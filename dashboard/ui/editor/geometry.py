"""How a zone is made: drawn, so many metres from a line, around a place, or a region of the theatre."""

from collections.abc import Mapping

import streamlit as st

from dashboard.ingest.agreements.draft import SHAPE, Draft
from dashboard.ingest.agreements.draft_edits import free_id
from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.drawing import Offered, is_line, shapes_of_file
from dashboard.ingest.agreements.tree import Plain
from dashboard.ui.editor import desk
from dashboard.ui.editor.chooser import choose
from dashboard.ui.editor.corners import corners_form
from dashboard.ui.editor.fields import choice_field, length_field, tell, text_field
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet
from dashboard.workflows import INPUT_ERRORS

FORMS: Mapping[str, str] = {
    "drawn": "A line or an area: drawn, typed or uploaded",
    "buffer_of": "So many metres from a line",
    "settlement": "Around a settlement",
    "point": "Around a position",
    "region": "A region by name",
}
_SIDES = {"both": "both sides", "left": "left of the line", "right": "right of the line"}
_SIDE_HINT = "Told by the way the line runs: one drawn from south to north has west on its left."
_KINDS = ["geojson", "json", "kml", "kmz", "gpkg", "zip"]


def fresh_geometry(draft: Draft, form: str) -> Plain:
    """Return the geometry of a zone that is to be made in a form, nothing filled in but what is usual."""
    match form:
        case "buffer_of":
            return {"buffer_of": next(iter(_lines(draft)), ""), "distance_m": "", "side": "both"}
        case "settlement":
            return {"settlement": ""}
        case "point":
            return {"point": ["", ""], "radius_m": ""}
        case "region":
            return {"region": ""}
        case _:
            return {"ask": "the shape: draw it on the map, type its corners, or upload a map file"}


def geometry_form(scene: Scene, checked: CheckedDraft, number: int) -> None:
    """Ask how a zone is made, and for what that takes."""
    path = ("zones", number, "geometry")
    form = _form_of(desk.current(), number)
    key = desk.widget(path, "form")
    st.selectbox(
        "How it is made",
        tuple(FORMS),
        index=tuple(FORMS).index(form),
        key=key,
        format_func=lambda one: FORMS[one],
        on_change=_another_form,
        args=(number, key),
    )
    match form:
        case "buffer_of":
            _band(checked, path)
        case "settlement":
            text_field(checked, (*path, "settlement"), "Settlement", needed=True, example="Avdiivka, Donetsk oblast")
            length_field(checked, (*path, "radius_m"), "Radius, metres")
        case "point":
            _point(checked, path)
        case "region":
            text_field(checked, (*path, "region"), "Region, by name or code", needed=True, example="Donetsk oblast, or UA-14")
        case _:
            _drawn(scene, checked, number)
    tell(checked, path, below=False)


def _band(checked: CheckedDraft, path: tuple[str | int, ...]) -> None:
    lines = _lines(desk.current())
    if not lines:
        quiet("There is no line to measure from yet: add one as a zone first.")
    choice_field(checked, (*path, "buffer_of"), "Line", lines, needed=True)
    near, far = st.columns(2)
    with near:
        length_field(checked, (*path, "distance_m"), "Distance, metres on the ground", needed=True)
    with far:
        length_field(checked, (*path, "from_m"), "Beginning at, metres (empty: at the line)")
    choice_field(checked, (*path, "side"), "Side", _SIDES, needed=True, hint=_SIDE_HINT)


def _point(checked: CheckedDraft, path: tuple[str | int, ...]) -> None:
    lat, lon, radius = st.columns(3)
    with lat:
        text_field(checked, (*path, "point", 1), "Latitude", needed=True, example="48.14")
    with lon:
        text_field(checked, (*path, "point", 0), "Longitude", needed=True, example="37.75")
    with radius:
        length_field(checked, (*path, "radius_m"), "Radius, metres", needed=True)
    tell(checked, (*path, "point"), below=False)


def _drawn(scene: Scene, checked: CheckedDraft, number: int) -> None:
    path = ("zones", number, "geometry")
    asked = desk.current().text(*path, "ask")
    if asked:
        notice("caution", f"Still to be supplied: {asked}")
    corners_form(scene, number)
    tell(checked, (*path, "file"))
    with st.expander("Take it out of a map file"):
        offer_file(f"zone:{number}", many=False, number=number)


def offer_file(key: str, *, many: bool, number: int = 0) -> None:
    """Take shapes out of a map file: one for a zone that is there, or a zone for each."""
    dropped = st.file_uploader(
        "GeoJSON, KML, KMZ, GeoPackage or zipped Shapefile",
        type=_KINDS,
        key=desk.widget((key,), "file"),
        label_visibility="visible",
    )
    if dropped is None:
        return
    try:
        found = shapes_of_file(dropped.name, dropped.getvalue())
    except INPUT_ERRORS as error:
        notice("fault", "No shape could be taken out of this file; the draft stays as it was", str(error).splitlines())
        return
    if many:
        st.button(f"Add {len(found)} as zones", key=f"desk:{key}:take", type="primary", on_click=_add_all, args=(found,))
        return
    at = 0
    if len(found) > 1:
        at = st.selectbox(
            "Which shape", range(len(found)), key=desk.widget((key,), "which"), format_func=lambda one: found[one].name
        )
    st.button("Take this shape", key=f"desk:{key}:take", type="primary", on_click=_take, args=(number, found[at]))


def _take(number: int, offered: Offered) -> None:
    desk.put(("zones", number, "geometry"), {SHAPE: offered.shape}, anew=True)


def _add_all(found: tuple[Offered, ...]) -> None:
    draft = desk.current()
    choose("zones", draft.count("zones"))
    for one in found:
        zone: Plain = {"id": free_id(draft, "zones", "zone-"), "name": one.name, "geometry": {SHAPE: one.shape}}
        draft = draft.put(("zones", draft.count("zones")), zone)
    desk.edit(draft, anew=True)


def _another_form(number: int, key: str) -> None:
    form = st.session_state[key]
    desk.put(("zones", number, "geometry"), fresh_geometry(desk.current(), form), anew=True)


def is_drawn(number: int) -> bool:
    """Whether a zone is one that is drawn."""
    return _form_of(desk.current(), number) == "drawn"


def _form_of(draft: Draft, number: int) -> str:
    geometry = draft.at("zones", number, "geometry")
    return next((form for form in FORMS if isinstance(geometry, dict) and form in geometry), "drawn")


def _lines(draft: Draft) -> dict[str, str]:
    """Return the zones that can be measured from, by id with their names."""
    return {
        draft.text("zones", number, "id"): draft.text("zones", number, "name") or draft.text("zones", number, "id")
        for number in range(draft.count("zones"))
        if is_line(draft.at("zones", number, "geometry", SHAPE))
    }
