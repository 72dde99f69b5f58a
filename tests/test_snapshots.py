"""A picture from snapshots is the picture that is derived, in everything; and where one cannot be used, nobody is told less."""

import json
import shutil
import time
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import pictures
from dashboard.coverages import add_coverage_file
from dashboard.decisions import correct_place
from dashboard.domain.observation import Point
from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.corrections import Names
from dashboard.ingest.theatre import load_theatre
from dashboard.own_files import Grounds
from dashboard.pictures import current_picture, read_beside
from dashboard.snapshots import stages
from dashboard.snapshots.room import Room
from dashboard.store.opening import store_in_folder
from dashboard.unsaved import UnsavedDrafts
from dashboard.workflows import Project, add_agreement, add_files, options_for, withdraw_file
from tests.ingest.mordavia import FOLDER
from tests.snapshots.equal import assert_same_table

ZONES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"name": f"Zone {number}", "from": "2026-01-01", "to": "2027-01-01"},
                "geometry": {"type": "Polygon", "coordinates": [[[x, 49], [x + 1, 49], [x + 1, 52], [x, 52], [x, 49]]]},
            }
            for number, x in enumerate((10.5, 11.2))
        ],
    }
).encode()
HEADER = "observation_id,observed_from,lon,lat,radius_m,region,place,act,party,source,note"
CELLS = (
    ("1", "2", "3", ""),
    ("2026-05-03T10:00", "2026-05-03", "2026-05-04T23:59:59Z", "2199-01-01", "nonsense", "1850-01-01"),
    ("11.5,50.5,", "11.2,50,900", "10.9,49.5,0", "0,0,", "99,1,", ",,", ",,"),
    ("Brel", "Orva oblast", "nowhere at all", ""),
    ("", "3 km north of Kess", "Kess", "Lonely"),
    ("fire.artillery", "fire", "presence.heavy-weapon", "heat", "no act"),
    ("A", "", "unknown"),
    ("patrol 1", "drone", ""),
    ("", "Слов’янськ 😀", '"quoted, ""so"""'),
)
ROWS = st.lists(st.tuples(*map(st.sampled_from, CELLS)).map(",".join), min_size=1, max_size=14)


@pytest.fixture(scope="module")
def theatre():
    return load_theatre(FOLDER)


def opened(theatre, folder, *files):
    store = store_in_folder(Path(folder))
    project = Project(
        store, theatre, Grounds(store, theatre), Room(Path(folder) / "snapshots"), UnsavedDrafts(Path(folder) / "drafts")
    )
    add_agreement(project, "zones.geojson", {"zones.geojson": ZONES})
    for number, rows in enumerate(files):
        add_files(project, [SourceFile(f"{number}.csv", "\n".join((HEADER, *rows)).encode())], time_zone="")
    return project


def assert_same_picture(one, other):
    assert (one.uploads, one.stored_agreement, one.situation.agreement) == (
        other.uploads,
        other.stored_agreement,
        other.situation.agreement,
    )
    ours, theirs = one.placed.intake, other.placed.intake
    assert_same_table(ours.observations, theirs.observations)
    assert (ours.rejections, ours.accounts, ours.tables_of) == (theirs.rejections, theirs.accounts, theirs.tables_of)
    assert [list(bad.cells) for bad in ours.rejections] == [list(bad.cells) for bad in theirs.rejections]
    assert_same_table(one.placed.observations, other.placed.observations)
    assert one.situation.observations is one.placed.observations
    assert_same_table(one.situation.incidents, other.situation.incidents)
    assert_same_array(one.situation.incident_of, other.situation.incident_of)
    assert_same_assessment(one.situation.assessment, other.situation.assessment)
    assert_same_facets(one.facets, other.facets)


def assert_same_assessment(one, other):
    assert (one.agreement_version, one.engine_version) == (other.agreement_version, other.engine_version)
    assert_same_table(one.findings, other.findings)
    assert_same_array(one.verdicts, other.verdicts)
    assert_same_array(one.decisive, other.decisive)


def assert_same_facets(one, other):
    for name in ("first_us", "last_us", "lon", "lat", "down", "kind", "region"):
        assert_same_array(getattr(one, name), getattr(other, name))
    assert list(one.pairs) == list(other.pairs)
    for held, same in [*((one.pairs[name], other.pairs[name]) for name in one.pairs), (one.zone_findings, other.zone_findings)]:
        for field in fields(held):
            value, expected = getattr(held, field.name), getattr(same, field.name)
            assert_same_array(value, expected) if isinstance(value, np.ndarray) else assert_equal(value, expected)


def assert_equal(one, other):
    assert one == other


def assert_same_array(one, other):
    assert one.dtype == other.dtype
    assert one.tobytes() == other.tobytes()


def without_snapshots(project, tmp_path):
    """The picture of the same record, all of it derived."""
    return current_picture(replace(project, snapshots=Room(tmp_path / f"none-{datetime.now(UTC).timestamp()}")))


def forbid_deriving(monkeypatch):
    def derived(*_told, **_more):
        raise AssertionError("derived anew")

    monkeypatch.setattr(pictures, "build_situation", derived)
    monkeypatch.setattr(stages, "read_tables", derived)


@given(st.lists(ROWS, max_size=3))
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_picture_from_a_snapshot_is_the_one_derived(theatre, tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("data")
    project = opened(theatre, folder, *files)
    derived = current_picture(project)
    project.snapshots.settle()
    with pytest.MonkeyPatch.context() as patch:
        forbid_deriving(patch)
        found = current_picture(replace(project, snapshots=Room(folder / "snapshots")))
    assert_same_picture(found, derived)
    assert found.made_at == derived.made_at
    shutil.rmtree(folder / "snapshots")
    assert_same_picture(current_picture(project), derived)
    project.snapshots.settle()
    # And from the stages of single files, without the picture of them together.
    for path in (folder / "snapshots").glob("picture-*"):
        shutil.rmtree(path)
    assert_same_picture(current_picture(project), derived)
    project.snapshots.settle()


ROW = "1,2026-05-03T10:00,11.5,50.5,,,,fire.artillery,A,patrol 1,"
LATER = "2,2026-05-04T10:00,,,,,Nowhereville,fire.artillery,A,patrol 1,"


def test_every_change_of_what_is_in_view_makes_another_picture_and_taking_it_back_finds_the_first(theatre, tmp_path, monkeypatch):
    project = opened(theatre, tmp_path, [ROW])
    first = current_picture(project)
    (upload,) = add_files(project, [SourceFile("b.csv", f"{HEADER}\n{LATER}\n".encode())], time_zone="")
    second = current_picture(project)
    assert len(second.situation.observations) == 2
    correct_place(project.store, Names("", "", "Nowhereville"), Point(11.0, 50.0, 300.0), "Ann", "told so")
    third = current_picture(project)
    project.snapshots.settle()
    assert third.situation.observations["place_kind"].tolist() == ["point", "point"]
    assert_same_picture(third, without_snapshots(project, tmp_path))
    withdraw_file(project, upload.id)
    again = current_picture(project)
    assert again.placed.intake.accounts == first.placed.intake.accounts
    project.snapshots.settle()
    forbid_deriving(monkeypatch)
    assert current_picture(project).revision == again.revision


def test_coverage_is_told_beside_a_picture_and_makes_no_other_one(theatre, tmp_path, monkeypatch):
    project = opened(theatre, tmp_path, [ROW])
    first = current_picture(project)
    project.snapshots.settle()
    log = SourceFile("log.csv", b"zone,from,state\nzone-1,2026-05-03,observed\n")
    add_coverage_file(project.store, log, time_zone="UTC")
    forbid_deriving(monkeypatch)
    again = current_picture(project)
    assert_same_picture(again, first)
    assert again.revision > first.revision
    assert len(project.store.assessments()) <= 1


def test_a_picture_says_of_the_future_what_is_so_when_it_is_opened(theatre, tmp_path, monkeypatch):
    class Clock(datetime):
        moment = datetime(2026, 5, 1, tzinfo=UTC)

        @classmethod
        def now(cls, _zone=None):
            return cls.moment

    monkeypatch.setattr(pictures, "datetime", Clock)
    project = opened(theatre, tmp_path, [ROW])
    assert "future" in current_picture(project).situation.observations["flags"].iloc[0]
    project.snapshots.settle()
    forbid_deriving(monkeypatch)
    Clock.moment += timedelta(days=30)
    assert "future" not in current_picture(project).situation.observations["flags"].iloc[0]
    Clock.moment -= timedelta(days=30)
    assert "future" in current_picture(project).situation.observations["flags"].iloc[0]


@pytest.mark.parametrize("table", ["observations", "findings", "verdicts", "incidents", "places", "manifest"])
def test_a_damaged_picture_is_never_shown(theatre, tmp_path, caplog, table):
    project = opened(theatre, tmp_path, [ROW, LATER])
    derived = current_picture(project)
    project.snapshots.settle()
    (folder,) = (tmp_path / "snapshots").glob("picture-*")
    (path,) = folder.glob(f"{table}.*")
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert_same_picture(current_picture(project), derived)
    assert "is set aside, and what was in it derived anew" in caplog.text
    project.snapshots.settle()
    assert folder.exists()


def test_a_picture_whose_pieces_are_whole_and_do_not_fit_together_is_set_aside(theatre, tmp_path, caplog):
    project = opened(theatre, tmp_path, [ROW])
    derived = current_picture(project)
    project.snapshots.settle()
    (folder,) = (tmp_path / "snapshots").glob("picture-*")
    found = project.snapshots.find(folder.name, lambda contents: contents)
    shutil.rmtree(folder)
    project.snapshots.keep(folder.name, replace(found, said="{}"))
    assert_same_picture(current_picture(project), derived)
    assert "is set aside" in caplog.text


def test_a_picture_can_be_assessed_and_explained_further(theatre, tmp_path, monkeypatch):
    project = opened(theatre, tmp_path, [ROW, LATER])
    derived = current_picture(project)
    project.snapshots.settle()
    forbid_deriving(monkeypatch)
    found = current_picture(project)
    for row in range(2):
        assert found.situation.findings_of(row) == derived.situation.findings_of(row)
    assert found.situation.members(0).tolist() == derived.situation.members(0).tolist()


def test_a_look_at_a_dropped_file_takes_the_others_from_snapshots_and_keeps_nothing_of_it(theatre, tmp_path, monkeypatch):
    project = opened(theatre, tmp_path, [ROW])
    current_picture(project)
    project.snapshots.settle()
    before = sorted(path.name for path in (tmp_path / "snapshots").iterdir())
    read = []
    read_tables = stages.read_tables
    monkeypatch.setattr(stages, "read_tables", lambda file, *told: read.append(file.name) or read_tables(file, *told))
    (upload,) = project.store.uploads()
    in_view = (SourceFile(upload.file_name, project.store.original(upload.sha256)), options_for(project, upload.time_zone, ""))
    dropped = (SourceFile("b.csv", f"{HEADER}\n{LATER}\n".encode()), options_for(project, "", ""))
    placed = read_beside(project, [in_view, dropped])
    project.snapshots.settle()
    assert read == ["b.csv"]
    assert len(placed.observations) == 2
    assert sorted(path.name for path in (tmp_path / "snapshots").iterdir()) == before


def test_a_picture_is_kept_only_once_it_is_noted_since_what_is_found_is_not_noted_again(theatre, tmp_path, monkeypatch):
    project, seen, made = opened(theatre, tmp_path, ["1,2026-05-03,11.5,50.5,0,,,fire,A,,"]), [], pictures._made

    def noting(*told):
        time.sleep(0.3)  # room for the other to be quicker
        seen.append(list((tmp_path / "snapshots").glob("picture-*")))
        return made(*told)

    monkeypatch.setattr(pictures, "_made", noting)
    current_picture(project)
    project.snapshots.settle()
    assert seen == [[]]
    assert len(list((tmp_path / "snapshots").glob("picture-*"))) == 1
