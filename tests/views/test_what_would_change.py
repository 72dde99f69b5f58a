"""The Agreement page's section on what would change if another kept version were in use."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import ENGINE_VERSION
from dashboard.engine.situation import build_situation
from dashboard.ui import session, what_would_change
from dashboard.ui.what_would_change import KEPT
from dashboard.unsaved import UnsavedDrafts
from tests.engine.builders import table
from tests.factories import one_observation
from tests.views.conftest import said
from tests.views.desk import AGREEMENT, BUNDLE, DeskProject, DeskScene

NOW = datetime(2026, 9, 1, tzinfo=UTC)
INSIDE = AGREEMENT.zone(AGREEMENT.provisions[0].zone_ids[0]).geometry.representative_point()
REPORTS = table(
    [
        one_observation(INSIDE.x, INSIDE.y, hours=24 * 30, observation_id="fire"),
        one_observation(INSIDE.x, INSIDE.y, hours=24 * 31, observation_id="works", act="works.fortification"),
        one_observation(25, 48, hours=24 * 31, observation_id="far"),
    ]
)


def _section() -> None:
    import streamlit as st

    from dashboard.ui.what_would_change import would_change

    would_change(st.session_state["test:scene"])


@pytest.fixture
def scene(tmp_path):
    """Three reports under the sample's agreement, the only version kept."""
    scene = DeskScene(DeskProject(UnsavedDrafts(tmp_path / "drafts")))
    scene.picture.situation = build_situation(REPORTS, AGREEMENT, engine_version="test")
    return scene


@pytest.fixture
def other(scene):
    """A version that prohibits works where the one in use prohibits fire."""
    files = dict(BUNDLE.files)
    files[BUNDLE.main] = files[BUNDLE.main].replace(b"acts: [fire, incursion, harm]", b"acts: [works]")
    return scene.project.store.add_agreement(BUNDLE.main, files, kind="user", now=NOW, note="works")


@pytest.fixture
def app(scene):
    app = AppTest.from_function(_section, default_timeout=60)
    app.session_state["test:scene"] = scene
    return app


def words(app):
    assert not app.exception
    return " ".join(said(app).split())


def test_where_one_version_is_kept_nothing_is_offered(app):
    assert words(app.run()) == ""


def test_it_is_worked_out_only_when_asked_and_offered_as_a_file(app, other):
    app.run()
    assert "another verdict" not in words(app)
    assert KEPT not in app.session_state

    app.button(key="reassess:go").click().run()

    assert "would get another verdict" in words(app)
    (rows,) = (one.value for one in app.dataframe)
    assert rows["Why"].str.contains("what is prohibited").all()
    assert [button.label for button in app.get("download_button")] == ["What would change (CSV)"]


def test_an_answer_is_shown_for_what_it_was_asked_only(app, scene, other):
    app.run().button(key="reassess:go").click().run()

    scene.picture.revision += 1
    assert "another verdict" not in words(app.run())


def test_a_version_that_says_the_same_changes_nothing(app, scene):
    files = BUNDLE.files | {BUNDLE.main: BUNDLE.files[BUNDLE.main] + b"\n# the same\n"}
    scene.project.store.add_agreement(BUNDLE.main, files, kind="user", now=NOW)
    scene.picture.situation = replace(
        scene.picture.situation, assessment=replace(scene.picture.situation.assessment, engine_version=ENGINE_VERSION)
    )

    app.run().button(key="reassess:go").click().run()

    assert "Nothing would change: all 3 observations keep verdict, clause and reason." in words(app)
    assert not app.get("download_button")


def test_stop_stands_beside_the_work_and_stopping_is_said_once(app, other, monkeypatch):
    offered = []
    plain = session.working
    monkeypatch.setattr(
        "dashboard.ui.what_would_change.working", lambda place, **told: (offered.append(told["on_stop"]), plain(place, **told))[1]
    )
    app.run().button(key="reassess:go").click().run()
    assert all(map(callable, offered))

    app.session_state["reassess:stopped"] = True
    assert "It was stopped" in words(app.run())
    assert "It was stopped" not in words(app.run())


def test_a_version_that_cannot_be_read_any_more_is_said(app, scene):
    scene.project.store.add_agreement("broken.yaml", {"broken.yaml": b"agreement: {}"}, kind="user", now=NOW)

    app.run().button(key="reassess:go").click().run()

    assert "This version can no longer be read" in words(app)


def test_of_very_many_changes_the_first_are_listed_and_the_file_is_said_to_hold_all(app, other, monkeypatch):
    monkeypatch.setattr(what_would_change, "_ROWS_MAX", 1)

    app.run().button(key="reassess:go").click().run()

    (rows,) = (one.value for one in app.dataframe)
    changed = int(re.search(r"The first 1 of (\d+) are listed; the file holds all\.", words(app))[1])
    _, answer = app.session_state[KEPT]
    assert (len(rows), answer.file.decode().count("\n")) == (1, changed + 1)
