"""Who is at the page, and what they may do now: looked up in the record on every run of the page and of each part of it."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, cast

import streamlit as st

from dashboard.accounts import EVERYTHING, access_now, session_of
from dashboard.domain.access import Action, sees_everything
from dashboard.domain.people import SignedIn
from dashboard.settings import check_period_s, longest_session
from dashboard.ui.attempt import EXPECTED
from dashboard.ui.login import prepare_login
from dashboard.ui.session import opened_project

_LATELY, _DRAWN_FOR = "visitor:lately", "visitor:drawn-for"
_LATELY_S = 1.0
"""How long one answer of the record serves: within one run of a page it is asked for many times."""
P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at a page. session: None where nobody signs in, or nobody has yet. is_on: whether the session has not ended."""

    session: SignedIn | None
    actions: frozenset[Action]
    is_on: bool = True

    @property
    def sees_everything(self) -> bool:
        """Whether they see who reported and exactly where."""
        return sees_everything(self.actions)


THE_ONE_PERSON = Visitor(None, EVERYTHING)
"""Whoever sits at a machine where nobody signs in."""
STRANGER = Visitor(None, frozenset(), is_on=False)
"""Whoever has not signed in where people do."""


def visitor() -> Visitor:
    """Return who is at the page and what they may do by the record as it is now, at most a second old."""
    kept: tuple[float, Visitor] | None = st.session_state.get(_LATELY)
    if kept is not None and time.monotonic() - kept[0] < _LATELY_S and kept[1].session == _session():
        return kept[1]
    found = _looked_up()
    st.session_state[_LATELY] = (time.monotonic(), found)
    return found


def may(action: Action) -> bool:
    """Whether whoever is at the page may do something; not where the record or the settings cannot be read."""
    try:
        return action in visitor().actions
    except EXPECTED:
        return False


def forget_lately() -> None:
    """Ask the record anew the next time: something was just written that may change the answer."""
    st.session_state.pop(_LATELY, None)


def note_drawn_for(whom: Visitor) -> None:
    """Remember for whom the page is being drawn, so that its parts can tell when that changes."""
    st.session_state[_DRAWN_FOR] = whom


def fragment(body: Callable[P, None]) -> Callable[P, None]:
    """Make a part of a page that runs by itself, as `st.fragment` does, and looks first whether its visitor still may see it."""

    @wraps(body)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        if _has_changed():
            st.rerun()
        body(*args, **kwargs)

    return cast(Callable[P, None], st.fragment(guarded))


def watch() -> None:
    """Look again and again whether the visitor may still see the page, and draw it anew where that changed."""
    if prepare_login() is None:
        return

    @st.fragment(run_every=check_period_s())
    def look() -> None:
        if _has_changed():
            st.rerun()

    look()


def _has_changed() -> bool:
    drawn_for: Visitor | None = st.session_state.get(_DRAWN_FOR)
    return drawn_for is not None and visitor() != drawn_for


def _looked_up() -> Visitor:
    if prepare_login() is None:
        return THE_ONE_PERSON
    session = _session()
    if session is None:
        return STRANGER
    is_on, actions = access_now(opened_project().store, session)
    return Visitor(session, actions, is_on)


def _session() -> SignedIn | None:
    told = st.user.to_dict()
    if prepare_login() is None or told.get("is_logged_in") is not True:
        return None
    return session_of(told, longest_session())
