"""VIINA reports stand where GEO_PRECISION allows, and the labels of a classifier accuse nobody."""

import csv
import gzip
import io
import json
from pathlib import Path

import pytest
import shapely

from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.places.resolution import Resolved
from tests.ingest.fixture_rows import changed, spanned
from tests.ingest.readers import load, only
from tests.ukraine import ukraine_names

DATASET = Path(__file__).parents[3].parent / "shared" / "data" / "viina" / "viina_1pd_subset_2022_2025.csv.gz"


@pytest.mark.parametrize(
    ("precision", "radius_m"), [("STREET", 1_000), ("PPL", 5_000), ("PPLX", 5_000), ("ADM3", 25_000), ("street", 1_000)]
)
def test_a_street_or_settlement_is_a_disc(precision: str, radius_m: float) -> None:
    row = only(changed("viina_event_info", {"geo_precision": precision}))
    assert (row.place_kind, row.lon, row.lat, row.radius_m) == ("point", 37.5, 48.5, radius_m)


@pytest.mark.parametrize(
    ("precision", "detail", "said"),
    [
        ("ADM1", "", "GEO_PRECISION ADM1"), ("ADM2", "Upper district", "GEO_PRECISION ADM2"),
        ("", "", "GEO_PRECISION is not given"), ("GUESS", "", "GEO_PRECISION GUESS"),
    ],
)  # fmt: skip
def test_a_unit_or_an_unknown_precision_is_an_area(precision: str, detail: str, said: str) -> None:
    row = only(changed("viina_event_info", {"geo_precision": precision}))
    assert (row.place_kind, row.region_text, row.region_detail, row.place_text) == ("", "Northland", detail, "")
    assert row["flags"] == f"{said}: coordinates left out, only the unit is sure"
    assert json.loads(row.other)["longitude"] == "37.5"


def test_without_precision_and_unit_a_row_is_unplaced() -> None:
    row = only(changed("viina_event_info", {"geo_precision": "", "adm1_name": ""}))
    assert row.unplaced_reason == (
        "GEO_PRECISION is not given, and ADM1_NAME is empty: how far the coordinates hold is not known"
    )


def test_a_report_is_held_as_its_day_and_its_hour_is_kept_as_reported() -> None:
    row = only(changed("viina_event_info", {}))
    assert (spanned(row), row.reported_time) == ("2026-05-03 to 2026-05-03", "20260503 14:20")
    assert (row.source, row.evidence, row.description) == (
        "wire", "https://example.org/501", "Invented: shots\rheard in the street.",
    )  # fmt: skip


def test_an_impossible_day_is_refused_under_its_own_heading() -> None:
    (rejection,) = changed("viina_event_info", {"date": "20260231"}).rejections
    assert [(problem.column, problem.value) for problem in rejection.problems] == [("date", "20260231")]


@pytest.mark.parametrize(
    ("labels", "act"),
    [
        ({}, "fire"),
        ({"t_artillery_b": "0"}, "undetermined"),
        ({"t_artillery_b": "0", "t_airstrike_b": "1"}, "fire.air-strike"),
        ({"t_airstrike_b": "1"}, "fire"),
        ({"t_raid_b": "1"}, "undetermined"),
    ],
)
def test_labels_tell_the_act_they_agree_on(labels: dict[str, str], act: str) -> None:
    row = only(changed("viina_event_1pd", labels))
    assert (row.act, row.party) == (act, "")
    assert ("tell different acts" in row["flags"]) == ("t_raid_b" in labels)


def test_labels_joined_to_event_info_tell_the_act_and_probabilities_do_not() -> None:
    assert only(changed("viina_event_info", {"t_raid_b": "1", "t_raid_pred": "0.99"})).act == "incursion"
    assert only(changed("viina_event_info", {"t_raid_pred": "1"})).act == "undetermined"


def test_several_sources_are_listed() -> None:
    assert only(changed("viina_event_1pd", {})).source == "wire; paper"


def test_ids_that_two_years_share_are_not_one_event_revised() -> None:
    header = "event_id_1pd,date,n_reports,longitude,latitude,asciiname,ADM1_NAME\n"
    rows = load(("a.csv", f"{header}7,20220822,1,37,48,Hill,Northland\n7,20250703,1,38,48,Hill,Northland\n")).observations
    assert not rows["superseded"].any()


needs_dataset = pytest.mark.skipif(not DATASET.is_file(), reason="the VIINA subset is not beside the repository")


@needs_dataset
def test_every_row_of_the_real_subset_is_accepted() -> None:
    data = gzip.decompress(DATASET.read_bytes())
    intake = load(("viina.csv", data))
    counted = sum(1 for _ in csv.reader(io.StringIO(data.decode(), newline=""))) - 1
    assert (intake.total.rows_read, intake.total.accepted, counted) == (3578, 3578, 3578)
    assert intake.accounts[0].format_name == "viina_event_1pd"
    assert not intake.observations["superseded"].any()
    assert (intake.observations["party"] == "").all()


@needs_dataset
def test_a_bare_carriage_return_inside_a_text_of_the_real_subset_is_kept() -> None:
    data = gzip.decompress(DATASET.read_bytes())
    texts = load(("viina.csv", data)).observations["description"]
    assert sum(text.count("\r") for text in texts) == data.count(b"\r") - data.count(b"\r\n")


@needs_dataset
def test_the_real_subset_gives_no_precision_so_only_its_oblasts_are_believed() -> None:
    rows = load(("viina.csv", gzip.decompress(DATASET.read_bytes()))).observations
    assert rows["place_kind"].value_counts().to_dict() == {"": 3491, "unplaced": 87}
    bare = load(("viina.csv", gzip.decompress(DATASET.read_bytes())), mapping=Mapping(ignore_precision=True)).observations
    assert (bare["place_kind"] == "point").all()


@needs_dataset
def test_the_oblasts_of_the_real_subset_hold_the_positions_they_are_given_for() -> None:
    """An independent check of every oblast: the coordinates, which were left out, lie in it or within a fifth of a degree."""
    ukraine = ukraine_names()
    rows = load(("viina.csv", gzip.decompress(DATASET.read_bytes()))).observations
    kept = map(json.loads, rows["other"])
    stated = {(cells["longitude"], cells["latitude"], region) for cells, region in zip(kept, rows["region_text"], strict=True)}
    for lon, lat, region in stated:
        unit = ukraine.resolve_region(region)
        if region:
            assert isinstance(unit, Resolved), region
            assert ukraine.area(unit.code).distance(shapely.Point(float(lon), float(lat))) < 0.2, (region, lon, lat)
