"""Positions in every spelling reach the canonical cells with their size, their text and what is odd about them."""

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.one_file import LoadedFile, load_file
from tests.ingest.readers import load_rows, only, problems

UKRAINE = (22.0, 44.0, 40.5, 52.5)
LAT_LON = Mapping(coordinate_order="lat,lon")
SWAPPED = Mapping(swap_lon_lat=True)


def whole(text: str, mapping: Mapping | None = None, heading: str = "coordinates", **cells: str) -> Intake:
    """Read one row with a whole position in one cell, and other cells by heading, separated by tabs."""
    header = "\t".join(("observed_from", heading, *cells))
    return load_rows(header, "\t".join(("2026-05-03", text, *cells.values())), mapping=mapping, bounds=UKRAINE)


def axes(*rows: str, mapping: Mapping | None = None) -> Intake:
    return load_rows("observed_from\tlon\tlat", *(f"2026-05-03\t{row}" for row in rows), mapping=mapping, bounds=UKRAINE)


def test_a_plain_position_is_left_as_it_is() -> None:
    row = only(axes("37.7466\t48.1391"))
    assert (row.lon, row.lat, row.radius_m, row["flags"], row.reported_place) == (37.7466, 48.1391, 0, "", "37.7466, 48.1391")


def test_spelled_out_axes_are_read_with_the_size_their_text_leaves_open() -> None:
    row = only(axes("37°44'E\t48°08'N"))
    assert (row.lon, row.lat) == pytest.approx((37 + 44 / 60, 48 + 8 / 60))
    assert row.radius_m == 1115.1
    assert row["flags"] == "degrees and minutes without seconds: held within 1.1 km of it"
    assert row.reported_place == "37°44'E, 48°08'N"


def test_a_stated_radius_is_widened_by_the_cell_and_not_replaced() -> None:
    row = only(whole("37U DP 123 678", radius_m="400", region="Donetsk"))
    assert row.radius_m == pytest.approx(470.8)
    assert row["flags"] == "MGRS square of 100 m, its middle is taken: 71 m added to the radius"
    assert row.reported_place == "37U DP 123 678 (radius_m 400); Donetsk"


@pytest.mark.parametrize(("radius", "held"), [("", 35), ("20", 35), ("400", 400)])
def test_of_an_uncertainty_in_the_text_and_a_stated_radius_the_larger_counts(radius: str, held: float) -> None:
    assert only(whole("geo:48.1391,37.7466;u=35", radius_m=radius)).radius_m == held


def test_a_radius_that_is_none_is_still_refused() -> None:
    assert [column for _, column, _, _ in problems(whole("37U DP 123 678", radius_m="wide"))] == ["radius_m"]


def test_where_precision_is_ignored_no_radius_is_added() -> None:
    row = only(whole("37U DP 12 67", Mapping(ignore_precision=True)))
    assert (row.radius_m, row["flags"]) == (0, "")
    assert only(axes("37.5\t48.1", mapping=Mapping(ignore_precision=True)))["flags"] == ""


def test_few_decimals_are_flagged_where_no_radius_is_stated_and_held_as_the_position_itself() -> None:
    said = "position written to 1 decimal, so it may be 6.7 km off, held as the position itself since no radius_m is stated"
    for row in (only(axes("37.7\t48.1")), only(axes("37,7\t48,1")), only(whole("48.1 N, 37.7 E"))):
        assert (row.radius_m, row["flags"]) == (0, said)
    stated = only(whole("48.1 N, 37.7 E", radius_m="0"))
    assert (stated.radius_m, stated["flags"]) == (0, "")
    assert only(axes("37.746\t48.1"))["flags"] == ""


def test_a_whole_position_is_used_up_and_stands_as_the_reported_place() -> None:
    row = only(whole("48.1391 N, 37.7466 E", place="Mine"))
    assert (row.lon, row.lat, row.other) == (37.7466, 48.1391, "{}")
    assert row.reported_place == "48.1391 N, 37.7466 E; Mine"


def test_an_order_comes_from_the_mapping_the_heading_or_the_theatre() -> None:
    assert only(whole("48.1391, 37.7466", LAT_LON))["flags"] == ""
    for heading in ("lat/lon", "Lat, Lon", "Latitude Longitude", "LatLng", "широта/довгота"):
        row = only(whole("48.1391, 37.7466", heading=heading))
        assert (row.lon, row.lat, row["flags"]) == (37.7466, 48.1391, "")
    assert (only(whole("37.7466, 48.1391", heading="lon_lat")).lon) == 37.7466
    row = only(whole("48.1391, 37.7466"))
    assert (row.lon, row["flags"]) == (
        37.7466,
        "read as lat, lon since only so it lies inside the theatre, the order is not declared",
    )


def test_a_pair_whose_order_is_not_certain_is_refused_with_its_cell_and_what_to_declare() -> None:
    said = (
        "the position could be lat, lon or lon, lat and neither lies inside the theatre; "
        'declare coordinate_order ("lat,lon" or "lon,lat") in the mapping'
    )
    assert problems(whole("10.5123, 11.5123", heading="Position")) == [(2, "Position", "10.5123, 11.5123", said)]


@pytest.mark.parametrize("heading", ["MGRS", "Position", "Grid reference", "Coordinates", "plus_code", "координати"])
def test_other_headings_are_taken_where_their_cells_look_like_positions(heading: str) -> None:
    assert only(whole("37U DP 12345 67890", heading=heading)).lat == pytest.approx(48.45804)


def test_a_heading_of_two_meanings_over_words_stays_with_the_row() -> None:
    row = only(whole("mobile", heading="Position", region="Northland"))
    assert (row.region_text, json.loads(row.other)) == ("Northland", {"Position": "mobile"})


def test_a_heading_over_positions_that_lack_something_is_taken_so_that_each_row_says_what() -> None:
    (found,) = problems(whole("DP 1234 5678", heading="MGRS"))
    assert found[3].startswith("the position looks like an MGRS reference without its grid zone")


def test_another_heading_is_not_taken_where_lon_and_lat_are_there() -> None:
    row = only(whole("37U DP 12345 67890", heading="MGRS", lon="37.7466", lat="48.1391"))
    assert (row.lon, json.loads(row.other)) == (37.7466, {"MGRS": "37U DP 12345 67890"})


def test_coordinates_beside_lon_and_lat_are_compared_and_kept() -> None:
    near = only(whole("48.1391 N 37.7466 E", lon="37.7466", lat="48.1391"))
    assert (near["flags"], json.loads(near.other)) == ("", {"coordinates": "48.1391 N 37.7466 E"})
    far = only(whole("48.2391 N 37.7466 E", lon="37.7466", lat="48.1391"))
    assert (far.lat, far["flags"]) == (48.1391, "coordinates say another position, 11.1 km away, lon and lat are used")
    wrong = only(whole("somewhere", lon="37.7466", lat="48.1391"))
    assert wrong["flags"] == "coordinates cannot be read, lon and lat are used"


def test_a_column_is_mapped_to_coordinates() -> None:
    declared = Mapping(columns={"coordinates": "where exactly"}, coordinate_order="lon,lat")
    assert only(whole("37.7466 48.1391", declared, heading="where exactly")).lon == 37.7466


def test_a_short_plus_code_is_unplaced_or_leaves_the_row_to_its_names() -> None:
    alone = only(whole("4GPV+XQ"))
    assert alone.place_kind == "unplaced"
    assert alone.unplaced_reason.startswith("Plus Code 4GPV+XQ is short")
    named = only(whole("4GPV+XQ", region="Northland"))
    assert (named.place_kind, named.region_text, named.reported_place) == ("", "Northland", "4GPV+XQ; Northland")
    assert named["flags"].startswith("Plus Code 4GPV+XQ is short")


def test_a_position_that_cannot_be_read_is_one_problem_and_a_blank_one_leaves_the_row_to_its_names() -> None:
    assert [(column, value) for _, column, value, _ in problems(whole("over there"))] == [("coordinates", "over there")]
    assert only(whole("", region="Northland")).region_text == "Northland"
    assert [column for _, column, _, _ in problems(whole(""))] == ["place"]


def test_an_axis_that_cannot_be_read_is_one_problem_in_the_words_of_the_file() -> None:
    found = problems(load_rows("observed_from;Longitude;Latitude", "2026-05-03;37°70'E;48°08'N"))
    assert found == [(2, "Longitude", "37°70'E", "lon has 70 minutes, expected below 60")]
    assert problems(axes("48°08'N\t37°44'E"))[0][1:3] == ("lon", "48°08'N")


def test_swapped_columns_are_exchanged_only_where_a_person_says_so() -> None:
    asked = axes("48.1391\t37.7466")
    row = asked.observations.iloc[0]
    assert (row.lon, row.lat, row["flags"]) == (48.1391, 37.7466, "")
    told = axes("48.1391\t37.7466", mapping=SWAPPED)
    row = only(told)
    assert (row.lon, row.lat, row["flags"]) == (37.7466, 48.1391, "lon and lat exchanged, as the mapping says")
    assert "lon and lat are exchanged in every row, as the mapping says (swap_lon_lat)" in told.accounts[0].notes
    assert row.reported_place == "37.7466, 48.1391"


def test_a_file_that_looks_swapped_because_it_was_declared_so_says_that() -> None:
    notes = axes("37.7466\t48.1391", mapping=SWAPPED).accounts[0].notes
    assert any("take swap_lon_lat out of the mapping" in note for note in notes)


def test_an_order_that_only_the_theatre_tells_is_said_once_for_the_file() -> None:
    rows = ("2026-05-03\t48.1391, 37.7466", "2026-05-03\t48.1392, 37.7466", "2026-05-03\t48.1391N 37.7466E")
    notes = load_rows("observed_from\tcoordinates", *rows, bounds=UKRAINE).accounts[0].notes
    assert (
        "the order of two numbers in one cell is not declared; rows flagged so were read in the only order that lies inside the "
        "theatre; declare coordinate_order in the mapping to be sure"
    ) in notes


def test_a_problem_of_exchanged_columns_names_the_cell_it_is_in() -> None:
    assert problems(axes("ninety\t37.7466", mapping=SWAPPED))[0][1:3] == ("lon", "ninety")


def test_a_file_that_looks_swapped_says_so_once_with_what_to_declare() -> None:
    (note,) = (note for note in axes(*["48.1391\t37.7466"] * 3, "37.7\t48.1").accounts[0].notes if "swapped" in note)
    assert note == (
        "most positions look swapped, lon and lat exchanged would fit; nothing is changed unasked, "
        "if it is so throughout, declare swap_lon_lat: true in the mapping: 3 of 4, lines 2, 3, 4"
    )
    some = axes("48.1391\t37.7466", "37.7466\t48.1391", "37.7467\t48.1391").accounts[0].notes
    assert any(note.startswith("some positions look swapped") and note.endswith(": 1 of 3, line 2") for note in some)
    assert not any("swapped" in note for note in axes("37.7466\t48.1391").accounts[0].notes)


def test_refused_rows_that_only_a_swap_would_mend_count_as_swapped() -> None:
    notes = axes("35.6812\t139.7671", "35.6813\t139.7671").accounts[0].notes
    assert any(note.startswith("most positions look swapped") and note.endswith(": 2 of 2, lines 2, 3") for note in notes)


def test_positions_at_nowhere_and_outside_the_theatre_are_counted() -> None:
    notes = axes("0\t0", "37.7466\t48.1391", "2.3522\t48.8566").accounts[0].notes
    assert "positions at 0, 0, which often stands for a missing one: 1 of 3, line 2" in notes
    assert "positions outside the theatre, kept as reported: 1 of 3, line 4" in notes


def test_nothing_is_said_of_a_theatre_that_is_not_known() -> None:
    notes = load_rows("observed_from,lon,lat", "2026-05-03,48.1391,37.7466").accounts[0].notes
    assert not any("position" in note for note in notes)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.sampled_from(["37.7466", "37,7466", "37°44'E", "", " ", "x", "48.1 N", "1e1", "37.7"]), min_size=2, max_size=8)
)
def test_a_row_reads_as_it_would_alone(cells: list[str]) -> None:
    rows = [f"{lon}\t{lat}" for lon, lat in zip(cells[::2], cells[1::2], strict=False)]
    together = axes(*rows)
    alone = [axes(row) for row in rows]
    table = pd.concat([one.observations for one in alone])
    columns = ["lon", "lat", "radius_m", "flags", "reported_place"]
    assert together.total.rejected == sum(one.total.rejected for one in alone)
    distinct = table.drop_duplicates(["reported_place"])
    pd.testing.assert_frame_equal(
        together.observations[columns].reset_index(drop=True), distinct[columns].reset_index(drop=True), check_dtype=False
    )


def test_events_of_ucdp_keep_their_points_where_precision_is_ignored() -> None:
    dataset = Path(__file__).parents[3].parent / "shared" / "data" / "ucdp" / "ged_ukraine_2014_2019_hdx.csv"
    if not dataset.exists():
        pytest.skip("the dataset is not beside the repository")
    lines = dataset.read_text(encoding="utf-8").splitlines()
    intake = load_rows(lines[0], *lines[1:], mapping=Mapping(ignore_precision=True), bounds=UKRAINE)
    assert (intake.observations["radius_m"].dropna() == 0).all()
    assert not intake.observations["flags"].str.contains("decimal").any()
    assert not math.isnan(intake.observations["lon"].iloc[0])


def test_a_position_at_zero_is_counted_and_left_out_only_where_a_person_says_that_it_is_missing() -> None:
    rows = ("0\t0.00", "37.7\t48.1", "0\t51.5")
    told = axes(*rows)
    assert (told.accounts[0].positions.total, told.accounts[0].positions.nowhere) == (3, 1)
    assert told.observations["lon"].tolist() == [0.0, 37.7, 0.0]

    left_out = axes(*rows, mapping=Mapping(zero_is_missing=True))
    first, *others = (row for _, row in left_out.observations.iterrows())
    assert math.isnan(first.lon)
    assert first.unplaced_reason == "the position 0, 0 is taken for a missing one, as the mapping says (zero_position)"
    assert first.reported_place == "0, 0.00"
    assert [row.lon for row in others] == [37.7, 0.0]
    assert left_out.accounts[0].positions.nowhere == 0


def test_a_missing_position_leaves_a_row_the_other_words_for_its_place() -> None:
    read = whole("0, 0", Mapping(zero_is_missing=True, coordinate_order="lat,lon"), region="Donetsk", radius_m="50")
    row = only(read)
    assert math.isnan(row.lon)
    assert row.region_text == "Donetsk"
    assert row.unplaced_reason == ""
    assert "taken for a missing one" in row["flags"]
    assert row.reported_place.startswith("0, 0 (radius_m 50)")


def test_what_is_odd_about_positions_is_counted() -> None:
    counts = axes("48.1\t37.7", "37.7\t48.1", "5\t5", "48°N\t37°E").accounts[0].positions
    assert (counts.total, counts.swapped, counts.outside) == (4, 2, 1)
    assert len(counts.notes) == 2
    assert whole("33.1, 34.2").accounts[0].positions.unordered == 1


def _in_pieces(*parts: str) -> LoadedFile:
    """Read a table that has each of these as its `gps` in 80 rows after each other, some thirty rows at a time."""
    rows = [f"2026-05-03;{part};Донецька область;{row}" for part in parts for row in range(80)]
    text = "\n".join(("observed_from;gps;region;description", *rows))
    return load_file("a.csv", text.encode(), Mapping(time_zone="Europe/Kyiv"), bounds=UKRAINE, piece=1_200)


def _said_of_gps(loaded: LoadedFile) -> list[str]:
    return [note for note in loaded.account.notes if "gps" in note]


def test_whether_a_column_holds_positions_is_told_once_for_the_whole_file_and_said() -> None:
    loaded = _in_pieces("", "48.1391, 37.7466", "yes", "48.2, 37.8")
    assert [rejection.line for rejection in loaded.rejections] == list(range(162, 242))
    assert list(loaded.table["place_kind"]) == [""] * 80 + ["point"] * 160
    assert _said_of_gps(loaded) == ["the column 'gps' is read as positions, which its first cells are"]


def test_a_column_that_begins_with_no_positions_is_kept_as_it_came_throughout() -> None:
    loaded = _in_pieces("", "yes", "48.1391, 37.7466")
    assert loaded.rejections == ()
    assert set(loaded.table["place_kind"]) == {""}
    assert json.loads(loaded.table["other"].iloc[-1]) == {"gps": "48.1391, 37.7466"}
    assert _said_of_gps(loaded) == [
        "the column 'gps' is kept as it came: it begins with no positions",
        "columns kept with each row as they came: gps",
    ]
