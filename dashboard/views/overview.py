"""The overview: filters, verdicts, map, timeline, incident and list, all of one selection and all in the link."""

from dataclasses import replace
from datetime import date

import streamlit as st

from dashboard.present.selection import select, shown_period
from dashboard.present.timeline import timeline
from dashboard.ui import link
from dashboard.ui.counts_line import counts_line
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

    filters_bar(scene)
    verdict_strip(scene)
    with st.container(key="counts", horizontal=True, vertical_alignment="center"):
        counts_line(scene, selection)
        active_filters(scene)

    beside, panel = st.columns([63, 37], gap="small")
    with beside:
        situation_map(scene, selection)
        if len(situation.incidents):
            line = timeline(situation, selection, shown_period(filters, scene.facets, scene.zone), scene.zone)
            timeline_chart(line, scene.zone, key=f"{filters.first_day}:{filters.last_day}", on_days=_narrow_days)
    with panel:
        incident_panel(scene, selection, height=HEIGHT_PX + PANEL_PX)

    incident_table(scene, selection)
    map_credits(scene)


def _narrow_days(first: date, last: date) -> None:
    link.change(filters=replace(link.asked().filters, first_day=first, last_day=last))
