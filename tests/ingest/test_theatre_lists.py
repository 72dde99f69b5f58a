"""Long lists of settlements wait until they are asked for, only where the very same files were found sound before."""

import shutil

import pytest

from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.resolution import Found
from dashboard.ingest.theatre import TheatreError, load_theatre
from dashboard.settings import sample_folder
from dashboard.workflows import open_project
from tests.ingest.mordavia import FOLDER


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "theatre")


def spoil(folder):
    with (folder / "places.csv").open("a", encoding="utf-8") as file:
        file.write("no,such,row\n")


def test_lists_known_to_be_sound_are_read_when_asked_for_and_are_the_same():
    told = []
    later = load_theatre(FOLDER, found_sound=lambda sha256: told.append(sha256) or True)
    assert told == [later.sha256]
    assert not later.lists.are_read
    now = load_theatre(FOLDER)
    assert now.lists.are_read
    assert later.places.equals(now.places)
    assert later.settlements == now.settlements
    assert later.lists.are_read


def test_names_are_found_though_the_lists_were_left_for_later():
    theatre = load_theatre(FOLDER, found_sound=lambda _: True)
    assert isinstance(Gazetteer(theatre).resolve_place("Avenport"), Found)


def test_a_broken_list_is_refused_at_the_start_though_the_one_before_was_sound(folder, tmp_path):
    open_project(tmp_path / "data", folder, sample_folder())
    assert not open_project(tmp_path / "data", folder, sample_folder()).theatre.lists.are_read
    spoil(folder)
    with pytest.raises(TheatreError, match=r"places\.csv, line"):
        open_project(tmp_path / "data", folder, sample_folder())
