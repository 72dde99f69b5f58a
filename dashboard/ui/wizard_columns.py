"""The first two questions of the mapping: what each column holds, and how its dates and positions are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from zoneinfo import available_timezones

import streamlit as st

from dashboard.ingest.coordinates import Bounds, Order
from dashboard.ingest.look import Look
from dashboard.ingest.mappings.draft import Draft
from dashboard.ingest.mappings.guess import ROLES, Guess, suggest_date_order
from dashboard.ingest.mappings.guess_forms import suggest_coordinate_order, suggest_time_format
from dashboard.ingest.times import DateOrder, TimeFormat
from dashboard.present.encode import html_text
from dashboard.present.mapping_words import CONFIDENCE, ROLE_TITLES, values_words
from dashboard.ui.theme import heading, quiet
from dashboard.ui.wizard_forms import ask_date_order, ask_pair_order, ask_time_format

Missing = Literal["", "order", "numbers"]


@dataclass(frozen=True, slots=True)
class Writing:
    """How a table is written. missing: what is still to be told of its dates: their order, what numbers count, or nothing."""

    date_order: DateOrder
    time_zone: str
    time_format: TimeFormat
    coordinate_order: Order
    missing: Missing


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


def writing_step(key: str, look: Look, roles: dict[str, str], start: Draft, bounds: Bounds) -> Writing:
    """Ask how dates, times and pairs of coordinates are written and where the clocks stand."""
    heading("2. How are dates and positions written?")
    dated = [name for name, role in roles.items() if role in ("observed_from", "observed_to")]
    texts = [text for name in dated for text in look.column(name)]
    dates, numbers = suggest_date_order(texts), suggest_time_format(texts)
    order, time_format = start.date_order, start.time_format
    left, right = st.columns((8, 5))
    with left:
        if not dated:
            quiet("Choose the column with the date above; then its dates are looked at here.")
        elif numbers.needed:
            time_format = ask_time_format(key, numbers, start.time_format)
        else:
            order = ask_date_order(key, dates, start.date_order)
    zone = right.selectbox(
        "Times are local to (unless they name an offset)",
        sorted(available_timezones() | {start.time_zone}),
        key=_settled(f"{key}:zone", start.time_zone),
    )
    paired = next((name for name, role in roles.items() if role == "coordinates"), "")
    pairs = ask_pair_order(key, suggest_coordinate_order(paired, look.column(paired), bounds), start) if paired else ""
    missing: Missing = ""
    if dated and numbers.needed:
        missing = "" if time_format else "numbers"
    elif dated and dates.needed and not order:
        missing = "order"
    return Writing(order, str(zone), time_format, pairs, missing)


def _settled(widget: str, value: str) -> str:
    """Give a widget its first value and return its key."""
    st.session_state.setdefault(widget, value)
    return widget
