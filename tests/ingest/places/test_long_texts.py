"""A cell as long as a book is read in no time, places nothing and loses nothing of what stands beside it."""

import time

import pytest

from dashboard.domain.acts import UNDETERMINED, deepest_known
from dashboard.ingest.numbers import read_calibre_mm
from dashboard.ingest.places.choices import choices_for
from dashboard.ingest.places.corrections import Names
from dashboard.ingest.places.naming import Standings
from tests.ingest.mordavia import gazetteer

MORDAVIA = gazetteer()
STANDINGS = Standings(MORDAVIA)
SECONDS = 1.0
LENGTH = 100_000
PIECES = ("oblast ", "область ", " ", "3 km ", "1°2'", "с. ", "a, ", "x and ", "\ufdfa", "of ")
STORIES = [(piece * LENGTH)[:LENGTH] for piece in PIECES]


@pytest.mark.parametrize("story", STORIES, ids=repr)
def test_a_cell_of_any_length_is_placed_nowhere_within_a_second(story: str) -> None:
    story = f"x{story}x"
    began = time.process_time()
    for given in (Names(story, "", ""), Names("", story, ""), Names("", "", story), Names(story, story, story)):
        assert STANDINGS.of(given).place is None
        assert choices_for(given, MORDAVIA) == ()
    assert time.process_time() - began < SECONDS


def test_a_story_beside_a_region_leaves_the_row_in_that_region() -> None:
    standing = STANDINGS.of(Names("Orva oblast", "", "near " * 400))
    assert standing.region_code == "M-01"
    assert "too long to name a settlement" in standing.note


@pytest.mark.parametrize("code", ["." * LENGTH, "fire" + "." * LENGTH, "a." * LENGTH])
def test_an_act_of_any_length_is_looked_up_within_a_second(code: str) -> None:
    began = time.process_time()
    assert deepest_known(code) in (UNDETERMINED, "fire")
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", [f"1{' ' * LENGTH}2", " " * LENGTH, "mm" * LENGTH])
def test_a_calibre_of_any_length_is_read_within_a_second(text: str) -> None:
    began = time.process_time()
    read_calibre_mm(text)
    assert time.process_time() - began < SECONDS


@pytest.mark.parametrize("text", ["82mm120", "12 mm 2", "1mm5"])
def test_two_calibres_in_one_cell_are_not_read_as_a_third(text: str) -> None:
    assert "calibre is not a number" in read_calibre_mm(text).problem
