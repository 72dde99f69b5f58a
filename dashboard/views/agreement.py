"""The agreement: its zones, its provisions, what is in force on a day; loading and choosing another."""

import streamlit as st

from dashboard.ui import link
from dashboard.ui.agreement_files import kept_agreements, load_agreement
from dashboard.ui.agreement_in_force import agreement_in_force
from dashboard.ui.agreement_templates import templates_to_start_from
from dashboard.ui.session import Scene


def agreement(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    agreement_in_force(scene)
    other, kept = st.columns(2, gap="medium")
    with other:
        load_agreement(scene)
        templates_to_start_from()
    with kept:
        kept_agreements(scene)
