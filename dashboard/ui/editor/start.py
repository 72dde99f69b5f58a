"""Beginning to write: from the agreement in use, from a published text, or from nothing; or going on with a draft."""

import streamlit as st

from dashboard.drafts import start_empty, start_from_kept, start_from_template
from dashboard.ui.attempt import attempt
from dashboard.ui.editor import desk
from dashboard.ui.editor.saving import SAVED
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, notice, quiet
from dashboard.ui.told import tell_told
from dashboard.workflows import agreement_templates

_WIDTH_PX = 420


def tell_saved() -> None:
    """Say that a draft was saved."""
    tell_told(SAVED)


def write_one(scene: Scene) -> None:
    """Offer what a draft can start from, or the draft that lies on the desk."""
    heading("Write or change an agreement", "nothing is put to use before you save it as a new version")
    if desk.draft() is not None:
        notice("note", "There is a draft that was not saved.")
        with st.container(key="desk-go-on", horizontal=True):
            st.button("Go on with the draft", key="desk:go-on", type="primary", on_click=lambda: desk.show(is_shown=True))
            st.button("Discard the draft", key="desk:discard", on_click=desk.discard)
        return
    with st.container(key="desk-start", horizontal=True, vertical_alignment="bottom"):
        st.button("Change the one in use", key="desk:start:used", type="primary", on_click=attempt, args=(_from_used, scene))
        st.button("Start from nothing", key="desk:start:empty", on_click=lambda: desk.begin(start_empty(scene.zone.key)))
        if desk.has_discarded():
            st.button("Bring back the discarded draft", key="desk:bring-back", on_click=desk.bring_back)
    titles = {one.name: one.title for one in agreement_templates()}
    with st.container(key="desk-start-template", horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Or a published text", tuple(titles), key="desk:template", format_func=lambda one: titles[one], width=_WIDTH_PX
        )
        st.button("Start from it", key="desk:start:template", on_click=attempt, args=(_from_template,))
    quiet("Comments in a file are not taken over; the file itself is kept as it is.")


def _from_used(scene: Scene) -> None:
    picture = scene.picture
    desk.begin(start_from_kept(scene.project.store, picture.stored_agreement, picture.situation.agreement))


def _from_template() -> None:
    desk.begin(start_from_template(st.session_state["desk:template"]))
