"""A table whose rows open something: by a tick, or by a click anywhere in the row."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

ROW_PX = 35
_Told = Callable[[int | None], None]


def row_choice(
    table: pd.DataFrame, *, key: str, chosen: int | None, on_row: _Told, columns: Mapping[str, Any], alt: str, rows_max: int = 100
) -> None:
    """Show a table with its chosen row ticked; `on_row` is told the row the visitor chose, None where it was let go.

    A browser keeps a clicked cell and is silent when it is clicked again. So the table is mounted anew when its rows change, or
    when the choice came from elsewhere.
    """
    mount = _mount(key, (tuple(table.index), chosen))
    widget = f"{key}:{mount}"
    st.session_state[widget] = {"selection": {"rows": [] if chosen is None else [chosen], "columns": [], "cells": []}}
    st.dataframe(
        table,
        key=widget,
        hide_index=True,
        on_select=lambda: _tell(key, widget, tuple(table.index), on_row),
        selection_mode=["single-row", "single-cell"],
        height=table_height(min(len(table), rows_max)),
        row_height=ROW_PX,
        column_config=dict(columns),
        alt=alt,
    )


def table_height(rows: int) -> int:
    """Return the height in CSS pixels of a table that shows so many rows and its header; one without rows says so in one."""
    return ROW_PX * (max(rows, 1) + 1) + 3


def _mount(key: str, shown: tuple[object, int | None]) -> int:
    """Return a number that changes when the table shows what it did not bring about itself."""
    state = st.session_state
    if state.get(f"{key}:shown") != shown:
        state[f"{key}:shown"] = shown
        state[f"{key}:cells"] = []
        state[f"{key}:mount"] = state.get(f"{key}:mount", 0) + 1
    return int(state[f"{key}:mount"])


def _tell(key: str, widget: str, index: tuple[object, ...], on_row: _Told) -> None:
    selection = st.session_state[widget]["selection"]
    row = row_meant(selection, st.session_state[f"{key}:cells"])
    st.session_state[f"{key}:cells"] = selection["cells"]
    st.session_state[f"{key}:shown"] = (index, row)
    on_row(row)


def row_meant(selection: Mapping[str, Any], cells_before: list[Any]) -> int | None:
    """Return the row that a selection means: that of a cell clicked just now, else the one ticked, else none."""
    if selection["cells"] and selection["cells"] != cells_before:
        return int(selection["cells"][0][0])
    return int(selection["rows"][0]) if selection["rows"] else None
