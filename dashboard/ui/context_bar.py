"""What stands above every page: the project, the agreement in use, as of when, and whether anything in view is invented."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.present.encode import html_text
from dashboard.present.labels import day_words
from dashboard.ui.session import Scene


def context_bar(scene: Scene) -> None:
    """Show the agreement in use and as of when the data are; sample and illustration are said on a ground of their own."""
    invented = _invented(scene)
    told = f'<span class="cf-invented">{invented}</span>' if invented else ""
    agreement = html_text(scene.picture.situation.agreement.title)
    st.html(
        f'<div class="cf-context{" cf-caution" if invented else ""}" role="note">{told}'
        f'<span class="cf-agreement"><i>Agreement</i> {agreement}</span>'
        f'<span class="cf-asof"><i>Data as of</i> {html_text(as_of(scene))}</span></div>'
    )


def as_of(scene: Scene) -> str:
    """Return when the newest file was loaded, and to where the reports in view reach."""
    loaded = [upload.loaded_at for upload in scene.picture.uploads]
    if not loaded:
        return "no file in view"
    reach = scene.picture.situation.observations["observed_from"].max()
    until = "" if pd.isna(reach) else f", reports to {day_words(reach.date())}"
    return f"{_moment(max(loaded))} UTC{until}"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(UTC)
    return f"{local.day} {local.strftime('%b %Y, %H:%M')}"


def _invented(scene: Scene) -> str:
    said = []
    if scene.picture.shows_sample:
        said.append("<b>Sample data:</b> every event shown is invented.")
    if scene.picture.agreement_is_sample:
        said.append("<b>The agreement is illustrative.</b>")
    return " ".join(said)
