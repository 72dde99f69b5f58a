"""What is told once after an action: it stays for a few seconds, however often the page runs meanwhile.

A map tells its bounds a moment after it is drawn, which runs the page again: what was told in one run alone would be gone before
anybody could read it.
"""

import time
from dataclasses import dataclass, replace

import streamlit as st

from dashboard.ui.theme import NoticeKind, notice

TOLD_S = 6.0
"""How long something is told, in seconds from the first run that tells it; a run after that drops it."""


@dataclass(frozen=True, slots=True)
class _Told:
    kind: NoticeKind
    heading: str
    lines: tuple[str, ...]
    since_s: float | None = None
    """Monotonic clock when it was first on the page."""


def tell_next(place: str, kind: NoticeKind, heading: str, lines: tuple[str, ...] = ()) -> None:
    """Have something told at a place of the page from its next run on, instead of what was told there."""
    st.session_state[_key(place)] = _Told(kind, heading, lines)


def tell_no_more(place: str) -> None:
    """Drop what is told at a place."""
    st.session_state.pop(_key(place), None)


def tell_told(place: str) -> None:
    """Tell what is to be told at this place, while it is fresh."""
    told: _Told | None = st.session_state.get(_key(place))
    if told is None:
        return
    now = time.monotonic()
    since = now if told.since_s is None else told.since_s
    if now - since > TOLD_S:
        tell_no_more(place)
        return
    st.session_state[_key(place)] = replace(told, since_s=since)
    notice(told.kind, told.heading, told.lines)


def _key(place: str) -> str:
    return f"told:{place}"
