"""Dropped files that were let go of because their page was left before they were added: which they were is said on return."""

from collections.abc import Sequence

import streamlit as st

from dashboard.present.sentences import count_of
from dashboard.ui.theme import notice

_WAITING, _LOST = "upload:waiting", "upload:lost"


def note_return(uploader_key: str) -> None:
    """Notice, before the uploader is drawn, whether the page was left since: an uploader that is not shown forgets its files."""
    if uploader_key not in st.session_state:
        st.session_state[_LOST] = st.session_state.pop(_WAITING, ())


def tell_lost(dropped: Sequence[str]) -> None:
    """Say which files have to be dropped again, until others are dropped. `dropped`: names of those that wait now."""
    st.session_state[_WAITING] = tuple(dropped)
    if dropped:
        st.session_state.pop(_LOST, None)
    elif lost := st.session_state.get(_LOST, ()):
        is_one = len(lost) == 1
        notice(
            "caution",
            f"{count_of(len(lost), 'file')} {'was' if is_one else 'were'} not added before you left this page",
            (f"Drop {'it' if is_one else 'them'} again to go on: {', '.join(lost)}",),
        )


def forget_waiting() -> None:
    """Let go of the names of files that were added."""
    st.session_state.pop(_WAITING, None)
