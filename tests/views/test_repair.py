"""Rejected rows put right in the page, loaded as a second file, and counted over both loads."""

import pytest

from dashboard.pictures import current_picture, repaired_in_view
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.conftest import said
from tests.views.test_mapping_wizard import STRANGE, key_of
from tests.views.test_upload import GOOD, drop, table, uploads


@pytest.fixture
def upload(page):
    return page("upload").run()


def added(app, name="new.csv", content=GOOD):
    drop(app, (name, content))
    app.button(key="upload:add").click().run()
    assert not app.exception


def choose(app, data, name):
    app.session_state["files:chosen"] = next(one.id for one in uploads(data) if one.file_name == name)
    app.run()


def repair(app, name, edits):
    """Type into the table, which no test without a browser can, and load what was typed. `edits`: by line."""
    load = next(one for one in app.button if one.key and one.key.endswith(":load") and ":repair:" in one.key)
    place = load.key.removesuffix(":load")
    app.session_state[f"{place}:edits"] = {(name, line): cells for line, cells in edits.items()}
    app.run()
    app.button(key=load.key).click().run()
    assert not app.exception


def test_rows_repaired_in_the_page_are_a_file_of_their_own_and_no_longer_open(upload, data):
    added(upload)
    choose(upload, data, "new.csv")
    repair(upload, "new.csv", {3: {"observed_from": "2026-02-28"}})

    words = " ".join(said(upload).split())
    assert "repaired rows of new.csv template columns" in words
    assert "1 rows read = 1 accepted + 0 rejected + 0 duplicates" in words
    upload.button(key="upload:add").click().run()

    assert [one.file_name for one in uploads(data)] == ["new.csv", "repaired rows of new.csv"]
    words = " ".join(said(upload).split())
    assert "2 rejected rows: 1 repaired by a later load, 1 still open." in words
    assert "5 read = 2 accepted + 2 rejected + 1 duplicate" in words, "the file's own account stays"
    assert "With the repairs: 5 read = 2 accepted + 1 repaired + 1 open + 1 duplicate" in words
    assert table(upload, "File", "Still open")["Still open"].tolist() == [1, 0]
    assert table(upload, "Line", "Reason")["Line"].tolist() == [4], "only what is open is listed"


def test_withdrawing_the_repair_opens_its_rows_again(upload, data):
    added(upload)
    choose(upload, data, "new.csv")
    repair(upload, "new.csv", {3: {"observed_from": "2026-02-28"}, 4: {"lon": "37.7"}})
    upload.button(key="upload:add").click().run()
    project = open_project(data, theatre_folder(), sample_folder())
    assert [len(rows) for rows in repaired_in_view(project, current_picture(project))] == [2, 0]

    project.store.withdraw_upload(uploads(data)[1].id, uploads(data)[1].loaded_at)

    assert [len(rows) for rows in repaired_in_view(project, current_picture(project))] == [0]


def test_a_row_that_is_still_wrong_stays_open_and_can_be_repaired_again(upload, data):
    added(upload)
    choose(upload, data, "new.csv")
    repair(upload, "new.csv", {3: {"observed_from": "2026-02-30"}})
    assert "1 rows read = 0 accepted + 1 rejected + 0 duplicates" in " ".join(said(upload).split())

    repair(upload, "repaired rows of new.csv", {2: {"observed_from": "2026-02-28"}})
    upload.button(key="upload:add").click().run()

    project = open_project(data, theatre_folder(), sample_folder())
    assert [len(rows) for rows in repaired_in_view(project, current_picture(project))] == [1, 1, 0]


def test_rows_of_a_mapped_file_are_repaired_under_its_own_headings_and_mapping(upload, data):
    drop(upload, ("patrol.csv", STRANGE))
    key = key_of(upload)
    upload.radio(key=f"{key}:order").set_value("dmy").run()
    upload.button(key=f"{key}:finish-now").click().run()

    repair(upload, "patrol.csv", {4: {"Дата": "30.06.2026"}})
    assert "1 rejected row: 1 repaired by a later load, 0 still open." in said(upload)
    assert "4 rows read = 3 accepted + 1 rejected + 0 duplicates" in " ".join(said(upload).split())
    upload.button(key="upload:add").click().run()

    first, second = uploads(data)
    assert (second.file_name, second.mapping_json) == ("repaired rows of patrol.csv", first.mapping_json)
    assert "1 rejected row: 1 repaired by a later load, 0 still open." in said(upload)


def test_repaired_rows_can_be_taken_out_before_they_are_added(upload, data):
    added(upload)
    choose(upload, data, "new.csv")
    repair(upload, "new.csv", {3: {"observed_from": "2026-02-28"}})

    button = next(one for one in upload.button if one.key and one.key.endswith(":out"))
    button.click().run()

    assert "repaired rows of" not in said(upload)
    assert not any(one.key == "upload:add" for one in upload.button)


def test_nothing_changed_is_nothing_to_load(upload, data):
    added(upload)
    choose(upload, data, "new.csv")
    assert next(one for one in upload.button if one.key and one.key.endswith(":load")).disabled
    assert "No row is changed yet." in said(upload)


def test_repairs_that_were_typed_and_not_loaded_are_loaded_before_anything_is_added(upload, data):
    drop(upload, ("new.csv", GOOD))
    load = next(one for one in upload.button if one.key and one.key.endswith(":load") and ":repair:" in one.key)
    upload.session_state[f"{load.key.removesuffix(':load')}:edits"] = {("new.csv", 3): {"observed_from": "2026-02-28"}}
    upload.run()

    upload.button(key="upload:add").click().run()

    assert not upload.exception
    assert "1 row you repaired was not loaded yet, and is now" in said(upload)
    assert {one.kind for one in uploads(data)} == {"sample"}, "nothing is added before a person saw it"
    assert upload.button(key="upload:add").label == "Add 2 files to the view"
    upload.button(key="upload:add").click().run()
    assert [one.file_name for one in uploads(data)] == ["new.csv", "repaired rows of new.csv"]


def test_a_cell_typed_back_to_what_it_was_is_no_repair(upload):
    drop(upload, ("new.csv", GOOD))
    load = next(one for one in upload.button if one.key and one.key.endswith(":load") and ":repair:" in one.key)
    upload.session_state[f"{load.key.removesuffix(':load')}:edits"] = {("new.csv", 3): {"observed_from": "2026-02-31"}}
    upload.run()

    assert "No row is changed yet." in said(upload)
    assert upload.button(key=load.key).disabled
