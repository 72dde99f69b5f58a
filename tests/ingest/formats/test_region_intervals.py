"""Alerts by region become intervals with a region to be placed, and nothing more than the file says."""

import json

import pandas as pd

from tests.ingest.readers import load_rows, only, problems

LEVELS = "oblast,raion,hromada,level,started_at,finished_at,source"
PLAIN = "region,started_at,finished_at,naive"


def test_an_interval_is_held_as_stated_without_act_or_party() -> None:
    row = only(load_rows(PLAIN, "Northland,2026-05-03 10:00:05+00:00,2026-05-03 10:30:00+00:00,False"))
    assert (row.observed_from, row.observed_to) == (pd.Timestamp("2026-05-03T10:00:05Z"), pd.Timestamp("2026-05-03T10:30:00Z"))
    assert (row.act, row.party, row.means, row.description, row["flags"]) == ("undetermined", "", "other", "", "")
    assert (row.region_text, row.region_detail, row.place_text, row.place_kind) == ("Northland", "", "", "")


def test_finer_units_stand_beside_the_region() -> None:
    row = only(
        load_rows(LEVELS, "North oblast,Upper raion,Hill hromada,hromada,2026-05-03 10:00:05Z,2026-05-03 10:30:00Z,official")
    )
    assert (row.region_text, row.region_detail) == ("North oblast", "Upper raion / Hill hromada")
    assert row.reported_place == "North oblast, Upper raion, Hill hromada"
    assert (row.source, json.loads(row.other)) == ("official", {"level": "hromada"})


def test_levels_stay_in_their_columns_and_the_theatres_words_tell_where_they_are_swapped() -> None:
    row = only(load_rows(LEVELS, "Upper raion,North oblast,Hill hromada,hromada,2026-05-03 10:00Z,2026-05-03 10:30Z,s"))
    assert (row.region_text, row.region_detail) == ("Upper raion", "North oblast / Hill hromada")
    assert (row.reported_place, row["flags"]) == ("Upper raion, North oblast, Hill hromada", "")


def test_an_assumed_end_is_flagged() -> None:
    row = only(load_rows(PLAIN, "Northland,2026-05-03 10:00Z,2026-05-03 10:30Z,True"))
    assert row["flags"] == "the sender marks the end as assumed (naive)"


def test_an_interval_without_an_end_is_held_as_its_start_and_flagged() -> None:
    row = only(load_rows(PLAIN, "Northland,2026-05-03 10:00Z,,False"))
    assert (row.observed_to - row.observed_from) == pd.Timedelta(minutes=1)
    assert row["flags"] == "no end is stated; only the start is held"


def test_what_the_interval_is_about_is_told_where_the_file_says_so() -> None:
    row = only(load_rows(f"{PLAIN},alert_type", "Northland,2026-05-03 10:00Z,2026-05-03 10:30Z,False,air-raid alert"))
    assert row.description == "air-raid alert"


def test_problems_name_the_files_columns() -> None:
    intake = load_rows(LEVELS, ",,,oblast,2026-05-03 10:00Z,2026-05-03 09:00Z,s", "North oblast,,,oblast,soon,,s")
    assert [found[:3] for found in problems(intake)] == [
        (2, "finished_at", "2026-05-03 09:00Z"), (2, "place", ""), (3, "started_at", "soon"),
    ]  # fmt: skip
