"""The audit log, page by page: who did what, when, and the hash that chains it to the entry before."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.present.log_words import log_words
from dashboard.store.log import LogEntry
from dashboard.ui.row_choice import ROW_PX, table_height
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading
from dashboard.ui.visitor import visitor

_PAGE, _ROWS, _ROWS_SEEN = "record:page", 50, 18


def log_list(scene: Scene) -> None:
    """Show fifty entries, the latest first, and a way to the others."""
    store = scene.project.store
    size = store.log_size()
    heading("Log", f"{size:,} entries, the latest first")
    pages = max(1, -(-size // _ROWS))
    page = int(st.session_state.get(_PAGE, 1))
    entries = store.log(size - (min(page, pages) - 1) * _ROWS, _ROWS, datetime.now(UTC))
    st.dataframe(
        _rows(entries, in_full=visitor().sees_everything),
        hide_index=True,
        width="stretch",
        height=table_height(min(len(entries), _ROWS_SEEN)),
        row_height=ROW_PX,
        key="record:log",
        alt="Entries of the audit log, the latest first",
        column_config={"What": st.column_config.TextColumn(width="large"), "Entry": st.column_config.NumberColumn(width="small")},
    )
    if pages > 1:
        st.pagination(pages, key=_PAGE)


def _rows(entries: tuple[LogEntry, ...], *, in_full: bool) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "Entry": one.entry.seq,
                "When (UTC)": datetime.fromisoformat(one.entry.at).strftime("%Y-%m-%d %H:%M:%S"),
                "What": log_words(one.entry.what, one.row, in_full=in_full),
                "Who": one.entry.who,
                "Hash": one.entry.sha256[:12],
            }
            for one in entries
        ],
        columns=["Entry", "When (UTC)", "What", "Who", "Hash"],
    )
