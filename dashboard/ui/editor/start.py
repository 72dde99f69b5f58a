"""Beginning to write: from the agreement in use, from a published text, or from nothing; or going on with a draft."""

import streamlit as st

from dashboard.drafts import start_empty, start_from_kept, start_from_template
from dashboard.present.encode import html_text
from dashboard.ui.attempt import attempt
from dashboard.ui.editor import desk
from dashboard.ui.editor.saving import SAVED
from dashboard.ui.jump import jump_to, land
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.told import tell_told
from dashboard.unsaved import Unsaved
from dashboard.workflows import agreement_templates

_WIDTH_PX = 420
_WRITE = "desk-write"
_LISTED_MAX = 5
"""Drafts listed: the others come up when these are saved or discarded."""


def tell_saved() -> None:
    """Say that a draft was saved."""
    tell_told(SAVED)


def waiting_drafts(scene: Scene) -> None:
    """List the drafts that were not saved yet, whoever wrote them: to go on with, or to discard."""
    unsaved = scene.project.unsaved
    for one in unsaved.listed()[:_LISTED_MAX]:
        with st.container(key=f"unsaved-{one.key}", horizontal=True, vertical_alignment="center", border=True):
            st.html(_waiting_line(one), width="stretch")
            go_on = (desk.take, unsaved, one.key)
            st.button("Go on with it", key=f"desk:go-on:{one.key}", type="primary", on_click=attempt, args=go_on)
            st.button("Discard", key=f"desk:discard:{one.key}", on_click=attempt, args=(desk.discard, unsaved, one.key))


def _waiting_line(one: Unsaved) -> str:
    title, moment = html_text(one.title or "without a title yet"), one.changed_at.strftime("%Y-%m-%d %H:%M")
    said = f"a draft, not saved as a version yet and not in use; last changed {moment} UTC"
    return f'<div class="cf-line"><strong>{title}</strong><span>{html_text(said)}</span></div>'


def way_to_writing() -> None:
    """Offer the way down to where an agreement is written or changed, below all of the one in use."""
    st.button("Write or change an agreement ↓", key="desk:way", on_click=jump_to, args=(_WRITE,))


def write_one(scene: Scene) -> None:
    """Offer what a draft can start from."""
    with st.container(key=_WRITE):
        heading("Write or change an agreement", "nothing is put to use before you save it as a new version")
        land(_WRITE)
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
