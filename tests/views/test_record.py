"""The record's page: the log in words, and the check at a press of a button."""

import contextlib

import apsw
import pytest

from dashboard.noted import settle
from tests.views.conftest import said


@pytest.fixture
def record(page):
    return page("record").run()


def test_the_log_is_told_in_words_the_latest_first(record):
    settle()
    record.run()
    rows = next(one.value for one in record.dataframe if "Hash" in one.value)
    assert rows["Entry"].is_monotonic_decreasing
    assert "began the record" in rows["What"].iloc[-1] or len(rows) == 50
    assert any(what.startswith("loaded ") for what in rows["What"])


def test_every_assessment_is_listed_with_what_tells_it_from_another(record):
    settle()
    record.run()
    rows = next(one.value for one in record.dataframe if "Verdict hash" in one.value)
    assert rows["Observations"][0] > 0
    assert len(rows["Verdict hash"][0]) == 12
    assert "Equal verdict hashes mean equal verdicts" in said(record)


def test_an_intact_record_is_said_to_be_so_and_its_checkpoint_is_offered(record):
    record.button(key="record:check").click().run()
    assert "Intact: " in said(record)
    assert len(record.get("download_button")) == 1


def test_what_was_changed_behind_its_back_is_named(record, data):
    settle()
    with contextlib.closing(apsw.Connection(str(data / "store.sqlite3"))) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.execute("UPDATE upload SET file_name = 'other.csv' WHERE entry = (SELECT min(entry) FROM upload)")
    record.button(key="record:check").click().run()
    assert "1 things are not as they were written" in said(record)
    assert "the row was changed" in said(record)
    assert len(record.get("download_button")) == 0
