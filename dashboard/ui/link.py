"""What the visitor asked to see, kept in the session and said in the link: filters, list, incident, place on the map.

A pan or zoom is no step in the browser's history: the map itself puts it into the link, and the next choice says it too. The
browser's back button and a pasted link are read the same way.
"""

import time
from dataclasses import dataclass, field, replace
from typing import TypedDict, Unpack, cast

import streamlit as st

from dashboard.language.catalogue import LANGUAGES, Language
from dashboard.present.facets import ORDERS
from dashboard.present.filters import Filters, from_query, to_query
from dashboard.ui.map_frame import View

PAGE_SIZES = (25, 50, 100)
MAP = "map"
"""Parameter of the link that says where the map stands, as `lon,lat,zoom`. The map keeps it up to date itself."""
_UNDO_MAX = 50
_STALE_S = 0.5
"""A browser that acted this soon after a link was written may not have it yet, and tells the one before."""
_ASKED, _UNDO, _WRITTEN, _AWAY = "link:asked", "link:undo", "link:written", "link:away"
Query = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that makes one view of the overview."""

    filters: Filters = field(default_factory=Filters)
    incident: str | None = None
    order: str = next(iter(ORDERS))
    page: int = 1
    size: int = PAGE_SIZES[0]
    language: Language = "en"
    look: View | None = None
    """Where the map looks; None for its home."""


class Parts(TypedDict, total=False):
    """The parts of a view, each to be changed or left."""

    filters: Filters
    incident: str | None
    order: str
    page: int
    size: int
    language: Language


def asked() -> Asked:
    """Return what is asked now."""
    return cast(Asked, st.session_state.get(_ASKED, Asked()))


def change(**parts: Unpack[Parts]) -> None:
    """Change parts of what is asked. Another set of filters starts the list anew and can be undone."""
    before = asked()
    after = replace(before, **parts)
    if after.filters != before.filters:
        after = replace(after, page=1)
        st.session_state[_UNDO] = (*st.session_state.get(_UNDO, ()), before.filters)[-_UNDO_MAX:]
    st.session_state[_ASKED] = after


def can_undo() -> bool:
    """Tell whether filters were changed before."""
    return bool(st.session_state.get(_UNDO))


def undo() -> None:
    """Go back to the filters before the last change."""
    *earlier, last = st.session_state[_UNDO]
    st.session_state[_UNDO] = tuple(earlier)
    st.session_state[_ASKED] = replace(asked(), filters=last, page=1)


def sync(look: View | None) -> bool:
    """Read the link where it is not ours (opened, pasted, gone back to) and tell so; then write what is asked now.

    look: where the map stands, which is written unless the link is another's.
    """
    here = _query()
    came_back_bare = st.session_state.pop(_AWAY, False) and not here
    opened = not came_back_bare and _is_from_outside(here)
    st.session_state[_ASKED] = from_params(here) if opened else replace(asked(), look=look)
    _write(here)
    return opened


def leave() -> None:
    """Tell that another page is shown, whose link carries nothing of this."""
    st.session_state[_AWAY] = True


@dataclass(frozen=True, slots=True)
class _Written:
    """The link as written last, for what it was written, which link it took the place of, and when (monotonic seconds)."""

    query: Query
    view: Asked
    before: Query
    at: float


def _is_from_outside(here: Query) -> bool:
    """Tell whether the visitor opened this link. A choice made since the last writing is newer than any link."""
    written: _Written | None = st.session_state.get(_WRITTEN)
    if written is None:
        return True
    if here == written.query or asked() != written.view:
        return False
    return not (here == written.before and time.monotonic() - written.at < _STALE_S)


def _write(here: Query) -> None:
    wanted = to_params(asked())
    if wanted != here:
        st.query_params.from_dict(wanted)
    st.session_state[_WRITTEN] = _Written(wanted, asked(), here, time.monotonic())


def to_params(view: Asked) -> Query:
    """Return a view as the parameters of a link; what stands at its default is left out."""
    plain = Asked()
    own = {
        "incident": view.incident or "",
        "order": view.order,
        "page": str(view.page),
        "size": str(view.size),
        "language": view.language,
    }
    defaults = {"incident": "", "order": plain.order, "page": "1", "size": str(plain.size), "language": plain.language}
    query = {name: [value] for name, value in own.items() if value != defaults[name]}
    look = {MAP: [f"{view.look.lon:.4f},{view.look.lat:.4f},{view.look.zoom:.2f}"]} if view.look else {}
    return {**to_query(view.filters), **query, **look}


def from_params(query: Query) -> Asked:
    """Read a view from the parameters of a link; what cannot be read stands at its default."""
    plain = Asked()
    first = {name: values[0] for name, values in query.items() if values}
    size = _whole(first.get("size", ""), plain.size)
    return Asked(
        filters=from_query(query),
        incident=first.get("incident") or None,
        order=first["order"] if first.get("order") in ORDERS else plain.order,
        page=max(1, _whole(first.get("page", ""), 1)),
        size=size if size in PAGE_SIZES else plain.size,
        language=next((one for one in LANGUAGES if one == first.get("language")), plain.language),
        look=_look(first.get(MAP, "")),
    )


def _query() -> Query:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def _look(text: str) -> View | None:
    try:
        lon, lat, zoom = (float(part) for part in text.split(","))
    except ValueError:
        return None
    on_earth = -180 <= lon <= 180 and -85 <= lat <= 85 and 0 <= zoom <= 20
    return View(lon, lat, zoom) if on_earth else None
