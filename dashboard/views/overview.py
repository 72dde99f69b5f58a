"""The overview: filters, verdicts, map, timeline, incident and list, all of one selection and all in the link."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.present.selection import select
from dashboard.ui import link
from dashboard.ui.counts_line import counts_line, out_of_force
from dashboard.ui.coverage_by_zone import coverage_by_zone
from dashboard.ui.covered import covered, nothing_looked
from dashboard.ui.filters_panel import active_filters, filters_bar, verdict_strip
from dashboard.ui.incident_panel import incident_panel
from dashboard.ui.incident_table import incident_table
from dashboard.ui.session import Scene
from dashboard.ui.situation_map import HEIGHT_PX, look_at, map_credits, now_looking, situation_map
from dashboard.ui.timeline_chart import PANEL_PX, timeline_chart


def overview(scene: Scene) -> None:
    """Show the page."""
    if link.sync(now_looking()):
        look_at(link.asked().look)
    filters = link.asked().filters
    situation = scene.picture.situation
    selection = select(scene.facets, situation, filters, scene.zone)

    shown = covered(scene, selection)
    looked = shown.in_words if shown else nothing_looked(scene)

    filters_bar(scene)
    verdict_strip(scene)
    with st.container(key="counts", horizontal=True, vertical_alignment="center"):
        counts_line(scene, selection, looked)
        active_filters(scene)
    out_of_force(scene, selection)

    beside, panel = st.columns([63, 37], gap="small")
    with beside:
        situation_map(scene, selection)
        if shown:
            days = f"{filters.first_day}:{filters.last_day}"
            timeline_chart(shown.line, shown.strip, scene.zone, key=days, remark=shown.remark, on_days=_narrow_days)
    with panel:
        incident_panel(scene, selection, looked, height=HEIGHT_PX + PANEL_PX)

    incident_table(scene, selection)
    if shown:
        coverage_by_zone(scene, shown)
    map_credits(scene)


def _narrow_days(first: date, last: date) -> None:
    link.change(filters=replace(link.asked().filters, first_day=first, last_day=last))
