"""The frame around every page: style, what is in use, and one clear message where something cannot be opened."""

from collections.abc import Callable

from dashboard.domain.access import Action
from dashboard.own_files import MisfitError
from dashboard.store.kept import NotAllowedError, StoreError, own_files_in_use
from dashboard.ui.attempt import EXPECTED, tell_fault
from dashboard.ui.context_bar import context_bar
from dashboard.ui.door import visitor_let_in
from dashboard.ui.leaflet_bundle import BrokenPackageError
from dashboard.ui.map_frame import BasemapError
from dashboard.ui.own_files import files_in_use
from dashboard.ui.session import Scene, project_of, scene
from dashboard.ui.theme import install_style, notice
from dashboard.ui.visitor import may, visitor, watch

_CANNOT_OPEN = (*EXPECTED, BasemapError, BrokenPackageError)


def show(page: Callable[[Scene], None], *, needs: Action = Action.LOOK) -> None:
    """Show a page of the scene in view to whoever may see it. needs: what a visitor must be allowed to do."""
    install_style()
    try:
        whom = visitor_let_in(needs)
        ready = None if whom is None else scene(whom.session, sees_everything=whom.sees_everything)
    except _CANNOT_OPEN as error:
        notice("fault", "The dashboard cannot show what is loaded", str(error).splitlines())
        if isinstance(error, MisfitError) and may(Action.CHANGE_OWN_FILES):
            _offer_own_files()
        return
    watch()
    if whom is not None and ready is not None:
        context_bar(ready, whom)
        _show(page, ready)


def _show(page: Callable[[Scene], None], ready: Scene) -> None:
    tell_fault()
    try:
        page(ready)
    except NotAllowedError as error:
        notice("caution", "You may not do this", str(error).splitlines())
    except StoreError as error:
        notice("fault", "The data folder could not be read or written", str(error).splitlines())


def _offer_own_files() -> None:
    tell_fault()
    project = project_of(visitor().session)
    files_in_use(project, own_files_in_use(project.store.own_file_record()))
