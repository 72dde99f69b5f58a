"""Boundaries and places of one's own: looked at, put to use for every placing, removed, and the same on the command line."""

import json
from dataclasses import replace

import pytest

from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.kinds import Kind
from dashboard.ingest.places.locate import locate
from dashboard.ingest.theatre import TheatreError, load_theatre
from dashboard.ingest.theatre.units import ListedUnit
from dashboard.own_files import Grounds, MisfitError, laid_over, placings_by_own_files
from dashboard.store.kept import own_files_in_use
from dashboard.store.opening import store_in_folder
from tests.ingest.mordavia import FOLDER, parsed

SQUARE = {"type": "Polygon", "coordinates": [[[11, 50], [11.5, 50], [11.5, 50.5], [11, 50.5], [11, 50]]]}
PLACES = b"name,lon,lat,radius_m,region_code\nPost 4,11.2,50.2,300,M-99\n"


def boundaries(*properties: dict[str, object], geometry: object = SQUARE) -> bytes:
    features = [{"type": "Feature", "properties": one, "geometry": geometry} for one in properties]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


AREA = SourceFile("areas.geojson", boundaries({"name": "Buffer", "code": "M-99"}))
POSTS = SourceFile("posts.csv", PLACES)


@pytest.fixture(scope="module")
def mordavia():
    return load_theatre(FOLDER)


@pytest.fixture
def grounds(mordavia, tmp_path):
    return Grounds(store_in_folder(tmp_path), mordavia)


def placed(grounds):
    return locate(parsed({"region_text": "Buffer"}, {"place_text": "Post 4"}, {"region_text": "Brel"}), grounds.now().gazetteer)


def test_a_file_places_rows_while_it_is_in_use_and_every_placing_names_it(grounds):
    assert list(placed(grounds)["place_kind"]) == ["unplaced", "unplaced", "area"]
    grounds.add("boundaries", AREA)
    grounds.add("places", POSTS)
    rows = placed(grounds)
    assert list(rows["place_kind"]) == ["area", "point", "area"]
    assert list(rows["region_code"]) == ["M-99", "M-99", "M-02"]
    assert rows["place_note"][0].startswith("boundary from areas.geojson (SHA-256 ")
    assert rows["place_note"][1].startswith("placed by name, at the position in posts.csv (SHA-256 ")
    assert rows["place_note"][2] == ""
    grounds.remove("places", "posts.csv")
    grounds.remove("boundaries", "areas.geojson")
    assert list(placed(grounds)["place_kind"]) == ["unplaced", "unplaced", "area"]


def test_the_ground_is_made_anew_only_when_the_files_change(grounds):
    first = grounds.now()
    assert grounds.now() is first
    grounds.add("boundaries", AREA)
    assert grounds.now() is not first
    assert grounds.now() is grounds.now()


def test_a_file_that_another_one_needs_is_not_removed(grounds):
    grounds.add("boundaries", AREA)
    grounds.add("places", POSTS)
    with pytest.raises(TheatreError, match=r"areas.geojson is needed by another file in use \(posts.csv, line 2: region_code"):
        grounds.remove("boundaries", "areas.geojson")
    assert len(grounds.now().files) == 2


def test_a_file_with_a_fault_is_refused_naming_file_and_feature_and_nothing_is_kept(grounds):
    bow_tie = {"type": "Polygon", "coordinates": [[[11, 50], [12, 51], [12, 50], [11, 51], [11, 50]]]}
    for broken in (boundaries({"name": "Bow"}, geometry=bow_tie), boundaries({"code": "M-98"}), b"no map"):
        with pytest.raises(TheatreError, match=r"bad\.geojson"):
            grounds.add("boundaries", SourceFile("bad.geojson", broken))
    with pytest.raises(TheatreError, match=r"bad\.geojson: feature 1 'Bow'"):
        grounds.look_at("boundaries", SourceFile("bad.geojson", boundaries({"name": "Bow"}, geometry=bow_tie)))
    assert grounds.now().files == ()


def test_what_a_file_of_boundaries_adds_is_told_before_it_is_used(grounds):
    file = SourceFile("b.geojson", boundaries({"name": "Buffer"}, {"name": "Brel"}))
    told = grounds.look_at("boundaries", file)
    assert [(one.name, one.code, one.is_known) for one in told] == [
        ("Buffer", "Buffer", False),
        ("Brel", "M-02", True),
    ]
    assert told[0].effect == "a new area"
    assert told[1].effect == "takes the place of the outline of Brel Oblast"
    grounds.add("boundaries", SourceFile("other.geojson", boundaries({"name": "Buffer"})))
    again = grounds.look_at("boundaries", file)
    assert again[0].effect.startswith("takes the place of the outline of Buffer in other.geojson (SHA-256 ")


def test_a_unit_that_had_no_outline_is_told_with_where_its_rows_stood(mordavia, tmp_path):
    kess = ListedUnit("R2", Kind(2, "raion"), "M-02", "Kesskyi raion", ("Kesskyi",), ())
    grounds = Grounds(store_in_folder(tmp_path), replace(mordavia, units=(kess,)))
    (told,) = grounds.look_at("boundaries", SourceFile("k.geojson", boundaries({"name": "Kess", "code": "R2"})))
    assert told.is_known
    assert told.effect == "the outline of Kesskyi raion, whose rows stood in Brel Oblast until now"


def test_what_a_file_of_places_adds_is_told_before_it_is_used(grounds):
    csv = b"name,lon,lat,radius_m\nPost 4,11.2,50.2,300\nAvenport,11.2,50.2,300\n"
    told = grounds.look_at("places", SourceFile("p.csv", csv))
    assert [(one.name, one.effect) for one in told] == [("Post 4", "a new name"), ("Avenport", "takes the name from Avenport")]


def test_a_new_version_of_a_file_takes_the_place_of_the_one_before(grounds):
    grounds.add("boundaries", AREA)
    grounds.add("boundaries", SourceFile(AREA.name, boundaries({"name": "Strip", "code": "M-98"})))
    assert grounds.now().gazetteer.of_code("M-99") is None
    (file,) = grounds.now().files
    assert file.version == 2


def test_several_files_on_the_command_line_mean_what_they_mean_in_the_dashboard(grounds, mordavia):
    other = SourceFile("other.geojson", boundaries({"name": "Strip", "parent": "Brel"}))
    for file in (AREA, other):
        grounds.add("boundaries", file)
    grounds.add("places", POSTS)
    theatre = laid_over(mordavia, [AREA, other], [POSTS])
    assert theatre.regions.drop(columns="geometry").equals(grounds.now().theatre.regions.drop(columns="geometry"))
    rows = locate(parsed({"region_text": "Buffer"}, {"place_text": "Post 4"}), Gazetteer(theatre))
    assert [note.split(" (")[0] + note.split(")")[1] for note in placings_by_own_files(theatre, rows["place_note"])] == [
        "areas.geojson: 1 placing rests on it",
        "other.geojson: 0 placings rest on it",
        "posts.csv: 1 placing rests on it",
    ]


def test_a_file_that_no_longer_fits_is_said_so_and_can_be_removed(mordavia, tmp_path):
    store = store_in_folder(tmp_path)
    Grounds(store, mordavia).add("places", SourceFile("posts.csv", PLACES.replace(b"M-99", b"M-02")))
    elsewhere = Grounds(store, replace(mordavia, regions=mordavia.regions[mordavia.regions["code"] == "M-01"]))
    with pytest.raises(MisfitError, match=r"does not fit this theatre; .*posts\.csv, line 2: region_code"):
        elsewhere.now()
    elsewhere.remove("places", "posts.csv")
    assert elsewhere.now().files == ()


def test_files_in_use_outlive_a_restart(tmp_path, mordavia):
    store = store_in_folder(tmp_path)
    Grounds(store, mordavia).add("boundaries", AREA)
    again = Grounds(store, mordavia)
    assert again.now().gazetteer.of_code("M-99") is not None
    assert own_files_in_use(store.own_file_record()) == again.now().files
