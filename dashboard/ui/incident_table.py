"""The list of incidents, a page at a time: choosing a row opens the incident."""

from zoneinfo import ZoneInfo

import streamlit as st

from dashboard.present.facets import ORDERS
from dashboard.present.incident_list import Page, incident_page
from dashboard.present.selection import Selection
from dashboard.ui import link
from dashboard.ui.downloads import selection_downloads
from dashboard.ui.incident_panel import PANEL
from dashboard.ui.jump import jump_to
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, icon_uri


def incident_table(scene: Scene, selection: Selection) -> None:
    """Show the selected incidents with their order, page size and page."""
    asked = link.asked()
    page = incident_page(
        scene.facets,
        scene.picture.situation,
        selection,
        order=asked.order,
        number=asked.page,
        size=asked.size,
        zone=scene.zone,
        language=asked.language,
    )
    with st.container(key="list-head", horizontal=True, vertical_alignment="center"):
        heading("Incidents", _range_words(page, asked.size, len(selection.incidents)))
        selection_downloads(scene, selection)
    _rows(page, asked.incident, scene.zone)
    with st.container(key="list-foot", horizontal=True, vertical_alignment="center"):
        _page_choice(page)
        _order_choice()
        _size_choice()


def _range_words(page: Page, size: int, total: int) -> str:
    first = (page.number - 1) * size + 1
    return f"{first:,}–{first + len(page.ids) - 1:,} of {total:,}" if page.ids else "none"


def _rows(page: Page, chosen: str | None, zone: ZoneInfo) -> None:
    table = page.table.rename(columns={"When": f"When ({zone.key})"}).set_axis(list(page.ids))
    table.insert(0, "", [icon_uri(verdict) for verdict in table["Verdict"]])
    row_choice(
        table,
        key="list",
        chosen=page.ids.index(chosen) if chosen in page.ids else None,
        on_row=lambda row: _open(None if row is None else page.ids[row]),
        columns={
            "": st.column_config.ImageColumn("", width=38),
            "Verdict": st.column_config.TextColumn(width=150),
            f"When ({zone.key})": st.column_config.TextColumn(width=205),
            "Act": st.column_config.TextColumn(width=190),
            "Where": st.column_config.TextColumn(width=240),
            "Observations": st.column_config.NumberColumn("Obs.", help="Observations", width=58),
            "Origins": st.column_config.NumberColumn(help="Independent origins", width=68),
        },
        alt=f"Incidents, page {page.number} of {page.of}. Choose a row to open the incident.",
    )


def _open(incident: str | None) -> None:
    """Open an incident, or none. It opens above the list: whoever chose it further down has to be brought there to see it."""
    link.change(incident=incident)
    if incident is not None:
        jump_to(PANEL)


def _page_choice(page: Page) -> None:
    key = f"list:page:{page.number}:{page.of}"
    st.pagination(page.of, default=page.number, key=key, on_change=lambda: link.change(page=st.session_state[key]))


def _order_choice() -> None:
    st.session_state["list:order"] = link.asked().order
    st.selectbox(
        "Order",
        list(ORDERS),
        key="list:order",
        on_change=lambda: link.change(order=st.session_state["list:order"], page=1),
        label_visibility="collapsed",
        width=190,
    )


def _size_choice() -> None:
    st.session_state["list:size"] = link.asked().size
    st.selectbox(
        "Rows on a page",
        link.PAGE_SIZES,
        key="list:size",
        format_func=lambda size: f"{size} rows",
        on_change=lambda: link.change(size=st.session_state["list:size"], page=1),
        label_visibility="collapsed",
        width=120,
    )
