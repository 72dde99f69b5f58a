"""The Agreement page: what would change if another kept version were in use."""

from datetime import UTC, datetime

import pytest

from dashboard.settings import sample_folder, theatre_folder
from dashboard.ui import what_would_change as section
from dashboard.workflows import open_project
from tests.views.conftest import said

NOW = datetime(2026, 9, 1, tzinfo=UTC)


@pytest.fixture
def other(data):
    """A kept version of the sample's agreement that asks for other acts, not in use."""
    folder = sample_folder()
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.name in ("agreement.yaml", "zones.geojson")}
    files["agreement.yaml"] = files["agreement.yaml"].replace(b"acts: [fire", b"acts: [works", 1)
    project = open_project(data, theatre_folder(), folder)
    return project.store.add_agreement("agreement.yaml", files, kind="user", now=NOW, note="other acts")


def test_where_one_version_is_kept_nothing_is_offered(page):
    app = page("agreement").run()

    assert "What would change" not in said(app)


def test_it_is_worked_out_when_asked_and_offered_as_a_file(other, page):
    app = page("agreement").run()
    assert "would get another verdict" not in said(app)

    app.button(key="reassess:go").click().run()

    assert not app.exception
    words = " ".join(said(app).split())
    assert "would get another verdict" in words
    (rows,) = (one.value for one in app.dataframe if "Why" in one.value)
    assert rows["Why"].str.startswith("provision ").all()
    assert "What would change (CSV)" in [button.label for button in app.get("download_button")]


def test_stopping_says_so_and_keeps_nothing(other, page):
    app = page("agreement").run()

    app.session_state[section._STOPPED] = True
    app.run()

    assert "It was stopped" in said(app)
    app.run()
    assert "It was stopped" not in said(app)


def test_a_version_that_cannot_be_read_any_more_is_said(data, page):
    store = open_project(data, theatre_folder(), sample_folder()).store
    store.add_agreement("broken.yaml", {"broken.yaml": b"agreement: {}"}, kind="user", now=NOW)
    app = page("agreement").run()

    app.button(key="reassess:go").click().run()

    assert not app.exception
    assert "This version can no longer be read" in said(app)
