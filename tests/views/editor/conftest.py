"""The editor by itself, with or without a draft on the desk."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.editor import comparing
from dashboard.ui.editor import page as editor_page
from dashboard.unsaved import UnsavedDrafts
from tests.views.desk import DeskProject, DeskScene
from tests.views.editor.hands import desk_page, press


@pytest.fixture
def scene(tmp_path):
    """What is in view: the sample agreement, without a theatre."""
    return DeskScene(DeskProject(UnsavedDrafts(tmp_path / "drafts")))


@pytest.fixture
def app(scene, monkeypatch):
    """The editor without its map, nothing on the desk."""
    monkeypatch.setattr(editor_page, "preview", lambda *_, **__: ())
    monkeypatch.setattr(comparing, "show_map", lambda *_, **__: None)
    monkeypatch.setattr(comparing, "basemap_url", str)
    monkeypatch.setattr(comparing, "attribution", lambda _: "")
    app = AppTest.from_function(desk_page, default_timeout=60)
    app.session_state["test:scene"] = scene
    return app.run()


@pytest.fixture
def written(app):
    """The draft of the agreement in use."""
    return press(app, "desk:start:used")


@pytest.fixture
def empty(app):
    """A draft of nothing."""
    return press(app, "desk:start:empty")
