"""The frame around every page: style, what is in use, and one clear message where something cannot be opened."""

from collections.abc import Callable

from dashboard.store.interface import StoreError
from dashboard.ui.context_bar import context_bar
from dashboard.ui.leaflet_bundle import BrokenPackageError
from dashboard.ui.map_frame import BasemapError
from dashboard.ui.session import Scene, scene
from dashboard.ui.theme import install_style, notice
from dashboard.workflows import INPUT_ERRORS

_CANNOT_OPEN = (StoreError, BasemapError, BrokenPackageError, OSError, *INPUT_ERRORS)


def show(page: Callable[[Scene], None]) -> None:
    """Show a page of the scene in view."""
    install_style()
    try:
        ready = scene()
    except _CANNOT_OPEN as error:
        notice("fault", "The dashboard cannot show what is loaded", str(error).splitlines())
        return
    context_bar(ready)
    try:
        page(ready)
    except StoreError as error:
        notice("fault", "The data folder could not be read or written", str(error).splitlines())
