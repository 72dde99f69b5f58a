"""A month without a day is the whole local month whatever it came in, and never a day of it."""

import datetime as dt

import pandas as pd
import pytest

from tests.ingest.containers import builders
from tests.ingest.readers import load, load_rows, only

MAY = (pd.Timestamp("2026-04-30T21:00Z"), pd.Timestamp("2026-05-31T21:00Z"))
OCTOBER = (pd.Timestamp("2026-09-30T21:00Z"), pd.Timestamp("2026-10-31T22:00Z"))


def shown_as_a_month() -> bytes:
    book = builders.workbook(("Data", [("observed_from", "region"), (dt.date(2026, 5, 1), "Donetsk")]))
    book["Data"].cell(2, 1).number_format = "mmm yyyy"
    return builders.saved(book)


def kml() -> bytes:
    point = "<Point><coordinates>37.7466,48.1391</coordinates></Point>"
    return builders.kml_bytes(f"<Placemark><TimeStamp><when>2026-05</when></TimeStamp>{point}</Placemark>")


@pytest.mark.parametrize(
    "content",
    [
        b"observed_from,region\n2026-05,Donetsk\n",
        b"date,region\n2026-05,Donetsk\n",
        b"observed_from,observed_to,region\n2026-05,2026-05,Donetsk\n",
        shown_as_a_month(),
        kml(),
    ],
)
def test_a_month_is_held_whole(content: bytes) -> None:
    seen = only(load(("a", content)))
    assert (seen["observed_from"], seen["observed_to"]) == MAY
    assert seen["flags"].count("only the month is named") == 1
    assert seen["reported_time"].startswith("2026-05")


def test_a_month_in_which_the_clocks_change_is_as_long_as_it_was() -> None:
    seen = only(load_rows("observed_from,region", "2026-10,Donetsk"))
    assert (seen["observed_from"], seen["observed_to"]) == OCTOBER


def test_a_month_as_an_end_includes_its_last_day() -> None:
    seen = only(load_rows("observed_from,observed_to,region", "2026-05-10,2026-05,Donetsk"))
    assert (seen["observed_from"], seen["observed_to"]) == (pd.Timestamp("2026-05-09T21:00Z"), MAY[1])
