"""The incident under review: what the machine says, what people say, what can be done, the history, and the evidence."""

import streamlit as st

from dashboard.domain.review_states import state_words
from dashboard.present.detail import incident_detail
from dashboard.present.encode import html_text
from dashboard.present.review_queue import is_decided, reasons
from dashboard.reviews import Docket
from dashboard.ui import link
from dashboard.ui.docket import Desk
from dashboard.ui.incident_panel import evidence_html, note_look, title_html
from dashboard.ui.language_choice import choose_language
from dashboard.ui.review_history import both_html, histories_html, history_html
from dashboard.ui.review_steps import review_steps
from dashboard.ui.session import Scene
from dashboard.ui.theme import notice, quiet

HEIGHT_PX = 860


def review_panel(scene: Scene, desk: Desk, incident: str | None, who: str) -> None:
    """Show the incident, or what to do where none is chosen."""
    with st.container(key="panel", height=HEIGHT_PX, border=True):
        if incident is None:
            notice("note", "No incident is open", ("Press j for the first one, or choose a row.",))
            return
        position = scene.picture.situation.position_of(incident)
        if position is None:
            _gone(desk.docket, incident)
            return
        note_look(scene, incident)
        choose_language("review:language")
        detail = incident_detail(scene.picture.situation, position, scene.zone, link.asked().language)
        title = f'<div lang="{detail.language}">{title_html(detail, scene.zone)}</div>'
        header = f"{title}{_in_queue(scene, desk, incident, position)}"
        st.html(f'<article class="cf-incident"><header>{header}</header></article>')
        st.html(both_html(desk.docket, incident, detail.verdict))
        review_steps(scene, desk, incident, who)
        st.html(histories_html(desk.docket, incident))
        st.html(f'<article class="cf-incident">{evidence_html(detail)}</article>')


def _in_queue(scene: Scene, desk: Desk, incident: str, position: int) -> str:
    """Return why the incident stands where it does in the queue as HTML, besides verdict, act and decision."""
    if is_decided(desk.queue, position):
        return ""
    why = "; ".join(reasons(desk.queue, scene.picture.situation, position, desk.docket.standpoint(incident))[2:])
    return f'<p class="cf-quiet">In the queue: {html_text(why)}</p>' if why else ""


def _gone(held: Docket, incident: str) -> None:
    notice("note", f"No incident {incident} in the data in view", ("What was decided on it stays in the record.",))
    review = held.review(incident)
    if review.events:
        st.html(history_html(held, review, f"Review of {incident}, {state_words(review.state)}"))


def remark() -> None:
    """Say what the two columns of the panel are."""
    quiet("The machine's verdict follows from reports and agreement; what people decide stands beside it and never changes it.")
