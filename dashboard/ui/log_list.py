"""The audit log, page by page: who did what, when, and the hash that chains it to the entry before."""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from dashboard.present.log_words import log_words
from dashboard.store.log import LogEntry
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading
from dashboard.ui.visitor import visitor

_PAGE, _ROWS = "record:page", 50


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
        key="record:log",
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
                "Who": one.entry.who,
                "What": log_words(one.entry.what, one.row, in_full=in_full),
                "Hash": one.entry.sha256[:12],
            }
            for one in entries
        ],
        columns=["Entry", "When (UTC)", "Who", "What", "Hash"],
    )
