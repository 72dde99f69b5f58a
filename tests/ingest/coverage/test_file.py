"""A coverage log as a file: what becomes of every row, in whatever table or map file it comes."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from dashboard.domain.coverage import COLUMNS, NOTHING_SAID, STATES, DatesSaid
from dashboard.domain.intervals import Interval
from dashboard.ingest.coverage.file import CoverageFile, read_coverage
from dashboard.ingest.errors import UnknownTimeZoneError, UnreadableFileError
from dashboard.report.rejected import rejected_csv
from tests.ingest.containers.builders import xlsx_bytes

KYIV = "Europe/Kyiv"
HEAD = "zone,region,area,from,to,means,state,source,note\n"
SQUARE = "POLYGON ((37 48, 38 48, 38 49, 37 49, 37 48))"


def read(text: str, name: str = "log.csv", zone: str = KYIV, dates: DatesSaid = NOTHING_SAID) -> CoverageFile:
    """Read a log given as text."""
    return read_coverage(name, text.encode(), zone_name=zone, dates=dates)


def rows(*lines: str) -> CoverageFile:
    """Read rows under the canonical headings."""
    return read(HEAD + "\n".join(lines) + "\n")


def reasons(log: CoverageFile) -> list[tuple[int, str, str]]:
    """Return line, column and reason of every problem."""
    return [(one.line, problem.column, problem.reason) for one in log.rejections for problem in one.problems]


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)


def test_a_row_is_read_with_its_times_local_to_the_zone_of_the_file():
    (one,) = rows("line,,,2026-05-03T06:00,2026-05-03T18:00,patrol,observed,patrol 4,all quiet").watches
    assert one.watch.times == Interval(utc(2026, 5, 3, 3), utc(2026, 5, 3, 15))
    assert (one.watch.zone, one.watch.means, one.watch.state, one.line) == ("line", "patrol", "observed", 2)
    assert (one.watch.source, one.watch.note, one.flags) == ("patrol 4", "all quiet", ())


def test_a_bare_date_is_that_whole_local_day_and_an_end_that_is_one_includes_it():
    one_day, three = rows("line,,,2026-05-03,,,weather,,", "line,,,2026-05-03,2026-05-05,,weather,,").watches
    assert one_day.watch.times == Interval(utc(2026, 5, 2, 21), utc(2026, 5, 3, 21))
    assert three.watch.times == Interval(utc(2026, 5, 2, 21), utc(2026, 5, 5, 21))


def test_an_offset_stands_above_the_zone_of_the_file():
    (one,) = rows("line,,,2026-05-03T06:00Z,2026-05-03T18:00+01:00,,denied,,").watches
    assert one.watch.times == Interval(utc(2026, 5, 3, 6), utc(2026, 5, 3, 17))


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_the_day_of_a_clock_change_is_as_long_as_it_is(day, hours):
    assert rows(f"line,,,{day},,,observed,,").watches[0].watch.times.seconds == hours * 3600


@pytest.mark.parametrize(("time", "said"), [("2026-03-29T03:30", "does not exist"), ("2026-10-25T03:30", "happens twice")])
def test_a_time_that_a_clock_change_skips_or_repeats_is_an_error_of_its_row(time, said):
    log = rows(f"line,,,{time},2026-12-01,,observed,,", "line,,,2026-05-03,,,observed,,")
    ((line, column, reason),) = reasons(log)
    assert (line, column) == (2, "from")
    assert said in reason
    assert len(log.watches) == 1


@pytest.mark.parametrize("area", [SQUARE, f"SRID=4326;{SQUARE}", json.dumps(box(37, 48, 38, 49).__geo_interface__)])
def test_an_area_is_wkt_or_geojson_in_longitude_and_latitude(area):
    quote = '"' + area.replace('"', '""') + '"'
    (one,) = rows(f",,{quote},2026-05-03,,satellite,weather,,").watches
    assert one.watch.area.equals(box(37, 48, 38, 49))


@pytest.mark.parametrize(
    ("area", "said"),
    [
        ("POINT (37 48)", "found a Point"),
        ("POLYGON ((37 48, 38 49, 38 48, 37 49, 37 48))", "edges cross"),
        ("POLYGON ((37 148, 38 148, 38 149, 37 148))", "expected longitude -180 to 180"),
        ("SRID=3857;POLYGON ((1 1, 2 1, 2 2, 1 1))", "reference system 3857"),
        ("a field", "is no polygon"),
        ("{", "is no JSON"),
        ("POLYGON EMPTY", "expected"),
    ],
)
def test_an_area_that_is_no_sound_polygon_is_an_error_of_its_row(area, said):
    ((line, column, reason),) = reasons(rows(f',,"{area}",2026-05-03,,,observed,,'))
    assert (line, column) == (2, "area")
    assert said in reason


@pytest.mark.parametrize(
    ("place", "said"),
    [(",,", "found no place"), ("line,Donetsk,", "both zone and region"), (f'line,,"{SQUARE}"', "both zone and area")],
)
def test_a_row_names_exactly_one_place(place, said):
    ((_, _, reason),) = reasons(rows(f"{place},2026-05-03,,,observed,,"))
    assert said in reason
    assert "exactly one of zone, region and area" in reason


@pytest.mark.parametrize(("text", "state"), [("Observed", "observed"), ("NO_ASSET", "no asset"), ("no-asset", "no asset")])
def test_a_state_may_be_spelled_in_other_letters_and_marks(text, state):
    assert rows(f"line,,,2026-05-03,,,{text},,").watches[0].watch.state == state


@pytest.mark.parametrize("text", ["", "fine", "not stated", "observd", "спостерігалі"])
def test_a_state_is_never_guessed(text):
    ((line, column, reason),) = reasons(rows(f"line,,,2026-05-03,,,{text},,"))
    assert (line, column) == (2, "state")
    assert "expected one of observed, denied, jammed, weather, no asset" in reason


def test_means_have_the_words_of_observations_and_what_is_unknown_is_kept_with_its_text():
    bpla, unknown, none = rows(
        "line,,,2026-05-03,,БпЛА,observed,,", "line,,,2026-05-03,,balloon,observed,,", "line,,,2026-05-03,,,observed,,"
    ).watches
    assert (bpla.watch.means, bpla.flags) == ("drone", ())
    assert (unknown.watch.means, unknown.watch.reported_means) == ("other", "balloon")
    assert "'balloon'" in unknown.flags[0]
    assert none.watch.means == ""


def test_a_region_tag_is_kept_as_it_came_and_looked_up_later():
    assert rows(",Донецька обл.,,2026-05-03,,,observed,,").watches[0].watch.region == "Донецька обл."


def test_all_that_is_wrong_with_a_row_is_said_at_once():
    assert {column for _, column, _ in reasons(rows("line,x,,yesterday-ish,,,fine,,"))} == {"zone", "from", "state"}


def test_a_row_that_repeats_an_accepted_one_in_every_cell_is_a_duplicate():
    log = rows(*["line,,,2026-05-03,,patrol,observed,,"] * 3, "line,,,2026-05-03,,drone,observed,,")
    assert [one.line for one in log.watches] == [2, 5]
    assert log.accounts[0].duplicates == 2
    assert "duplicates of rows accepted before: line 3, 4" in log.accounts[0].notes


def test_headings_have_other_words_and_columns_that_are_not_read_are_said():
    (one,) = read("Зона;від;до;засіб;стан;погода\nline;2026-05-03;2026-05-04;патруль;observed;дощ\n").watches
    assert (one.watch.zone, one.watch.means) == ("line", "patrol")
    assert any("погода" in note for note in read("zone,from,state,погода\nline,2026-05-03,observed,дощ\n").accounts[0].notes)


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("zone,from,to", "no column 'state'"),
        ("from,to,state", "none of the columns 'zone', 'region', 'area'"),
        ("zone,zone_id,from,state", "both stand for zone"),
    ],
)
def test_a_table_that_is_no_coverage_log_is_refused_whole(header, said):
    with pytest.raises(UnreadableFileError, match=said):
        read(f"{header}\n{','.join('1' for _ in header.split(','))}\n")


def test_a_time_zone_that_is_none_is_an_error():
    with pytest.raises(UnknownTimeZoneError):
        read(HEAD, zone="Europe/Kiiv")


def test_other_encodings_and_delimiters_are_told():
    text = "zone;from;state;note\nline;2026-05-03;observed;дорога закрита, мін. поле, спостережний пост на місці\n"
    for codec in ("utf-8-sig", "utf-16", "cp1251"):
        log = read_coverage("log.csv", text.encode(codec), zone_name=KYIV)
        assert log.watches[0].watch.note.startswith("дорога закрита")


def test_a_workbook_is_read_as_the_table_in_it():
    row = ["line", datetime(2026, 5, 3, 6), datetime(2026, 5, 3, 8), "uav", "jammed"]  # noqa: DTZ001 (a sheet has no zones)
    data = xlsx_bytes(("log", [["zone", "from", "to", "means", "state"], row]))
    (one,) = read_coverage("log.xlsx", data, zone_name=KYIV).watches
    assert one.watch.times == Interval(utc(2026, 5, 3, 3), utc(2026, 5, 3, 5))
    assert (one.watch.means, one.watch.state, one.line) == ("drone", "jammed", 2)


def test_features_of_a_map_file_speak_of_their_shape_or_of_the_zone_they_name():
    square = box(37, 48, 38, 49).__geo_interface__
    features = [
        {"type": "Feature", "geometry": square, "properties": {"from": "2026-05-03", "state": "weather", "means": "satellite"}},
        {"type": "Feature", "geometry": None, "properties": {"from": "2026-05-03", "state": "denied", "zone": "line"}},
        {"type": "Feature", "geometry": square, "properties": {"from": "2026-05-03", "state": "denied", "zone": "line"}},
    ]
    log = read(json.dumps({"type": "FeatureCollection", "features": features}), "log.geojson")
    drawn, named = log.watches
    assert drawn.watch.area.equals(box(37, 48, 38, 49))
    assert (named.watch.zone, named.watch.area) == ("line", None)
    assert "both zone and the drawn shape" in reasons(log)[0][2]


def test_rejected_rows_are_put_right_in_the_file_that_is_handed_out_and_loaded_again():
    log = rows("line,,,2026-05-03,,,fine,patrol 4,", "line,,,2026-05-03,2026-05-02,,observed,,", "too,few,cells")
    out = rejected_csv(log.rejections)
    assert out.decode("utf-8-sig").splitlines()[0].startswith("file,line,column,value,reason,zone,region")
    fixed = read(out.decode("utf-8-sig").replace(",fine,patrol", ",observed,patrol").replace(",2026-05-02,,", ",2026-05-04,,"))
    assert [one.watch.source for one in fixed.watches] == ["patrol 4", ""]
    assert fixed.accounts[0].rejected == 1


cell = st.sampled_from(["", "line", "2026-05-03", "2026-05-03T10:00", *STATES, "fine", SQUARE, "drone", "?", "03/04/05"])


@given(st.lists(st.lists(cell, min_size=7, max_size=10), max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_row_read_is_accepted_rejected_or_a_duplicate(table):
    written = [",".join(f'"{one}"' for one in row) for row in table]
    log = rows(*written)
    (account,) = log.accounts
    assert account.balanced
    assert account.accepted == len(log.watches)
    assert account.rejected == len(log.rejections)
    # A row of nothing but empty cells is a blank line.
    assert account.rows_read == sum(any(row) for row in table)
    assert all(one.problems and all(problem.reason for problem in one.problems) for one in log.rejections)


def test_the_columns_that_are_declared_are_those_that_are_read():
    assert HEAD.strip() == ",".join(column.name for column in COLUMNS)


@pytest.mark.parametrize(
    ("begin", "end", "column", "said"),
    [
        ("2026-07", "", "from", "only the month is named"),
        ("2026", "", "from", "only the year is named"),
        ("about 2026-07-20", "", "from", "approximate"),
        ("about 2026-07-20 10:00", "2026-07-20 12:00", "from", "approximate"),
        ("2026-07-20 dusk", "", "from", "dusk is read as 15:00 to 23:00"),
        ("2026-07-20 night", "", "from", "it may be the night before or after"),
        ("2026-07-20 10:00", "2026-07", "to", "only the month is named"),
        ("2026-07-20 10:00", "2026-07-20 dusk", "to", "dusk is read as 15:00 to 23:00"),
    ],
)
def test_a_vague_time_is_refused_since_its_widest_reading_would_count_as_watched(begin, end, column, said):
    log = rows(f"line,,,{begin},{end},patrol,observed,,")
    ((line, found, reason),) = reasons(log)
    assert (log.watches, line, found) == ((), 2, column)
    assert said in reason
    assert "does not say exactly when" in reason


def test_a_count_of_seconds_since_1970_is_exact():
    (one,) = rows("line,,,1784541600,1784545200,patrol,observed,,").watches
    assert one.watch.times == Interval(utc(2026, 7, 20, 10), utc(2026, 7, 20, 11))


def test_a_date_in_an_order_of_its_own_is_refused_with_advice_that_can_be_followed_here():
    ((_, _, reason),) = reasons(rows("line,,,03/05/2026,,patrol,observed,,"))
    assert reason == (
        "'03/05/2026' does not say which number is the day; choose it where the log is loaded (--date-order of the command), "
        "or write the year first, as in 2026-05-03"
    )


def test_the_states_are_named_once_to_whoever_wrote_none_of_them():
    ((_, _, reason),) = reasons(rows("line,,,2026-07-20,,patrol,спостерігалі,,"))
    assert reason == "'спостерігалі' is no state, expected one of observed, denied, jammed, weather, no asset"
