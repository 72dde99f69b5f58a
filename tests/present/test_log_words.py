"""The words of a log entry: each table has some, whatever its cells hold."""

import pytest

from dashboard.present.log_words import log_words
from dashboard.store.tables import TABLES


def a_row(table, **cells):
    kinds = {"text": "x", "integer": 1, "real": 2.5}
    return {column.name: kinds[column.kind] for column in table.columns} | cells


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_has_words_for_its_rows(table):
    said = log_words(table.name, a_row(table))
    assert not said.startswith("wrote a row of")


def test_an_entry_whose_row_is_missing_or_of_an_unknown_table_says_so():
    assert log_words("upload", {}) == "wrote a row of upload, which is missing"
    assert log_words("to_come", {"a": 1}) == "wrote a row of to_come"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_whoever_sees_no_more_than_a_viewer_is_told_what_people_did_and_nothing_of_reports(table):
    said = log_words(
        table.name, a_row(table, **{one.name: "SECRET" for one in table.columns if one.kind == "text"}), in_full=False
    )
    assert ("SECRET" in said) == (table.name in {"person", "role_grant", "access_end", "event"})


@pytest.mark.parametrize(
    ("what", "cells", "said"),
    [
        ("upload_view", {"in_view": 0, "upload_id": "u"}, "took out of view u"),
        ("role_grant", {"held": 0, "role": "viewer", "subject": "s", "why": "left"}, "took back the role of viewer from s: left"),
        ("saved_mapping", {"mapping_json": "", "name": "patrol"}, "deleted the mapping patrol"),
        ("place_correction", {"code": "", "lon": None, "lat": None, "why": "so"}, "revoked what x / x / x means: so"),
    ],
)
def test_what_was_taken_back_is_told_as_taken_back(what, cells, said):
    assert log_words(what, a_row(next(one for one in TABLES if one.name == what), **cells)) == said
