"""A table's format is told from its headings; where it cannot be, the error says what is missing."""

import pytest

from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.formats import FORMATS, recognise
from tests.ingest.readers import load_rows, only

GED = "id,type_of_violence,where_prec,latitude,longitude,date_prec,date_start,date_end,adm_1"


def name_of(header: str) -> str:
    return recognise(header.split(","), [], file="a.csv", line=1).name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("observed_from,lon,lat", "canonical"),
        ("Observed From,Longitude,Latitude", "canonical"),
        ("observed_from,region", "canonical"),
        ("place,observed_from,anything", "canonical"),
        ("region,started_at,finished_at,naive", "region_intervals"),
        ("oblast,raion,hromada,level,started_at,finished_at,source", "region_intervals"),
        (GED, "ucdp_ged"),
        (f"{GED},observed_from,place", "ucdp_ged"),
    ],
)
def test_a_format_is_told_from_its_headings(header: str, name: str) -> None:
    assert name_of(header) == name


def test_each_format_has_a_name_of_its_own() -> None:
    assert len({one.name for one in FORMATS}) == len(FORMATS)


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("observation_id,act,weapon,party", "1,fire,,A", "known to say when it happened (looked for observed_from, or date)"),
        ("observed_from,lon,act", "2026-05-03,37.5,fire", "known to say where it happened (looked for lat and lon, or region"),
        (
            GED.replace("where_prec,", "").replace("date_prec,", ""), "1,1,1,1,1,1,1",
            "it looks like UCDP GED without where_prec and date_prec; rename the columns",
        ),
        ("region,started_at", "Northland,2026-05-03", "it looks like intervals by region without finished_at; rename"),
        ("colour,taste", "red,sweet", "found the columns colour, taste, none of which is known to say when it happened"),
        ("147997,2014-01-22,50.45,30.52", "149221,2014-01-27,50.45,30.52", "the first line looks like a row, not like names"),
    ],
)  # fmt: skip
def test_a_table_in_no_format_is_one_clear_error(header: str, row: str, said: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        load_rows(header, row)
    assert str(caught.value).startswith("a.csv, line 1: ")
    assert said in str(caught.value)


def test_a_needed_heading_that_stands_twice_is_one_clear_error() -> None:
    with pytest.raises(UnreadableFileError, match="the heading 'lon' stands over more than one column"):
        load_rows("observed_from,lon,lat,Lon", "2026-05-03,1,2,3")


def test_another_heading_that_stands_twice_is_kept_under_two_names() -> None:
    row = only(load_rows("observed_from,place,team,team", "2026-05-03,x,a,b"))
    assert row.other == '{"team (column 3)": "a", "team (column 4)": "b"}'


def test_the_canonical_heading_goes_before_its_alias() -> None:
    row = only(load_rows("observed_from,latitude,lon,lat", "2026-05-03,1,37.5,48.1"))
    assert (row.lat, row.other) == (48.1, '{"latitude": "1"}')
