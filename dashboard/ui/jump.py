"""Bringing a part of the page into sight after an action that made the page shorter, which would leave a person elsewhere."""

import streamlit as st

_TO = "jump:to"


def jump_to(key: str) -> None:
    """Have the container of this key brought into sight once, in the run in which `land` follows it."""
    st.session_state[_TO] = key


def land(key: str) -> None:
    """Bring the container of this key into sight where that was asked for; call it when the container is drawn."""
    if st.session_state.get(_TO) != key:
        return
    del st.session_state[_TO]
    st.html(
        f"<script>document.querySelector('.st-key-{key}')?.scrollIntoView({{block: 'start'}})</script>",
        unsafe_allow_javascript=True,
    )
