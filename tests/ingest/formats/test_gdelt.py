"""GDELT rows stand where ActionGeo_Type allows; the article is their origin, and no actor their author."""

import json

import pandas as pd
import pytest

from dashboard.ingest.formats.gdelt import FORMAT
from dashboard.ingest.intake import Intake
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.fixture_rows import changed, spanned
from tests.ingest.readers import load, only


def gdelt(mapping: Mapping | None = None, **cells: str) -> Intake:
    return changed("gdelt_with_header", cells, delimiter="\t", mapping=mapping)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_each_layout_is_told_without_a_header_line(width: int) -> None:
    layout = next(one for one in FORMAT.layouts if len(one.headings) == width)
    cells = {
        "GLOBALEVENTID": "1", "SQLDATE": "20260503", "MonthYear": "202605", "Year": "2026", "QuadClass": "4", "EventCode": "194",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Hill, Mordavia", "ActionGeo_Lat": "48.5", "ActionGeo_Long": "37.5",
        "DATEADDED": "20260504",
    }  # fmt: skip
    line = "\t".join(cells.get(name, "") for name in layout.headings)
    intake = load(("export.CSV", f"{line}\n"))
    row = only(intake)
    assert intake.accounts[0].format_name == "gdelt"
    assert (row.observation_id, row.lon, row.lat, row.radius_m, row.act) == ("1", 37.5, 48.5, 10_000, "fire")
    assert spanned(row) == "2026-05-03 to 2026-05-03"


@pytest.mark.parametrize("kind", ["2", "5"])
def test_a_unit_is_an_area_and_its_coordinates_are_left_out(kind: str) -> None:
    row = only(gdelt(actiongeo_type=kind, actiongeo_fullname="Northland, Mordavia"))
    assert (row.place_kind, row.region_text) == ("", "Northland")
    assert pd.isna(row.lon)
    assert json.loads(row.other)["ActionGeo_Long"] == "37.5"


@pytest.mark.parametrize(("kind", "said"), [("1", "only the country is known"), ("0", "no place was read"), ("", "is empty")])
def test_a_country_or_nothing_places_nothing(kind: str, said: str) -> None:
    assert said in only(gdelt(actiongeo_type=kind)).unplaced_reason


@pytest.mark.parametrize(
    ("code", "act"),
    [
        ("190", "fire"), ("193", "fire.small-arms"), ("194", "fire"), ("195", "fire"), ("1951", "fire"), ("1952", "fire.uav"),
        ("196", "undetermined"), ("043", "undetermined"), ("", "undetermined"),
    ],
)  # fmt: skip
def test_only_armed_force_of_a_stated_kind_is_an_act(code: str, act: str) -> None:
    row = only(gdelt(eventcode=code))
    assert (row.act, row.reported_act) == (act, f"CAMEO {code}")


def test_rows_of_one_article_rest_on_one_origin_and_name_nobody() -> None:
    row = only(gdelt())
    assert (row.origin, row.evidence, row.party, row.means) == (
        "https://example.org/a", "https://example.org/a", "", "open-source",
    )  # fmt: skip
    assert json.loads(row.other)["Actor1Name"] == "MORDAVIA"


def test_with_precision_ignored_a_row_is_a_bare_point() -> None:
    row = only(gdelt(Mapping(ignore_precision=True), actiongeo_type="1"))
    assert (row.place_kind, row.lon, row.radius_m) == ("point", 37.5, 0)
