"""Columns of unknown tables are guessed with reasons; a guess is never made where nothing speaks for it."""

from collections import Counter

import pytest

from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.look import look_at
from dashboard.ingest.mappings.guess import ROLES, Guess, guess_columns, looks_headless, suggest_date_order
from dashboard.ingest.mappings.guess_words import CLOCK_FROM, CLOCK_TO, HEADINGS
from dashboard.ingest.places.names import normalise

BOUNDS = (10.0, 40.0, 20.0, 50.0)
UKRAINIAN = "Дата;Час;Широта;Довгота;Подія;Озброєння;Погода"


def guesses(*lines: str) -> dict[str, Guess]:
    look = look_at("a.csv", "\n".join((*lines, "")).encode())
    return {guess.heading: guess for guess in guess_columns(look, BOUNDS)}


def roles(*lines: str) -> dict[str, str]:
    return {name: guess.role for name, guess in guesses(*lines).items()}


def test_a_table_with_ukrainian_headings_is_guessed_column_by_column() -> None:
    found = guesses(UKRAINIAN, "03.05.2026;14:20;48,1;17,5;обстріл;САУ;дощ", "14.05.2026;;48,2;17,6;вибух;міномет;")
    assert {name: guess.role for name, guess in found.items()} == {
        "Дата": "observed_from", "Час": CLOCK_FROM, "Широта": "lat", "Довгота": "lon", "Подія": "act", "Озброєння": "weapon",
        "Погода": "",
    }  # fmt: skip
    assert {found[name].confidence for name in ("Дата", "Час", "Широта", "Довгота", "Подія")} == {"sure"}
    assert found["Погода"].reason == "nothing about it is known"


def test_columns_are_told_by_their_values_where_headings_say_nothing() -> None:
    found = guesses("c1,c2,c3,c4,c5", "03.05.2026 14:20,48.1,17.5,mortar shelling,https://example.org/1")
    assert [found[name].role for name in ("c1", "c2", "c3", "c4", "c5")] == ["observed_from", "lat", "lon", "act", "evidence"]
    assert {guess.confidence for guess in found.values()} == {"likely"}
    assert "17.5" not in found["c2"].reason
    assert "40 to 50" in found["c2"].reason


def test_a_time_column_is_a_clock_or_a_moment_as_its_values_say() -> None:
    assert roles("Date,Time,place", "2026-05-03,14:20,x")["Time"] == CLOCK_FROM
    assert roles("Time,place", "2026-05-03 14:20,x")["Time"] == "observed_from"


def test_a_clock_without_a_date_is_not_guessed() -> None:
    assert guesses("Час,place", "14:20,x")["Час"].reason == "times of day without a column of dates"


def test_swapped_coordinates_are_asked_about_and_left_as_the_headings_say() -> None:
    found = guesses("lat,lon,when", "17.5,48.1,2026-05-03")
    assert (found["lat"].role, found["lon"].role, found["lat"].confidence) == ("lat", "lon", "unsure")
    assert "are longitude and latitude swapped?" in found["lat"].reason


def test_a_second_column_of_dates_is_no_end_unless_its_heading_says_so() -> None:
    assert roles("date,entered,place", "2026-05-03,2026-05-05,x")["entered"] == ""
    assert roles("start,end,place", "2026-05-03,2026-05-05,x")["end"] == "observed_to"


def test_a_clock_of_the_end_goes_with_the_only_date_there_is() -> None:
    assert roles("День;Початок;Кінець;Місце", "2026-05-03;14:20;15:10;x") == {
        "День": "observed_from", "Початок": CLOCK_FROM, "Кінець": CLOCK_TO, "Місце": "place",
    }  # fmt: skip


def test_a_usual_heading_over_values_that_cannot_be_read_is_kept_to_be_checked() -> None:
    found = guesses("Date of incident,Local time,place", "sometime in May,morning,x")
    assert (found["Date of incident"].role, found["Date of incident"].confidence) == ("observed_from", "unsure")
    assert "hardly any of its values look like dates we can read: “sometime in May”" in found["Date of incident"].reason
    assert found["Local time"].role == CLOCK_FROM


def test_days_without_marks_are_dates_and_other_numbers_are_not() -> None:
    assert roles("a,place", "20260503,x")["a"] == "observed_from"
    assert roles("a,place", "45780123,x")["a"] == ""


def test_headings_of_codes_and_columns_of_numbers_are_no_words() -> None:
    found = roles("where_prec,event ids,side a,when", "1,7;8,42,2026-05-03")
    assert (found["where_prec"], found["event ids"], found["side a"]) == ("", "", "")


def test_a_first_line_of_values_is_told_from_headings() -> None:
    assert looks_headless(look_at("a.csv", b"2026-05-03,48.1,17.5,shelling\n2026-05-04,48.2,17.6,shelling\n"))
    assert not looks_headless(look_at("a.csv", b"when,where,2026\n2026-05-04,x,y\n"))


def test_no_role_is_given_to_two_columns() -> None:
    found = [role for role in roles("date,event date,when,place", "2026-05-03,2026-05-03,2026-05-03,x").values() if role]
    assert len(found) == len(set(found))


def test_numbers_under_a_heading_that_asks_for_words_are_not_taken_for_them() -> None:
    assert roles("type,place,when", "1,x,2026-05-03")["type"] == "act"
    assert guesses("type,place,when", "1,x,2026-05-03")["type"].confidence == "unsure"


def test_a_table_without_rows_is_guessed_by_its_headings() -> None:
    assert roles("Дата;Місце")["Місце"] == "place"


def test_every_role_is_a_canonical_column_or_a_clock_and_no_heading_means_two() -> None:
    assert set(ROLES) <= {*CANONICAL_TEXT, CLOCK_FROM, CLOCK_TO}
    words = [normalise(name) for role, names in HEADINGS.items() if role not in (CLOCK_FROM, CLOCK_TO) for name in names]
    assert [word for word, times in Counter(words).items() if times > 1] == []


@pytest.mark.parametrize(
    ("dates", "order", "needed", "said"),
    [
        (["03.05.2026", "14.05.2026"], "dmy", True, "day first: in 1 of 2 dates the first number is above 12"),
        (["03/05/2026 14:20", "05/14/2026"], "mdy", True, "month first: in 1 of 2 dates the second number is above 12"),
        (["03.05.2026"], "", True, "no date among 1 has a number above 12 that would tell"),
        (["13.05.2026", "05.13.2026"], "", True, "the file mixes both"),
        (["2026-05-03", "2026/05/14"], "", False, "the dates begin with the year"),
        ([], "", False, "the dates begin with the year"),
    ],
)
def test_the_order_of_dates_is_suggested_with_its_evidence(dates: list[str], order: str, needed: bool, said: str) -> None:
    found = suggest_date_order(dates)
    assert (found.order, found.needed) == (order, needed)
    assert said in found.evidence


def test_a_column_whose_values_name_units_of_the_theatre_is_a_region_under_any_heading() -> None:
    look = look_at("a.csv", "Дата;НП;Терен\n2026-05-03;Авдеевка;Донецкая область\n".encode())
    guesses = guess_columns(look, BOUNDS, lambda text: text.endswith("область"))
    assert [(one.role, one.confidence) for one in guesses] == [("observed_from", "sure"), ("place", "sure"), ("region", "likely")]
    assert guesses[2].reason == "values such as “Донецкая область” name units of this theatre"
    assert guess_columns(look, BOUNDS)[2].role == ""


def test_a_misspelt_heading_is_guessed_and_has_to_be_checked() -> None:
    look = look_at("a.csv", b"Dat,Citty,Incidant\n2026-05-03,Orihiv,boom\n")
    guesses = guess_columns(look, BOUNDS)
    assert [one.role for one in guesses] == ["observed_from", "place", "act"]
    assert [one.confidence for one in guesses] == ["likely", "unsure", "unsure"]
    assert guesses[1].reason == "its heading is nearly “city”"


def test_degrees_minutes_and_seconds_are_coordinates() -> None:
    look = look_at("a.csv", "Дата;Широта;Довгота\n2026-05-03;48°08′21″ пн. ш.;17°44′48″ сх. д.\n".encode())
    assert [one.confidence for one in guess_columns(look, BOUNDS)] == ["sure", "sure", "sure"]


def test_a_column_of_raions_stands_for_the_region_where_the_table_has_no_other() -> None:
    alone = guesses("Дата;Населений пункт;Район", "03.05.2026;Бахмут;Бахмутський район")
    assert (alone["Район"].role, alone["Район"].confidence) == ("region", "unsure"), "a person is asked to check it"
    beside = guesses("Дата;Район;Область", "03.05.2026;Бахмутський район;Донецька область")
    assert (beside["Район"].role, beside["Область"].role) == ("", "region")
