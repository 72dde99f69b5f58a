"""What monitors saw or heard stands relative to where they were, and is an act only where they say so."""

import json

import pandas as pd
import pytest

from dashboard.ingest.intake import Intake
from tests.ingest.fixture_rows import changed
from tests.ingest.readers import load_rows, only, problems


def osce(**cells: str) -> Intake:
    return changed("osce", {"date,_time" if name == "when" else name: cell for name, cell in cells.items()})


@pytest.mark.parametrize(
    ("location", "position", "place"),
    [
        ("3-5km ESE", "Hill", "3-5km ESE of Hill"),
        ("3–5 km ESE", "Hill", "3-5 km ESE of Hill"),
        ("2km N", "SMM camera at the Hill filter station (5km N of Northbridge)", "2km N of Hill filter station"),
        ("1-2km north-west", "SMM long-range UAV", "1-2km north-west of SMM long-range UAV"),
        ("500m SW", "1km SW of Hill (government-controlled, 10km S of Northbridge)", "500m SW of 1km SW of Hill"),
        ("1.5-2.5km NNE", "SMM forward patrol base in Hill", "1.5-2.5km NNE of Hill"),
        ("up to 2km N", "Hill", "up to 2km N of Hill"),
        ("3-5 км на північ", "Пагорб", "3-5 км на північ of Пагорб"),
        ("5km", "Hill", "5km of Hill"),
        ("2km N of Northbridge", "Hill", "2km N of Northbridge"),
        ("Northbridge railway station", "Hill", "Northbridge railway station"),
    ],
)
def test_the_event_location_is_put_in_words_relative_to_the_position(location: str, position: str, place: str) -> None:
    row = only(osce(event_location=location, smm_position=position))
    assert (row.place_text, row.place_kind) == (place, "")
    assert row.reported_place == f"{location}, from: {position}"


@pytest.mark.parametrize(
    ("location", "position", "said"),
    [
        ("N/K", "Hill", "the event location is not known; observed from Hill"),
        ("", "Hill", "the event location is not known; observed from Hill"),
        ("ESE", "Hill", "only the direction is known: ESE of Hill"),
        ("3-5km ESE", "", "3-5km ESE of a position that is not stated"),
    ],
)
def test_half_a_place_is_none(location: str, position: str, said: str) -> None:
    assert only(osce(event_location=location, smm_position=position)).unplaced_reason == said


@pytest.mark.parametrize(
    ("observation", "description", "weapon", "act"),
    [
        ("Explosion", "Undetermined", "N/K", "undetermined"),
        ("Explosion", "", "", "undetermined"),
        ("Explosion", "Outgoing", "N/K", "fire"),
        ("Explosion", "Impact", "Mortar (82mm)", "fire.mortar"),
        ("Explosion", "Undetermined", "Artillery", "fire.artillery"),
        ("Explosion", "Assessed as controlled demining", "N/K", "undetermined"),
        ("Explosion", "Impact in a government-controlled field", "N/K", "fire"),
        ("Explosion", "Impact", "Anti-tank mine", "undetermined"),
        ("Explosion", "Airburst", "Anti-aircraft artillery", "fire"),
        ("Small-arms fire", "", "", "fire"),
        ("Burst", "", "Small arms", "fire.small-arms"),
        ("Burst", "", "HMG", "fire"),
        ("Burst", "", "IFV (BMP-2) cannon (30mm)", "fire"),
        ("Shot", "", "N/K", "fire"),
        ("Shot", "", "Sniper rifle", "fire.sniper"),
        ("Projectile", "In flight from N to S", "N/K", "fire"),
        ("Projectile", "In flight", "Anti-tank guided missile (ATGM)", "fire.anti-tank"),
        ("Salvo", "", "MLRS (BM-21)", "fire.mlrs"),
        ("Round", "", "Tank", "fire.tank"),
        ("Explosion", "", "AGL", "fire.grenade"),
        ("Illumination flare", "", "N/K", "undetermined"),
        ("Smoke", "", "N/K", "undetermined"),
    ],
)
def test_an_act_is_told_from_what_is_stated_and_no_more(observation: str, description: str, weapon: str, act: str) -> None:
    row = only(osce(observation=observation, description=description, weapon=weapon))
    assert (row.act, row.reported_act, row.party) == (act, observation, "")
    assert ("not a known word" in row["flags"]) == (observation == "Smoke")
    assert json.loads(row.other).get("Weapon", "") == weapon


@pytest.mark.parametrize(
    ("means", "position", "read"),
    [
        ("Saw", "Hill", "patrol"), ("Heard", "Hill", "acoustic"), ("Heard and saw", "Hill", "patrol"),
        ("Recorded", "SMM camera at Hill", "camera"), ("Saw", "SMM mini UAV over Hill", "drone"), ("Felt", "Hill", "other"),
    ],
)  # fmt: skip
def test_the_means_are_told_from_the_word_and_the_position(means: str, position: str, read: str) -> None:
    row = only(osce(means=means, smm_position=position))
    assert (row.means, json.loads(row.other)["Means"]) == (read, means)
    assert ("none of saw, heard, recorded" in row["flags"]) == (read == "other")


@pytest.mark.parametrize(
    ("when", "began", "ended"),
    [
        ("3-May-2026, 22:05", "2026-05-03T19:05Z", "2026-05-03T19:06Z"),
        ("03 May 2026 9:05", "2026-05-03T06:05Z", "2026-05-03T06:06Z"),
        ("2026-05-03, 22:05-22:15", "2026-05-03T19:05Z", "2026-05-03T19:15Z"),
        ("3-May-2026, 23:50–00:10", "2026-05-03T20:50Z", "2026-05-03T21:10Z"),
        ("3-May-2026", "2026-05-02T21:00Z", "2026-05-03T21:00Z"),
    ],
)
def test_a_date_and_a_time_or_span_of_times_are_read(when: str, began: str, ended: str) -> None:
    row = only(osce(when=when))
    assert (row.observed_from, row.observed_to) == (pd.Timestamp(began), pd.Timestamp(ended))
    assert row.reported_time == when


@pytest.mark.parametrize("when", ["7-Jul, 22:05", "7 July, 22:05-22:10", "07.07, 22:05"])
def test_a_date_without_its_year_is_refused_and_says_so(when: str) -> None:
    found = problems(osce(when=when))
    assert [problem[1:3] for problem in found] == [("Date, time", when)]
    assert "names no year" in found[0][3]


def test_a_count_and_a_calibre_are_kept_as_reported_and_unknown_ones_left_empty() -> None:
    row = only(osce(weapon="Mortar (82mm)"))
    assert (row["count"], row.count_min, row.calibre_mm, row.weapon) == ("2", 2, 82, "Mortar (82mm)")
    unknown = only(changed("osce", {"no.": "N/K", "weapon": "N/K"}))
    assert (unknown["count"], unknown.weapon, json.loads(unknown.other)["No."]) == ("", "", "N/K")


def test_date_and_time_may_stand_in_two_columns() -> None:
    header, row = "position,event location,means,no,observation,date,time", "Hill,2km N,Saw,1,Shot,2026-05-03,22:05"
    assert only(load_rows(header, row)).observed_from == pd.Timestamp("2026-05-03T19:05Z")
