"""Numbers are read strictly: what could be read two ways is not read at all."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.numbers import (
    Position,
    read_calibre_mm,
    read_count,
    read_decimal,
    read_degrees,
    read_most,
    read_position,
    read_radius_m,
)


@pytest.mark.parametrize(
    ("text", "value"), [("37.5", 37.5), (" -12 ", -12), ("+.5", 0.5), ("7.", 7), ("3.75e1", 37.5), ("−4", -4)]
)
def test_plain_decimals_are_read(text: str, value: float) -> None:
    assert read_decimal(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "inf",
        "-Infinity",
        "nan",
        "1e999",
        "0x1F",
        "1_000",
        "1 000",
        "1,5",
        "1.2.3",
        "--1",
        "١٢",
        "12°",
        "1e",
        ".",
        "9" * 30,
        "½",
    ],
)
def test_what_is_no_plain_decimal_is_not_read(text: str) -> None:
    assert read_decimal(text) is None


@given(st.floats(-1e15, 1e15, allow_nan=False))
def test_a_number_python_prints_is_read_back(value: float) -> None:
    assert read_decimal(repr(value)) in (value, None)
    assert read_decimal(f"{value:.9f}") == pytest.approx(value, abs=1e-9)


@pytest.mark.parametrize(("text", "value"), [("37,7466", 37.7466), ("-1,234", -1.234), ("48,1", 48.1)])
def test_a_single_comma_in_degrees_can_only_be_a_decimal_one(text: str, value: float) -> None:
    assert read_degrees(text) == value


@pytest.mark.parametrize("text", ["37,74,66", "1,234.5", ",5", "37,"])
def test_other_commas_in_degrees_are_refused(text: str) -> None:
    assert read_degrees(text) is None


def test_a_position_is_read_from_its_two_cells() -> None:
    assert read_position("37.5", "48,25") == (Position(37.5, 48.25), {})
    assert read_position("", " ") == (None, {})
    assert read_position("180", "-90") == (Position(180, -90), {})
    assert read_position("0", "0.0") == (Position(0, 0), {})
    assert read_position("37°30'E", "48.25 N") == (Position(37.5, 48.25), {})


@pytest.mark.parametrize(
    ("lon", "lat", "column", "said"),
    [
        ("37.5", "", "lat", "lat is empty where the other coordinate is given"),
        ("", "48.1", "lon", "lon is empty where the other coordinate is given"),
        ("37.5X", "48.1", "lon", "lon is not a number"),
        ("37.5N", "48.1", "lon", "lon says that it is a latitude; lon and lat look swapped"),
        ("181", "48.1", "lon", "lon 181 lies outside -180 to 180"),
        ("48.1", "137.4", "lat", "lat 137.4 lies outside -90 to 90; lon and lat look swapped"),
    ],
)
def test_an_impossible_position_is_refused_with_its_column(lon: str, lat: str, column: str, said: str) -> None:
    position, problems = read_position(lon, lat)
    assert position is None
    assert problems.keys() == {column}
    assert problems[column].startswith(said)


def test_a_swap_is_not_suggested_where_it_would_not_help() -> None:
    _, problems = read_position("137", "137")
    assert "swapped" not in problems["lat"]


def test_both_coordinates_are_told_when_both_are_wrong() -> None:
    assert read_position("x", "y")[1].keys() == {"lon", "lat"}


@pytest.mark.parametrize(
    ("text", "value"), [("400", 400), ("0", 0), ("12.5", 12.5), ("50,5", 50.5), ("0,125", 0.125), ("2,7500", 2.75)]
)
def test_a_radius_is_metres_from_0_up(text: str, value: float) -> None:
    assert read_radius_m(text).value == value


@pytest.mark.parametrize("text", ["-1", "400 ft", "1,500", "about 400", "20000001"])
def test_another_radius_is_refused(text: str) -> None:
    assert "expected metres such as 400, from 0 to 20000000" in read_radius_m(text).problem


@pytest.mark.parametrize(("text", "value"), [("122", 122), ("122 mm", 122), ("12.7mm", 12.7), ("152 мм", 152), ("12,7 мм", 12.7)])
def test_a_calibre_is_millimetres_above_0(text: str, value: float) -> None:
    assert read_calibre_mm(text).value == value


@pytest.mark.parametrize("text", ["0", "-122", "120/122", "1,220", "heavy"])
def test_another_calibre_is_refused(text: str) -> None:
    assert "expected millimetres above 0" in read_calibre_mm(text).problem


@pytest.mark.parametrize("read", [read_radius_m, read_calibre_mm, read_count])
def test_nothing_stated_is_no_number_and_no_problem(read: object) -> None:
    outcome = read(" ")  # type: ignore[operator]
    assert math.isnan(outcome.value)
    assert (outcome.problem, outcome.flag) == ("", "")


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("3", 3), ("0", 0), ("3.0", 3), (">=3", 3), ("≥ 3", 3), ("at least 3", 3), ("At Least  3", 3), ("3+", 3),
        ("3 or more", 3), (">3", 4), ("more than 3", 4), ("3-5", 3), ("3–5", 3), ("between 3 and 5", 3), ("3 to 5", 3),
    ],
)  # fmt: skip
def test_a_count_commits_to_a_least_number(text: str, least: int) -> None:
    assert read_count(text).value == least
    assert read_count(text).flag == ""


@pytest.mark.parametrize("text", ["~3", "about 3", "approx. 3", "<=5", "up to 5", "fewer than 5"])
def test_an_approximate_or_greatest_count_commits_to_none(text: str) -> None:
    assert math.isnan(read_count(text).value)
    assert read_count(text).flag == ""


@pytest.mark.parametrize(
    ("text", "most"),
    [("3", 3), ("3-5", 5), ("between 3 and 5", 5), ("<=5", 5), ("up to 5", 5), ("at most 5", 5), ("<5", 4), ("fewer than 5", 4)],
)
def test_a_count_allows_a_greatest_number(text: str, most: int) -> None:
    assert read_most(text).value == most


@pytest.mark.parametrize("text", ["", ">=3", "3+", "more than 3", "~3", "about 3", "several", "5-3", "<0"])
def test_a_count_may_leave_open_how_many_at_most(text: str) -> None:
    assert math.isnan(read_most(text).value)
    assert read_most(text).flag == ""


@pytest.mark.parametrize("text", ["several", "5-3", "-3", "3,5", "three", "1e3"])
def test_a_count_that_is_not_understood_is_flagged_not_refused(text: str) -> None:
    outcome = read_count(text)
    assert math.isnan(outcome.value)
    assert outcome.problem == ""
    assert "is not understood; expected 3, >=3, ~3 or 3-5" in outcome.flag


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("400 м", 400),
        ("400m", 400),
        ("2 km", 2_000),
        ("1.5 км", 1_500),
        ("1 500", 1_500),
        ("2\u00a0000 м", 2_000),
        ("400 метрів", 400),
    ],
)
def test_a_radius_may_carry_its_unit_and_blanks_between_thousands(text: str, metres: float) -> None:
    assert read_radius_m(text).value == metres


@pytest.mark.parametrize("text", ["1,5 км", "15 00", "1 50", "400 ft", "м"])
def test_a_radius_that_could_be_two_things_is_refused(text: str) -> None:
    assert read_radius_m(text).problem
