"""ACLED events are held as vaguely as their precision codes say, and nobody is taken for the author."""

import json

import pandas as pd
import pytest

from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.fixture_rows import changed, spanned
from tests.ingest.readers import only, problems


def acled(**cells: str) -> Intake:
    return changed("acled", cells)


def test_an_event_is_an_open_source_report_by_nobody_named() -> None:
    row = only(acled())
    assert (row.observation_id, row.act, row.reported_act, row.means) == ("MRD1", "fire", "Battles / Armed clash", "open-source")
    assert (row.party, row.source, row.description) == ("", "Daily Paper; Wire", "Invented: the two sides exchanged fire.")
    kept = json.loads(row.other)
    assert (kept["actor1"], kept["actor2"], kept["geo_precision"], kept["fatalities"]) == ("Force A", "Force B", "1", "0")
    assert row.reported_place == "37.5, 48.5 (geo_precision 1); Northbridge, Upper district, Northland"


@pytest.mark.parametrize(("precision", "radius_m"), [("1", 5_000), ("2", 25_000)])
def test_a_town_and_its_surroundings_are_discs(precision: str, radius_m: float) -> None:
    row = only(acled(geo_precision=precision))
    assert (row.place_kind, row.lon, row.lat, row.radius_m, row.region_text) == ("point", 37.5, 48.5, radius_m, "Northland")


def test_a_larger_region_is_an_area_and_its_coordinates_are_left_out_of_the_place() -> None:
    row = only(acled(geo_precision="3"))
    assert (row.place_kind, row.region_text, row.place_text) == ("", "Northland", "")
    assert pd.isna(row.lon)
    assert json.loads(row.other)["longitude"] == "37.5"
    assert row["flags"] == "geo_precision 3: coordinates left out, only a larger region is known"


def test_a_larger_region_without_a_name_is_unplaced() -> None:
    row = only(acled(geo_precision="3", admin1=""))
    assert (row.place_kind, row.unplaced_reason) == (
        "unplaced", "geo_precision 3: only a larger region is known, and admin1 is empty",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "date", "days"),
    [
        ("1", "2026-05-03", "2026-05-03 to 2026-05-03"),
        ("1", "03 May 2026", "2026-05-03 to 2026-05-03"),
        ("1", "3-May-2026", "2026-05-03 to 2026-05-03"),
        ("2", "2026-05-03", "2026-04-27 to 2026-05-09"),
        ("3", "2026-02-14", "2026-02-01 to 2026-02-28"),
    ],
)
def test_a_date_is_as_long_as_its_code_says(precision: str, date: str, days: str) -> None:
    assert spanned(only(acled(time_precision=precision, event_date=date))) == days


def test_unknown_codes_are_refused_all_at_once() -> None:
    found = problems(acled(geo_precision="4", time_precision=""))
    assert [problem[1:3] for problem in found] == [("geo_precision", "4"), ("time_precision", "")]


def test_a_date_that_can_be_read_two_ways_is_refused_until_its_order_is_declared() -> None:
    assert [problem[1] for problem in problems(acled(event_date="03/04/2026"))] == ["event_date"]
    row = only(changed("acled", {"event_date": "03/04/2026"}, mapping=Mapping(date_order="dmy")))
    assert spanned(row) == "2026-04-03 to 2026-04-03"


@pytest.mark.parametrize(
    ("sub_event", "act"),
    [
        ("Armed clash", "fire"), ("Shelling/artillery/missile attack", "fire"), ("Attack", "harm.civilians"),
        ("Peaceful protest", "undetermined"), ("Remote explosive/landmine/IED", "undetermined"), ("", "undetermined"),
    ],
)  # fmt: skip
def test_only_what_the_act_list_knows_is_an_act(sub_event: str, act: str) -> None:
    assert only(acled(sub_event_type=sub_event)).act == act


def test_the_older_file_is_numbered_by_its_country_too() -> None:
    row = only(changed("acled_old", {}))
    assert (row.observation_id, row.act, spanned(row)) == ("MRD1", "harm.civilians", "2021-05-03 to 2021-05-03")
    assert only(changed("acled_old", {"event_id_cnty": ""})).observation_id == "9000001"


@pytest.mark.parametrize("precision", ["1", "2", "3"])
def test_with_precision_ignored_every_event_is_a_bare_point(precision: str) -> None:
    row = only(changed("acled", {"geo_precision": precision}, mapping=Mapping(ignore_precision=True)))
    assert (row.place_kind, row.lon, row.radius_m) == ("point", 37.5, 0)


@pytest.mark.parametrize(
    ("country", "admin1", "region"),
    [("Ukraine", "Kyiv", "Kyiv Oblast"), ("Ukraine", "Kyiv City", "Kyiv City"), ("Mordavia", "Kyiv", "Kyiv")],
)
def test_a_unit_that_shares_its_name_with_a_city_is_not_taken_for_the_city(country: str, admin1: str, region: str) -> None:
    assert only(acled(geo_precision="3", country=country, admin1=admin1)).region_text == region
