"""The record: who did what and when, whether it is what it was, and what verdicts came to each time."""

import streamlit as st

from dashboard.domain.access import Action
from dashboard.ui import link
from dashboard.ui.kept_assessments import kept_assessments
from dashboard.ui.log_list import log_list
from dashboard.ui.record_check import record_check
from dashboard.ui.session import Scene

RECORD_NEEDS = Action.READ_AUDIT_LOG
"""What a visitor must be allowed to do to see the page: the log names people, files and places."""


def record(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    log, check = st.columns([62, 38], gap="medium")
    with log:
        log_list(scene)
    with check:
        record_check(scene)
        kept_assessments(scene)
