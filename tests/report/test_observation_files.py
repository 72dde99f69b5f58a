"""Observations and incidents as files: nothing is lost on the way."""

import csv
import io
import json
import math
from datetime import UTC, datetime

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.domain.judged import Fingerprint
from dashboard.domain.lineage import UNREVIEWED, Standpoint
from dashboard.domain.review import replay
from dashboard.domain.review_events import Event, TakeUp
from dashboard.domain.review_states import Review
from dashboard.domain.verdicts import Verdict
from dashboard.report.decisions import PeopleSaid
from dashboard.report.incidents import incidents_csv
from dashboard.report.observations import observations_csv, observations_geojson, observations_jsonl

NUMBERS = ("lon", "lat", "radius_m", "calibre_mm", "count_min", "count_most", *SECTOR_NUMBERS)
JUDGED = Fingerprint((("a", "1"),), Verdict.POTENTIAL_VIOLATION, "P1", "line", "v1")
MOMENTS = ("observed_from", "observed_to")


def row(**cells):
    empty = dict.fromkeys(OBSERVATION_TABLE, "") | dict.fromkeys(NUMBERS, math.nan)
    times = {"observed_from": "2026-05-03T11:20:00Z", "observed_to": "2026-05-03T11:21:00.5Z"}
    return empty | times | {"line": 2, "superseded": False, "place_kind": "unplaced"} | cells


def observations(*rows):
    table = pd.DataFrame([row(**cells) for cells in rows], columns=list(OBSERVATION_TABLE))
    times = {name: pd.to_datetime(table[name], format="ISO8601", utc=True).astype("datetime64[us, UTC]") for name in MOMENTS}
    return table.astype(dict.fromkeys(NUMBERS, "float64")).assign(**times)


POINT = {
    "row_key": "k1",
    "observation_id": "=1+1",
    "place_kind": "point",
    "lon": 37.123456789012345,
    "lat": -0.1,
    "radius_m": 400.0,
    "calibre_mm": 122.0,
    "description": 'line one\nline "two", {{7*7}} <b>Ж</b> 100 % \u2028',
    "other": '{"зона": "A"}',
    "superseded": True,
}
AREA = {"row_key": "k2", "observation_id": "PT-2", "place_kind": "area", "region_code": "UA-14", "reported_place": "-Донецька"}
TABLE = observations(POINT, AREA)


def test_observations_csv_has_every_column_of_the_table_in_its_order():
    header, first, second = csv.reader(io.StringIO(observations_csv(TABLE).decode(), newline=""))
    assert header == list(OBSERVATION_TABLE)
    cells = dict(zip(header, first, strict=True))
    assert (cells["observation_id"], cells["superseded"], cells["line"]) == ("'=1+1", "true", "2")
    assert (float(cells["lon"]), cells["lat"], cells["radius_m"], cells["count_min"]) == (POINT["lon"], "-0.1", "400", "")
    assert (cells["observed_from"], cells["observed_to"]) == ("2026-05-03T11:20:00Z", "2026-05-03T11:21:00.500000Z")
    assert cells["description"] == POINT["description"]
    assert dict(zip(header, second, strict=True))["reported_place"] == "'-Донецька"


def test_json_lines_give_back_every_cell_unaltered():
    lines = observations_jsonl(TABLE).decode().removesuffix("\n").split("\n")
    back = pd.DataFrame([json.loads(line) for line in lines])
    for name in MOMENTS:
        back[name] = pd.to_datetime(back[name], format="ISO8601", utc=True).astype("datetime64[us, UTC]")
    pd.testing.assert_frame_equal(back.astype(TABLE.dtypes.to_dict()), TABLE)


def test_geojson_places_points_and_names_the_region_of_the_rest():
    geometry = gpd.GeoSeries([None, shapely.box(36, 47, 39, 49)], crs="EPSG:4326")
    collection = json.loads(observations_geojson(gpd.GeoDataFrame(TABLE, geometry=geometry)))
    point, area = collection["features"]
    assert collection["type"] == "FeatureCollection"
    assert (point["type"], point["id"]) == ("Feature", "k1")
    assert point["geometry"] == {"type": "Point", "coordinates": [POINT["lon"], POINT["lat"]]}
    assert area["geometry"] is None
    assert area["properties"]["region_code"] == "UA-14"
    assert list(point["properties"]) == list(OBSERVATION_TABLE)
    assert point["properties"]["description"] == POINT["description"]


def test_a_sector_is_written_with_its_polygon_and_its_numbers():
    sector = {"row_key": "k3", "place_kind": "sector", "lon": 37.5, "lat": 48.5, "radius_m": 1300.0, "bearing_deg": 112.5}
    table = observations(POINT, sector | {"reference_place": "Northbridge", "from_m": 3000.0, "to_m": 5000.0})
    polygon = shapely.box(37.4, 48.4, 37.6, 48.6)
    placed = gpd.GeoDataFrame(table, geometry=[None, polygon], crs="EPSG:4326")
    feature = json.loads(observations_geojson(placed))["features"][1]
    assert shapely.geometry.shape(feature["geometry"]).equals(polygon)
    told = feature["properties"]
    assert (told["reference_place"], told["bearing_deg"], told["from_m"], told["to_m"]) == ("Northbridge", 112.5, 3000.0, 5000.0)


def test_geojson_is_read_by_a_gis_library(tmp_path):
    path = tmp_path / "observations.geojson"
    path.write_bytes(observations_geojson(TABLE))
    read = gpd.read_file(path)
    assert read.crs == "EPSG:4326"
    assert read.geometry[0].equals(shapely.Point(POINT["lon"], POINT["lat"]))
    assert read.geometry[1] is None


@pytest.mark.parametrize("write", [observations_jsonl, observations_geojson, observations_csv])
def test_half_a_character_does_not_stop_an_export(write):
    table = TABLE.assign(description=pd.Series(["half \ud800", ""], dtype="object"))
    assert b"half \\ud800" in write(table)


def test_a_table_without_rows_is_still_a_valid_file():
    empty = TABLE.iloc[:0]
    assert observations_csv(empty).count(b"\n") == 1
    assert observations_jsonl(empty) == b""
    assert json.loads(observations_geojson(empty)) == {"type": "FeatureCollection", "features": []}


def test_incidents_csv_snapshot():
    incidents = pd.DataFrame(
        {
            "incident_id": ["INC-0000000001", "INC-0000000002"],
            "verdict": [5, 0],
            "leading_row": [1, 0],
            "first": TABLE["observed_from"],
            "last": TABLE["observed_to"],
            "act": ["fire.artillery", "heat"],
            "place_row": [0, 1],
            "observations": [2, 1],
            "superseded": [0, 1],
            "origins": [1, 1],
            "means": ["drone, patrol", "satellite"],
            "parties": ["A, B", ""],
            "reliability": ["B", ""],
            "credibility": ["2", ""],
        }
    )
    anna = Event(1, datetime(2026, 5, 4, 8, tzinfo=UTC), "=Anna", TakeUp("my, area"), JUDGED)
    said = [PeopleSaid(replay("INC-0000000001", [anna]), Standpoint("under review")), PeopleSaid(Review(""), UNREVIEWED)]
    assert incidents_csv(incidents, TABLE.assign(lon=[37.5, math.nan]), said).decode() == (
        "incident_id,verdict,first,last,act,place_kind,lon,lat,radius_m,region_code,region_name,"
        "observations,superseded,origins,means,parties,reliability,credibility,leading_observation_id,"
        "review,review_because,review_by,review_at,review_reason,review_evidence\n"
        "INC-0000000001,potential violation,2026-05-03T11:20:00Z,2026-05-03T11:21:00.500000Z,fire.artillery,"
        "point,37.5,-0.1,400,,,"
        '2,0,1,"drone, patrol","A, B",B,2,PT-2,under review,,\'=Anna,2026-05-04T08:00:00Z,"my, area",\n'
        "INC-0000000002,unplaced,2026-05-03T11:20:00Z,2026-05-03T11:21:00.500000Z,heat,area,,,,UA-14,,1,1,1,satellite,,,,'=1+1,unreviewed,,,,,\n"
    )
