"""What a person does at the editor, and what they read there."""

from streamlit.testing.v1 import AppTest

from dashboard.drafts import read_kept
from tests.views.conftest import said

ZONES = b"""{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"name": "Bridge"},
  "geometry": {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]}},
 {"type": "Feature", "properties": {"name": "Front"},
  "geometry": {"type": "LineString", "coordinates": [[37, 48], [38, 49]]}}]}"""


HOLED = b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Store"},
  "geometry": {"type": "MultiPolygon", "coordinates": [
   [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]], [[37.2, 48.2], [37.2, 48.4], [37.4, 48.4], [37.4, 48.2], [37.2, 48.2]]],
   [[[39, 48], [40, 48], [40, 49], [39, 48]]]]}}]}"""


def desk_page() -> None:
    import streamlit as st

    from dashboard.ui.attempt import tell_fault
    from dashboard.ui.editor import desk
    from dashboard.ui.editor.page import editor
    from dashboard.ui.editor.start import waiting_drafts, write_one

    tell_fault()
    scene = st.session_state["test:scene"]
    if desk.is_open():
        editor(scene)
    else:
        waiting_drafts(scene)
        write_one(scene)


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def part(app, name):
    app.button_group(key="desk:part").set_value(name).run()
    assert not app.exception
    return app


def labelled(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def type_in(app, label, text, kind="text_input"):
    labelled(app, kind, label).set_value(text).run()
    assert not app.exception
    return app


def words(app):
    return " ".join(said(app).split())


def in_use(scene):
    store = scene.project.store
    stored = store.current_agreement()
    return stored, read_kept(store, stored, None, "Europe/Kyiv")


def waiting(app, what):
    """The key of the first button of this kind beside a draft that was not saved."""
    return next(button.key for button in app.button if button.key.startswith(f"desk:{what}:"))


def choice(app, label):
    return labelled(app, "selectbox", label).key


def corner_kind(app):
    return next(one for one in app.get("button_group") if "The corners make" in one.proto.label)


def another_tab(scene):
    """The editor in a session of its own, on the same data."""
    app = AppTest.from_function(desk_page, default_timeout=60)
    app.session_state["test:scene"] = scene
    return app.run()


def words_of_saving(app):
    told = app.session_state["told:desk:saved"]
    return " ".join((told.heading, *told.lines))
