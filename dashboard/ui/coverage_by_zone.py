"""Who looked, zone by zone: a bar of the timeline's bins for each, its hours by state, and all of it as a file."""

from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.present.coverage_table import zone_bars, zone_hours, zone_table, zone_titles
from dashboard.present.encode import html_text
from dashboard.report.coverage_bins import coverage_bins_csv
from dashboard.ui import link
from dashboard.ui.coverage_marks import DRAWN_AS, UNSAID, as_utc, hatched, legend, part_colours
from dashboard.ui.covered import Covered
from dashboard.ui.downloads import download
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet, theme
from dashboard.ui.timeline_chart import FORMATS, TITLES, wall_milliseconds, when_words

_ZONES_MAX, _BAR_PX, _BAND_PX = 16, 12, 34
_TITLE_PX = 310
"""How wide the name over a bar may be, CSS pixels: what has no room would make the bars narrower."""
_INK = {"light": "#1c2126", "dark": "#e4e9ee"}


def coverage_by_zone(scene: Scene, shown: Covered) -> None:
    """Offer what is known of each zone; it is drawn once somebody opens it."""
    heading("Who looked", "of the zones and days shown")
    st.html(f'<p class="cf-quiet" lang="{link.asked().language}">{html_text(shown.in_words)}</p>')
    with st.expander("Coverage zone by zone", key="coverage:zones", on_change="rerun") as section:
        if not section.open:
            return
        if not shown.coverage.zone_ids:
            quiet("No zone is shown: lift the filter of zones, regions or the area on the map.")
            return
        if set(shown.reach) == {"ahead"}:
            quiet("The days shown are still to come.")
            return
        _zones(scene, shown)


def _zones(scene: Scene, shown: Covered) -> None:
    names = {zone: scene.labels.of("zones", zone) for zone in shown.coverage.zone_ids}
    titles = zone_titles(shown.coverage, names, link.asked().language, zones_max=_ZONES_MAX)
    st.html(f'<p class="cf-quiet">Shares of ground and time, {TITLES[shown.line.unit]}: {legend()}</p>')
    told = "Who looked, zone by zone. " + "; ".join(titles) + ". The table below holds the hours."
    st.altair_chart(_chart(shown, titles), key="coverage:chart", height=_BAND_PX * len(titles) + 40, alt=told)
    if (more := len(names) - len(titles)) > 0:
        quiet(f"{more:,} more zones are in the table.")
    hours = zone_hours(shown.coverage, names)
    st.dataframe(
        hours,
        key="coverage:hours",
        hide_index=True,
        height=table_height(min(len(hours), 12)),
        row_height=ROW_PX,
        column_config={"Zone": st.column_config.TextColumn(width="large")},
        alt="Hours in force of each zone, and of them those in each state of coverage",
    )
    table = zone_table(shown.coverage, shown.line, scene.zone)
    download("Coverage of zones by time (CSV)", "coverage", ".csv", coverage_bins_csv(table), key="coverage:csv")


def _chart(shown: Covered, titles: tuple[str, ...]) -> alt.LayerChart:
    line = shown.line
    parts, open_bins = zone_bars(shown.coverage, line, link.asked().language, zones_max=_ZONES_MAX)
    span = alt.Scale(type="utc", domain=[wall_milliseconds(line.start), wall_milliseconds(line.end)])
    axis = alt.Axis(grid=False, labelOverlap=True, labelSeparation=14, format=FORMATS[line.unit])
    x = alt.X("from:T", title=None, scale=span, axis=axis)
    rows = alt.Scale(domain=[0, len(titles)], range=[0, alt.expr("height")], nice=False)
    told = [alt.Tooltip("when:N", title="From"), alt.Tooltip("told:N", title="Who looked")]
    foot = _BAR_PX / _BAND_PX
    unsaid = hatched(_placed(open_bins.assign(low=0.0, high=1.0), foot, line.unit), UNSAID)
    stated = alt.Chart(as_utc(_placed(parts, foot, line.unit))).mark_rect()
    y = alt.Y("below:Q", scale=rows, axis=None)
    names = pd.DataFrame({"title": titles, "at": [number + 1 - foot for number in range(len(titles))]})
    written = alt.Chart(names).mark_text(align="left", dy=-8, fontSize=11, limit=_TITLE_PX, color=_INK[theme()])
    drawn: Any = alt.layer(
        unsaid.encode(x=x, x2="to:T", y=y, y2="above:Q", tooltip=told),
        stated.encode(
            x=x, x2="to:T", y=y, y2="above:Q", tooltip=told, color=alt.Color("part:N", legend=None, scale=part_colours())
        ),
        written.encode(x=alt.value(0), y=alt.Y("at:Q", scale=rows, axis=None), text="title"),
    )
    named: alt.LayerChart = drawn.properties(usermeta=DRAWN_AS)
    return named


def _placed(bars: pd.DataFrame, height: float, unit: str) -> pd.DataFrame:
    """Return bars with their feet and tops, in bands from above, and when they begin. height: of a whole bar, in bands."""
    foot, when = bars["zone"] + 1.0, when_words(bars["from"], unit)
    return bars.assign(below=foot - bars["low"] * height, above=foot - bars["high"] * height, when=when)
