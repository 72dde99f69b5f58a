"""GeoConfirmed and TimeMap: positions as found, times no sharper than stated, sides never taken for authors."""

import json

import pandas as pd
import pytest

from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.fixture_rows import changed, spanned
from tests.ingest.readers import load, only, problems


def test_footage_stands_where_it_was_found_and_rests_on_its_source() -> None:
    row = only(changed("geoconfirmed", {}, delimiter=";"))
    assert (row.observation_id, row.lon, row.lat, row.act, row.party) == ("g-1", 37.5, 48.5, "undetermined", "")
    assert (row.origin, row.evidence) == ("https://example.org/video/1", "https://example.org/found/1")
    assert (json.loads(row.other)["Faction"], json.loads(row.other)["Origin"]) == ("Force A", "UAV")


@pytest.mark.parametrize("date", ["2026-05-03", "2026-05-03T00:00:00", "3 May 2026"])
def test_a_midnight_that_stands_for_no_time_is_a_whole_day(date: str) -> None:
    assert spanned(only(changed("geoconfirmed", {"date": date}, delimiter=";"))) == "2026-05-03 to 2026-05-03"


def test_footage_without_a_date_is_refused() -> None:
    assert [problem[1] for problem in problems(changed("geoconfirmed", {"date": ""}, delimiter=";"))] == ["Date"]


@pytest.mark.parametrize(
    ("precision", "began", "ended"),
    [
        ("", "2026-05-03T11:20Z", "2026-05-03T11:21Z"),
        ("minute", "2026-05-03T11:20Z", "2026-05-03T11:21Z"),
        ("hour", "2026-05-03T11:00Z", "2026-05-03T12:00Z"),
        ("day", "2026-05-02T21:00Z", "2026-05-03T21:00Z"),
        ("month", "2026-04-30T21:00Z", "2026-05-31T21:00Z"),
        ("roughly", "2026-05-02T21:00Z", "2026-05-03T21:00Z"),
    ],
)
def test_a_time_is_as_fine_as_its_precision(precision: str, began: str, ended: str) -> None:
    row = only(changed("timemap", {"time_precision": precision}))
    assert (row.observed_from, row.observed_to) == (pd.Timestamp(began), pd.Timestamp(ended))
    assert ("is not known" in row["flags"]) == (precision == "roughly")


def test_the_last_hour_of_a_day_ends_with_the_day() -> None:
    row = only(changed("timemap", {"time": "23:10", "time_precision": "hour"}))
    assert (row.observed_from, row.observed_to) == (pd.Timestamp("2026-05-03T20:00Z"), pd.Timestamp("2026-05-03T21:00Z"))


def test_a_column_that_proves_its_order_is_read_in_it() -> None:
    header = "id,description,date,location,latitude,longitude,category\n"
    row = "{},x,{},Hill,48.5,37.5,Shelling\n".format
    proven = load(("a.csv", header + row(1, "5/3/2026") + row(2, "5/13/2026")))
    assert [spanned(one) for _, one in proven.observations.iterrows()] == [
        "2026-05-03 to 2026-05-03", "2026-05-13 to 2026-05-13",
    ]  # fmt: skip
    assert any(note.startswith("dates put the month first") for note in proven.accounts[0].notes)
    at_odds = load(("a.csv", header + row(1, "13/5/2026") + row(2, "5/13/2026")))
    assert at_odds.total.rejected == 2


def test_a_month_before_a_day_needs_its_order_declared() -> None:
    assert [problem[1] for problem in problems(changed("timemap", {"date": "5/3/2026"}))] == ["date"]
    row = only(changed("timemap", {"date": "5/3/2026"}, mapping=Mapping(date_order="mdy")))
    assert row.observed_from == pd.Timestamp("2026-05-03T11:20Z")


@pytest.mark.parametrize(("category", "act"), [("Shelling", "fire"), ("Smoke seen", "undetermined")])
def test_a_category_is_the_act_where_the_act_list_knows_it(category: str, act: str) -> None:
    row = only(changed("timemap", {"category": category}))
    assert (row.act, row.reported_act) == (act, category)


def test_a_mapping_translates_categories() -> None:
    mapping = Mapping(values={"act": {"Smoke seen": "heat"}})
    row = only(changed("timemap", {"category": "Smoke seen"}, mapping=mapping))
    assert (row.act, row.reported_act) == ("heat", "Smoke seen")
