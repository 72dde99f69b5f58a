"""The table in which rejected rows are edited. Its columns have names of ours, since the file's may be called like them."""

import hashlib
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from dashboard.ingest.account import WHOLE_ROW
from dashboard.ingest.intake import Rejection
from dashboard.ingest.mappings.mapped import JOINED
from dashboard.ingest.repairs import RowPlace
from dashboard.present.repair_words import beside_value
from dashboard.ui.row_choice import ROW_PX, table_height

PAGE_ROWS = 200
_LINE, _FAULT, _WHY = "line", "fault", "why"
Edits = dict[RowPlace, dict[str, str]]
"""By where the rejected row stood, the new text of its cells by heading."""


def repair_table(rejections: Sequence[Rejection], page: int, edits: Edits, *, key: str) -> None:
    """Show a page of rejected rows for editing; what is typed goes into `edits`."""
    first = page * PAGE_ROWS
    shown = list(rejections[first : first + PAGE_ROWS])
    headings = headings_at_fault_first(shown)
    # Other rows are another table: what was typed into this one must never reach them.
    widget, base = f"{key}:editor:{_digest(shown)}", f"{key}:base"
    if widget not in st.session_state or base not in st.session_state:
        # A table mounted anew has forgotten what was typed into it, so it starts with that.
        st.session_state[base] = {place: dict(cells) for place, cells in edits.items()}
    st.data_editor(
        _styled(table_of(shown, headings, st.session_state[base])),
        key=widget,
        hide_index=True,
        num_rows="fixed",
        disabled=(_LINE, _FAULT, _WHY),
        height=min(420, table_height(len(shown))),
        row_height=ROW_PX,
        column_config=_config(headings, shown),
        on_change=_take,
        args=(widget, headings, [place_of(one) for one in shown], edits),
    )


def place_of(rejection: Rejection) -> RowPlace:
    """Return where a rejected row stood, which tells it from every other."""
    return rejection.file, rejection.line


def headings_at_fault_first(shown: Sequence[Rejection]) -> list[str]:
    """Return the headings of the rows, those that have a problem somewhere before the others."""
    every = list(dict.fromkeys(name for one in shown for name in one.cells))
    wrong = {name for one in shown for name in at_fault(one)}
    return [name for name in every if name in wrong] + [name for name in every if name not in wrong]


def at_fault(rejection: Rejection) -> set[str]:
    """Return the headings of the cells that a rejection complains of."""
    return {name for problem in rejection.problems for name in (problem.column, *problem.column.split(JOINED))}


def table_of(shown: Sequence[Rejection], headings: Sequence[str], edits: Edits) -> pd.DataFrame:
    """Return the rows as the table shows them: line, what is at fault, why, and their own cells."""
    rows = []
    for one in shown:
        cells = {**one.cells, **edits.get(place_of(one), {})}
        rows.append((one.line, _faults(one), _reasons(one), *(cells.get(name, "") for name in headings)))
    return pd.DataFrame(rows, columns=[_LINE, _FAULT, _WHY, *_own(headings)])


def _digest(shown: Sequence[Rejection]) -> str:
    return hashlib.sha256(repr([(place_of(one), one.cells) for one in shown]).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _own(headings: Sequence[str]) -> list[str]:
    return [f"cell {number}" for number in range(len(headings))]


def _faults(one: Rejection) -> str:
    return "; ".join(
        "the whole row" if problem.column == WHOLE_ROW else f"{problem.column}: {problem.value or '(empty)'}"
        for problem in one.problems
    )


def _reasons(one: Rejection) -> str:
    return "; ".join(beside_value(problem.reason, problem.value) for problem in one.problems)


def _styled(table: pd.DataFrame) -> Styler:
    """Mark what is at fault. Cells that can be edited take no style, so the mark stands beside them, with their content."""
    return table.style.set_properties(subset=[_FAULT], **{"background-color": "rgba(200, 85, 61, 0.18)", "font-weight": "600"})


def _config(headings: Sequence[str], shown: Sequence[Rejection]) -> dict[str, Any]:
    wrong = {name for one in shown for name in at_fault(one)}
    own = {
        column: st.column_config.TextColumn(f"{name} (at fault)" if name in wrong else name)
        for column, name in zip(_own(headings), headings, strict=True)
    }
    return {
        _LINE: st.column_config.NumberColumn("Line", width=60, pinned=True),
        _FAULT: st.column_config.TextColumn("At fault", pinned=True),
        _WHY: st.column_config.TextColumn("Why", width="large"),
        **own,
    }


def _take(widget: str, headings: Sequence[str], places: Sequence[RowPlace], edits: Edits) -> None:
    """Keep what was typed, by the file's own headings."""
    names = dict(zip(_own(headings), headings, strict=True))
    for row, cells in st.session_state[widget]["edited_rows"].items():
        typed = {names[column]: text or "" for column, text in cells.items() if column in names}
        edits.setdefault(places[int(row)], {}).update(typed)
