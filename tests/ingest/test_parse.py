"""Canonical rows become typed observations, and a row that cannot tells every reason at once."""

import json
import math

import pandas as pd
import pytest

from dashboard.domain.columns import CANONICAL, OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.ingest.parse import FILLED_BY_PLACING
from tests.ingest.readers import load_rows, only, problems

FULL = ",".join(column.name for column in CANONICAL)
TEXT_COLUMNS = set(OBSERVATION_TABLE) - {
    "line", "superseded", "observed_from", "observed_to", "lon", "lat", "radius_m", "calibre_mm", "count_min", "count_most",
    *SECTOR_NUMBERS,
}  # fmt: skip


def test_the_row_of_the_template_is_accepted_as_documented() -> None:
    row = only(load_rows(FULL, ",".join(f'"{column.example}"' for column in CANONICAL)))
    assert (row.observation_id, row.place_kind, row.lon, row.lat, row.radius_m) == ("PT-2041", "point", 37.7466, 48.1391, 400)
    assert (row.observed_from, row.observed_to) == (pd.Timestamp("2026-05-03T11:20Z"), pd.Timestamp("2026-05-03T11:35Z"))
    assert (row.act, row.weapon, row.calibre_mm, row["count"], row.count_min) == ("fire.artillery", "artillery", 122, ">=3", 3)
    assert (row.reliability, row.credibility, row.party, row.means) == ("B", "2", "A", "patrol")
    assert (row.region_text, row.place_text, row.unplaced_reason) == ("Donetsk oblast", "Avdiivka", "")
    assert row.reported_time == "2026-05-03T14:20 to 2026-05-03T14:35"
    assert row.reported_place == "37.7466, 48.1391 (radius_m 400); Donetsk oblast; Avdiivka"
    assert (row["flags"], row.other) == ("", "{}")


@pytest.mark.parametrize("rows", [(), ("2026-05-03,Northbridge",)])
def test_the_table_has_its_columns_in_their_types_with_and_without_rows(rows: tuple[str, ...]) -> None:
    table = load_rows("observed_from,place", *rows).observations
    names = ["region_text", "region_detail", "place_text"]
    assert list(table.columns) == [*(name for name in OBSERVATION_TABLE if name not in FILLED_BY_PLACING), *names]
    types = table.dtypes.astype(str).to_dict()
    assert {column for column, dtype in types.items() if dtype == "str"} == (TEXT_COLUMNS | {*names}) - {*FILLED_BY_PLACING}
    assert types["observed_from"] == types["observed_to"] == "datetime64[us, UTC]"
    assert {types[column] for column in ("lon", "lat", "radius_m", "calibre_mm", "count_min", "count_most")} == {"float64"}
    assert (types["line"], types["superseded"]) == ("int64", "bool")
    numbers = ["lon", "lat", "radius_m", "calibre_mm", "count_min", "count_most"]
    assert not table.drop(columns=numbers).isna().any().any()


def test_a_position_without_a_radius_is_the_position_itself() -> None:
    assert only(load_rows("observed_from,lon,lat", "2026-05-03,37.5,48.1")).radius_m == 0


def test_a_region_or_words_are_place_enough_and_left_to_be_placed() -> None:
    row = only(load_rows("observed_from,region,place", "2026-05-03,Northland,3-5km ESE of Northbridge"))
    assert (row.place_kind, row.region_text, row.place_text) == ("", "Northland", "3-5km ESE of Northbridge")
    assert all(map(math.isnan, (row.lon, row.lat, row.radius_m)))


def test_a_radius_without_a_position_is_flagged() -> None:
    assert (
        only(load_rows("observed_from,region,radius_m", "2026-05-03,Northland,400"))["flags"]
        == "radius_m 400 is stated without a position"
    )


def test_a_row_without_time_or_place_is_refused() -> None:
    intake = load_rows("observed_from,lon,lat,region", ",37.5,48.1,", "2026-05-03,,,", "2026-05-03,37.5,,Northland")
    assert [(line, column) for line, column, _, _ in problems(intake)] == [(2, "observed_from"), (3, "place"), (4, "lat")]
    assert len(intake.observations) == 0


def test_every_problem_of_a_row_is_told_and_its_cells_are_kept() -> None:
    intake = load_rows("observed_from,lon,lat,radius_m,calibre_mm,act", "31/02/2026,here,200,-5,big,fire")
    (rejection,) = intake.rejections
    assert [problem.column for problem in rejection.problems] == ["observed_from", "lon", "lat", "radius_m", "calibre_mm"]
    assert rejection.cells == {
        "observed_from": "31/02/2026", "lon": "here", "lat": "200", "radius_m": "-5", "calibre_mm": "big", "act": "fire",
    }  # fmt: skip


def test_problems_speak_of_the_files_own_headings_and_cells() -> None:
    intake = load_rows("Observed From,Longitude,Latitude", "2026-05-03, 37.5 ,ninety")
    assert problems(intake) == [(2, "Latitude", "ninety", "lat is not a number; expected decimal degrees such as 37.7466")]


def test_cells_no_column_takes_are_kept_by_their_heading() -> None:
    row = only(load_rows("observed_from,place,Team,Empty,weather", '2026-05-03,x,north ""4"",,"rain, ""heavy"""'))
    assert json.loads(row.other) == {"Team": 'north ""4""', "weather": 'rain, "heavy"'}


def test_an_invalid_grade_is_flagged_and_its_text_kept() -> None:
    row = only(load_rows("observed_from,place,reliability,credibility,team", "2026-05-03,x,good,2,north"))
    assert (row.reliability, row.credibility) == ("", "2")
    assert json.loads(row.other) == {"team": "north", "reliability": "good"}
    assert "reliability 'good' is not A to F" in row["flags"]


def test_flags_of_a_row_stand_together() -> None:
    row = only(load_rows("observed_from,place,act,means,count", "2026-05-03,x,mischief,hearsay,many"))
    assert row["flags"].count("; ") >= 2
    assert (row.act, row.reported_act, row.means, row["count"]) == ("undetermined", "mischief", "other", "many")


def test_text_that_looks_like_missing_or_like_a_number_stays_text() -> None:
    row = only(load_rows("observation_id,observed_from,place,source,party", "00123,2026-05-03,NA,null,nan"))
    assert (row.observation_id, row.place_text, row.source, row.party) == ("00123", "NA", "null", "nan")


@pytest.mark.parametrize(
    "text", ["{{7*7}}", "${alert(1)}", "<img src=x onerror=alert(1)>", "=1+1", "Robert'); DROP TABLE", "\u202eabc"]
)
def test_outside_text_is_kept_as_it_came(text: str) -> None:
    row = only(load_rows("observed_from\tplace\tdescription\tsource", f"2026-05-03\t{text}\t{text}\t{text}"))
    assert (row.place_text, row.description, row.source) == (text, text, text)


def test_a_cell_with_a_nul_is_refused() -> None:
    intake = load_rows("observed_from,place,description", "2026-05-03,x,a\0b", "2026-05-03,x,ab")
    assert [(line, column) for line, column, _, _ in problems(intake)] == [(2, "description")]


def test_an_observation_without_an_id_gets_one_from_its_content() -> None:
    first, second = (only(load_rows("observed_from,place", "2026-05-03,x", zone=zone)) for zone in ("UTC", "Europe/Kyiv"))
    assert first.observation_id == second.observation_id == f"row-{first.row_key[:16]}"


def test_a_point_before_three_digits_is_refused_as_a_radius_where_the_position_has_decimal_commas() -> None:
    intake = load_rows("observed_from;lon;lat;radius_m", "2026-05-03;37,7466;48,1391;1.500", "2026-05-03;37.7466;48.1391;1.500")
    assert problems(intake) == [
        (
            2,
            "radius_m",
            "1.500",
            "the point can be read two ways, since the position has decimal commas; write metres without it, such as 1500",
        )
    ]
    assert list(intake.observations["radius_m"]) == [1.5]


def test_marks_that_show_nothing_change_no_time_position_or_heading() -> None:
    intake = load_rows(
        "\u200bobserved_from,lon\u200e,lat,radius_m",
        "\u200f2026-05-03,\u200b37.7,48.1\u200e,\u206140 м",
        "\ufeff2026-05-04,37.7,48.1,",
    )
    assert intake.rejections == ()
    assert list(intake.observations["radius_m"]) == [40, 0]
    assert intake.observations["reported_time"].iloc[0] == "\u200f2026-05-03"


def test_the_mark_and_header_of_a_file_put_behind_another_are_no_row() -> None:
    intake = load_rows("observed_from,lon,lat", "2026-05-03,37.7,48.1", "\ufeffobserved_from,lon,lat", "2026-05-04,37.7,48.1")
    assert (intake.total.rows_read, intake.total.accepted) == (2, 2)
