"""Actions of buttons: where one fails, the page says so in one message and stays as it was."""

from collections.abc import Callable
from typing import ParamSpec

import streamlit as st

from dashboard.settings import SettingError
from dashboard.store.interface import StoreError
from dashboard.ui.theme import notice
from dashboard.workflows import INPUT_ERRORS

EXPECTED = (StoreError, OSError, SettingError, *INPUT_ERRORS)
"""What can go wrong with a folder, a disk or a file; the message of each names it."""
_FAULT = "attempt:fault"
P = ParamSpec("P")


def attempt(action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Do something a button asks for; what is wrong with it is told on the page's next run."""
    try:
        action(*args, **kwargs)
    except EXPECTED as error:
        st.session_state[_FAULT] = str(error)


def tell_fault() -> None:
    """Say what went wrong with the last action, once."""
    if fault := st.session_state.pop(_FAULT, ""):
        notice("fault", "This could not be done; nothing was changed", fault.splitlines())
