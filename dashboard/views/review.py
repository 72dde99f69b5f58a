"""The review: the queue beside the incident with its evidence, its history and what can be done."""

import streamlit as st

from dashboard.domain.access import Action
from dashboard.ui import link
from dashboard.ui.docket import desk
from dashboard.ui.review_choice import chosen
from dashboard.ui.review_list import review_list
from dashboard.ui.review_panel import remark, review_panel
from dashboard.ui.reviewer import reviewer
from dashboard.ui.session import Scene

REVIEW_NEEDS = Action.COMMENT
"""What a visitor must be allowed to do to see the page: it shows reports as they came."""


def review(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    held, incident = desk(scene), chosen()
    who = reviewer()
    queue, panel = st.columns([55, 45], gap="small")
    with panel:
        review_panel(scene, held, incident, who)
    with queue:
        review_list(scene, held, incident, who)
    remark()
