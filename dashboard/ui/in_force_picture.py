"""The picture of what is in force when: one line for each zone and clause."""

from datetime import UTC, datetime

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.domain.agreement import Agreement
from dashboard.present.in_force_chart import STATES, InForceChart, in_force_chart
from dashboard.ui.theme import quiet, theme

_ROW_PX = 28
_INK = {"light": "#1c2126", "dark": "#e4e9ee"}
_COLOURS = {"light": ("#5a4a9c", "#a79bd8", "#e69f00", "#b9c0c7"), "dark": ("#b3a3f0", "#6d5fae", "#e69f00", "#55606b")}


def in_force_picture(agreement: Agreement, *, key: str) -> None:
    """Draw the chart with its times in words beside each bar."""
    told = in_force_chart(agreement, now=datetime.now(UTC))
    quiet(f"Zones by number, then clauses, {agreement.time_zone} time. Bars that reach an edge go on beyond it.")
    st.altair_chart(_chart(told), key=key, height=_ROW_PX * len(told.parts) + 70, alt=_in_words(told))


def _in_words(told: InForceChart) -> str:
    lines = (f"{row.part} {row.state} {row.told}" for row in told.bars.itertuples())
    return "What is in force when. " + "; ".join(lines)


def _chart(told: InForceChart) -> alt.LayerChart | alt.FacetChart:
    rows = told.bars.assign(**{side: _as_utc(told, side) for side in ("from", "to")})
    span = alt.Scale(type="utc", domain=[_milliseconds(told.start), _milliseconds(told.end)])
    order = alt.Y("part:N", title=None, sort=list(told.parts), scale=alt.Scale(domain=list(told.parts)), axis=None)
    names = alt.Chart(pd.DataFrame({"part": told.parts})).mark_text(align="left", dy=-8, fontSize=11, color=_INK[theme()])
    bars = alt.Chart(rows).mark_bar(cornerRadius=2, height=8, yOffset=3)
    drawn = bars.encode(
        x=alt.X("from:T", title=None, scale=span, axis=alt.Axis(labelOverlap=True, labelSeparation=14, format="%d %b %Y")),
        x2="to:T",
        y=order,
        color=alt.Color(
            "state:N",
            title=None,
            scale=alt.Scale(domain=list(STATES), range=list(_COLOURS[theme()])),
            legend=alt.Legend(orient="top", labelFontSize=11, columnPadding=8),
        ),
        tooltip=[
            alt.Tooltip("part:N", title="Zone or clause"),
            alt.Tooltip("state:N", title="State"),
            alt.Tooltip("told:N", title="When"),
        ],
    )
    lines = names.mark_rule(yOffset=-_ROW_PX / 2, color=_INK[theme()], opacity=0.15)
    # The name stands over its bar rather than beside it, so that a narrow screen keeps its width for the time.
    return alt.layer(lines.encode(y=order), drawn, names.encode(x=alt.value(0), y=order, text="part:N"))


def _as_utc(told: InForceChart, side: str) -> pd.Series:
    """Return a column of wall times as if they were UTC, as the chart reads them."""
    return told.bars[side].astype("datetime64[us]").dt.tz_localize("UTC")


def _milliseconds(wall_time: datetime) -> float:
    return wall_time.replace(tzinfo=UTC).timestamp() * 1000
