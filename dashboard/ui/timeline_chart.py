"""The timeline: incidents stacked by verdict. Drawing a range over it, or choosing a bar, narrows the days."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import altair as alt
import streamlit as st

from dashboard.present.encode import html_text
from dashboard.present.palette import VERDICT_STYLES, Theme
from dashboard.present.timeline import Timeline
from dashboard.ui.theme import theme

_HEIGHT_PX = 146
PANEL_PX = _HEIGHT_PX + 38
"""Height the chart takes with its title and the gaps, CSS pixels."""
_HOW = "Draw a range or choose a bar to narrow the days."
_TITLES = {"hour": "per hour", "day": "per day", "week": "per week, from Monday", "month": "per month"}
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 730}
_FORMATS = {"hour": "%d %b %H:%M", "day": "%d %b", "week": "%d %b %Y", "month": "%b %Y"}


def timeline_chart(line: Timeline, zone: ZoneInfo, *, key: str, on_days: Callable[[date, date], None]) -> None:
    """Draw the timeline and hand the local days of a drawn range or a chosen bar to `on_days`.

    `key` must change with the days shown, or a range drawn before would stay upon bars it was not drawn over.
    """
    title = f"Incidents {_TITLES[line.unit]}, by the time they began ({zone.key} time)"
    state_key = f"timeline:{key}"
    how = _HOW if line.end - line.start > timedelta(days=1) else ""
    st.html(f'<p class="cf-quiet">{html_text(title)}. {html_text(how)}</p>')
    st.altair_chart(
        _chart(line),
        key=state_key,
        on_select=lambda: _tell(st.session_state[state_key]["selection"], line, on_days),
        alt=f"{title}. {_in_words(line)} The list below holds the same incidents.",
        height=_HEIGHT_PX,
    )


def chosen_days(selection: Mapping[str, Any], line: Timeline) -> tuple[date, date] | None:
    """Return the first and last local day of what was selected on the chart, None where nothing is.

    The chart's times are local wall times told as if they were UTC, in milliseconds.
    """
    drawn: Sequence[float] = selection.get("range", {}).get("from", ())
    if len(drawn) == 2 and drawn[0] < drawn[1]:
        first, last = _wall_time(drawn[0]), _wall_time(drawn[1]) - timedelta(milliseconds=1)
        return first.date(), last.date()
    bars = [bar["from"] for bar in selection.get("bar", ()) if "from" in bar]
    if not bars:
        return None
    begins = _wall_time(bars[0])
    ends = line.counts.loc[line.counts["from"] == begins, "to"]
    return begins.date(), (ends.iloc[0] - timedelta(milliseconds=1)).date() if len(ends) else begins.date()


def _tell(selection: Mapping[str, Any], line: Timeline, on_days: Callable[[date, date], None]) -> None:
    days = chosen_days(selection, line)
    if days:
        on_days(*days)


def _wall_time(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).replace(tzinfo=None)


def _milliseconds(wall_time: datetime) -> float:
    return wall_time.replace(tzinfo=UTC).timestamp() * 1000


def _in_words(line: Timeline) -> str:
    if line.counts.empty:
        return "There are no incidents to show."
    per_bin = line.counts.groupby("from")["incidents"].sum()
    most = per_bin.idxmax()
    total = int(per_bin.sum())
    return f"{total:,} incidents; the most, {int(per_bin.max()):,}, in the {line.unit} that begins {most:%d %b %Y %H:%M}."


def _chart(line: Timeline) -> alt.Chart:
    rank = {verdict: number for number, verdict in enumerate(VERDICT_STYLES)}
    rows = line.counts.assign(
        rank=line.counts["verdict"].map(rank).astype("int64"),
        **{side: line.counts[side].dt.tz_localize("UTC") for side in ("from", "to")},
    )
    ticks: Any = {"interval": line.unit, "step": _every(line)}
    axis = alt.Axis(grid=False, labelOverlap=True, labelSeparation=14, format=_FORMATS[line.unit], tickCount=ticks)
    span = alt.Scale(type="utc", domain=[_milliseconds(line.start), _milliseconds(line.end)])
    bars: alt.Chart = alt.Chart(rows).mark_bar(binSpacing=1, orient="vertical")
    return bars.encode(
        x=alt.X("from:T", title=None, scale=span, axis=axis),
        x2="to:T",
        y=alt.Y("incidents:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d")),
        color=alt.Color("verdict:N", legend=None, scale=_colours(theme())),
        order=alt.Order("rank:Q"),
        opacity=alt.when("range").then(alt.value(1.0)).otherwise(alt.value(0.35)),
        tooltip=[
            alt.Tooltip("from:T", title="From", format=_FORMATS[line.unit], formatType="utc"),
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
        ],
    ).add_params(
        alt.selection_interval(name="range", encodings=["x"]),
        alt.selection_point(name="bar", fields=["from"], on="click", toggle=False),
    )


def _every(line: Timeline) -> int:
    """Return how many bins lie between two ticks, so that there are about a dozen."""
    bins = (line.end - line.start) / timedelta(hours=_HOURS[line.unit])
    return max(1, round(bins / 12))


def _colours(shown: Theme) -> alt.Scale:
    styles = VERDICT_STYLES.values()
    return alt.Scale(domain=[style.verdict for style in styles], range=[style.colour(shown) for style in styles])
