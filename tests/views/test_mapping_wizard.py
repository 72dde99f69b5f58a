"""A table nobody knows, from drop to view, by somebody who answers the page's questions."""

import json
from pathlib import Path

import pytest

from dashboard.ingest.mappings.mapping import Mapping, read_mapping
from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project, save_mapping
from tests.ingest.containers.builders import xlsx_bytes
from tests.views.conftest import said
from tests.views.test_upload import GOOD, HOSTILE, drop, table, uploads

STRANGE = """Дата;Час;Широта;Довгота;Подія;Озброєння;Сторона;Погода
03.05.2026;14:20;48,1391;37,7466;працювала арта;труба;сепаратисти;дощ
14.05.2026;;48,2;37,8;мінометний обстріл;;A;
31.06.2026;03:10;48,2;37,8;вибух;;;
""".encode()


@pytest.fixture
def upload(page):
    return page("upload").run()


def key_of(app) -> str:
    """The key that begins those of the only dropped file's widgets."""
    return next(box.key.removesuffix(":format") for box in app.selectbox if box.key and box.key.endswith(":format"))


def dropped(app, content=STRANGE, name="patrol.csv") -> str:
    drop(app, (name, content))
    return key_of(app)


def mapped(app) -> str:
    key = dropped(app)
    app.radio(key=f"{key}:order").set_value("dmy").run()
    app.button(key=f"{key}:finish-now").click().run()
    assert not app.exception
    return key


def test_an_unknown_table_is_asked_about_with_guesses_and_their_reasons(upload):
    key = dropped(upload)
    words = " ".join(said(upload).split())

    roles = [upload.selectbox(key=f"{key}:role:{at}").value for at in range(8)]
    assert roles == ["observed_from", "clock_from", "lat", "lon", "act", "weapon", "party", ""]
    assert "patrol.csv waits until its columns are mapped" in words
    assert "a usual heading for it; its values lie where this theatre has its longitudes" in words
    assert "Kept with the row, not used: Погода." in words
    assert not any(button.key == "upload:add" for button in upload.button)


def test_the_order_of_dates_is_suggested_and_has_to_be_declared(upload):
    key = dropped(upload)
    assert "day first: in 2 of 3 dates the first number is above 12" in said(upload)
    assert upload.radio(key=f"{key}:order").value is None
    assert "Choose in step 2 which number of a date is the day." in said(upload)

    upload.radio(key=f"{key}:order").set_value("dmy").run()

    assert "Tried on all 3 rows: 2 accepted, 1 rejected." in said(upload)
    assert "there is no day 31 of month 6 in 2026" in said(upload)
    assert table(upload, "When", "Weapon")["When"].tolist() == ["3 May 2026, 14:20", "14 May 2026"]


def test_every_guess_can_be_changed_and_what_is_missing_is_said(upload):
    key = dropped(upload)

    upload.selectbox(key=f"{key}:role:3").set_value("").run()
    assert "A position needs latitude and longitude. Only one of them is chosen." in said(upload)
    assert "your choice; our guess was “longitude (east)”" in said(upload)

    upload.selectbox(key=f"{key}:role:3").set_value("lat").run()
    assert "“Широта” and “Довгота” are all said to be “latitude (north)”." in said(upload)


def test_words_are_mapped_one_by_one_and_the_file_is_read_so(upload, data):
    key = dropped(upload)
    upload.radio(key=f"{key}:order").set_value("dmy")
    upload.selectbox(key=f"{key}:words:act:0").set_value("fire.artillery")
    upload.selectbox(key=f"{key}:words:weapon:0").set_value("mortar")
    upload.selectbox(key=f"{key}:words:party:0").set_value("B")
    upload.selectbox(key=f"{key}:constant:means").set_value("patrol")
    upload.text_input(key=f"{key}:constant:source").set_value("team 4").run()
    upload.button(key=f"{key}:finish-now").click().run()

    rows = table(upload, "Verdict", "Weapon")
    assert rows[["Act", "Weapon", "Party", "Means"]].to_numpy().tolist() == [
        ["artillery fire", "mortar", "B", "patrol"],
        ["mortar fire", "", "A", "patrol"],
    ]
    assert "3 rows read = 2 accepted + 1 rejected + 0 duplicates" in " ".join(said(upload).split())
    upload.button(key="upload:add").click().run()
    (kept,) = uploads(data)
    assert read_mapping(kept.mapping_json.encode(), "mapping") == Mapping(
        format="canonical",
        columns={
            "observed_from": ("Дата", "Час"), "lat": "Широта", "lon": "Довгота", "act": "Подія", "weapon": "Озброєння",
            "party": "Сторона",
        },
        constants={"means": "patrol", "source": "team 4"},
        values={"act": {"працювала арта": "fire.artillery"}, "weapon": {"труба": "mortar"}, "party": {"сепаратисти": "B"}},
        time_zone="Europe/Kyiv",
        date_order="dmy",
        unused=("Погода",),
    )  # fmt: skip
    first = current_picture(open_project(data, theatre_folder(), sample_folder())).placed.observations.iloc[0]
    assert json.loads(first["other"])["Погода"] == "дощ"
    assert (first["reported_act"], first["reported_time"]) == ("працювала арта", "03.05.2026 14:20")


def test_answers_stay_when_the_mapping_is_changed_again(upload):
    key = dropped(upload)
    upload.radio(key=f"{key}:order").set_value("dmy")
    upload.selectbox(key=f"{key}:words:act:0").set_value("fire.artillery")
    upload.selectbox(key=f"{key}:role:7").set_value("description").run()
    upload.button(key=f"{key}:finish-now").click().run()

    upload.button(key=f"{key}:change").click().run()

    assert upload.radio(key=f"{key}:order").value == "dmy"
    assert upload.selectbox(key=f"{key}:words:act:0").value == "fire.artillery"
    assert upload.selectbox(key=f"{key}:role:7").value == "description"


def test_a_kept_mapping_is_offered_for_a_file_with_the_same_columns_and_used_with_one_click(upload, data):
    key = mapped(upload)
    upload.text_input(key=f"{key}:name").set_value("Patrol table").run()
    upload.button(key=f"{key}:save").click().run()
    assert "Kept. The next file with these columns is offered this mapping." in said(upload)
    upload.button(key="upload:add").click().run()

    again = dropped(upload, STRANGE.replace(b"03.05", b"04.05"), "next.csv")
    assert "You have read files with these columns before" in said(upload)
    upload.button(key=f"{again}:use:1").click().run()

    assert not upload.exception
    assert "columns mapped" in said(upload)
    assert upload.button(key="upload:add").label == "Add 1 file to the view"
    assert [one.name for one in open_project(data, theatre_folder(), sample_folder()).store.mappings()] == ["Patrol table"]


def test_a_kept_mapping_is_deleted_after_saying_so_and_a_file_that_was_to_be_read_with_it_is_asked_about(upload, data):
    project = open_project(data, theatre_folder(), sample_folder())
    header = tuple(STRANGE.decode().splitlines()[0].split(";"))
    save_mapping(project, "Patrol table", header, Mapping(columns={"observed_from": "Дата", "place": "Подія"}, date_order="dmy"))
    key = dropped(upload)
    upload.button(key=f"{key}:use:1").click().run()
    assert table(upload, "Mapping", "Headings")["Headings"].tolist() == [" · ".join(header)]

    upload.session_state["kept:chosen"] = "Patrol table"
    upload.run()
    assert "Patrol table will no longer be offered for files with these headings." in said(upload)
    upload.button(key="kept:confirm").click().run()

    assert not upload.exception
    assert project.store.mappings() == ()
    assert "patrol.csv waits until its columns are mapped" in " ".join(said(upload).split())


def test_a_mapping_kept_for_other_columns_is_not_offered(upload, data):
    save_mapping(open_project(data, theatre_folder(), sample_folder()), "Other", ("a", "b"), Mapping())
    dropped(upload)
    assert "You have read files with these columns before" not in said(upload)


def test_a_recognised_file_shows_its_format_first_and_can_be_read_as_another_or_by_columns(upload):
    key = dropped(upload, GOOD, "new.csv")
    box = upload.selectbox(key=f"{key}:format")
    assert box.options[0] == "recognised: template columns"
    assert {"UCDP GED", "column by column, as I say"} <= set(box.options)

    box.set_value("format ucdp_ged").run()
    assert "the mapping says ucdp_ged, which needs" in said(upload)
    assert not any(button.key == "upload:add" for button in upload.button)

    upload.selectbox(key=f"{key}:format").set_value("by columns").run()
    assert upload.selectbox(key=f"{key}:role:1").value == "observed_from"

    upload.selectbox(key=f"{key}:format").set_value("as recognised").run()
    assert upload.button(key="upload:add").label == "Add 1 file to the view"


def test_a_file_that_waits_for_its_mapping_does_not_hold_up_the_others(upload, data):
    drop(upload, ("new.csv", GOOD), ("patrol.csv", STRANGE))
    assert "1 file above waits for a mapping and will not be added yet." in said(upload)

    upload.button(key="upload:add").click().run()

    assert [one.file_name for one in uploads(data)] == ["new.csv"]


def test_a_mapping_that_was_handed_in_fills_the_questions(upload):
    handed = {"columns": {"observed_from": "Погода", "place": "Час"}, "date_order": "mdy"}
    drop(upload, ("patrol.csv", STRANGE))
    upload.get("file_uploader")[1].upload("mapping.json", json.dumps(handed).encode(), "application/json")
    upload.run()
    key = key_of(upload)
    upload.selectbox(key=f"{key}:format").set_value("by columns").run()

    assert not upload.exception


def test_hostile_headings_and_words_are_shown_as_typed(upload):
    text = HOSTILE.replace(";", "")
    content = f'"{text}";Дата;Місце;Подія\n"{text}";2026-05-03;"{text}";"{text}"\n'.encode()
    key = dropped(upload, content)

    assert text in said(upload)
    assert f"Kept with the row, not used: {text}." in said(upload)
    upload.button(key=f"{key}:finish-now").click().run()
    assert not upload.exception
    assert text in said(upload)


def test_a_table_without_rows_or_with_nothing_known_says_what_to_do(upload):
    dropped(upload, b"a;b\n1;2\n")
    words = said(upload)
    assert "No column says when it happened. Choose the one with the date." in words
    assert "No column says where it happened." in words
    assert "Choose the column with the date above" in words


def test_a_table_without_headings_is_told_before_its_first_row_is_taken_for_them(upload):
    dropped(upload, b"2026-05-03,48.1,37.5,shelling\n2026-05-04,48.2,37.6,shelling\n")
    assert "The first line looks like a row, not like names of columns" in said(upload)


SWAPPED = b"observed_from,lon,lat,act\n2026-08-03,48.1391,37.7466,fire\n2026-08-04,48.2001,37.8001,fire\n2026-08-05,0,0,fire\n"


def test_positions_that_look_swapped_in_a_known_format_are_turned_round_only_where_a_person_says_so(upload, data):
    key = dropped(upload, SWAPPED, "new.csv")
    assert "In 2 of 3 positions latitude and longitude look swapped" in said(upload)
    assert "1 of 3 positions stands at 0, 0" in said(upload)
    assert table(upload, "Verdict", "Where")["Where"].tolist()[0] == "37.7466° N, 48.1391° E"

    upload.button(key=f"{key}:whole:swap").click().run()
    upload.button(key=f"{key}:whole:zero").click().run()

    assert "Latitude and longitude are read the other way round, as you said." in said(upload)
    assert table(upload, "Verdict", "Where")["Where"].tolist()[0].startswith("48.1391° N, 37.7466° E")
    upload.button(key="upload:add").click().run()
    assert not upload.exception
    (kept,) = uploads(data)
    assert json.loads(kept.mapping_json) == {"swap_lon_lat": True, "zero_position": "missing"}


def test_a_column_of_pairs_is_asked_for_its_order_and_the_trial_shows_what_comes_of_it(upload):
    content = b"When;Position;What\n2026-05-03;48.1391, 37.7466;shelling\n2026-05-04;48.2001, 37.8001;shelling\n"
    key = dropped(upload, content)
    assert upload.radio(key=f"{key}:pair-order").value == ""
    assert "Latitude first: 2 of 2 different pairs lie inside the theatre only so" in said(upload)

    upload.radio(key=f"{key}:pair-order").set_value("lon,lat").run()
    assert "In 2 of 2 positions latitude and longitude look swapped" in said(upload)
    assert "Choose the other order of the two numbers in step 2" in said(upload)

    upload.radio(key=f"{key}:pair-order").set_value("lat,lon").run()
    assert "look swapped" not in said(upload)
    upload.button(key=f"{key}:finish-now").click().run()
    assert not upload.exception
    assert '"coordinate_order": "lat,lon"' in upload.session_state[f"{key}:mapped"]


def test_numbers_for_dates_and_another_sheet_of_a_workbook_are_asked_about(upload, data):
    sheets = (
        ("Patrols", (("Day", "Place", "What"), ("x", "Avdiivka", "shelling"))),
        ("Drones", (("When", "Place", "Seen"), (46145, "Avdiivka", "UAV overflight"))),
    )
    key = dropped(upload, xlsx_bytes(*sheets), "two.xlsx")
    assert "2 sheets" in upload.selectbox(key=f"{key}:sheet").label

    upload.selectbox(key=f"{key}:sheet").set_value("Drones").run()
    assert "Choose in step 2 what the numbers in the column of dates count." in said(upload)
    assert "days of a spreadsheet: 46145 would be 2026-05-03" in upload.radio(key=f"{key}:time-format").options

    upload.radio(key=f"{key}:time-format").set_value("excel").run()
    upload.button(key=f"{key}:finish-now").click().run()
    upload.button(key="upload:add").click().run()
    assert not upload.exception
    (kept,) = uploads(data)
    mapping = read_mapping(kept.mapping_json.encode(), "mapping")
    assert (mapping.sheet, mapping.time_format) == ("Drones", "excel")


def test_labels_without_observations_are_a_fault_and_do_not_hold_up_the_others(upload, data):
    labels = (Path(__file__).parents[1] / "ingest" / "fixtures" / "formats" / "viina_event_labels.csv").read_bytes()
    drop(upload, ("labels.csv", labels), ("new.csv", GOOD))
    assert "1 file cannot be read and will not be added" in said(upload)
    assert "this is VIINA event_labels: labels say neither where nor in what words" in said(upload)
    upload.button(key="upload:add").click().run()
    assert [one.file_name for one in uploads(data)] == ["new.csv"]


def test_a_known_table_with_a_column_of_its_own_offers_to_go_through_its_columns(upload):
    key = dropped(upload, b"Date,Lat,Lon,Event\n2026-08-03,48.1391,37.7466,shelling\n", "new.csv")
    assert "“Event” looks like “what happened”." in said(upload)
    upload.button(key=f"{key}:by-columns").click().run()
    assert upload.selectbox(key=f"{key}:role:3").value == "act"
