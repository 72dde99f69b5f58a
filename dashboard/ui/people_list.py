"""Everybody who signed in, with their roles; a chosen one is given roles, or loses them."""

import pandas as pd
import streamlit as st

from dashboard.accounts import end_access, everybody, grant, take_back
from dashboard.domain.access import Role
from dashboard.domain.people import Identity, Person
from dashboard.present.encode import html_text
from dashboard.ui.attempt import attempt
from dashboard.ui.row_choice import row_choice
from dashboard.ui.session import Scene
from dashboard.ui.theme import heading, quiet

_CHOSEN, _WHY = "people:chosen", "people:why"
_WHY_MAX = 400


def people_list(scene: Scene) -> None:
    """Show everybody; choosing one shows what can be changed of their roles."""
    people = everybody(scene.project.store)
    heading("People", f"{len(people)} known")
    if not people:
        quiet("Nobody signs in here, so whoever is at this machine may do everything. How people sign in: docs/users.md.")
        return
    ids = [one.identity for one in people]
    chosen: Identity | None = st.session_state.get(_CHOSEN)
    position = ids.index(chosen) if chosen in ids else None
    row_choice(
        pd.DataFrame([_row(one) for one in people], index=[repr(one) for one in ids]),
        key="people",
        chosen=position,
        on_row=lambda row: st.session_state.update({_CHOSEN: None if row is None else ids[row]}),
        columns={"Roles": st.column_config.TextColumn(width="medium"), "Subject": st.column_config.TextColumn(width="medium")},
        alt="Everybody who signed in, with their roles. Choose one to change them.",
        rows_max=12,
    )
    if position is None:
        quiet("Choose a line to grant or take back a role. Somebody new signs in once, and then stands here without one.")
        return
    _one(scene, people[position])


def _row(one: Person) -> dict[str, str]:
    return {
        "Name": one.name,
        "E-mail": one.email,
        "Roles": ", ".join(role for role in Role if role in one.access.roles) or "none",
        "Subject": one.identity.subject,
        "Identity provider": one.identity.issuer,
    }


def _one(scene: Scene, one: Person) -> None:
    st.html(f"<p><strong>{html_text(one.called)}</strong></p>")
    why = str(st.text_input("Why", key=_WHY, max_chars=_WHY_MAX, help="Kept in the record with the change.")).strip()
    store, identity = scene.project.store, one.identity
    with st.container(key="people:roles", horizontal=True):
        for role in Role:
            is_held = role in one.access.roles
            st.button(
                f"Take back {role}" if is_held else f"Grant {role}",
                key=f"people:{role}",
                disabled=not why,
                on_click=attempt,
                args=(take_back if is_held else grant, store, identity, role, why),
            )
    with st.popover("End all access …", key="people:end"):
        quiet("Every session of theirs ends within a minute and every role is taken back. They stay in the record.")
        st.button(
            "End access", key="people:end:confirm", type="primary", disabled=not why, on_click=attempt,
            args=(end_access, store, identity, why),
        )  # fmt: skip
