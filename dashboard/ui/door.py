"""The door of every page: nobody sees anything before signing in, nor without a role, nor in a session that has ended."""

import logging

import streamlit as st

from dashboard.accounts import note, welcome, whom_to_ask
from dashboard.domain.access import Action
from dashboard.domain.people import EventKind, SignedIn
from dashboard.settings import SettingError, first_administrator
from dashboard.ui.login import prepare_login, refuse_open_door
from dashboard.ui.session import opened_project
from dashboard.ui.theme import notice, quiet
from dashboard.ui.visitor import THE_ONE_PERSON, Visitor, forget_lately, note_drawn_for, visitor

_WELCOMED, _REFUSED = "door:welcomed", "door:refused"
_LOG = logging.getLogger(__name__)


def visitor_let_in(needs: Action) -> Visitor | None:
    """Return who is at the page where they may see it; else say why not and what to do, and return None. StoreError."""
    try:
        settings = prepare_login()
        refuse_open_door(st.get_option("server.address"))
    except SettingError as error:
        _LOG.error("%s", error)
        notice("fault", "The dashboard is not open", str(error).splitlines())
        return None
    if settings is None:
        return THE_ONE_PERSON
    _greet()
    whom = visitor()
    note_drawn_for(whom)
    if needs in whom.actions:
        return whom
    with st.container(key="door"):
        st.html('<h1 class="cf-door">Ceasefire monitoring</h1>')
        _tell_why_not(whom, needs)
    return None


def leave() -> None:
    """Sign the visitor out, here and where the provider offers it there."""
    whom = visitor()
    if whom.session is not None:
        store = opened_project().store.signed_in(whom.session)
        note(store, EventKind.SIGNED_OUT, _subject(whom.session), f"session begun {whom.session.began_at.isoformat()}")
    st.logout()


def _greet() -> None:
    """Write the sign-in down once a session, before roles are looked up: the first administrator is made by it."""
    whom = visitor()
    if whom.session is None or not whom.is_on or st.session_state.get(_WELCOMED) == whom.session:
        return
    access = welcome(opened_project().store.signed_in(whom.session), whom.session, first_administrator())
    st.session_state[_WELCOMED] = whom.session
    _LOG.info("signed in: %s", whom.session.who)
    if access.actions != whom.actions:
        forget_lately()
        st.rerun()


def _tell_why_not(whom: Visitor, needs: Action) -> None:
    if whom.session is None:
        _sign_in("Sign in to see the dashboard")
    elif not whom.is_on:
        _refuse(whom.session, "the session has ended")
        _sign_in("Your session has ended", "It is older than is allowed here, or was ended by an administrator.")
    else:
        _refuse(whom.session, f"may not {needs}")
        _no_role(whom.session, needs)


def _sign_in(heading: str, why: str = "") -> None:
    notice("note", heading, [why] if why else ())
    st.button("Sign in", key="door:sign-in", type="primary", on_click=st.login)


def _no_role(session: SignedIn, needs: Action) -> None:
    ask = whom_to_ask(opened_project().store)
    what = "You are known here but hold no role yet" if needs is Action.LOOK else f"You may not {needs}"
    subject = f"You are {session.called}; your subject is {session.identity.subject}."
    notice("caution", what, (subject, f"{ask[0].upper()}{ask[1:]}."))
    st.button("Sign out", key="door:sign-out", on_click=leave)
    quiet("Once a role is granted, this page opens by itself.")


def _refuse(session: SignedIn, why: str) -> None:
    """Write a refusal down, once a visit and reason."""
    told = st.session_state.setdefault(_REFUSED, set())
    if why not in told:
        told.add(why)
        note(opened_project().store.signed_in(session), EventKind.REFUSED, _subject(session), why)


def _subject(session: SignedIn) -> str:
    return f"{session.identity.subject} at {session.identity.issuer}"
