"""A theatre folder is read whole or refused with one message that names file, field and what was expected."""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import yaml

from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Resolved, Unknown
from dashboard.ingest.theatre import Kind, Theatre, TheatreError, load_theatre, with_places, with_regions
from tests.ingest.mordavia import FOLDER


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of Mordavia to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "mordavia"))


@pytest.fixture
def mordavia() -> Theatre:
    return load_theatre(FOLDER)


def test_the_first_day_a_report_can_be_of_may_be_declared(mordavia: Theatre, folder: Path) -> None:
    assert mordavia.starts is None
    _rewrite_theatre(folder, {"starts": "2014-03-01"})
    assert load_theatre(folder).starts == date(2014, 3, 1)


def test_a_folder_is_read_with_its_units_settlements_and_words(mordavia: Theatre) -> None:
    assert (mordavia.id, mordavia.name["en"], mordavia.time_zone) == ("mordavia", "Mordavia", "Europe/Lisbon")
    assert mordavia.bounds == (9.5, 49.5, 14.5, 51.5)
    assert list(mordavia.regions["code"]) == ["M-01", "M-02", "M-03", "M-04"]
    assert mordavia.regions.crs == "EPSG:4326"
    assert mordavia.level_words[Kind(2, "raion")] == ("raion", "район", "р-н", "district")
    assert mordavia.places["spellings"].iloc[0] == ("Awenport", "Avènport")
    assert list(mordavia.places["unique"]) == ["yes", "no", "no", "no", "region", "yes", "yes"]
    assert mordavia.basemap_path == FOLDER / "basemap.geojson"


@pytest.mark.parametrize("name", ["theatre.yaml", "regions.geojson", "places.csv", "basemap.geojson"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(TheatreError, match=rf"^{name}: no such file in the theatre's folder"):
        load_theatre(folder)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("id", "", "id is empty, expected a text"),
        ("id", ["a"], "id is a list, expected a text"),
        ("name", {"mo": "Мордавія"}, "name has no 'en', expected names by language"),
        ("name", "Mordavia", "name has no 'en', expected names by language"),
        ("name", {"en": ["Mordavia"]}, "name, 'en': expected a text"),
        ("time_zone", "Europe/Nowhere", "unknown time zone 'Europe/Nowhere', expected an IANA name"),
        ("time_zone", "../../etc/passwd", "unknown time zone '../../etc/passwd', expected an IANA name"),
        ("bounds", [14.5, 49.5, 9.5, 51.5], "bounds are 14.5, 49.5, 9.5, 51.5, expected [west, south, east, north] in degrees"),
        ("bounds", [9.5, 49.5, 14.5], "bounds are 9.5, 49.5, 14.5, expected [west, south, east, north] in degrees"),
        ("bounds", [9.5, "x", 14.5, 51.5], "bounds are 9.5, x, 14.5, 51.5, expected [west, south, east, north] in degrees"),
        ("view", {"lon": 12, "lat": 95, "zoom": 7}, "view: lat is 95, expected a number from -90 to 90"),
        ("view", {"lon": 12, "lat": True, "zoom": 7}, "view: lat is 'true', expected a number from -90 to 90"),
        ("view", {"lon": 12, "lat": 50}, "view: no 'zoom', expected a number from 0 to 22"),
        ("disclaimer", "  ", "disclaimer is empty, expected a text"),
        ("credits", "Nobody", "credits is 'Nobody', expected a list"),
        ("level_words", {1: ["oblast"]}, "level_words is keys with values, expected a list"),
        (
            "level_words",
            [{"level": 0, "type": "x", "words": ["y"]}],
            "level_words 1: level is '0', expected a whole number from 1",
        ),
        ("level_words", [{"level": 1, "words": ["y"]}], "level_words 1: no 'type', expected a text"),
        ("settlement_words", "town", "settlement_words is 'town', expected a list"),
        (
            "ambiguous_names",
            {"Lowlands": ["M-01"]},
            "ambiguous_names, 'Lowlands': found M-01, expected the codes of two or more units",
        ),
        (
            "ambiguous_names",
            {"Lowlands": ["M-01", "X"]},
            "ambiguous_names, 'Lowlands': found M-01, X, expected the codes of two or more units",
        ),
        ("ambiguous_names", ["Lowlands"], "ambiguous_names is a list or a text, expected names with codes"),
        ("timezone", "UTC", "unknown key 'timezone'; did you mean 'time_zone'?"),
        ("starts", "2014", "starts is '2014', expected a date such as 2014-01-01"),
    ],
)
def test_a_broken_field_is_named_with_its_line_and_what_was_expected(
    folder: Path, field: str, value: object, message: str
) -> None:
    _rewrite_theatre(folder, {field: value})
    with pytest.raises(TheatreError) as failure:
        load_theatre(folder)
    assert re.match(rf"theatre\.yaml:[1-9]\d*: {re.escape(message)}", str(failure.value))


@pytest.mark.parametrize(
    "field", ["id", "name", "time_zone", "bounds", "view", "disclaimer", "credits", "level_words", "ambiguous_names"]
)
def test_a_missing_field_is_named(folder: Path, field: str) -> None:
    document = yaml.safe_load((folder / "theatre.yaml").read_text(encoding="utf-8"))
    del document[field]
    (folder / "theatre.yaml").write_text(yaml.safe_dump(document), encoding="utf-8")
    with pytest.raises(TheatreError, match=rf"^theatre\.yaml:1: no '{field}', expected [^()]+$"):
        load_theatre(folder)


@pytest.mark.parametrize(
    ("text", "message"), [("id: [", "not YAML"), ("- 1", "found a list, expected keys with values"), ("", "the file is empty")]
)
def test_a_theatre_file_that_is_no_mapping_is_refused(folder: Path, text: str, message: str) -> None:
    (folder / "theatre.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TheatreError, match=rf"^theatre\.yaml:\d: {message}"):
        load_theatre(folder)


def test_of_several_faults_the_first_is_told_and_the_rest_counted(folder: Path) -> None:
    _rewrite_theatre(folder, {"disclaimer": "", "id": "", "time_zone": "x"})
    with pytest.raises(TheatreError, match=r"^theatre\.yaml:\d+: [^\n]+ \(and 2 more faults\)$"):
        load_theatre(folder)


def test_a_theatre_file_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / "theatre.yaml").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(TheatreError, match=r"^theatre\.yaml:1: found bytes that are not UTF-8"):
        load_theatre(folder)


@pytest.mark.parametrize(
    ("property_", "value", "message"),
    [
        ("code", "M-02", "regions.geojson: found several features with code M-02"),
        ("code", "", "code is '', expected a text"),
        ("level", "1", "level is '1', expected a whole number from 1"),
        ("level", 1.5, "level is 1.5, expected a whole number from 1"),
        ("type", None, "type is empty, expected a text"),
        ("name_en", 5, "name_en is 5, expected a text"),
        ("name_mo", 5, "name_mo is 5, expected a text"),
        ("spellings", "Orva", "spellings is 'Orva', expected a list of texts"),
    ],
)
def test_a_broken_unit_is_named(folder: Path, property_: str, value: object, message: str) -> None:
    document = json.loads((folder / "regions.geojson").read_text(encoding="utf-8"))
    document["features"][0]["properties"][property_] = value
    (folder / "regions.geojson").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(TheatreError) as failure:
        load_theatre(folder)
    assert message in str(failure.value)
    assert "regions.geojson" in str(failure.value)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("Avenport,,x,50.2,3000,1,M-01,,yes", "line 2: lon is 'x', expected a number from -180 to 180"),
        ("Avenport,,10.2,nan,3000,1,M-01,,yes", "line 2: lat is 'nan', expected a number from -90 to 90"),
        ("Avenport,,10.2,50.2,-1,1,M-01,,yes", "line 2: radius_m is '-1', expected a number from 0 to 1,000,000"),
        ("Avenport,,10.2,50.2,1,1,M-99,,yes", "line 2: region_code is 'M-99', expected the code of a known unit"),
        ("Avenport,,10.2,50.2,1,1,M-01,,true", "line 2: unique is 'true', expected yes, region or no"),
        ("-,,10.2,50.2,1,1,M-01,,yes", "line 2: name_en is '-', expected a name"),
        ("Avenport,,10.2,50.2,1,1,M-01,yes", "line 2: the row has 8 cells where the header has 9"),
    ],
)
def test_a_broken_settlement_is_named_with_its_line(folder: Path, broken: str, message: str) -> None:
    header = "name_en,name_mo,lon,lat,radius_m,population,region_code,spellings,unique"
    (folder / "places.csv").write_text(f"{header}\n{broken}\n", encoding="utf-8")
    with pytest.raises(TheatreError) as failure:
        load_theatre(folder)
    assert str(failure.value).startswith(f"places.csv, {message}")


def test_a_list_of_settlements_without_a_column_names_it(folder: Path) -> None:
    (folder / "places.csv").write_text("name_en,lon,lat\nAvenport,10.2,50.2\n", encoding="utf-8")
    with pytest.raises(
        TheatreError, match=r"^places\.csv, line 1: .*missing radius_m, population, region_code, spellings, unique"
    ):
        load_theatre(folder)


def test_a_theatre_may_list_no_settlement(folder: Path) -> None:
    (folder / "places.csv").write_text("name_en,lon,lat,radius_m,population,region_code,spellings,unique\n", encoding="utf-8")
    theatre = load_theatre(folder)
    assert isinstance(Gazetteer(theatre).resolve_place("Avenport"), Unknown)
    with_own = Gazetteer(with_places(theatre, b"name,lon,lat,radius_m\nAvenport,10.2,50.2,1\n", "p.csv"))
    assert isinstance(with_own.resolve_place("Avenport"), Found)


def test_ones_own_unit_is_added_below_the_theatres(mordavia: Theatre) -> None:
    own = Gazetteer(
        with_regions(mordavia, _features(_feature({"name": "Sector North", "spellings": "Nordsektor|North"})), "r.geojson")
    )
    assert own.resolve_region("sector north") == Resolved("Sector North", "Sector North")
    assert own.resolve_region("Nordsektor") == Resolved("Sector North", "Sector North")
    assert list(own.region_at(*_positions((10.2, 50.2), (13.9, 50.2)))) == ["M-01", ""]
    assert own.area("Sector North").bounds == (10.0, 50.0, 10.5, 50.5)


@pytest.mark.parametrize("properties", [{"name": "Brel", "code": "M-02"}, {"name": "Брельська область"}])
def test_ones_own_unit_with_a_known_code_or_name_replaces_the_theatres_outline_and_every_name_still_means_it(
    mordavia: Theatre, properties: dict[str, str]
) -> None:
    own = Gazetteer(with_regions(mordavia, _features(_feature(properties)), "r.geojson"))
    assert own.resolve_region(properties["name"]) == Resolved("M-02", properties["name"])
    assert own.resolve_region("Brel oblast" if properties["name"] == "Brel" else "Брельська обл.") == Resolved(
        "M-02", properties["name"]
    )
    assert own.area("M-02").bounds == (10.0, 50.0, 10.5, 50.5)
    assert own.resolve_region("Brel-Land") == Resolved("M-02", properties["name"])


def test_ones_own_unit_under_another_code_makes_a_shared_name_ambiguous(mordavia: Theatre) -> None:
    own = Gazetteer(with_regions(mordavia, _features(_feature({"name": "Tamm", "code": "T"})), "r.geojson"))
    assert own.resolve_region("Tamm") == Ambiguous('"Tamm" names several units', ("Free Republic of Tamm [M-04]", "Tamm [T]"))


def test_a_settlement_lies_in_a_unit_of_another_level_where_the_outline_says_so(mordavia: Theatre) -> None:
    own = Gazetteer(with_regions(mordavia, _features(_feature({"name": "Sector North"})), "r.geojson"))
    assert isinstance(own.resolve_place("Avenport", "Sector North"), Found)
    assert isinstance(own.resolve_place("Tammport", "Sector North"), Elsewhere)


def test_codes_that_a_gis_made_numbers_are_codes(mordavia: Theatre) -> None:
    own = Gazetteer(with_regions(mordavia, _features(_feature({"name": "Sector 7", "code": 7, "level": 2.0})), "r.geojson"))
    assert own.resolve_region("sector 7") == Resolved("7", "Sector 7")


def test_ones_own_unit_of_a_finer_level_is_found_by_its_words(mordavia: Theatre) -> None:
    own = Gazetteer(with_regions(mordavia, _features(_feature({"name": "Kess raion", "level": 2})), "r.geojson"))
    assert own.resolve_region("Kess raion") == Resolved("Kess raion", "Kess raion")
    assert isinstance(own.resolve_region("Orva raion"), Unknown)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (b"{", "r.geojson: not JSON at line 1"),
        (b'{"type": "FeatureCollection", "features": []}', "r.geojson: the list of features is empty"),
        ("no name", "r.geojson: feature 1: name is missing"),
        ("bow tie", "r.geojson: feature 1 'Bow': its edges cross"),
        ("line", "r.geojson: feature 1 'Line': found a LineString, expected a Polygon or MultiPolygon"),
        ("twice", "r.geojson: found several features with code A"),
        ("code", "r.geojson: feature 1 'A': code is ['x'], expected a text"),
        ("level", "r.geojson: feature 1 'A': level is 'top', expected a whole number from 1"),
    ],
)
def test_broken_regions_of_ones_own_are_refused_with_the_feature_named(
    mordavia: Theatre, document: bytes | str, message: str
) -> None:
    bow = {"type": "Polygon", "coordinates": [[[10, 50], [11, 51], [11, 50], [10, 51], [10, 50]]]}
    broken = {
        "no name": _features(_feature({"code": "A"})),
        "bow tie": _features(_feature({"name": "Bow"}) | {"geometry": bow}),
        "line": _features(_feature({"name": "Line"}) | {"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}}),
        "twice": _features(_feature({"name": "One", "code": "A"}), _feature({"name": "Two", "code": "A"})),
        "code": _features(_feature({"name": "A", "code": ["x"]})),
        "level": _features(_feature({"name": "A", "level": "top"})),
    }
    with pytest.raises(TheatreError) as failure:
        with_regions(mordavia, document if isinstance(document, bytes) else broken[document], "r.geojson")
    assert str(failure.value).startswith(message)


def test_ones_own_settlement_settles_what_the_name_means(mordavia: Theatre) -> None:
    rows = "name;lon;lat;radius_m;region_code\nDuna;10.7;50.7;250;M-01\nAvenport;11.9;50.9;100;\n"
    own = Gazetteer(with_places(mordavia, rows.encode("utf-16"), "p.csv"))
    duna = own.resolve_place("Duna")
    assert isinstance(duna, Found)
    assert (duna.point.radius_m, duna.region_code) == (250.0, "M-01")
    avenport = own.resolve_place("AVENPORT")
    assert isinstance(avenport, Found)
    assert avenport.point.lon == 11.9


def test_namesakes_of_ones_own_are_told_apart_by_their_unit(mordavia: Theatre) -> None:
    rows = "name,lon,lat,radius_m,region_code\nNew,10.7,50.7,1,M-01\nNew,11.7,50.7,1,M-02\nNew,11.8,50.7,1,M-02\n"
    own = Gazetteer(with_places(mordavia, rows.encode(), "p.csv"))
    assert isinstance(own.resolve_place("New", "M-01"), Found)
    assert isinstance(own.resolve_place("New", "M-02"), Ambiguous)
    assert isinstance(own.resolve_place("New"), Ambiguous)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("name,lon,lat\nA,1,2\n", "p.csv, line 1: found columns 'name, lon, lat', missing radius_m"),
        ("name,lon,lat,radius_m\n", "p.csv: found no settlement under the header"),
        ("name,lon,lat,radius_m\nA,1,2,3\n\nB,1,200,3\n", "p.csv, line 4: lat is '200', expected a number from -90 to 90"),
        (
            "name,lon,lat,radius_m,region_code\nA,1,2,3,X\n",
            "p.csv, line 2: region_code is 'X', expected the code of a known unit",
        ),
        ("", "p.csv: the file is empty"),
    ],
)
def test_broken_settlements_of_ones_own_are_refused_with_their_line(mordavia: Theatre, rows: str, message: str) -> None:
    with pytest.raises(TheatreError) as failure:
        with_places(mordavia, rows.encode(), "p.csv")
    assert str(failure.value).startswith(message)


def _rewrite_theatre(folder: Path, changes: dict[str, object]) -> None:
    document = yaml.safe_load((folder / "theatre.yaml").read_text(encoding="utf-8"))
    (folder / "theatre.yaml").write_text(yaml.safe_dump(document | changes), encoding="utf-8")


def _feature(properties: dict[str, object]) -> dict[str, object]:
    square = [[[10, 50], [10.5, 50], [10.5, 50.5], [10, 50.5], [10, 50]]]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": square}}


def _features(*features: dict[str, object]) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _positions(*positions: tuple[float, float]) -> tuple[object, object]:
    lon, lat = np.array(positions).T
    return lon, lat
