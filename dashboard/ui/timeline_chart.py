"""The timeline: incidents stacked by verdict. Drawing a range over it, or choosing a bar, narrows the days."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import altair as alt
import pandas as pd
import streamlit as st

from dashboard.present.coverage_strip import Strip
from dashboard.present.encode import html_text
from dashboard.present.palette import VERDICT_STYLES, Theme
from dashboard.present.timeline import Timeline
from dashboard.ui import link
from dashboard.ui.coverage_marks import DRAWN_AS, HOLLOW, UNSAID, as_utc, hatched, legend, part_colours
from dashboard.ui.theme import theme

_HEIGHT_PX = 152
PANEL_PX = _HEIGHT_PX + 66
"""Height the chart takes with its title, its legend and the gaps, CSS pixels."""
_STRIP_PX, _GAP_PX = 13, 4
"""Heights of the strip of coverage and of the gap above it, CSS pixels."""
_HOW = "Draw a range or choose a bar to narrow the days."
TITLES = {"hour": "per hour", "day": "per day", "week": "per week, from Monday", "month": "per month"}
_HOURS = {"hour": 1, "day": 24, "week": 168, "month": 730}
_TICKS = 12
_WHEN, _TOLD = alt.Tooltip("when:N", title="From"), alt.Tooltip("told:N", title="Who looked")
FORMATS = {"hour": "%d %b %H:%M", "day": "%d %b", "week": "%d %b %Y", "month": "%b %Y"}


def timeline_chart(
    line: Timeline, strip: Strip, zone: ZoneInfo, *, key: str, remark: str, on_days: Callable[[date, date], None]
) -> None:
    """Draw the timeline and hand the local days of a drawn range or a chosen bar to `on_days`. remark: on who looked, or "".

    `key` must change with the days shown, or a range drawn before would stay upon bars it was not drawn over.
    """
    title = f"Incidents {TITLES[line.unit]}, by the time they began ({zone.key} time)"
    state_key = f"timeline:{key}"
    how = _HOW if line.end - line.start > timedelta(days=1) else ""
    looked = f"<span>Who looked: {legend()}</span>"
    st.html(f'<p class="cf-quiet cf-above"><span>{html_text(title)}</span>{looked}</p>')
    st.altair_chart(
        _chart(line, strip),
        key=state_key,
        on_select=lambda: _tell(st.session_state[state_key]["selection"], line, on_days),
        alt=f"{title}. {_in_words(line, strip)} The list below holds the same incidents.",
        height=_HEIGHT_PX,
    )
    if remark or how:
        told = f'<span lang="{link.asked().language}">{html_text(remark)}</span>' if remark else ""
        st.html(f'<p class="cf-quiet">{html_text(how)} {told}</p>')


def when_words(starts: pd.Series, unit: str) -> list[str]:
    """Return when bins begin in words. starts: wall times. unit: of the timeline."""
    words: list[str] = starts.dt.strftime(FORMATS[unit]).tolist()
    return words


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
    ends = line.bins.loc[line.bins["from"] == begins, "to"]
    return begins.date(), (ends.iloc[0] - timedelta(milliseconds=1)).date() if len(ends) else begins.date()


def _tell(selection: Mapping[str, Any], line: Timeline, on_days: Callable[[date, date], None]) -> None:
    days = chosen_days(selection, line)
    if days:
        on_days(*days)


def _wall_time(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).replace(tzinfo=None)


def wall_milliseconds(wall_time: datetime) -> float:
    """Return a wall time as if it were UTC, in milliseconds, as charts take it."""
    return wall_time.replace(tzinfo=UTC).timestamp() * 1000


def _in_words(line: Timeline, strip: Strip) -> str:
    hollow = int(strip.bins["is_hollow"].sum())
    silent = f" {hollow:,} of {len(strip.bins):,} bins have no incident and were not watched throughout: they are hatched."
    return _counts_in_words(line) + (silent if hollow else "")


def _counts_in_words(line: Timeline) -> str:
    if line.counts.empty:
        return "There are no incidents to show."
    per_bin = line.counts.groupby("from")["incidents"].sum()
    most = per_bin.idxmax()
    total = int(per_bin.sum())
    return f"{total:,} incidents; the most, {int(per_bin.max()):,}, in the {line.unit} that begins {most:%d %b %Y %H:%M}."


def _chart(line: Timeline, strip: Strip) -> alt.LayerChart | alt.FacetChart:
    # Vega knows no interval of hours by the name that its schema gives it.
    ticks: Any = _TICKS if line.unit == "hour" else {"interval": line.unit, "step": _every(line)}
    axis = alt.Axis(grid=False, labelOverlap=True, labelSeparation=14, format=FORMATS[line.unit], tickCount=ticks)
    span = alt.Scale(type="utc", domain=[wall_milliseconds(line.start), wall_milliseconds(line.end)])
    x = alt.X("from:T", title=None, scale=span, axis=axis)
    # What tells of a bin lies over all that is drawn of its coverage and under its bars.
    drawn: Any = alt.layer(*_coverage(line, strip, x), _bars(line, strip, x))
    layered: alt.LayerChart = drawn.resolve_scale(y="independent", color="independent").properties(usermeta=DRAWN_AS)
    return layered


def _coverage(line: Timeline, strip: Strip, x: alt.X) -> Iterator[alt.Chart]:
    """Yield the strip along the axis, hatching over bins without incidents that were not watched, and the words of every bin."""
    bins = as_utc(strip.bins).assign(when=when_words(strip.bins["from"], line.unit))
    foot, top = alt.value(alt.expr("height")), alt.value(alt.expr(f"height - {_STRIP_PX}"))
    above, ceiling = alt.value(alt.expr(f"height - {_STRIP_PX + _GAP_PX}")), alt.value(0)
    yield hatched(strip.bins[strip.bins["is_hollow"]], HOLLOW).encode(x=x, x2="to:T", y=ceiling, y2=above)
    yield hatched(strip.bins[strip.bins["is_open"]], UNSAID).encode(x=x, x2="to:T", y=top, y2=foot)
    heights = alt.Scale(domain=[0, 1], range=[alt.expr("height"), alt.expr(f"height - {_STRIP_PX}")])
    y = alt.Y("low:Q", scale=heights, axis=None)
    colour = alt.Color("part:N", legend=None, scale=part_colours())
    yield alt.Chart(as_utc(strip.parts)).mark_rect().encode(x=x, x2="to:T", y=y, y2="high:Q", color=colour)
    told = alt.Chart(bins).mark_rect(opacity=0)
    yield told.encode(x=x, x2="to:T", y=ceiling, y2=foot, tooltip=[_WHEN, _TOLD])


def _bars(line: Timeline, strip: Strip, x: alt.X) -> alt.Chart:
    rank = {verdict: number for number, verdict in enumerate(VERDICT_STYLES)}
    rows = as_utc(line.counts.merge(strip.bins[["from", "told"]], on="from"))
    rows["when"] = when_words(rows["from"], line.unit)
    rows["rank"] = rows["verdict"].map(rank).astype("int64")
    bars: alt.Chart = alt.Chart(rows).mark_bar(binSpacing=1, orient="vertical")
    return bars.encode(
        x=x,
        x2="to:T",
        y=alt.Y("incidents:Q", title=None, scale=_heights(rows), axis=alt.Axis(tickMinStep=1, tickCount=4, format=",d")),
        color=alt.Color("verdict:N", legend=None, scale=_colours(theme())),
        order=alt.Order("rank:Q"),
        opacity=alt.when("range").then(alt.value(1.0)).otherwise(alt.value(0.35)),
        tooltip=[
            _WHEN,
            alt.Tooltip("verdict:N", title="Verdict"),
            alt.Tooltip("incidents:Q", title="Incidents", format=",d"),
            _TOLD,
        ],
    ).add_params(
        alt.selection_interval(name="range", encodings=["x"]),
        alt.selection_point(name="bar", fields=["from"], on="click", toggle=False),
    )


def _heights(rows: pd.DataFrame) -> alt.Scale:
    """Return the scale of the bars, which stand above the strip. Without any incident, too, it begins at its foot."""
    most = alt.Undefined if len(rows) else 1
    return alt.Scale(domainMin=0, domainMax=most, range=[alt.expr(f"height - {_STRIP_PX + _GAP_PX}"), 0])


def _every(line: Timeline) -> int:
    """Return how many bins lie between two ticks, so that there are about a dozen."""
    bins = (line.end - line.start) / timedelta(hours=_HOURS[line.unit])
    return max(1, round(bins / _TICKS))


def _colours(shown: Theme) -> alt.Scale:
    styles = VERDICT_STYLES.values()
    return alt.Scale(domain=[style.verdict for style in styles], range=[style.colour(shown) for style in styles])
