"""The first two questions of the mapping: what each column holds, and how its dates are written."""

from collections.abc import Sequence
from typing import cast
from zoneinfo import available_timezones

import streamlit as st

from dashboard.ingest.look import Look
from dashboard.ingest.mappings.draft import Draft
from dashboard.ingest.mappings.guess import ROLES, Guess, OrderGuess, suggest_date_order
from dashboard.ingest.times import DateOrder
from dashboard.present.encode import html_text
from dashboard.present.mapping_words import CONFIDENCE, DATE_ORDERS, ROLE_TITLES, values_words
from dashboard.ui.theme import heading, quiet

_INLINE_MAX = 12
"""More columns without a guess than this are folded away: a wide export would bury the others."""
_WIDTHS = (5, 5, 6)


def columns_step(key: str, look: Look, guesses: Sequence[Guess], start: Draft) -> dict[str, str]:
    """Ask what each column holds; return the roles by heading, in the table's order."""
    heading("1. What does each column hold?", "our guesses are filled in; change any that is wrong")
    unknown = [at for at, guess in enumerate(guesses) if not (guess.role or start.roles[guess.heading])]
    folded = unknown if len(unknown) > _INLINE_MAX else []
    roles = {at: _column(key, at, look, guess, start) for at, guess in enumerate(guesses) if at not in folded}
    if folded:
        with st.expander(f"{len(folded)} more columns that we have no guess for", key=f"{key}:more-columns"):
            roles |= {at: _column(key, at, look, guesses[at], start) for at in folded}
    by_heading = {look.header[at]: roles[at] for at in range(len(look.header))}
    if unused := [name for name, role in by_heading.items() if not role]:
        quiet(f"Kept with the row, not used: {', '.join(unused)}.")
    return by_heading


def _column(key: str, at: int, look: Look, guess: Guess, start: Draft) -> str:
    widget = f"{key}:role:{at}"
    st.session_state.setdefault(widget, start.roles[guess.heading])
    with st.container(key=f"{key}:column:{at}"):
        name, choice, why = st.columns(_WIDTHS, vertical_alignment="center")
        shown = html_text(values_words(look.column(guess.heading)))
        name.html(f'<div class="cf-column"><strong>{html_text(guess.heading)}</strong><span>{shown}</span></div>')
        role = choice.selectbox(
            f"What column {at + 1} holds",
            ("", *ROLES),
            key=widget,
            format_func=lambda role: ROLE_TITLES[role],
            label_visibility="collapsed",
        )
        why.html(_why(guess, str(role)))
    return str(role)


def _why(guess: Guess, role: str) -> str:
    """Return why the guess is what it is, or what it was where a person says otherwise."""
    if role != guess.role:
        was = f"your choice; our guess was “{ROLE_TITLES[guess.role]}”" if guess.role else "your choice"
        return f'<p class="cf-quiet">{html_text(was)}</p>'
    if not role:
        return f'<p class="cf-quiet">{html_text(guess.reason)}</p>'
    mark = f'<span class="cf-sure cf-{guess.confidence}">{html_text(CONFIDENCE[guess.confidence])}</span>'
    return f'<p class="cf-quiet">{mark}{html_text(guess.reason)}</p>'


def dates_step(key: str, look: Look, roles: dict[str, str], start: Draft) -> tuple[DateOrder, str, bool]:
    """Ask how dates are written and where their clocks stand; return order, time zone, and whether the order is still missing."""
    heading("2. How are dates and times written?")
    dated = [name for name, role in roles.items() if role in ("observed_from", "observed_to")]
    guess = suggest_date_order([text for name in dated for text in look.column(name)])
    left, right = st.columns((8, 5))
    with left:
        order = _date_order(key, guess, start) if dated else ""
        if not dated:
            quiet("Choose the column with the date above; then its dates are looked at here.")
    zone = right.selectbox(
        "Times are local to (unless they name an offset)",
        sorted(available_timezones() | {start.time_zone}),
        key=_settled(f"{key}:zone", start.time_zone),
    )
    return order, str(zone), bool(dated) and guess.needed and not order


def _date_order(key: str, guess: OrderGuess, start: Draft) -> DateOrder:
    if not guess.needed:
        quiet(f"Nothing to choose: {guess.evidence}.")
        return start.date_order
    widget = f"{key}:order"
    if start.date_order:
        st.session_state.setdefault(widget, start.date_order)
    order = st.radio(
        "Which number of a date is the day?",
        tuple(DATE_ORDERS),
        index=None,
        key=widget,
        format_func=lambda order: DATE_ORDERS[order],
        horizontal=True,
    )
    quiet(f"{'What the dates say' if guess.order else 'The dates do not tell'}: {guess.evidence}.")
    return cast(DateOrder, order or "")


def _settled(widget: str, value: str) -> str:
    """Give a widget its first value and return its key."""
    st.session_state.setdefault(widget, value)
    return widget
