import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from dashboard.present.facets import ORDERS
from dashboard.present.filters import Filters
from dashboard.ui.link import PAGE_SIZES, Asked, from_params, to_params
from dashboard.ui.map_frame import View

TEXTS = st.lists(st.text(min_size=1), max_size=3, unique=True).map(tuple)
LOOKS = st.none() | st.builds(
    View,
    st.integers(-1_800_000, 1_800_000).map(lambda one: one / 10_000),
    st.integers(-850_000, 850_000).map(lambda one: one / 10_000),
    st.integers(0, 80).map(lambda one: one / 4),
)


@given(
    st.builds(
        Asked,
        filters=st.builds(Filters, acts=TEXTS, parties=TEXTS, zones=TEXTS),
        incident=st.none() | st.text(min_size=1),
        order=st.sampled_from(sorted(ORDERS)),
        page=st.integers(1, 10_000),
        size=st.sampled_from(PAGE_SIZES),
        look=LOOKS,
    )
)
def test_a_view_said_in_a_link_reads_back_as_the_same_view(asked):
    assert from_params(to_params(asked)) == asked


def test_the_plain_view_needs_no_parameters():
    assert to_params(Asked()) == {}


@pytest.mark.parametrize(
    "query",
    [
        {"page": ["-1"]},
        {"page": ["²"]},
        {"page": ["9" * 400]},
        {"size": ["26"]},
        {"order": ["alphabetical"]},
        {"map": ["1,2"]},
        {"map": ["nan,0,5"]},
        {"map": ["0,89,5"]},
        {"incident": [""]},
        {"unknown": ["x"]},
    ],
)
def test_a_part_that_cannot_be_read_stands_at_its_default(query):
    read = from_params(query)

    assert (read.size, read.order, read.look, read.incident) == (Asked().size, Asked().order, None, None)
    assert read.page >= 1


def _script() -> None:
    from dataclasses import replace

    import streamlit as st

    from dashboard.ui import link

    def narrow(act: str) -> None:
        link.change(filters=replace(link.asked().filters, acts=(*link.asked().filters.acts, act)))

    opened = link.sync(None)
    st.button("narrow", key="narrow", on_click=narrow, args=("fire",))
    st.button("undo", key="undo", on_click=link.undo, disabled=not link.can_undo())
    st.text(f"{opened} {','.join(link.asked().filters.acts)}")


@pytest.fixture
def app():
    return AppTest.from_function(_script)


def told(app) -> str:
    return app.text[0].value


def test_a_choice_is_written_into_the_link_and_not_taken_for_anothers(app):
    app.run()
    app.button(key="narrow").click().run()

    assert told(app) == "False fire"
    assert list(app.query_params["acts"]) == ["fire"] or app.query_params["acts"] == "fire"


def test_a_link_that_is_not_ours_is_read_also_in_the_midst_of_a_session(app):
    app.query_params["acts"] = ["heat", "fire"]
    app.run()
    assert told(app) == "True heat,fire"

    app.query_params["acts"] = ["flight"]
    app.run()

    assert told(app) == "True flight"


def test_a_browser_that_still_tells_the_link_before_does_not_lose_what_was_just_chosen(app):
    app.run()
    app.button(key="narrow").click().run()
    app.query_params.clear()
    app.run()

    assert told(app) == "False fire"


def test_undo_goes_back_one_set_of_filters_at_a_time(app):
    app.run()
    app.button(key="narrow").click().run()
    app.button(key="narrow").click().run()
    app.button(key="undo").click().run()
    assert told(app) == "False fire"

    app.button(key="undo").click().run()

    assert told(app) == "False"
    assert app.button(key="undo").disabled
