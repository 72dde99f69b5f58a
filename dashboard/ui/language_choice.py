"""Choosing the language of explanations and reasons, wherever some are shown."""

import streamlit as st

from dashboard.language.catalogue import LANGUAGES
from dashboard.ui import link


def choose_language(key: str) -> None:
    """Offer the languages. key: of the widget, another one in each place."""
    st.session_state[key] = link.asked().language
    st.segmented_control(
        "Language of the explanations",
        list(LANGUAGES),
        format_func=lambda one: LANGUAGES[one],
        key=key,
        label_visibility="collapsed",
        on_change=_take,
        args=(key,),
    )


def _take(key: str) -> None:
    link.change(language=st.session_state[key] or link.asked().language)
