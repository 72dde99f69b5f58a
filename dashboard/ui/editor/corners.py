"""The corners of a drawn zone, typed or pasted: one a line, in any notation of a position."""

from typing import cast

import streamlit as st

from dashboard.ingest.agreements.draft import SHAPE
from dashboard.ingest.agreements.draft_edits import measured_from
from dashboard.ingest.agreements.drawing import corners_of_shape, corners_of_text, is_line, shape_of_corners, shape_words
from dashboard.ingest.agreements.tree import Plain
from dashboard.ingest.coordinates import Order
from dashboard.present.sentences import count_of
from dashboard.ui.editor import desk
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet

_ORDERS: dict[Order, str] = {"lat,lon": "latitude first", "lon,lat": "longitude first"}
_KINDS = {"area": "an area", "line": "a line"}


def corners_form(scene: Scene, number: int) -> None:
    """Show and take the corners of a zone; a shape that is no one list of corners is told of instead."""
    path = ("zones", number, "geometry", SHAPE)
    shape = desk.current().at(*path)
    corners = corners_of_shape(shape)
    if corners is None:
        quiet(
            f"{shape_words(shape)}. It is kept exactly as it came; to change it, change it in a map program and upload it again."
        )
        ask: Plain = {"ask": "the shape, which was taken away"}
        st.button("Or begin the shape anew", key=desk.widget(path, "anew"), on_click=_begin_anew, args=(number, ask))
        return
    kind, order = st.columns(2)
    with kind:
        is_area = _kind(number, shape_is_line=is_line(shape), has_shape=bool(shape))
    with order:
        chosen = st.segmented_control(
            "Numbers are written", tuple(_ORDERS), key="desk:order", default="lat,lon", format_func=lambda one: _ORDERS[one]
        )
        first = cast(Order, chosen or "lat,lon")
    key = desk.widget(path, first)
    st.text_area(
        f"Corners, a row for each ({count_of(len(corners), 'corner')})",
        desk.unread(key) or _as_text(corners, first),
        key=key,
        height=130,
        placeholder="48.1391, 37.7466",
        on_change=_take,
        args=(scene, number, key, first, is_area),
        help="Decimal degrees, or degrees, minutes and seconds, or MGRS. Left of a line is told by the way it runs.",
    )
    if desk.unread(key) is not None:
        typed = corners_of_text(desk.unread(key) or "", first, scene.project.theatre.bounds)
        notice("fault", "Not all corners could be read; the shape stays as it was", typed.problems)


def _begin_anew(number: int, ask: Plain) -> None:
    desk.put(("zones", number, "geometry"), ask, anew=True)


def _kind(number: int, *, shape_is_line: bool, has_shape: bool) -> bool:
    """Ask whether the corners are an area's or a line's; tell whether an area's."""
    draft = desk.current()
    becomes_line = not has_shape and draft.text("zones", number, "id") in measured_from(draft)
    usual = "line" if shape_is_line or becomes_line else "area"
    key = desk.widget(("zones", number), "kind-of-shape")
    chosen = st.segmented_control(
        "The corners make",
        tuple(_KINDS),
        default=usual,
        key=key,
        format_func=lambda one: _KINDS[one],
        on_change=_turn,
        args=(number, key),
    )
    return (chosen or usual) == "area"


def draws_area(number: int) -> bool:
    """Whether what is drawn for a zone is an area; else it is a line. Ask after its form was shown."""
    return st.session_state.get(desk.widget(("zones", number), "kind-of-shape")) != "line"


def _turn(number: int, key: str) -> None:
    path = ("zones", number, "geometry", SHAPE)
    corners = corners_of_shape(desk.current().at(*path))
    if corners and st.session_state[key]:
        desk.put(path, shape_of_corners(corners, is_area=st.session_state[key] == "area"))


def _take(scene: Scene, number: int, key: str, order: Order, is_area: bool) -> None:
    typed = corners_of_text(st.session_state[key], order, scene.project.theatre.bounds)
    if typed.problems:
        desk.keep_unread(key, st.session_state[key])
        return
    desk.keep_unread(key, None)
    if typed.corners:
        desk.put(("zones", number, "geometry"), {SHAPE: shape_of_corners(typed.corners, is_area=is_area)})


def _as_text(corners: tuple[tuple[float, float], ...], order: Order) -> str:
    pairs = ((lat, lon) if order == "lat,lon" else (lon, lat) for lon, lat in corners)
    return "\n".join(f"{one!r}, {other!r}" for one, other in pairs)
