import pytest

from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.ingest.containers.builders import xlsx_bytes, zip_bytes
from tests.views.conftest import said

GOOD = b"""observation_id,observed_from,lon,lat,radius_m,region,place,act,party,means,source
X-1,2026-08-03T14:20,37.7466,48.1391,400,,,fire.artillery,A,patrol,patrol 4
X-2,2026-02-31,37.7,48.1,,,,fire.mortar,,drone,drone 1
X-3,2026-08-05,abc,48.1,,,,fire.mortar,,drone,drone 1
X-4,2026-08-06,,,,Luhansk oblast,,presence.heavy-weapon,B,partner,partner 2
X-4,2026-08-06,,,,Luhansk oblast,,presence.heavy-weapon,B,partner,partner 2
"""
HOSTILE = "{{7*7}} :red[x] <img src=x onerror=alert(1)>"


@pytest.fixture
def upload(page):
    return page("upload").run()


def drop(app, *files):
    widget = app.get("file_uploader")[0]
    for name, content in files:
        widget.upload(name, content, "text/csv")
    app.run()
    assert not app.exception
    return app


def uploads(data):
    return open_project(data, theatre_folder(), sample_folder()).store.uploads()


def table(app, *columns):
    """The shown table that has these columns."""
    return next(frame.value for frame in app.dataframe if set(columns) <= set(frame.value.columns))


def test_a_file_is_recognised_accounted_for_and_previewed_and_nothing_is_kept_yet(upload, data):
    drop(upload, ("new.csv", GOOD))

    words = " ".join(said(upload).split())
    assert "5 rows read = 2 accepted + 2 rejected + 1 duplicates" in words
    assert "new.csv template columns · UTF-8 · comma" in words
    assert "times without an offset are local to Europe/Kyiv" in words
    rows = table(upload, "Verdict", "To note")
    assert rows["Line"].tolist() == [2, 5]
    assert rows["Verdict"].tolist() == ["potential violation", "undetermined"]
    assert {upload_.kind for upload_ in uploads(data)} == {"sample"}


def test_rejected_rows_are_told_with_line_column_value_and_reason(upload):
    drop(upload, ("new.csv", GOOD))

    rejected = table(upload, "Line", "Column", "Value", "Reason")

    assert rejected[["Line", "Column", "Value"]].to_numpy().tolist() == [[3, "observed_from", "2026-02-31"], [4, "lon", "abc"]]
    assert all(rejected["Reason"])
    assert any(button.label == "Rejected rows (CSV)" for button in upload.get("download_button"))


def test_an_archive_is_one_file_in_view_and_its_tables_are_told_apart(upload, data):
    packed = zip_bytes(("may.csv", GOOD), ("june.xlsx", xlsx_bytes()))
    drop(upload, ("new.zip", packed), ("last.csv", GOOD.replace(b"X-", b"Z-")))
    words = " ".join(said(upload).split())
    assert "13 rows read = 7 accepted + 4 rejected + 2 duplicates" in words
    assert "new.zip/may.csv: canonical, UTF-8, comma: 5 rows read" in words
    assert "new.zip/june.xlsx: canonical, XLSX workbook: 3 rows read" in words

    upload.button(key="upload:add").click().run()

    assert not upload.exception
    assert any("2 files added to the view." in one.body for one in upload.get("html"))
    assert any(".st-key-upload-added" in one.body and "scrollIntoView" in one.body for one in upload.get("html"))
    assert table(upload, "File", "Accepted")[["File", "Read", "Accepted"]].to_numpy().tolist() == [
        ["new.zip", 8, 5],
        ["last.csv", 5, 2],
    ]


def test_adding_brings_the_file_into_view_in_the_place_of_the_sample(upload, data):
    drop(upload, ("new.csv", GOOD))

    upload.button(key="upload:add").click().run()

    assert not upload.exception
    assert [one.file_name for one in uploads(data)] == ["new.csv"]
    assert "1 file added to the view." in said(upload)
    assert "every event shown is invented" not in said(upload)
    assert table(upload, "File", "Accepted")["Accepted"].tolist() == [2]


def test_the_account_before_adding_is_the_account_after_it(upload, data):
    drop(upload, ("new.csv", GOOD), ("again.csv", GOOD + b"X-5,2026-08-07,37.7,48.1,,,,fire,,drone,drone 1\n"))
    assert "11 rows read = 3 accepted + 4 rejected + 4 duplicates" in " ".join(said(upload).split())

    upload.button(key="upload:add").click().run()

    accounts = current_picture(open_project(data, theatre_folder(), sample_folder())).placed.intake.accounts
    assert [(one.rows_read, one.accepted, one.rejected, one.duplicates) for one in accounts] == [(5, 2, 2, 1), (6, 1, 2, 3)]


def test_an_unreadable_file_is_told_in_one_message_and_the_others_are_still_shown(upload):
    drop(upload, ("report.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), ("empty.csv", b""), ("new.csv", GOOD))

    words = said(upload)
    assert "2 files cannot be read and will not be added" in words
    assert "report.csv: " in words
    assert "empty.csv: " in words
    assert upload.button(key="upload:add").label == "Add 1 file to the view"


def test_with_nothing_readable_there_is_nothing_to_add(upload):
    drop(upload, ("empty.csv", b""))

    assert not any(button.key == "upload:add" for button in upload.button)


def test_hostile_text_is_shown_as_typed(upload):
    rows = (
        f'observed_from,lon,lat,act,source,party\n2026-08-03,37.7,48.1,fire,"{HOSTILE}","{HOSTILE}"\n{HOSTILE},37,48,fire,x,y\n'
    )
    drop(upload, (f"{HOSTILE}.csv".replace("/", ""), rows.encode()))

    assert HOSTILE.replace("/", "") in said(upload)
    assert table(upload, "Verdict", "To note")["Party"].tolist() == [HOSTILE]
    assert HOSTILE in table(upload, "Line", "Reason")["Value"].tolist()


def test_another_time_zone_is_used_and_told(upload):
    drop(upload, ("new.csv", GOOD))
    before = table(upload, "Verdict", "To note")["When"].tolist()

    upload.selectbox(key="upload:zone").select("UTC").run()

    assert "times without an offset are local to UTC" in said(upload)
    assert table(upload, "Verdict", "To note")["When"].tolist() != before


def test_a_broken_mapping_is_told_and_the_page_goes_on(upload, data):
    drop(upload, ("new.csv", GOOD))
    upload.get("file_uploader")[1].upload("mapping.json", b"{not json", "application/json")
    upload.run()

    assert not upload.exception
    assert "The mapping file cannot be used" in said(upload)
    assert {one.kind for one in uploads(data)} == {"sample"}


def test_withdrawing_asks_first_and_takes_the_file_out_of_view(upload, data):
    drop(upload, ("new.csv", GOOD))
    upload.button(key="upload:add").click().run()
    (kept,) = uploads(data)
    upload.session_state["files:chosen"] = kept.id
    upload.run()

    assert "new.csv leaves the view, with its observations and their verdicts." in " ".join(said(upload).split())
    upload.button(key="files:confirm").click().run()

    assert uploads(data) == ()
    assert "No file is in view." in said(upload)


def test_the_sample_can_be_shown_again(upload, data):
    drop(upload, ("new.csv", GOOD))
    upload.button(key="upload:add").click().run()

    upload.button(key="files:sample").click().run()

    assert sorted({one.kind for one in uploads(data)}) == ["sample", "user"]
    assert "every event shown is invented" in said(upload)


def test_without_any_file_the_overview_says_what_to_do(page, data):
    project = open_project(data, theatre_folder(), sample_folder())
    for one in project.store.uploads():
        project.store.withdraw_upload(one.id, one.loaded_at)

    overview = page("overview").run()

    assert not overview.exception
    assert "No observation is in view" in said(overview)


def test_the_template_can_be_downloaded_and_its_columns_are_explained(upload):
    assert any(button.label == "CSV template" for button in upload.get("download_button"))
    assert table(upload, "Column", "Meaning")["Column"].tolist()[0] == "observation_id"


def test_reading_that_was_stopped_keeps_nothing_and_can_be_begun_again(upload, data):
    drop(upload, ("new.csv", GOOD))
    key, _ = upload.session_state["upload:preview"]
    del upload.session_state["upload:preview"]
    upload.session_state["upload:stopped"] = key
    upload.run()

    assert "Reading was stopped" in said(upload)
    assert not any(button.key == "upload:add" for button in upload.button)
    upload.button(key="upload:again").click().run()

    assert upload.button(key="upload:add").label == "Add 1 file to the view"


def test_a_file_dropped_twice_is_shown_twice(upload):
    drop(upload, ("new.csv", GOOD), ("new.csv", GOOD))

    assert upload.button(key="upload:add").label == "Add 2 files to the view"
    assert "read already; not read again" in said(upload)


def test_a_file_that_is_in_view_already_is_told_at_once_and_asked_nothing(upload, data):
    drop(upload, ("new.csv", GOOD))
    upload.button(key="upload:add").click().run()

    drop(upload, ("copy.csv", GOOD))

    assert "copy.csv is in view already as new.csv, since" in said(upload)
    assert not any(button.key == "upload:add" for button in upload.button)
    next(one for one in upload.button if one.label == "Read it once more all the same").click().run()
    assert not upload.exception
    assert "the same bytes as new.csv, read already; not read again" in said(upload)
