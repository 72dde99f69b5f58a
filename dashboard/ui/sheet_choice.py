"""Which sheet of a workbook, or layer of a file of layers, is read."""

import streamlit as st

from dashboard.ui.dropped import Dropped, look_once


def sheet_choice(one: Dropped, sheets: tuple[str, ...]) -> None:
    """Ask for the sheet to read; another one is looked at as a table of its own. UnreadableFileError where it is none."""
    widget = f"{one.key}:sheet"
    st.session_state[widget] = one.settled.sheet or ""
    shown = "" if one.settled.sheet else look_once(one).sheet
    st.selectbox(
        f"This file has {len(sheets)} sheets. Which one holds the observations?",
        ("", *sheets),
        key=widget,
        format_func=lambda name: name or f"chosen by its headings: {shown}",
        on_change=lambda: one.settle(sheet=str(st.session_state[widget])),
        width=420,
    )
