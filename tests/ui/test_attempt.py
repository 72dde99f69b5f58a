from streamlit.testing.v1 import AppTest

from dashboard.ui import told
from tests.views.conftest import said


def _script() -> None:
    import streamlit as st

    from dashboard.store.kept import NotInStoreError
    from dashboard.ui.attempt import attempt, tell_fault

    def fail(words: str) -> None:
        raise NotInStoreError(words)

    tell_fault()
    st.button("fail", key="fail", on_click=attempt, args=(fail, "no upload <b>{{7*7}}</b>"))
    st.button("succeed", key="succeed", on_click=attempt, args=(str,))
    st.button("go on", key="go on")


def test_what_went_wrong_with_a_button_is_told_for_a_while_as_typed_and_without_a_traceback(monkeypatch):
    app = AppTest.from_function(_script).run()

    app.button(key="fail").click().run()
    assert not app.exception
    assert "no upload <b>{{7*7}}</b>" in said(app)
    app.button(key="go on").click().run()
    assert "no upload" in said(app), "a run that a map causes must not wipe it out"
    monkeypatch.setattr(told, "TOLD_S", -1.0)
    app.button(key="go on").click().run()

    assert "no upload" not in said(app)


def test_what_went_wrong_is_told_no_more_once_something_succeeded():
    app = AppTest.from_function(_script).run()
    app.button(key="fail").click().run()

    app.button(key="succeed").click().run()

    assert "no upload" not in said(app)
