"""Two versions side by side: every difference in words, and the zones that differ on a small map."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from dashboard.domain.agreement import Agreement, Zone
from dashboard.domain.intervals import Interval
from dashboard.engine.compare import Comparison, compare
from dashboard.present.compare_words import differences
from dashboard.present.encode import html_text
from dashboard.present.map_payload import MapPayload
from dashboard.present.map_view import zone_shapes
from dashboard.present.screen import home_box
from dashboard.ui.map_frame import show_map
from dashboard.ui.session import Scene, basemap_url
from dashboard.ui.situation_map import attribution
from dashboard.ui.theme import quiet, theme

_MAP_PX = 380
_LEGEND = ("now", "before")


def show_comparison(scene: Scene, before: Agreement, after: Agreement, *, key: str) -> None:
    """Say in what `after` differs from `before`."""
    told = compare(before, after)
    if told.is_empty:
        quiet("The two say the same: no word, no corner and no time differs.")
        return
    cells = "".join(
        f"<tr><th>{html_text(one.what)}</th><td>{html_text(one.before)}</td><td>{html_text(one.after)}</td></tr>"
        for one in differences(told)
    )
    heads = "<tr><th></th><th>Before</th><th>Now</th></tr>"
    body = f"<thead>{heads}</thead><tbody>{cells}</tbody>"
    table = f'<div class="cf-scroll"><table class="cf-table cf-differences">{body}</table></div>'
    if not _moved(told):
        st.html(table)
        return
    words, on_map = st.columns([58, 42], gap="medium")
    with words:
        st.html(table)
    with on_map:
        _map(scene, told, key)


def _moved(told: Comparison) -> bool:
    return any(one.change != "changed" or "geometry" in one.fields for one in told.zones)


def _map(scene: Scene, told: Comparison, key: str) -> None:
    before = {f"before {one.before.id}": one.before for one in told.zones if one.before is not None}
    after = {f"now {one.after.id}": one.after for one in told.zones if one.after is not None}
    shapes = tuple(
        replace(shape, in_force=shape.zone_id in after)
        for shape in zone_shapes(_only(told.after, {**before, **after}), Interval())
    )  # fmt: skip
    show_map(
        MapPayload(zones=shapes),
        basemap_url=basemap_url(),
        view=None,
        bounds=home_box([one.geometry for one in (*before.values(), *after.values())], scene.project.theatre.bounds),
        theme=theme(),
        attribution=attribution(scene),
        height=_MAP_PX,
        key=f"{key}:map",
        title="Map of the zones in which the two versions differ",
        with_incidents=False,
        zone_legend=_LEGEND,
    )


def _only(agreement: Agreement, zones: Mapping[str, Zone]) -> Agreement:
    """Return an agreement of nothing but some zones, under names of their own, at all times."""
    alone = tuple(replace(zone, id=name, in_force=(Interval(),)) for name, zone in zones.items())
    return replace(agreement, zones=alone, provisions=(), in_force=(Interval(),))
