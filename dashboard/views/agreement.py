"""The agreement: its zones, its provisions, what is in force on a day; loading, choosing and writing another."""

import streamlit as st

from dashboard.domain.access import Action
from dashboard.ui import link
from dashboard.ui.agreement_compare import compare_kept
from dashboard.ui.agreement_files import kept_agreements, load_agreement
from dashboard.ui.agreement_in_force import agreement_in_force
from dashboard.ui.agreement_templates import templates_to_start_from
from dashboard.ui.editor import desk
from dashboard.ui.editor.page import editor
from dashboard.ui.editor.start import tell_saved, waiting_drafts, way_to_writing, write_one
from dashboard.ui.in_force_picture import in_force_picture
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading
from dashboard.ui.visitor import may
from dashboard.ui.what_would_change import would_change


def agreement(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    writes = may(Action.WRITE_AGREEMENTS) and may(Action.USE_AGREEMENTS)
    if writes and desk.is_open():
        editor(scene)
        return
    tell_saved()
    if writes:
        waiting_drafts(scene)
        way_to_writing()
    agreement_in_force(scene)
    heading("In force when")
    in_force_picture(scene.picture.situation.agreement, key="agreement:in-force")
    if writes:
        write_one(scene)
    compare_kept(scene)
    if may(Action.COMPARE):
        would_change(scene)
    if not writes:
        kept_agreements(scene)
        return
    other, kept = st.columns(2, gap="medium")
    with other:
        load_agreement(scene)
        templates_to_start_from()
    with kept:
        kept_agreements(scene)
