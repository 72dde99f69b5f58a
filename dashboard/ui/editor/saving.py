"""Keeping the draft as a new version, with the reason for it, and putting it to use."""

import streamlit as st

from dashboard.drafts import save_draft
from dashboard.ingest.agreements.draft_files import CheckedDraft, written
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.editor import desk
from dashboard.ui.editor.comparing import show_comparison
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.told import tell_next

_NOTE, SAVED = "desk:note", "desk:saved"


def saving(scene: Scene, checked: CheckedDraft) -> None:
    """Ask why, and save. The files can be taken along before."""
    st.text_input("Why is it changed?", key=_NOTE, help="Kept with the version, for whoever compares it with another.")
    quiet(
        "A new version is kept beside all earlier ones and put to use. Verdicts that were handed out before keep their version."
    )
    with st.container(key="desk-save", horizontal=True, vertical_alignment="center"):
        st.button(
            "Save as a new version and use it",
            key="desk:save",
            type="primary",
            disabled=bool(checked.faults),
            on_click=attempt,
            args=(_save, scene),
        )
        for number, (name, data) in enumerate(written(desk.current()).items(), start=1):
            stem, suffix = ("agreement", ".yaml") if name.endswith(".yaml") else ("geometry", ".geojson")
            download(f"{stem.capitalize()} file as it stands", stem, suffix, data, key=f"get:draft:{number}")
    if not checked.faults:
        heading("What is different from the agreement in use")
        show_comparison(scene, scene.picture.situation.agreement, checked.agreement, key="desk:compare")


def _save(scene: Scene) -> None:
    save_draft(scene.project.store, desk.current(), scene.project.gazetteer, st.session_state.get(_NOTE, ""))
    tell_next(SAVED, "done", "The new version is kept and in use.")
    st.session_state.pop("agreement:day", None)
    st.session_state.pop(_NOTE, None)
    desk.clear()
