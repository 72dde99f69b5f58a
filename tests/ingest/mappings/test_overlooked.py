"""Columns beside the template's own that look like something it asks for are told."""

from dashboard.ingest.look import look_at
from dashboard.ingest.mappings.guess import guess_columns
from dashboard.ingest.mappings.overlooked import overlooked

BOUNDS = (22.0, 44.0, 40.5, 52.5)


def told(text: str) -> list[tuple[str, str]]:
    return [(one.heading, one.role) for one in overlooked(guess_columns(look_at("a.csv", text.encode()), BOUNDS))]


def test_a_column_under_a_heading_of_its_own_is_told_where_no_other_says_the_same() -> None:
    assert told("Date,Lat,Lon,Event,Colour\n2026-05-03,48.1,37.5,shelling,red\n") == [("Event", "act")]
    assert told("Date,Lat,Lon,act,Event\n2026-05-03,48.1,37.5,fire,shelling\n") == []


def test_a_date_and_a_time_under_the_names_of_the_template_are_read_already() -> None:
    assert told("date,time,Datum,lon,lat\n2026-05-03,14:20,2026-05-03,37.5,48.1\n") == []
