"""The columns, declared once."""

from dashboard.domain.columns import CANONICAL, CANONICAL_NAMES, MEANS, OBSERVATION_TABLE, PLACE_KINDS

HEADERS_OF_THE_DESIGN = (
    "observation_id, observed_from, observed_to, lon, lat, radius_m, region, place, act, weapon, calibre_mm, count, party, "
    "means, source, origin, reliability, credibility, description, evidence"
)


def test_the_canonical_headers_are_those_of_the_design_in_its_order():
    assert ", ".join(CANONICAL_NAMES) == HEADERS_OF_THE_DESIGN


def test_every_column_says_what_it_means():
    assert all(column.meaning and column.example for column in CANONICAL)
    assert all(OBSERVATION_TABLE.values())


def test_no_column_is_declared_twice():
    assert len(set(CANONICAL_NAMES)) == len(CANONICAL)


def test_units_stand_beside_the_numbers_that_have_them():
    assert {column.name for column in CANONICAL if column.unit} == {"lon", "lat", "radius_m", "calibre_mm"}


def test_every_canonical_column_has_its_place_in_the_table():
    resolved = {"region": "region_code", "place": "reported_place"}
    assert {resolved.get(name, name) for name in CANONICAL_NAMES} <= set(OBSERVATION_TABLE)


def test_lists_of_words_hold_no_word_twice_and_name_the_rest():
    assert len(set(MEANS)) == len(MEANS)
    assert MEANS[-1] == "other"
    assert set(MEANS) == set(next(column.meaning for column in CANONICAL if column.name == "means").split(", "))
    assert PLACE_KINDS == ("point", "sector", "area", "unplaced")
