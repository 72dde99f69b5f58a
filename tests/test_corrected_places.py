"""What a person decided about names places their rows in every picture, until it is revoked."""

import pytest

from dashboard.decisions import correct_place, corrections_in_force, revoke_correction
from dashboard.domain.observation import Point
from dashboard.ingest.intake import SourceFile
from dashboard.ingest.places.choices import choice_of, choices_for, names_a_place
from dashboard.ingest.places.corrections import Correction, Names
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.store.kept import StoreError
from dashboard.workflows import Project, add_files, open_project
from tests.ingest.mordavia import gazetteer

IVANIVKA = Names("", "", "Ivanivka")
ROWS = b"observed_from,region,place,act\n2026-05-03,,Ivanivka,fire\n2026-05-04,,Ivanivka,fire\n2026-05-05,Donetsk oblast,,fire\n"


@pytest.fixture(scope="module")
def mordavia() -> Gazetteer:
    return gazetteer()


@pytest.fixture
def project(tmp_path) -> Project:
    opened = open_project(tmp_path / "data", theatre_folder(), sample_folder())
    add_files(opened, [SourceFile("new.csv", ROWS)], time_zone="Europe/Kyiv")
    return opened


def test_rows_are_placed_where_a_person_said_and_say_who_and_why_until_that_is_revoked(project):
    before = current_picture(project)
    assert before.placed.observations["place_kind"].tolist() == ["unplaced", "unplaced", "area"]
    meant = next(one for one in choices_for(IVANIVKA, project.gazetteer) if one.point and one.parent == "UA-09")

    correct_place(project.store, IVANIVKA, choice_of(meant), "Ann", "the sender said so")

    corrected = current_picture(project)
    assert corrected.revision > before.revision
    placed = corrected.placed.observations
    assert placed["place_kind"].tolist() == ["point", "point", "area"]
    assert placed["region_code"].tolist()[:2] == ["UA-09", "UA-09"]
    assert set(placed["place_note"][:2]) == {"placed by a correction of Ann: the sender said so"}

    revoke_correction(project.store, IVANIVKA, "Ben", "the sender was wrong")

    after = current_picture(project)
    assert after.revision > corrected.revision
    assert after.placed.observations["place_kind"].tolist() == ["unplaced", "unplaced", "area"]


def test_a_decision_outlives_a_restart(project, tmp_path):
    correct_place(project.store, IVANIVKA, "UA-14", "Ann", "so")
    again = open_project(tmp_path / "data", theatre_folder(), sample_folder())
    assert corrections_in_force(again.store) == {IVANIVKA: Correction("UA-14", "Ann", "so")}


def test_a_decision_without_somebody_who_takes_it_is_refused(project):
    with pytest.raises(StoreError, match="cannot be kept"):
        correct_place(project.store, IVANIVKA, "UA-14", " ", "so")
    assert corrections_in_force(project.store) == {}


def test_a_misspelt_settlement_is_offered_beside_units_that_are_near_it(project):
    near = choices_for(Names("", "", "Horlivkaa"), project.gazetteer)
    assert near[0].name == "Horlivka"
    assert "Horlivska hromada" in [one.name for one in near]


def test_a_place_told_from_a_settlement_is_not_offered_as_that_settlement(mordavia):
    assert [one.name for one in choices_for(Names("", "", "Avneport"), mordavia)] == ["Avenport"]
    assert choices_for(Names("", "", "5 km north of Avneport"), mordavia) == ()


def test_choices_of_a_misspelt_region_are_units(mordavia):
    assert [choice_of(one) for one in choices_for(Names("Brell oblast", "", ""), mordavia)] == ["M-02"]


def test_a_settlement_of_ones_own_without_a_code_is_kept_by_its_position(mordavia):
    (near,) = choices_for(Names("", "", "Avneport"), mordavia)
    assert choice_of(near) == Point(10.2, 50.2, 3000.0)


def test_the_name_of_the_whole_theatre_is_no_name_to_be_told(project):
    assert not names_a_place(Names("Ukraine", "", ""), project.gazetteer)
    assert names_a_place(Names("Ukraine", "", "Ivanivka"), project.gazetteer)
    assert names_a_place(Names("Nowhereland", "", ""), project.gazetteer)
