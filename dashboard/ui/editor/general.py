"""What the agreement is called, who agreed, and when it holds."""

from zoneinfo import available_timezones

import streamlit as st

from dashboard.ingest.agreements.draft_files import CheckedDraft
from dashboard.ui.editor.fields import choice_field, many_field, number_field, text_field
from dashboard.ui.editor.spans import times_form

_HEAD = "agreement"


def general_form(checked: CheckedDraft) -> None:
    """Ask for everything that is said of the agreement as a whole."""
    text_field(checked, (_HEAD, "title"), "Title", needed=True)
    left, right = st.columns(2)
    with left:
        text_field(checked, (_HEAD, "id"), "Id", needed=True, example="line-2026", hint="A short name of its own, for reports.")
        text_field(checked, (_HEAD, "kind"), "Kind", example="ceasefire", hint="The agreement's own word for itself.")
    with right:
        zones = {name: name for name in sorted(available_timezones())}
        choice_field(checked, (_HEAD, "time_zone"), "Time zone", zones, needed=True, hint="Every time here is local to it.")
        text_field(checked, (_HEAD, "source"), "Source", hint="Where the text is to be found.")
    many_field(checked, (_HEAD, "parties"), "Parties", (), own=True, empty="Type a name and press Enter")
    times_form(checked, (_HEAD, "in_force"), "In force", none="Not said yet: add a time.")
    times_form(checked, (_HEAD, "suspended"), "Suspended as a whole", none="Never.")
    with st.expander("How sure a finding must be"):
        one, other = st.columns(2)
        with one:
            number_field(checked, (_HEAD, "thresholds", "violation"), "Potential violation from (0.95 where empty)", step=0.01)
        with other:
            number_field(checked, (_HEAD, "thresholds", "outside"), "Outside scope below (0.05 where empty)", step=0.01)
