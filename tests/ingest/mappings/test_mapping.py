"""A mapping makes unusual files readable; a mistake in it is one clear error."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.errors import MappingError, UnreadableFileError
from dashboard.ingest.formats import BY_NAME
from dashboard.ingest.formats.format import CANONICAL_TEXT
from dashboard.ingest.intake import ReadOptions
from dashboard.ingest.mappings.mapping import Mapping, read_mapping, write_mapping
from tests.ingest.readers import load_rows, only, problems

OSCE = "Position,Date and time,What,Lon,Lat,Team"


def mapping(**declared: object) -> Mapping:
    return read_mapping(json.dumps(declared).encode(), "mapping.json")


def test_a_mapping_is_read_as_documented() -> None:
    read = mapping(
        format="canonical", columns={"lon": "X"}, constants={"means": "patrol"}, values={"act": {"out": "fire"}},
        time_zone="Europe/London", date_order="dmy", precision="ignore",
    )  # fmt: skip
    assert read == Mapping("canonical", {"lon": "X"}, {"means": "patrol"}, {"act": {"out": "fire"}}, "Europe/London", "dmy", True)
    assert mapping() == Mapping()


def test_an_order_of_coordinates_and_a_swap_are_declared() -> None:
    read = mapping(coordinate_order="lon,lat", swap_lon_lat=True)
    assert (read.coordinate_order, read.swap_lon_lat) == ("lon,lat", True)
    assert mapping(swap_lon_lat=False) == Mapping()
    assert mapping(zero_position="missing") == Mapping(zero_is_missing=True)
    assert read_mapping(write_mapping(Mapping(zero_is_missing=True)), "m") == Mapping(zero_is_missing=True)


def test_a_byte_order_mark_before_a_mapping_is_no_fault() -> None:
    assert read_mapping(b'\xef\xbb\xbf{"date_order": "dmy"}', "m.json").date_order == "dmy"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "the mapping is a list, expected a JSON object"),
        ('{"columns": {"lat": []}}', "columns: 'lat' is a list, expected a list of headings"),
        ('{"columns": {"lat": ["Y", 3]}}', "columns: 'lat' holds a number, expected headings"),
        ('{"columns": {"latitude": ["Y"]}}', "columns names 'latitude', which is no canonical column"),
        ('{"unused": "Y"}', "unused is text, expected a list of headings"),
        ("{", "m.json, line 1, column 2: this is not JSON"),
        ('{"a": 1', "m.json, line 1, column 8: this is not JSON"),
        ("[" * 100_000, "brackets are nested too deep to be a mapping"),
        ('{"columns": {}, "columns": {}}', "the key 'columns' stands more than once"),
        ('{"colums": {}}', "unknown key 'colums', expected format, columns"),
        ('{"format": "exif"}', "format is 'exif', expected acled or ucdp_ged or"),
        ('{"date_order": "ydm"}', "date_order is 'ydm', expected dmy or mdy or ymd"),
        ('{"coordinate_order": "lat lon"}', "coordinate_order is 'lat lon', expected lat,lon or lon,lat"),
        ('{"swap_lon_lat": "yes"}', "swap_lon_lat is text, expected true or false"),
        ('{"time_format": "unix"}', "time_format is 'unix', expected excel or excel1904 or epoch_s or epoch_ms"),
        ('{"precision": false}', "precision is 'False', expected ignore"),
        ('{"columns": {"latitude": "Y"}}', "columns names 'latitude', which is no canonical column"),
        ('{"columns": {"lat": ""}}', "columns: 'lat' is empty text, expected text"),
        ('{"columns": ["lat"]}', "columns is a list, expected an object"),
        ('{"constants": {"means": 3}}', "constants: 'means' is a number, expected text"),
        ('{"values": {"act": "fire"}}', "values: 'act' is not an object of texts"),
        ('{"values": {"actt": {}}}', "values names 'actt', which is no canonical column; did you mean 'act'?"),
        ('{"time_zone": "Kyiv"}', "unknown time zone 'Kyiv'"),
        ('{"time_zone": null}', "time_zone is null, expected text"),
    ],
)
def test_a_wrong_mapping_says_what_is_wrong(text: str, said: str) -> None:
    with pytest.raises(MappingError) as caught:
        read_mapping(text.encode(), "m.json")
    assert str(caught.value).startswith("m.json")
    assert said in str(caught.value)


def test_every_fault_of_a_mapping_is_told() -> None:
    with pytest.raises(MappingError) as caught:
        mapping(colums={}, date_order="x", time_zone="y")
    assert str(caught.value).count(";") == 2


def test_bytes_that_are_no_utf_8_are_no_mapping() -> None:
    with pytest.raises(MappingError, match=r"m\.json, line 1: found bytes that are not UTF-8"):
        read_mapping(b'{"constants": {"source": "\xcf\xe0\xf2"}}', "m.json")


def test_columns_constants_words_and_order_make_a_strange_file_readable() -> None:
    declared = mapping(
        columns={"observed_from": "Date and time", "act": "What", "lon": "Lon", "lat": "Lat", "source": "Team"},
        constants={"means": "patrol", "source": "unnamed team"},
        values={"act": {"Outgoing": "fire"}},
        date_order="dmy",
    )
    intake = load_rows(OSCE, "P1,03/04/2026 14:20,Outgoing,37.5,48.1,T4", "P2,13/04/2026,boom,37.5,48.1,", mapping=declared)
    first, second = (row for _, row in intake.observations.iterrows())
    assert (first.act, first.reported_act, first.means, first.source) == ("fire", "Outgoing", "patrol", "T4")
    assert f"{first.observed_from:%Y-%m-%d %H:%M}" == "2026-04-03 11:20"
    assert json.loads(first.other) == {"Position": "P1"}
    assert (second.act, second.source) == ("undetermined", "unnamed team")


def test_a_mapped_problem_names_the_files_own_column() -> None:
    declared = mapping(columns={"observed_from": "Date and time"})
    assert problems(load_rows(OSCE, "P1,noon,x,37.5,48.1,T", mapping=declared))[0][:3] == (2, "Date and time", "noon")


def test_a_replaced_word_stays_among_the_other_cells() -> None:
    row = only(load_rows("observed_from,place,party", "2026-05-03,x,them", mapping=mapping(values={"party": {"them": "B"}})))
    assert (row.party, json.loads(row.other)) == ("B", {"party": "them"})


def test_a_mapped_column_goes_before_one_of_the_canonical_name() -> None:
    row = only(load_rows("observed_from,place,spot", "2026-05-03,x,y", mapping=mapping(columns={"place": "spot"})))
    assert (row.place_text, json.loads(row.other)) == ("y", {"place": "x"})


def test_an_unknown_heading_in_a_mapping_is_one_clear_error() -> None:
    with pytest.raises(
        UnreadableFileError, match="line 1: the mapping names the column 'Longitud', which the header does not have; did you"
    ):
        load_rows("observed_from,Longitude,Latitude", "2026-05-03,1,2", mapping=mapping(columns={"lon": "Longitud"}))


def test_a_declared_format_that_does_not_fit_is_one_clear_error() -> None:
    with pytest.raises(UnreadableFileError, match="the mapping says ucdp_ged, which needs id; type_of_violence"):
        load_rows("observed_from,place", "2026-05-03,x", mapping=mapping(format="ucdp_ged"))


def test_a_time_zone_in_the_mapping_goes_before_that_of_the_options() -> None:
    row = only(load_rows("observed_from,place", "2026-05-03T12:00,x", mapping=mapping(time_zone="UTC")))
    assert row.observed_from.hour == 12


def test_precision_can_be_ignored_and_is_said_to_be() -> None:
    intake = load_rows("observed_from,lon,lat,radius_m", "2026-05-03,37.5,48.1,400", mapping=mapping(precision="ignore"))
    row = only(intake)
    assert (row.radius_m, json.loads(row.other)) == (0, {"radius_m": "400"})
    assert any(note.startswith("precision is ignored") for note in intake.accounts[0].notes)


def test_options_compare_by_what_they_declare() -> None:
    assert ReadOptions("UTC", mapping(date_order="dmy")) == ReadOptions("UTC", mapping(date_order="dmy"))
    assert hash(ReadOptions("UTC", mapping(columns={"lon": "X"}))) == hash(ReadOptions("UTC", mapping(columns={"lon": "Y"})))


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8).filter(str.strip)
by_column = st.sampled_from(CANONICAL_TEXT)
mappings = st.builds(
    Mapping,
    format=st.sampled_from(("", *BY_NAME)),
    columns=st.dictionaries(by_column, texts | st.lists(texts, min_size=1, max_size=3).map(tuple), max_size=4),
    constants=st.dictionaries(by_column, texts, max_size=3),
    values=st.dictionaries(by_column, st.dictionaries(texts, texts, min_size=1, max_size=3), max_size=3),
    time_zone=st.sampled_from(("", "UTC", "Europe/Kyiv")),
    date_order=st.sampled_from(("", "dmy", "mdy", "ymd")),
    ignore_precision=st.booleans(),
    unused=st.lists(texts, max_size=3).map(tuple),
)


@given(mappings)
def test_a_mapping_that_was_written_reads_as_the_same(declared: Mapping) -> None:
    assert read_mapping(write_mapping(declared), "m.json") == declared


def test_a_mapping_is_written_with_what_it_declares_and_no_more() -> None:
    assert write_mapping(Mapping(columns={"act": "Подія"})).decode() == '{\n  "columns": {\n    "act": "Подія"\n  }\n}\n'
    assert write_mapping(Mapping()) == b"{}\n"


def test_a_date_and_a_clock_in_two_columns_are_read_together_and_a_missing_clock_leaves_the_day() -> None:
    declared = mapping(columns={"observed_from": ["День", "Час"]}, date_order="dmy")
    first, second = (
        row
        for _, row in load_rows("День,Час,place", "03.05.2026,14:20,x", "04.05.2026,,y", mapping=declared).observations.iterrows()
    )
    assert (first.reported_time, (first.observed_to - first.observed_from).seconds) == ("03.05.2026 14:20", 60)
    assert (second.reported_time, (second.observed_to - second.observed_from).days) == ("04.05.2026", 1)
    assert first.other == "{}"


def test_a_problem_of_joined_columns_names_them_all() -> None:
    declared = mapping(columns={"observed_from": ["День", "Час"]}, date_order="dmy")
    found = problems(load_rows("День,Час,place", "31.02.2026,14:20,x", mapping=declared))
    assert found[0][:3] == (2, "День + Час", "31.02.2026 14:20")


def test_a_column_that_is_declared_unused_is_kept_with_the_row_and_not_read() -> None:
    row = only(load_rows("observed_from,place,act,lon,lat", "2026-05-03,x,fire,37,48", mapping=mapping(unused=["Place", "act"])))
    assert (row.place_text, row.act, json.loads(row.other)) == ("", "undetermined", {"place": "x", "act": "fire"})
