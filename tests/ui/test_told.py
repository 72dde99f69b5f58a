import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui import told
from tests.views.conftest import said


def _script() -> None:
    import streamlit as st

    from dashboard.ui.told import tell_next, tell_told

    st.button("do", key="do", on_click=tell_next, args=("here", "done", "It is <b>kept</b>."))
    tell_told("here")


@pytest.fixture
def clock(monkeypatch):
    """A monotonic clock that stands still until it is set."""
    now = [100.0]
    monkeypatch.setattr(told.time, "monotonic", lambda: now[0])
    return now


def test_what_was_done_is_told_through_the_runs_that_a_map_causes_a_moment_later(clock):
    app = AppTest.from_function(_script).run()
    assert "kept" not in said(app)

    app.button(key="do").click().run()
    clock[0] += 2
    app.run()

    assert "It is <b>kept</b>." in said(app)


def test_it_is_told_no_more_after_a_while(clock):
    app = AppTest.from_function(_script).run()
    app.button(key="do").click().run()

    clock[0] += told.TOLD_S + 1
    app.run()

    assert "kept" not in said(app)
