"""Keeping a mapping under a name, and offering it for the next file with the same headings."""

import streamlit as st

from dashboard.ingest.mappings.mapping import Mapping
from dashboard.store.kept import SavedMapping
from dashboard.ui.attempt import attempt
from dashboard.ui.dropped import Dropped, look_once, saved_choice, saved_for
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet
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
            help=None if name.strip() else "Give it a name first.",
            on_click=attempt,
            args=(save_mapping, scene.project, name, header, mapping),
        )
    if any(kept.name == " ".join(name.split()) for kept in saved_for(scene, header)):
        quiet("Kept. The next file with these columns is offered this mapping.")


def offer_kept(scene: Scene, one: Dropped) -> None:
    """Offer the mappings that were kept for tables with these headings; UnreadableFileError where the file is no table."""
    if not (saved := saved_for(scene, look_once(one).header)):
        return
    notice("note", "You have read files with these columns before", tuple(_kept_words(kept) for kept in saved))
    with st.container(key=f"{one.key}:saved", horizontal=True):
        for number, kept in enumerate(saved, start=1):
            label = "Use that mapping" if len(saved) == 1 else f"Use mapping {number}"
            st.button(label, key=f"{one.key}:use:{number}", type="primary", on_click=one.choose, args=(saved_choice(kept.name),))


def _kept_words(kept: SavedMapping) -> str:
    return f"{kept.name}, saved {kept.saved_at:%Y-%m-%d %H:%M} UTC"
