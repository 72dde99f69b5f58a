"""Which sheet of a workbook, or layer of a file of layers, is read."""

import streamlit as st

from dashboard.ui.dropped import Dropped


def sheet_choice(one: Dropped, sheets: tuple[str, ...], shown: str) -> None:
    """Ask for the sheet to read; another one is a table of its own. shown: the one taken unasked, empty where not known."""
    widget = f"{one.key}:sheet"
    st.session_state[widget] = one.settled.sheet or ""
    st.selectbox(
        f"This file has {len(sheets)} sheets. Which one holds the observations?",
        ("", *sheets),
        key=widget,
        format_func=lambda name: name or (f"chosen by its headings: {shown}" if shown else "chosen by its headings"),
        on_change=lambda: one.settle(sheet=str(st.session_state[widget])),
        width=420,
    )
