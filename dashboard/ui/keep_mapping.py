"""Keeping a mapping under a name, so that the next file with the same headings is offered it."""

import streamlit as st

from dashboard.ingest.mapping import Mapping
from dashboard.ui.attempt import attempt
from dashboard.ui.dropped import Dropped, look_once, saved_for
from dashboard.ui.session import Scene
from dashboard.ui.theme import quiet
from dashboard.workflows import save_mapping

_NAME_MAX = 80


def keep_mapping(scene: Scene, one: Dropped, mapping: Mapping) -> None:
    """Ask for a name and keep the mapping under it."""
    header = look_once(one).header
    with st.container(key=f"{one.key}:keep", horizontal=True, vertical_alignment="bottom"):
        label = "To keep it for the next file like this, give it a name"
        name = str(st.text_input(label, key=f"{one.key}:name", max_chars=_NAME_MAX, width=420))
        st.button(
            "Keep the mapping",
            key=f"{one.key}:save",
            disabled=not name.strip(),
            on_click=attempt,
            args=(save_mapping, scene.project, name, header, mapping),
        )
    if any(kept.name == " ".join(name.split()) for kept in saved_for(scene, header)):
        quiet("Kept. The next file with these columns is offered this mapping.")
