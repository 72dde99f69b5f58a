"""The units of the Ukraine theatre have each spelling once, so that a name is never of two."""

import pytest

from tools.ukraine_theatre.lookup import AmbiguousSpellingError, check_with_generic_words, index_spellings, resolve
from tools.ukraine_theatre.theatre_file import Theatre
from tools.ukraine_theatre.units import load_units

WORDS = {(1, "oblast"): ("oblast", "область"), (1, "city"): ("city", "м.")}
THEATRE = Theatre((0, 0, 1, 1), WORDS, {"Донбас": frozenset({"A", "B"})})


def test_a_spelling_of_two_units_stops_the_build() -> None:
    with pytest.raises(AmbiguousSpellingError, match="київ"):
        index_spellings({"A": ["Київ"], "B": ["КИЇВ"]}, THEATRE)


def test_a_spelling_listed_as_ambiguous_stops_the_build() -> None:
    with pytest.raises(AmbiguousSpellingError, match="донбас"):
        index_spellings({"A": ["Донбас"]}, THEATRE)


def test_a_name_is_looked_up_whole_first_and_without_generic_words_second() -> None:
    index = index_spellings({"A": ["Kyiv"], "B": ["Kyiv oblast", "Kyivska"]}, THEATRE)
    assert resolve("Kyiv", index, THEATRE) == resolve("Kyiv City", index, THEATRE) == "A"
    assert resolve("Kyiv Oblast", index, THEATRE) == resolve("Kyivska oblast", index, THEATRE) == "B"
    assert resolve("Atlantis", index, THEATRE) is None


def test_a_generic_word_that_turns_one_unit_into_another_stops_the_build() -> None:
    index = index_spellings({"A": ["Kyiv"], "B": ["Kyiv oblast"]}, THEATRE)
    with pytest.raises(AmbiguousSpellingError, match="expected A"):
        check_with_generic_words({"A": "oblast", "B": "oblast"}, index, THEATRE)


def test_the_table_of_units_has_each_code_and_outline_once() -> None:
    units = load_units()
    assert len(units) == len({unit.code for unit in units}) == len({unit.outline for unit in units}) == 27
