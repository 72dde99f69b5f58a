"""A file is read and placed once; after that it comes from its snapshots, the same, until something it rests on changes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.domain.observation import Point
from dashboard.ingest.intake import ReadOptions, SourceFile, UnreadableFileError, read_tables, rows_of
from dashboard.ingest.mappings.mapping import Mapping
from dashboard.ingest.places.corrections import Correction, Names
from dashboard.ingest.theatre import load_theatre
from dashboard.own_files import Ground
from dashboard.snapshots import stages as module
from dashboard.snapshots.dependencies import ground_key, picture_key
from dashboard.snapshots.room import Room
from dashboard.snapshots.stages import Keeping, Stages
from dashboard.store.kept import OwnFile, StoredAgreement, Upload
from tests.ingest.mordavia import FOLDER, gazetteer
from tests.snapshots.equal import assert_same_table

OPTIONS = ReadOptions("Europe/Kyiv", bounds=(10.0, 49.0, 14.0, 52.0))
FILE = SourceFile(
    "a.csv",
    "observation_id,observed_from,lon,lat,region,place,act,description,odd\n"
    "1,2026-05-03T10:00,11.5,50.5,,,fire.artillery,seen,x\n"
    '2,2026-05-03,,,Brel,,fire,"half 😀",\n'
    "3,yesterday or so,11,50,,,fire,,\n"
    "2,2026-05-04,,,Brel,,fire,revised,\n"
    "4,2026-05-04,,,,3 km north of Kess,fire,,\n"
    "1,2026-05-03T10:00,11.5,50.5,,,fire.artillery,seen,x\n"
    "5,2026-05-04,,,,Nowhereville,fire,,\n".encode(),
)
OTHER = SourceFile("b.csv", b"observed_from,lon,lat,act\n2026-05-05,11,50,fire\n")
NOWHERE = Names("", "", "Nowhereville")


@pytest.fixture(scope="module")
def mordavia():
    return gazetteer()


@pytest.fixture
def room(tmp_path):
    return Room(tmp_path / "snapshots")


def done(stages, file=FILE, options=OPTIONS):
    tables = stages.read(file, options)
    return tables, stages.place(file, options, tables)


def forbid(monkeypatch, *names):
    def derived(*_told, **_more):
        raise AssertionError("derived anew")

    for name in names:
        monkeypatch.setattr(module, name, derived)


def assert_same(one, other):
    (tables, places), (other_tables, other_places) = one, other
    assert [table.rejections for table in tables] == [table.rejections for table in other_tables]
    assert [[list(bad.cells.items()) for bad in table.rejections] for table in tables] == [
        [list(bad.cells.items()) for bad in table.rejections] for table in other_tables
    ]
    assert [table.account for table in tables] == [table.account for table in other_tables]
    for table, other_table in zip(tables, other_tables, strict=True):
        assert_same_table(table.table.reset_index(drop=True), other_table.table.reset_index(drop=True))
    assert_same_table(places, other_places)


def test_what_comes_from_snapshots_is_what_reading_and_placing_give(mordavia, room, monkeypatch):
    derived = done(Stages(mordavia))
    assert len(rows_of(derived[0])) == 6
    assert derived[0][0].rejections
    assert set(derived[1]["place_kind"]) == {"point", "area", "sector", "unplaced"}
    keeping = Keeping(room, "ground")
    assert_same(done(Stages(mordavia, keeping=keeping)), derived)
    room.settle()
    forbid(monkeypatch, "read_tables", "places_of")
    assert_same(done(Stages(mordavia, keeping=keeping)), derived)


def test_one_more_file_leaves_the_others_unread(mordavia, room, monkeypatch):
    keeping = Keeping(room, "ground")
    done(Stages(mordavia, keeping=keeping))
    room.settle()
    read = []

    def noted(file, *told):
        read.append(file.name)
        return read_tables(file, *told)

    monkeypatch.setattr(module, "read_tables", noted)
    both = Stages(mordavia, keeping=keeping)
    done(both)
    done(both, OTHER)
    assert read == ["b.csv"]


def test_a_correction_places_anew_only_the_files_that_have_its_names(mordavia, room, monkeypatch):
    keeping = Keeping(room, "ground")
    done(Stages(mordavia, keeping=keeping))
    done(Stages(mordavia, keeping=keeping), OTHER)
    room.settle()
    forbid(monkeypatch, "read_tables")
    corrections = {
        NOWHERE: Correction(Point(11.0, 50.0, 100.0), "Ann", "told so"),
        Names("x", "", ""): Correction("M-1", "B", "c"),
    }
    placed = done(Stages(mordavia, corrections, keeping))[1]
    assert placed["place_note"].iloc[-1] == "placed by a correction of Ann: told so"
    room.settle()
    forbid(monkeypatch, "places_of")
    done(Stages(mordavia, corrections, keeping), OTHER)
    done(Stages(mordavia, {**corrections, Names("y", "", ""): Correction("M-1", "B", "c")}, keeping))
    with pytest.raises(AssertionError, match="derived anew"):
        done(Stages(mordavia, {NOWHERE: replace(corrections[NOWHERE], why="told twice")}, keeping))
    with pytest.raises(AssertionError, match="derived anew"):
        done(Stages(mordavia, corrections, Keeping(room, "another ground")))


@pytest.mark.parametrize(
    ("file", "options"),
    [
        (SourceFile("c.csv", FILE.data), OPTIONS),
        (SourceFile("a.csv", FILE.data + b"\n"), OPTIONS),
        (FILE, replace(OPTIONS, time_zone="UTC")),
        (FILE, replace(OPTIONS, mapping=Mapping(swap_lon_lat=True))),
        (FILE, replace(OPTIONS, bounds=None)),
    ],
    ids=["name", "bytes", "time zone", "mapping", "bounds"],
)
def test_whatever_a_reading_rests_on_makes_another(mordavia, room, monkeypatch, file, options):
    keeping = Keeping(room, "ground")
    done(Stages(mordavia, keeping=keeping))
    room.settle()
    forbid(monkeypatch, "read_tables")
    with pytest.raises(AssertionError, match="derived anew"):
        done(Stages(mordavia, keeping=keeping), file, options)


def test_one_who_only_looks_leaves_no_trace(mordavia, room, tmp_path):
    done(Stages(mordavia, keeping=Keeping(room, "ground", only_looks=True)))
    room.settle()
    assert not (tmp_path / "snapshots").exists()


def test_a_file_that_cannot_be_read_fails_as_without_snapshots(mordavia, room, tmp_path):
    for _ in range(2):
        with pytest.raises(UnreadableFileError):
            done(Stages(mordavia, keeping=Keeping(room, "ground")), SourceFile("x.csv", b"neither,this\nnor,that\n"))
        room.settle()
    assert not (tmp_path / "snapshots").exists()


def test_a_ground_is_its_theatre_and_the_files_laid_over_it(mordavia):
    theatre = load_theatre(FOLDER)
    own = OwnFile("places", "p.csv", "ab", 2, datetime(2026, 5, 1, tzinfo=UTC), 1)
    grounds = [
        (own,),
        (replace(own, sha256="cd"),),
        (replace(own, file_name="q.csv"),),
        (own, replace(own, what="boundaries")),
        (),
    ]
    keys = {ground_key(Ground(files, theatre, mordavia)) for files in grounds}
    keys.add(ground_key(Ground((), replace(theatre, sha256="another"), mordavia)))
    assert len(keys) == len(grounds) + 1
    with pytest.raises(ValueError, match="not read from a folder"):
        ground_key(Ground((), replace(theatre, sha256=""), mordavia))


def test_a_theatre_with_one_byte_changed_is_another(tmp_path):
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = load_theatre(tmp_path).sha256
    assert before == load_theatre(FOLDER).sha256
    with (tmp_path / "places.csv").open("ab") as file:
        file.write(b"\n")
    assert load_theatre(tmp_path).sha256 != before


def test_whatever_a_picture_rests_on_makes_another():
    moment = datetime(2026, 5, 1, tzinfo=UTC)
    upload = Upload("id", "a.csv", "ab", 2, moment, "UTC", "", "user")
    stored = StoredAgreement("id", "a.yaml", "cd", moment, "user", ())
    usual = {"uploads": [upload], "agreement": stored, "ground": "g", "corrections": {}, "time_zone": "UTC"}
    correction = Correction("M-1", "Ann", "why")
    changes = [
        {"uploads": []},
        {"uploads": [upload, upload]},
        {"uploads": [replace(upload, sha256="ac")]},
        {"uploads": [replace(upload, file_name="b.csv")]},
        {"uploads": [replace(upload, time_zone="Europe/Kyiv")]},
        {"uploads": [replace(upload, mapping_json="{}")]},
        {"agreement": replace(stored, sha256="ce")},
        {"agreement": replace(stored, main="b.yaml")},
        {"ground": "h"},
        {"time_zone": "Europe/Kyiv"},
        {"corrections": {NOWHERE: correction}},
        {"corrections": {NOWHERE: replace(correction, chosen="M-2")}},
        {"corrections": {NOWHERE: replace(correction, chosen=Point(1, 2, 3))}},
        {"corrections": {NOWHERE: replace(correction, who="Ben")}},
        {"corrections": {NOWHERE: replace(correction, why="so")}},
    ]
    keys = {picture_key(**usual | change) for change in [{}, *changes]}
    assert len(keys) == len(changes) + 1
    assert picture_key(**usual | {"uploads": [replace(upload, id="other", loaded_at=datetime.now(UTC))]}) == picture_key(**usual)
