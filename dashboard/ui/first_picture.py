"""The first picture, begun while the server starts, so that the first visitor need not wait for all of it.

Knows nothing of Streamlit: a component that is declared with no page behind it is never served.
"""

import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from dashboard.coverage_log import log_in_view, looked_at
from dashboard.engine.assess import Progress
from dashboard.pictures import Picture, current_picture
from dashboard.workflows import Project, open_project

_LOOK_S = 0.1
_DRAWN_WITH = ("altair", "folium")
"""What the first page would otherwise load while somebody waits for it; neither needs a page to be loaded."""


@dataclass(slots=True, eq=False)
class _Begun:
    folders: tuple[Path, Path, Path]
    project: Future[Project] = field(default_factory=Future)
    picture: Future[Picture] = field(default_factory=Future)
    step: tuple[float, str] = (0.0, "opening the data folder")

    def run(self) -> None:
        try:
            self.project.set_result(open_project(*self.folders))
            self.picture.set_result(current_picture(self.project.result(), self._tell))
            for name in _DRAWN_WITH:
                import_module(name)
            looked_at(log_in_view(self.project.result(), self.picture.result().situation.agreement))
        except Exception as error:  # noqa: BLE001 # whatever it is, the first page meets it too and says it in words
            for future in (self.project, self.picture):
                if not future.done():
                    future.set_exception(error)

    def _tell(self, share: float, step: str) -> None:
        self.step = (share, step)


class FirstPicture:
    """Work begun for a server's first page, handed out once."""

    def __init__(self) -> None:
        self._begun: _Begun | None = None

    def begin(self, data: Path, theatre: Path, sample: Path) -> None:
        """Begin to open these folders and to make the picture of what is in view, in the background."""
        self._begun = _Begun((data, theatre, sample))
        threading.Thread(target=self._begun.run, name="first picture", daemon=True).start()

    def project(self, data: Path, theatre: Path, sample: Path) -> Project | None:
        """Return the project of these folders once it is open; None where it was not begun or could not be opened."""
        begun = self._begun
        if begun is None or begun.folders != (data, theatre, sample) or begun.project.exception() is not None:
            return None
        return begun.project.result()

    def picture(self, project: Project, progress: Progress) -> Picture | None:
        """Return the picture of a project's present revision when it is made; None where it was not begun, or failed.

        `progress` is told the steps of the work, and may raise to leave it to the next who asks.
        """
        begun = self._begun
        if begun is None or not begun.project.done() or begun.project.exception() or begun.project.result() is not project:
            return None
        while not begun.picture.done():
            progress(*begun.step)
            time.sleep(_LOOK_S)
        self._begun = None  # not kept twice
        if begun.picture.exception() is not None:
            return None
        picture = begun.picture.result()
        return picture if picture.revision == project.store.revision() else None


FIRST_PICTURE = FirstPicture()
"""The one of this process: begun by the command that starts the server, taken by its first page."""
