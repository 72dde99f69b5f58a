"""Posts of Ushahidi are read without the people who sent them, and stand where they say, or nowhere."""

import json

import pandas as pd
import pytest

from dashboard.ingest.intake import Intake
from tests.ingest.fixture_rows import FIXTURES, changed
from tests.ingest.readers import load, only

PERSONAL = ("+00000000", "example.org", "Doe")


def ushahidi(text: str) -> Intake:
    return load(("a.csv", text))


def fixture(name: str) -> str:
    return (FIXTURES / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["ushahidi", "ushahidi_2"])
def test_contact_data_are_in_no_observation_and_the_account_names_the_columns(name: str) -> None:
    intake = ushahidi(fixture(name))
    held = intake.observations.to_csv()
    assert not any(personal in held for personal in PERSONAL)
    (note,) = (note for note in intake.accounts[0].notes if "personal contact data" in note)
    named = {"ushahidi": "Contact ID, Contact, Author email, Your phone number", "ushahidi_2": "FIRST NAME, LAST NAME, EMAIL"}
    assert note == f"columns of personal contact data left out of every row, not kept: {named[name]}"


def test_contact_data_are_not_kept_with_a_rejected_row_either() -> None:
    (rejection,) = ushahidi(fixture("ushahidi").replace("2026-05-03 10:20:00", "soon")).rejections
    assert rejection.cells["Title"] == "Shelling by the bridge"
    assert not any(personal in str(rejection) for personal in PERSONAL)


def test_a_column_about_the_line_of_contact_is_no_contact_data() -> None:
    row = only(changed("ushahidi_2", {"contact line": "2 km west"}))
    assert json.loads(row.other)["contact line"] == "2 km west"


def test_the_tag_row_is_no_row() -> None:
    intake = ushahidi(fixture("ushahidi"))
    assert intake.total.rows_read == 2
    assert "1 HXL tag row skipped, line 2" in intake.accounts[0].notes


def test_a_post_stands_at_its_position_at_the_time_of_the_incident() -> None:
    row = ushahidi(fixture("ushahidi")).observations.iloc[0]
    assert (row.observation_id, row.lon, row.lat, row.act, row["flags"]) == ("81", 37.5, 48.5, "fire", "")
    assert (row.observed_from, row.observed_to) == (pd.Timestamp("2026-05-03T07:20Z"), pd.Timestamp("2026-05-03T07:21Z"))


def test_without_a_time_of_the_incident_that_of_the_post_is_held_in_utc_and_flagged() -> None:
    row = ushahidi(fixture("ushahidi").replace("Incident date", "Remarks")).observations.iloc[0]
    assert row.observed_from == pd.Timestamp("2026-05-03T11:59Z")
    assert row["flags"] == "the time is that of the post; the incident may precede it"


def test_a_post_that_leaves_the_time_of_the_incident_empty_has_that_of_the_post() -> None:
    row = ushahidi(fixture("ushahidi").replace("2026-05-03 10:20:00", "")).observations.iloc[0]
    assert (row.observed_from, "that of the post" in row["flags"]) == (pd.Timestamp("2026-05-03T11:59Z"), True)


def test_a_post_without_a_position_is_unplaced() -> None:
    assert ushahidi(fixture("ushahidi")).observations.iloc[1].unplaced_reason == "the post states no position"


@pytest.mark.parametrize(("second", "kind"), [("48.9,37.9", "unplaced"), (",", "point"), ("48.5,37.5", "point")])
def test_of_several_positions_none_is_chosen(second: str, kind: str) -> None:
    text = f"Post ID,Incident date,Where.lat,Where.lon,Base.lat,Base.lon\n1,2026-05-03,48.5,37.5,{second}\n"
    assert only(ushahidi(text)).place_kind == kind


def test_an_incident_of_version_2_names_its_place_and_all_its_categories() -> None:
    row = only(ushahidi(fixture("ushahidi_2")))
    assert (row.observation_id, row.place_text, row.lon) == ("11", "Northbridge", 37.5)
    assert (row.act, row.reported_act, row.description) == ("undetermined", "Fire, Smoke", "Smoke over the bridge. Invented.")


def test_an_export_of_several_surveys_repeats_headings_and_each_post_fills_its_own() -> None:
    header = "Post ID,Survey,Post Date (UTC),Title,Where.lat,Where.lon,Title,Where.lat,Where.lon"
    one = "1,Shelling,2026-05-03 10:00:00,Shells,48.5000,37.5000,,,"
    other = "2,Smoke,2026-05-03 11:00:00,,,,Smoke,48.6,37.6"
    rows = ushahidi("\n".join((header, one, other, ""))).observations
    assert rows["description"].tolist() == ["Shells", "Smoke"]
    assert list(zip(rows["lon"], rows["lat"], strict=True)) == [(37.5, 48.5), (37.6, 48.6)]
