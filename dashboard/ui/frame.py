"""The frame around every page: style, what is in use, and one clear message where something cannot be opened."""

from collections.abc import Callable

from dashboard.own_files import MisfitError
from dashboard.store.interface import StoreError, own_files_in_use
from dashboard.ui.attempt import EXPECTED, tell_fault
from dashboard.ui.context_bar import context_bar
from dashboard.ui.leaflet_bundle import BrokenPackageError
from dashboard.ui.map_frame import BasemapError
from dashboard.ui.own_files import files_in_use
from dashboard.ui.session import Scene, project, scene
from dashboard.ui.theme import install_style, notice

_CANNOT_OPEN = (*EXPECTED, BasemapError, BrokenPackageError)


def show(page: Callable[[Scene], None]) -> None:
    """Show a page of the scene in view."""
    install_style()
    try:
        ready = scene()
    except _CANNOT_OPEN as error:
        notice("fault", "The dashboard cannot show what is loaded", str(error).splitlines())
        if isinstance(error, MisfitError):
            tell_fault()
            files_in_use(project(), own_files_in_use(project().store.own_file_record()))
        return
    context_bar(ready)
    tell_fault()
    try:
        page(ready)
    except StoreError as error:
        notice("fault", "The data folder could not be read or written", str(error).splitlines())
