"""Choosing one item of a list of the draft, to be changed or taken out."""

from collections.abc import Callable

import streamlit as st

from dashboard.ui.editor import desk

_CALLED = {"zones": "zone", "provisions": "provision"}
"""By list of the draft: how the keys of its widgets, and what they say, call one item."""


def chooser(section: str, words_of: Callable[[int], str]) -> None:
    """Offer the items of a list to choose from, each by its words, and to take out the one chosen; none of an empty one."""
    one, count = _CALLED[section], desk.current().count(section)
    if not count:
        return
    at, words = chosen(section) or 0, tuple(words_of(number) for number in range(count))
    # With its words it is another widget: a browser tells a choice by its words, and old ones would name nothing.
    key = desk.widget((section,), "choice", str(hash(words)))
    st.selectbox(
        one.capitalize(),
        range(count),
        index=at,
        key=key,
        format_func=lambda number: words[number],
        on_change=_take,
        args=(section, key),
        width="stretch",
    )
    st.button("Remove", key=f"desk:{one}:out", on_click=_remove, args=(section, at))


def chosen(section: str) -> int | None:
    """Return the place of the item that is being changed, None where the list is empty."""
    count = desk.current().count(section)
    return min(int(st.session_state.get(_key(section), 0)), count - 1) if count else None


def choose(section: str, number: int) -> None:
    """Have an item changed next."""
    st.session_state[_key(section)] = number


def _key(section: str) -> str:
    return f"desk:{_CALLED[section]}"


def _take(section: str, key: str) -> None:
    choose(section, st.session_state[key])


def _remove(section: str, number: int) -> None:
    choose(section, max(0, number - 1))
    desk.take_out((section, number))
