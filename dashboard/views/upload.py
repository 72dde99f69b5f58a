"""Loading observations: drop files, see what was recognised, add them; below, what is in view, and who looked."""

import pandas as pd
import streamlit as st

from dashboard.domain.access import Action
from dashboard.domain.columns import CANONICAL
from dashboard.report.template import template_csv
from dashboard.ui import link
from dashboard.ui.coverage_files import coverage_files
from dashboard.ui.coverage_said import coverage_said
from dashboard.ui.covered import log_of
from dashboard.ui.downloads import download
from dashboard.ui.drop_files import drop_files
from dashboard.ui.files_in_view import files_in_view
from dashboard.ui.kept_mappings import kept_mappings
from dashboard.ui.own_files import own_files
from dashboard.ui.place_choices import place_choices
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet
from dashboard.ui.visitor import may

UPLOAD_NEEDS = Action.UPLOAD_FILES
"""What a visitor must be allowed to do to see the page: it shows rows as they came."""


def upload(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    heading("Load observations")
    drop_files(scene)
    files_in_view(scene)
    if may(Action.CORRECT_PLACES):
        place_choices(scene)
    if may(Action.KEEP_MAPPINGS):
        kept_mappings(scene)
    if may(Action.RECORD_COVERAGE):
        log = log_of(scene)
        coverage_files(scene, log)
        coverage_said(scene, log)
    if may(Action.CHANGE_OWN_FILES):
        own_files(scene)
    heading("The template")
    quiet("A time and a place are needed; every other column may be left out.")
    download("CSV template", "template", ".csv", template_csv(), key="upload:template")
    with st.expander("What the columns mean", key="upload:columns"):
        st.dataframe(
            pd.DataFrame([(one.name, one.meaning, one.unit, one.example) for one in CANONICAL], columns=_HEADERS),
            key="upload:column-list",
            hide_index=True,
            column_config={"Meaning": st.column_config.TextColumn(width="large")},
            alt="Columns of the template with meaning, unit and example",
        )


_HEADERS = ["Column", "Meaning", "Unit", "Example"]
