"""The mappings that were kept: which there are, for which headings, and deleting one after saying so."""

import pandas as pd
import streamlit as st

from dashboard.present.encode import html_text
from dashboard.present.mapping_words import headings_words
from dashboard.present.sentences import count_of
from dashboard.store.kept import SavedMapping
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import quiet
from dashboard.workflows import forget_mapping

_CHOSEN = "kept:chosen"


def kept_mappings(scene: Scene) -> None:
    """List the kept mappings, folded away; nothing where there is none."""
    kept = scene.project.store.mappings()
    if not kept:
        return
    with st.expander(f"Kept mappings ({len(kept)})", key="kept:all"):
        quiet("Each is offered for a file with the same headings. Choose one to download or delete it.")
        names = [one.name for one in kept]
        chosen = st.session_state.get(_CHOSEN)
        position = names.index(chosen) if chosen in names else None
        row_choice(
            pd.DataFrame([_row(one) for one in kept], index=names),
            key="kept",
            chosen=position,
            on_row=lambda row: st.session_state.update({_CHOSEN: None if row is None else names[row]}),
            columns={"Headings": st.column_config.TextColumn(width="large")},
            alt="Kept mappings with the headings they are for. Choose one to download or delete it.",
            rows_max=8,
        )
        if position is not None:
            _one(scene, kept[position])


def _row(one: SavedMapping) -> dict[str, str]:
    return {
        "Mapping": one.name,
        "For files with": count_of(len(one.header), "column"),
        "Headings": headings_words(one.header),
        "Kept (UTC)": one.saved_at.strftime("%Y-%m-%d %H:%M"),
    }


def _one(scene: Scene, one: SavedMapping) -> None:
    st.html(f"<p><strong>{html_text(one.name)}</strong>: {html_text(headings_words(one.header))}</p>")
    with st.container(key="kept:actions", horizontal=True):
        download("Mapping (JSON)", "mapping", ".json", one.mapping_json.encode(), key="kept:json")
        with st.popover("Delete this mapping …", key="kept:delete"):
            st.html(f"<p>{html_text(one.name)} will no longer be offered for files with these headings.</p>")
            quiet("Files in view keep the mapping they were read with. That it was kept, and until when, stays in the record.")
            st.button(
                "Delete", key="kept:confirm", type="primary", on_click=attempt, args=(forget_mapping, scene.project, one.name)
            )
