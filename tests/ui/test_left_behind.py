"""Files that were dropped and not added before the page was left are named on return."""

from streamlit.testing.v1 import AppTest


def _pages() -> None:
    import streamlit as st

    from dashboard.ui.left_behind import note_return, tell_lost

    if st.checkbox("elsewhere", key="elsewhere"):
        return
    note_return("files")
    tell_lost([file.name for file in st.file_uploader("Files", accept_multiple_files=True, key="files")])


def said(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_files_left_behind_are_named_until_others_are_dropped() -> None:
    app = AppTest.from_function(_pages).run()
    assert not said(app)
    app.get("file_uploader")[0].upload("may.csv", b"a", "text/csv")
    app.run()
    assert not said(app)

    app.checkbox(key="elsewhere").check().run()
    app.checkbox(key="elsewhere").uncheck().run()

    assert "1 file was not added before you left this page" in said(app)
    assert "may.csv" in said(app.run())
    app.get("file_uploader")[0].upload("june.csv", b"b", "text/csv")
    assert not said(app.run())


def test_a_file_taken_out_again_is_not_missed() -> None:
    app = AppTest.from_function(_pages).run()
    app.get("file_uploader")[0].upload("may.csv", b"a", "text/csv")
    app.run()
    app.get("file_uploader")[0].set_value([])
    assert not said(app.run())
