"""Times: when something is in force or suspended, as a list of spans in local time."""

import streamlit as st

from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ingest.agreements.tree import Path
from dashboard.ui.editor import desk
from dashboard.ui.editor.fields import tell, text_field
from dashboard.ui.theme import quiet

_EXAMPLE = "2026-03-01T00:00"
_HOW = (
    "Local time, as 2026-03-01 (the start of that day) or 2026-03-01T00:00. “From” is included and “to” is not; leave one "
    "empty where it is open."
)


def times_form(checked: CheckedDraft, path: Path, label: str, *, none: str) -> None:
    """Ask for the spans of a list. none: what it means that there are none."""
    count = desk.current().count(*path)
    with st.container(key=desk.widget(path, "times")):
        st.html(f'<p class="cf-label">{label}</p>')
        if desk.current().text(*path) == "always":
            quiet("Always, without a beginning or an end.")
        elif not count:
            quiet(none)
        for number in range(count):
            _span(checked, (*path, number))
        tell(checked, path, below=False)
        st.button("Add a time", key=desk.widget(path, "add"), on_click=desk.put, args=((*path, count), {"from": ""}))


def _span(checked: CheckedDraft, path: Path) -> None:
    start, end, out = st.columns([5, 5, 2], vertical_alignment="top")
    with start:
        text_field(checked, (*path, "from"), "From", example=_EXAMPLE, hint=_HOW)
    with end:
        text_field(checked, (*path, "to"), "To", if_empty="open", hint=_HOW)
    with out:
        st.html('<p class="cf-label">&#160;</p>')
        st.button("Remove", key=desk.widget(path, "out"), on_click=desk.take_out, args=(path,))
    tell(checked, path, below=False)
