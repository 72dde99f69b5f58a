"""UCDP GED rows are held as vaguely as their precision codes say, and no vaguer."""

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest

from dashboard.ingest.formats.ucdp_ged import FORMAT
from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.readers import load, load_rows, only, problems

HEADER = (
    "id,type_of_violence,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,"
    "date_prec,date_start,date_end,side_a,side_b,dyad_name,best,low,high,source_office,source_original"
)
DATASET = Path(__file__).parents[3].parent / "shared" / "data" / "ucdp" / "ged_ukraine_2014_2019_hdx.csv"
ZONES = DATASET.parents[1] / "zones" / "natural_earth_disputed.geojson"


def ged(mapping: Mapping | None = None, **cells: str) -> Intake:
    event = {
        "id": "7", "type_of_violence": "1", "where_prec": "1", "where_coordinates": "Northbridge town", "adm_1": "Northland",
        "adm_2": "Upper district", "latitude": "48.5", "longitude": "37.5", "date_prec": "1",
        "date_start": "2015-02-10 00:00:00.000", "date_end": "2015-02-10 00:00:00.000", "side_a": "A", "side_b": "B",
        "dyad_name": "A - B", "best": "3", "low": "2", "high": "4",
        "source_office": "Agency;Wire;Agency", "source_original": "police",
    }  # fmt: skip
    event.update(cells)
    return load_rows(HEADER, ",".join(event[name] for name in HEADER.split(",")), mapping=mapping)


def days(row: pd.Series) -> tuple[str, str]:
    """Return the first and the last local day of an observation that must be whole days."""
    first, end = row.observed_from.tz_convert("Europe/Kyiv"), row.observed_to.tz_convert("Europe/Kyiv")
    assert first == first.normalize()
    assert end == end.normalize()
    return f"{first:%Y-%m-%d}", f"{end - pd.Timedelta(hours=12):%Y-%m-%d}"


def test_an_event_is_an_open_source_report_of_fire_by_nobody_named() -> None:
    row = only(ged())
    assert (row.observation_id, row.act, row.reported_act, row.means) == ("7", "fire", "type_of_violence 1", "open-source")
    assert (row.party, row.source, row.origin) == ("", "Agency; Wire", "police")
    assert row.description == "Dyad: A - B. Deaths, best estimate: 3 (low 2, high 4)."
    assert (json.loads(row.other)["side_a"], json.loads(row.other)["where_prec"]) == ("A", "1")
    assert row.reported_time == "2015-02-10 00:00:00.000 to 2015-02-10 00:00:00.000 (date_prec 1)"
    assert row.reported_place == "37.5, 48.5 (where_prec 1); Northbridge town, Upper district, Northland"


@pytest.mark.parametrize(("code", "act"), [("1", "fire"), ("2", "fire"), ("3", "undetermined"), ("4", "undetermined")])
def test_violence_is_fire_unless_its_means_is_not_told(code: str, act: str) -> None:
    row = only(ged(type_of_violence=code))
    assert (row.act, bool(row["flags"])) == (act, code == "4")


@pytest.mark.parametrize(
    ("precision", "place", "radius_m"),
    [
        ("1", "Hill village", 1_000), ("1", "Northbridge town", 5_000), ("1", "North City", 10_000),
        ("1", "Hill checkpoint", 2_000), ("1", "", 2_000), ("2", "Hill village", 25_000),
    ],
)  # fmt: skip
def test_a_named_place_is_a_disc(precision: str, place: str, radius_m: float) -> None:
    row = only(ged(where_prec=precision, where_coordinates=place))
    assert (row.place_kind, row.lon, row.lat, row.radius_m) == ("point", 37.5, 48.5, radius_m)
    assert row.region_text == "Northland"


@pytest.mark.parametrize(("precision", "detail"), [("3", "Upper district"), ("4", "Upper district"), ("5", "")])
def test_a_unit_is_an_area_and_its_coordinates_are_left_out(precision: str, detail: str) -> None:
    row = only(ged(where_prec=precision))
    assert (row.place_kind, row.region_text, row.region_detail, row.place_text) == ("", "Northland", detail, "")
    assert pd.isna(row.lon)
    assert row["flags"] == f"where_prec {precision}: coordinates left out, only the unit is known"


@pytest.mark.parametrize(
    ("precision", "unit", "said"),
    [
        ("3", "", "adm_1 is empty"), ("4", "", "adm_1 is empty"), ("5", "", "fuzzy area"),
        ("6", "Northland", "only the country"), ("7", "Northland", "at sea"),
    ],
)  # fmt: skip
def test_what_has_no_shape_is_unplaced_with_the_reason(precision: str, unit: str, said: str) -> None:
    row = only(ged(where_prec=precision, adm_1=unit))
    assert row.place_kind == "unplaced"
    assert said in row.unplaced_reason
    assert (row.region_text, row.place_text) == ("", "")


@pytest.mark.parametrize(
    ("precision", "start", "end", "first", "last"),
    [
        ("1", "2015-02-10", "2015-02-10", "2015-02-10", "2015-02-10"),
        ("2", "2015-02-10", "2015-02-11", "2015-02-10", "2015-02-11"),
        ("2", "2015-02-10", "2015-02-10", "2015-02-05", "2015-02-15"),
        ("3", "2015-02-09", "2015-02-15", "2015-02-09", "2015-02-15"),
        ("3", "2015-02-10", "2015-02-10", "2015-02-09", "2015-02-15"),
        ("4", "2015-02-05", "2015-02-12", "2015-02-05", "2015-02-12"),
        ("4", "2015-02-10", "2015-02-10", "2015-02-01", "2015-02-28"),
        ("5", "2015-02-10", "2015-05-10", "2015-02-10", "2015-05-10"),
        ("5", "2015-02-10", "2015-02-20", "2015-01-01", "2015-12-31"),
        ("1", "2015-02-10", "2015-02-12", "2015-02-10", "2015-02-12"),
        ("2", "2015-02-10", "", "2015-02-05", "2015-02-15"),
    ],
)
def test_days_are_whole_both_included_and_widened_where_the_code_says_less(
    precision: str, start: str, end: str, first: str, last: str
) -> None:
    row = only(ged(date_prec=precision, date_start=start, date_end=end))
    assert days(row) == (first, last)
    assert bool(row["flags"]) == ((first, last) != (start, end))


def test_unknown_codes_and_dates_are_refused_all_at_once() -> None:
    found = problems(ged(where_prec="8", date_prec="", date_start="10/02/2015"))
    of_codes = [problem[1] for problem in found if problem[3].startswith(("where_prec is '8'", "date_prec is ''", "the date is"))]
    assert of_codes == [
        "where_prec", "date_prec", "date_start",
    ]  # fmt: skip


def test_a_date_that_does_not_exist_is_refused_under_its_own_heading() -> None:
    assert [problem[1:3] for problem in problems(ged(date_start="2015-02-31", date_end="2015-02-31"))] == [
        ("date_start", "2015-02-31"), ("date_end", "2015-02-31"),
    ]  # fmt: skip


def test_an_event_revised_with_other_sources_is_one_event() -> None:
    event = "1,1,1,x,N,,48,37,1,2015-02-10,2015-02-10,A,B,A - B,1,1,1"
    rows = load_rows(HEADER, f"{event},Agency,police", f"{event},Agency;Wire,police").observations
    assert list(rows["superseded"]) == [True, False]


@pytest.mark.parametrize("precision", ["1", "2", "3", "4", "5", "6", "7"])
def test_with_precision_ignored_every_event_is_a_bare_point(precision: str) -> None:
    row = only(ged(Mapping(ignore_precision=True), where_prec=precision))
    assert (row.place_kind, row.lon, row.lat, row.radius_m) == ("point", 37.5, 48.5, 0)


def test_with_precision_ignored_an_event_without_coordinates_is_not_given_any() -> None:
    row = only(ged(Mapping(ignore_precision=True), latitude="", longitude=""))
    assert (row.place_kind, row.region_text) == ("", "Northland")


needs_dataset = pytest.mark.skipif(not DATASET.is_file(), reason="the UCDP file is not beside the repository")


@needs_dataset
def test_the_real_dataset_is_accepted_whole() -> None:
    intake = load(("ged.csv", DATASET.read_bytes()))
    assert (intake.total.rows_read, intake.total.accepted) == (1167, 1167)
    assert "1 HXL tag row skipped, line 2" in intake.accounts[0].notes
    assert intake.observations["place_kind"].value_counts().to_dict() == {"point": 661, "": 347, "unplaced": 159}
    spans = (intake.observations["observed_to"] - intake.observations["observed_from"]).dt.total_seconds() / 3600
    assert spans.min() >= 23
    assert not intake.observations["flags"].str.contains("date_prec").any(), "no stated span is at odds with its code"


@needs_dataset
def test_of_the_real_dataset_with_precision_ignored_579_events_lie_in_the_donbass_polygon() -> None:
    shapely = pytest.importorskip("shapely")
    features = json.loads(ZONES.read_bytes())["features"]
    zone = next(one for one in features if "Donbass" in map(str, one["properties"].values()))
    rows = load(("ged.csv", DATASET.read_bytes()), mapping=Mapping(ignore_precision=True)).observations
    assert (rows["place_kind"] == "point").all()
    assert (rows["radius_m"] == 0).all()
    inside = shapely.covers(shapely.geometry.shape(zone["geometry"]), shapely.points(rows["lon"], rows["lat"]))
    assert inside.sum() == 579


@needs_dataset
def test_the_real_dataset_without_its_header_line_is_the_same_events() -> None:
    header, _, *rows = csv.reader(io.StringIO(DATASET.read_text(encoding="utf-8"), newline=""))
    (layout,) = FORMAT.layouts
    columns = [header.index(name) for name in layout.headings]
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([row[column] for column in columns] for row in rows)
    bare, whole = load(("bare.csv", text.getvalue())), load(("ged.csv", DATASET.read_bytes()))
    assert (bare.accounts[0].format_name, bare.total.rows_read) == ("ucdp_ged", 1167)
    same = ["observation_id", "observed_from", "observed_to", "lon", "lat", "radius_m", "region_text", "act", "unplaced_reason"]
    pd.testing.assert_frame_equal(bare.observations[same], whole.observations[same])
