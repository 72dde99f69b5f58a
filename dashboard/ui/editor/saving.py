"""Keeping the draft as a new version, with the reason for it, and putting it to use."""

import streamlit as st

from dashboard.drafts import Saved, comments_left_behind, is_of_sample, save_draft
from dashboard.ingest.agreements.draft_files import CheckedDraft, written
from dashboard.present.sentences import count_of
from dashboard.store.kept import StoredAgreement
from dashboard.ui.attempt import attempt
from dashboard.ui.downloads import download
from dashboard.ui.editor import desk
from dashboard.ui.editor.comparing import show_comparison
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.told import tell_next

_NOTE, SAVED, _ILLUSTRATIVE = "desk:note", "desk:saved", "desk:illustrative"
_WHAT_IT_DID = "How it differs, and which verdicts differ by it, stand below: “Compare two versions” and “What would change”."


def saving(scene: Scene, checked: CheckedDraft) -> None:
    """Ask why, and save. The files can be taken along before."""
    _tell_of_others(scene)
    st.text_input("Why is it changed?", key=_NOTE, help="Kept with the version, for whoever compares it with another.")
    if is_of_sample(scene.project.store, desk.current()):
        st.checkbox(
            "It is an illustration still, as the sample it was begun from, and is to be called so", value=True, key=_ILLUSTRATIVE
        )
    quiet(
        "A new version is kept beside all earlier ones and put to use. Verdicts that were handed out before keep their version."
    )
    if comments := comments_left_behind(scene.project.store, desk.current()):
        lines = count_of(comments, "line")
        quiet(f"The file this was begun from has {lines} with comments. They are not in the new one; that file is kept as it is.")
    with st.container(key="desk-save", horizontal=True, vertical_alignment="center"):
        st.button(
            "Save as a new version and use it",
            key="desk:save",
            type="primary",
            disabled=bool(checked.faults),
            help="What is listed above has to be mended or supplied first." if checked.faults else None,
            on_click=attempt,
            args=(_save, scene),
        )
        for number, (name, data) in enumerate(written(desk.current()).items(), start=1):
            stem, suffix = ("agreement", ".yaml") if name.endswith(".yaml") else ("geometry", ".geojson")
            download(f"{stem.capitalize()} file as it stands", stem, suffix, data, key=f"get:draft:{number}")
    if not checked.faults:
        heading("What is different from the agreement in use")
        show_comparison(scene, scene.picture.situation.agreement, checked.agreement, key="desk:compare")


def _tell_of_others(scene: Scene) -> None:
    """Say that another version was put to use since the draft was begun: saving would set it aside."""
    basis, used = desk.current().basis, scene.picture.stored_agreement
    if basis and basis != used.id:
        loaded = used.loaded_at.strftime("%Y-%m-%d %H:%M")
        why = f": {used.note}" if used.note else ""
        said = f"The one in use now is of {loaded} UTC{why}. Saving sets it aside; what that takes back is listed below."
        notice("caution", "Another version was put to use since this draft was begun", (said,))


def _save(scene: Scene) -> None:
    store, draft, before = scene.project.store, desk.current(), scene.picture.stored_agreement
    is_illustrative = is_of_sample(store, draft) and bool(st.session_state.get(_ILLUSTRATIVE, True))
    note = st.session_state.get(_NOTE, "")
    saved = save_draft(store, draft, scene.project.gazetteer, note, is_illustrative=is_illustrative)
    _tell(saved, before)
    for key in ("agreement:day", _NOTE, _ILLUSTRATIVE):
        st.session_state.pop(key, None)
    desk.clear(scene.project.unsaved)


def _tell(saved: Saved, before: StoredAgreement) -> None:
    if not saved.was_kept:
        tell_next(SAVED, "done", "The new version is kept and in use.", (_WHAT_IT_DID,))
        return
    kept = saved.stored
    first = (
        f"It was kept on {kept.loaded_at.strftime('%Y-%m-%d %H:%M')} UTC{f' with the reason “{kept.note}”' if kept.note else ''}"
    )
    said = (
        "This is byte for byte the version in use"
        if kept.id == before.id
        else "This very text was kept before, and is in use again"
    )
    tell_next(SAVED, "note", said, (f"{first}. That stays; the reason given now was not kept beside it.",))
