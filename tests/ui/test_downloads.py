"""Two large downloads that differ in one cell are two files, on the Streamlit that is installed."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import streamlit as st
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select
from dashboard.report.csv_out import csv_bytes
from dashboard.reviews import Docket
from dashboard.ui import downloads
from dashboard.ui.downloads import download
from tests.factories import many


def report(changed):
    rows = 120_000
    verdicts = np.full(rows, "consistent with terms", dtype=object)
    verdicts[rows // 3] = changed
    return csv_bytes(["observation_id", "verdict"], [[f"o-{number}" for number in range(rows)], verdicts])


@pytest.fixture
def served(monkeypatch):
    """What a browser gets for each download offered, from one server's storage."""
    storage, ids = MemoryMediaFileStorage("/media"), []
    monkeypatch.setattr(downloads, "visitor", lambda: SimpleNamespace(session=None))
    monkeypatch.setattr(downloads, "_handed_over", lambda *told: told[-1])

    def offered(_label, data, *, file_name, mime, **_more):
        data = data() if callable(data) else data
        ids.append(storage.load_and_get_id(data, mime, "downloadable", file_name))

    monkeypatch.setattr(st, "download_button", offered)
    return lambda: [storage.get_file(f"{one}.csv").content for one in ids]


def test_each_of_two_reports_that_differ_in_one_verdict_is_delivered_as_it_is(served):
    one, other = report("undetermined for once"), report("potential violations!")
    assert len(one) == len(other) > 3_000_000
    assert one != other
    download("Verdicts (CSV)", "verdicts", ".csv", one, key="a")
    download("Verdicts (CSV)", "verdicts", ".csv", other, key="b")
    assert served() == [one, other]


def test_without_the_hash_in_the_name_they_would_be_mixed_up(served):
    one, other = report("undetermined for once"), report("potential violations!")
    for data in (one, other):
        st.download_button("Verdicts (CSV)", data, file_name="verdicts.csv", mime="text/csv")
    assert served() != [one, other], "Streamlit tells them apart by itself now: the guard in report/download.py may go"


@pytest.fixture
def menu(monkeypatch):
    """Opens the menu upon everything, with a file chosen in it or none; returns the keys of the files it made."""
    situation = many(60)
    scene = SimpleNamespace(picture=SimpleNamespace(situation=situation), facets=facets_of(situation))
    selection = select(scene.facets, situation, Filters(), ZoneInfo("UTC"))
    monkeypatch.setattr(downloads, "visitor", lambda: SimpleNamespace(session=None, sees_everything=True))
    monkeypatch.setattr(downloads, "link", SimpleNamespace(asked=lambda: SimpleNamespace(order="latest first", language="en")))
    monkeypatch.setattr(downloads, "docket_of", lambda _: Docket(situation, 1, {}, {}, {}, {}))
    monkeypatch.setattr(downloads, "_explanations", lambda *_: None)

    def opened(chosen=None):
        made = {}
        monkeypatch.setattr(st, "selectbox", lambda *_told, **_more: chosen)
        monkeypatch.setattr(downloads, "download", lambda _label, _stem, _suffix, data, key: made.update({key: data}))
        downloads._files(scene, selection)
        return made

    return opened


def test_of_a_few_rows_every_file_is_there_at_once(menu):
    made = menu()
    keys = ["incidents", "observations", "jsonl", "geojson", "verdicts", "findings"]
    assert list(made) == [f"get:{key}" for key in keys]
    assert all(made.values())


def test_of_many_rows_only_the_file_is_made_that_is_chosen(menu, monkeypatch):
    every = menu()
    monkeypatch.setattr(downloads, "_ALL_MAX", 10)
    assert menu() == {}
    assert menu("Findings (CSV)") == {"get:findings": every["get:findings"]}
