"""Bringing a part of the page into sight after an action that left it elsewhere: the page grew shorter, or it stands above."""

import streamlit as st

_TO = "jump:to"


def jump_to(key: str) -> None:
    """Have the container of this key brought into sight once, in the run in which `land` follows it."""
    st.session_state[_TO] = key


def land(key: str, *, only_from_below: bool = False) -> None:
    """Bring the container of this key into sight where that was asked for; call it when the container is drawn.

    only_from_below: leave the page as it stands where the beginning of the container is not above what is in sight.
    """
    if st.session_state.get(_TO) != key:
        return
    del st.session_state[_TO]
    where = "place && place.getBoundingClientRect().top < 0" if only_from_below else "place"
    st.html(
        f"<script>{{const place = document.querySelector('.st-key-{key}'); "
        f"if ({where}) place.scrollIntoView({{block: 'start'}})}}</script>",
        unsafe_allow_javascript=True,
    )
