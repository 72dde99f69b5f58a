"""Questions on how cells are written, asked only where it matters: the order of dates and of a pair, and what numbers count."""

from typing import cast

import streamlit as st

from dashboard.ingest.coordinates import Order
from dashboard.ingest.mappings.draft import Draft
from dashboard.ingest.mappings.guess import OrderGuess
from dashboard.ingest.mappings.guess_forms import NumberGuess, PairGuess
from dashboard.ingest.times import DateOrder, TimeFormat
from dashboard.present.mapping_words import DATE_ORDERS, NUMBER_TIMES, PAIR_ORDERS
from dashboard.ui.theme import quiet


def ask_date_order(key: str, guess: OrderGuess, declared: DateOrder) -> DateOrder:
    """Ask which number of a date is the day, and say what the dates tell of it; "" until somebody has said."""
    if not guess.needed:
        quiet(f"Nothing to choose: {guess.evidence}.")
        return declared
    widget = f"{key}:order"
    if declared:
        st.session_state.setdefault(widget, declared)
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


def ask_pair_order(key: str, guess: PairGuess, start: Draft) -> Order:
    """Ask which number of a pair comes first; what is declared already stays where there is nothing to ask."""
    if not guess.needed:
        quiet(f"Positions: nothing to choose, {guess.evidence}.")
        return start.coordinate_order
    widget = f"{key}:pair-order"
    st.session_state.setdefault(widget, start.coordinate_order)
    order = st.radio(
        "Which of the two numbers of a position comes first?",
        tuple(PAIR_ORDERS),
        key=widget,
        format_func=lambda order: PAIR_ORDERS[order],
    )
    quiet(f"A position as it is written here: {guess.example}. {guess.evidence[:1].upper()}{guess.evidence[1:]}.")
    return cast(Order, order)


def ask_time_format(key: str, guess: NumberGuess, declared: TimeFormat) -> TimeFormat:
    """Ask what the numbers in a column of times count, each choice with the day it would make of the first of them."""
    if not guess.readings:
        quiet(f"The dates are numbers, such as {guess.example}, that count nothing we know. Choose another column for the date.")
        return declared
    days = dict(guess.readings)
    widget = f"{key}:time-format"
    if declared in days:
        st.session_state.setdefault(widget, declared)
    chosen = st.radio(
        "The dates are plain numbers. What do they count?",
        tuple(days),
        index=None,
        key=widget,
        format_func=lambda name: f"{NUMBER_TIMES[name]}: {guess.example} would be {days[name]}",
    )
    return chosen or ""
