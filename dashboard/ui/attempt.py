"""Actions of buttons: where one fails, the page says so in one message and stays as it was."""

from collections.abc import Callable
from typing import ParamSpec

from dashboard.domain.review import ReviewError
from dashboard.settings import SettingError
from dashboard.store.kept import StoreError
from dashboard.ui.told import tell_next, tell_no_more, tell_told
from dashboard.workflows import INPUT_ERRORS

EXPECTED = (StoreError, OSError, SettingError, ReviewError, *INPUT_ERRORS)
"""What can go wrong with a folder, a disk, a file or a decision; the message of each names it."""
_FAULT = "attempt:fault"
"""Where on the page it is told."""
P = ParamSpec("P")


def attempt(action: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
    """Do something a button asks for; what is wrong with it is told on the page's next run."""
    tell_no_more(_FAULT)
    try:
        action(*args, **kwargs)
    except EXPECTED as error:
        tell_next(_FAULT, "fault", "This could not be done; nothing was changed", tuple(str(error).splitlines()))


def tell_fault() -> None:
    """Say what went wrong with the last action."""
    tell_told(_FAULT)
