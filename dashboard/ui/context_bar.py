"""What stands above every page: the project, the agreement in use, as of when, and whether anything in view is invented."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.present.encode import html_text
from dashboard.present.labels import day_words
from dashboard.ui.door import leave
from dashboard.ui.session import Scene
from dashboard.ui.visitor import Visitor


def context_bar(scene: Scene, whom: Visitor) -> None:
    """Show who is at the page, the agreement in use and as of when the data are; what is invented is said on its own ground."""
    invented = _invented(scene)
    told = f'<span class="cf-invented">{invented}</span>' if invented else ""
    agreement = html_text(scene.picture.situation.agreement.title)
    with st.container(key="context", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<div class="cf-context{" cf-caution" if invented else ""}" role="note">{told}'
            f'<span class="cf-agreement"><i>Agreement</i> {agreement}</span>'
            f'<span class="cf-asof"><i>Data as of</i> {html_text(as_of(scene))}</span>{_who(whom)}</div>',
            width="stretch",
        )
        if whom.session is not None:
            st.button("Sign out", key="context:sign-out", on_click=leave)


def _who(whom: Visitor) -> str:
    """Say who is at the page, and what of it is kept from them."""
    if whom.session is None:
        return '<span class="cf-who"><i>This machine</i> one person, nobody signs in</span>'
    kept = "" if whom.sees_everything else " <b>Places are coarsened, sources and texts are not shown.</b>"
    return f'<span class="cf-who"><i>Signed in</i> {html_text(whom.session.called)}{kept}</span>'


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
