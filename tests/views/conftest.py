"""Pages driven without a browser, each on a data folder of its own that starts with the sample."""

import re
import shutil
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.noted import settle
from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project


def _overview() -> None:
    from dashboard.ui.frame import show
    from dashboard.views.overview import overview

    show(overview)


def _upload() -> None:
    from dashboard.ui.frame import show
    from dashboard.views.upload import upload

    show(upload)


def _agreement() -> None:
    from dashboard.ui.frame import show
    from dashboard.views.agreement import agreement

    show(agreement)


def _review() -> None:
    from dashboard.ui.frame import show
    from dashboard.views.review import review

    show(review)


def _record() -> None:
    from dashboard.ui.frame import show
    from dashboard.views.record import record

    show(record)


_PAGES = {"record": _record, "overview": _overview, "upload": _upload, "agreement": _agreement, "review": _review}


@pytest.fixture(scope="session")
def sample_in_view(tmp_path_factory) -> Path:
    """A data folder with the sample in it, its picture worked out once: to be copied, since that takes longer than most tests."""
    folder = tmp_path_factory.mktemp("sample in view") / "data"
    project = open_project(folder, theatre_folder(), sample_folder())
    current_picture(project)
    settle()
    project.snapshots.settle()
    project.store.database.close()
    return folder


@pytest.fixture
def data(sample_in_view, tmp_path, monkeypatch):
    """A data folder of the test's own, with the sample in view."""
    shutil.copytree(sample_in_view, tmp_path / "data")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    st.cache_resource.clear()
    st.cache_data.clear()
    yield tmp_path / "data"
    st.cache_resource.clear()


@pytest.fixture
def page(data) -> Callable[[str], AppTest]:
    """Open a page by name; nothing has run yet."""
    return lambda name: AppTest.from_function(_PAGES[name], default_timeout=60)


def said(app: AppTest) -> str:
    """Everything the page says in HTML of our own, as a reader sees it."""
    bodies = (element.proto.body for element in app.get("html"))
    return " ".join(unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", body, flags=re.DOTALL)) for body in bodies)


def counted(app: AppTest) -> tuple[int, int]:
    """Incidents and observations that the overview says are selected."""
    found = re.search(r"([\d,]+) incidents?(?: of [\d,]+)? · ([\d,]+) observation", re.sub(r"\s+", " ", said(app)))
    return tuple(int(number.replace(",", "")) for number in found.groups())
