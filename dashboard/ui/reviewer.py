"""Who reviews: whoever signed in; where nobody does, a name as it is typed, which is said plainly."""

import streamlit as st

from dashboard.ui.theme import quiet
from dashboard.ui.visitor import visitor

_WHO, _KEPT = "review:who", "review:who-kept"
_NAME_MAX = 80


def reviewer() -> str:
    """Ask for the name under which decisions are kept and return it, "" where none is given yet."""
    session = visitor().session
    if session is not None:
        return session.who
    # What a page does not show is forgotten with it; the name is kept beside its field.
    st.session_state.setdefault(_WHO, st.session_state.get(_KEPT, ""))
    with st.container(key="reviewer", horizontal=True, vertical_alignment="center"):
        who = " ".join(_field().split())
        quiet("Nobody signs in here: a name counts as it is typed, and the record says so.")
    st.session_state[_KEPT] = who
    return who


def _field() -> str:
    asked = "Your name"
    shown = st.text_input(asked, key=_WHO, max_chars=_NAME_MAX, width=240, placeholder=asked, label_visibility="collapsed")
    return str(shown)
