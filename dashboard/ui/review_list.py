"""The queue of incidents: a kind of them, a page at a time; choosing a row opens it, choosing several decides them at once."""

from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from dashboard.domain.access import Action
from dashboard.present.review_list import QueuePage, queue_page
from dashboard.present.review_queue import KINDS, QueuedIds, count_shown, queue_words, shown
from dashboard.present.sentences import count_of
from dashboard.ui import link
from dashboard.ui.docket import Desk
from dashboard.ui.review_batch import batch
from dashboard.ui.review_choice import choose, neighbours, place_of
from dashboard.ui.row_choice import ROW_PX, row_choice, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import icon_uri, quiet
from dashboard.ui.visitor import may

PAGE_SIZE = 15
_KIND, _PAGE, _SEVERAL, _FOLLOWED = "review:kind", "review:page", "review:several", "review:followed"


def review_list(scene: Scene, desk: Desk, incident: str | None, who: str) -> None:
    """Show the queue, with the incident under review ticked."""
    situation, standpoints = scene.picture.situation, desk.docket.standpoints
    kind = _kind({kind: count_shown(desk.queue, situation, kind) for kind in KINDS})
    positions = shown(desk.queue, situation, kind)
    ids = QueuedIds(situation, positions)
    _steps(ids, incident)
    if not len(ids):
        quiet("Nothing of this kind is in view.")
        return
    number = _followed_page(ids, incident)
    language = link.asked().language
    page = queue_page(
        desk.queue, situation, standpoints, positions, number=number, size=PAGE_SIZE, zone=scene.zone, language=language
    )
    if st.session_state.get(_SEVERAL) and may(Action.REVIEW):
        batch(scene, desk, _several_rows(page, scene.zone), who)
    else:
        _rows(page, incident, scene.zone)
    with st.container(key="review-foot", horizontal=True, vertical_alignment="center"):
        _page_choice(page)
        if may(Action.REVIEW):
            st.toggle("Decide several at once", key=_SEVERAL)
    quiet(queue_words())


def _kind(counts: dict[str, int]) -> str:
    chosen = st.segmented_control(
        "What to show",
        list(KINDS),
        key=_KIND,
        default=next(iter(KINDS)),
        format_func=lambda kind: f"{kind} **{counts[kind]:,}**",
        required=True,
        label_visibility="collapsed",
        on_change=_first_page,
    )
    return str(chosen)


def _first_page() -> None:
    st.session_state[_PAGE] = 1


def _steps(ids: QueuedIds, incident: str | None) -> None:
    before, after = neighbours(ids, incident)
    place = place_of(ids, incident)
    with st.container(key="review-steps", horizontal=True, vertical_alignment="center"):
        st.button("Next", key="review:next", shortcut="j", on_click=choose, args=(after,), disabled=after is None)
        st.button("Previous", key="review:previous", shortcut="k", on_click=choose, args=(before,), disabled=before is None)
        quiet(f"{place + 1:,} of {len(ids):,}" if place is not None else count_of(len(ids), "incident"))


def _followed_page(ids: QueuedIds, incident: str | None) -> int:
    """Return the page to show: that of the incident where another one was just chosen, else the one shown so far."""
    if incident != st.session_state.get(_FOLLOWED):
        st.session_state[_FOLLOWED] = incident
        place = place_of(ids, incident)
        if place is not None:
            st.session_state[_PAGE] = place // PAGE_SIZE + 1
    return int(st.session_state.get(_PAGE, 1))


def _rows(page: QueuePage, incident: str | None, zone: ZoneInfo) -> None:
    row_choice(
        _with_signs(page, zone),
        key="review:list",
        chosen=page.ids.index(incident) if incident in page.ids else None,
        on_row=lambda row: choose(None if row is None else page.ids[row]),
        columns=_columns(zone),
        alt=f"Incidents to be reviewed, page {page.number} of {page.of}. Choose a row to review the incident.",
    )


def _several_rows(page: QueuePage, zone: ZoneInfo) -> tuple[str, ...]:
    """Show the page with a box for each row and return the incidents that are ticked."""
    event = st.dataframe(
        _with_signs(page, zone),
        key=f"review:several:{hash(page.ids)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        height=table_height(len(page.ids)),
        row_height=ROW_PX,
        column_config=_columns(zone),
        alt=f"Incidents to be reviewed, page {page.number} of {page.of}. Tick those to decide at once.",
    )
    return tuple(page.ids[row] for row in event["selection"]["rows"])


def _with_signs(page: QueuePage, zone: ZoneInfo) -> pd.DataFrame:
    table = page.table.rename(columns={"When": f"When ({zone.key})"}).set_axis(list(page.ids))
    table.insert(0, "", [icon_uri(verdict) for verdict in table["Machine verdict"]])
    return table


def _columns(zone: ZoneInfo) -> dict[str, Any]:
    return {
        "": st.column_config.ImageColumn("", width=38),
        "Machine verdict": st.column_config.TextColumn(width=122),
        "People": st.column_config.TextColumn("Decision of people", width=124),
        "Act": st.column_config.TextColumn(width=140),
        f"When ({zone.key})": st.column_config.TextColumn(width=140),
        "Where": st.column_config.TextColumn(width=220),
        "Why it stands here": st.column_config.TextColumn(width=300),
    }


def _page_choice(page: QueuePage) -> None:
    key = f"review:page:{page.number}:{page.of}"

    def turn() -> None:
        st.session_state[_PAGE] = st.session_state[key]

    st.pagination(page.of, default=page.number, key=key, on_change=turn)
