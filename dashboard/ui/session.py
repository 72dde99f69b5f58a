"""What every page works on: the project, opened once, and the picture of what is in view, made once per revision.

Making a picture can take long: the page shows the step it is at, and leaving or rerunning the page stops the work.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.domain.people import SignedIn
from dashboard.engine.assess import Progress
from dashboard.pictures import Picture, coarse_picture, current_picture
from dashboard.present.facets import Facets
from dashboard.present.labels import Labels
from dashboard.settings import static_folder, used_folders
from dashboard.ui.first_picture import FIRST_PICTURE
from dashboard.ui.leaflet_bundle import ensure_bundle, install_into_folium
from dashboard.ui.map_frame import publish_basemap
from dashboard.ui.static_files import static_url
from dashboard.workflows import Project, open_project

_PATIENCE_S = 0.3
"""How long to wait for another page's work before looking whether this page is still wanted."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """A picture with what the pages need to show it. zone: the theatre's local time."""

    project: Project
    picture: Picture
    facets: Facets
    labels: Labels
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, eq=False)
class _Opened:
    project: Project
    basemap_url: str
    scenes: "_Scenes"


class _Scenes:
    """The latest scene, for all pages of this server; made by one of them at a time."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._latest: Scene | None = None
        self._coarse: Scene | None = None

    def coarse(self, exact: Scene) -> Scene:
        """Return a scene for whoever may see neither who reported nor exactly where, made once for each exact one."""
        kept = self._coarse
        # A picture found again is of the same moment and yet of another revision.
        if kept is None or _version(kept.picture) != _version(exact.picture):
            picture = coarse_picture(exact.picture)
            self._coarse = kept = replace(exact, picture=picture, facets=picture.facets, labels=Labels(picture.situation))
        return kept

    def ready(self, revision: int) -> Scene | None:
        latest = self._latest
        return latest if latest and latest.picture.revision == revision else None

    def make(self, revision: int, build: Callable[[], Scene], progress: Progress) -> Scene:
        """Build a scene unless another page did meanwhile. `progress` may raise, which gives the work up."""
        while not self._making.acquire(timeout=_PATIENCE_S):
            progress(0.0, "another page is at the same work")
        try:
            scene = self.ready(revision) or build()
            self._latest = scene
            return scene
        finally:
            self._making.release()


def _version(picture: Picture) -> tuple[int, datetime]:
    return picture.revision, picture.made_at


def opened_project() -> Project:
    """Return the open project as the program itself works on it; what a visitor does goes through `Scene.project`."""
    return _opened().project


def basemap_url() -> str:
    """Return where the browser finds the theatre's basemap."""
    return _opened().basemap_url


def project_of(session: SignedIn | None) -> Project:
    """Return the open project as a visitor works on it. session: of somebody who signed in, None where nobody does."""
    return _opened().project if session is None else _opened().project.signed_in(session)


def scene(session: SignedIn | None, *, sees_everything: bool) -> Scene:
    """Return the scene of the store's present revision as a visitor may see it, whatever they do in it in their name."""
    made = _made_scene()
    return replace(made if sees_everything else _opened().scenes.coarse(made), project=project_of(session))


def picture_of_record(shown: Scene) -> Picture:
    """Return the picture with everything in it that a scene was drawn from: to work with, never to be shown."""
    made = _opened().scenes.ready(shown.picture.revision)
    return made.picture if made else shown.picture


def _made_scene() -> Scene:
    """Return the scene with everything in it, making it with visible progress where it is not at hand."""
    opened = _opened()
    place = st.empty()  # stands there with work or without: what follows keeps its place, and the map its frame
    revision = opened.project.store.revision()
    if ready := opened.scenes.ready(revision):
        return ready
    with working(place) as progress:
        return opened.scenes.make(revision, lambda: _scene(opened.project, progress), progress)


@contextmanager
def working(place: DeltaGenerator, *, on_stop: Callable[[], None] | None = None, key: str = "working") -> Iterator[Progress]:
    """Show a bar and the words of the step in `place` while the body works. Telling it also ends the work of a page left.

    on_stop: where given, a button stands beside the bar; pressing it ends the work at its next step and calls this first.
    key: of the place, another for each piece of work that one run of a page may do.
    """
    with place.container(key=key):
        bar, words = st.progress(0.0), st.empty()
        if on_stop is not None:
            st.button("Stop", key=f"{key}:stop", on_click=on_stop)

    def progress(share: float, step: str) -> None:
        bar.progress(min(max(share, 0.0), 1.0))
        words.text(f"Working: {step}")

    yield progress
    place.empty()


class _Kept:
    """The latest folders opened. Not one of Streamlit's caches: whoever reaches the port can have those emptied, unasked who."""

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._latest: tuple[tuple[Path, Path, Path], _Opened] | None = None

    def get(self, folders: tuple[Path, Path, Path]) -> _Opened:
        with self._opening:
            if self._latest is None or self._latest[0] != folders:
                self._latest = (folders, _open(folders))
            return self._latest[1]


_KEPT = _Kept()


def _opened() -> _Opened:
    return _KEPT.get(used_folders())


def _open(folders: tuple[Path, Path, Path]) -> _Opened:
    opened = FIRST_PICTURE.project(*folders) or open_project(*folders)
    install_into_folium(static_url(ensure_bundle(static_folder())))
    return _Opened(opened, publish_basemap(opened.theatre.basemap_path, static_folder()), _Scenes())


def _scene(opened: Project, progress: Progress) -> Scene:
    picture = FIRST_PICTURE.picture(opened, progress) or current_picture(opened, progress)
    return Scene(opened, picture, picture.facets, Labels(picture.situation), ZoneInfo(opened.theatre.time_zone))
