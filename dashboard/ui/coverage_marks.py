"""How coverage is drawn: solid parts of a bar for what was watched, prevented or had no asset, hatching for what nobody stated.

The parts differ in lightness and stand in one order, so that colour is not what tells them apart. Charts cannot hatch, and their
gradients are lost as soon as the page's address changes: a chart names its bars `UNSAID` or `HOLLOW`, and the style sheet hatches
what has these names.
"""

from typing import Any

import altair as alt
import pandas as pd

from dashboard.present.coverage_strip import LEGEND, PARTS
from dashboard.present.encode import html_text
from dashboard.present.palette import Theme
from dashboard.ui.theme import theme

UNSAID, HOLLOW = "cf_unsaid", "cf_hollow"
"""Names of the bars that are hatched: where nobody stated whether anyone looked, and where no incident is no proof of quiet."""
_COLOURS: dict[Theme, tuple[str, ...]] = {
    "light": ("#2b6a77", "#d99a2b", "#aab3bb"),
    "dark": ("#6fc3d2", "#c07f1e", "#5d6873"),
}
"""Of PARTS, darkest first on a light ground, lightest first on a dark one."""
_HATCH: dict[Theme, tuple[str, str]] = {"light": ("#8d979f", "#d0d6da"), "dark": ("#7c8893", "#3a444d")}
"""Of `UNSAID` and `HOLLOW`."""

DRAWN_AS = {"embedOptions": {"renderer": "svg"}}
"""What a chart with hatched bars says of itself: however many bars it has, the style sheet reaches no drawing of another kind."""


def part_colours() -> alt.Scale:
    """Return the colours of the parts in the visitor's theme."""
    return alt.Scale(domain=[part for part, _ in PARTS], range=list(_COLOURS[theme()]))


def hatched(bins: pd.DataFrame, name: str) -> alt.Chart:
    """Return bars of `UNSAID` or `HOLLOW`, flat grey where the style sheet does not reach."""
    ink = _HATCH[theme()][name == HOLLOW]
    chart: alt.Chart = alt.Chart(as_utc(bins), name=name).mark_rect(fill=ink)
    return chart


def legend() -> str:
    """Return the parts with their words as HTML."""
    colours = dict(zip((part for part, _ in PARTS), _COLOURS[theme()], strict=True))
    swatches = "".join(
        f'<span class="cf-part">{_swatch(colours.get(part, ""))}{html_text(words)}</span>' for part, words in LEGEND.items()
    )
    return f'<span class="cf-parts">{swatches}</span>'


def as_utc(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows whose wall times `from` and `to` are told as if they were UTC, as charts read them."""
    times: dict[str, Any] = {side: rows[side].astype("datetime64[us]").dt.tz_localize("UTC") for side in ("from", "to")}
    return rows.assign(**times)


def _swatch(colour: str) -> str:
    kind, shown = ("", colour) if colour else ("cf-unsaid", _HATCH[theme()][0])
    return f'<i class="{kind}" style="background-color:{shown}"></i>'
