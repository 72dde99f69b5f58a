from streamlit.testing.v1 import AppTest

from tests.views.conftest import said


def _script() -> None:
    import streamlit as st

    from dashboard.store.interface import NotInStoreError
    from dashboard.ui.attempt import attempt, tell_fault

    def fail(words: str) -> None:
        raise NotInStoreError(words)

    tell_fault()
    st.button("fail", key="fail", on_click=attempt, args=(fail, "no upload <b>{{7*7}}</b>"))
    st.button("go on", key="go on")


def test_what_went_wrong_with_a_button_is_told_once_as_typed_and_without_a_traceback():
    app = AppTest.from_function(_script).run()

    app.button(key="fail").click().run()
    assert not app.exception
    assert "no upload <b>{{7*7}}</b>" in said(app)
    app.button(key="go on").click().run()

    assert "no upload" not in said(app)
