"""A name resolves to what it means or not at all; a position lies in the unit that covers it."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.domain.observation import Point
from dashboard.ingest.places.region_names import NamedUnit, RegionNames, Wording
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Listed, Resolved, Several, Unknown, Why
from dashboard.ingest.theatre import Kind, load_theatre
from tests.ingest.mordavia import FOLDER, gazetteer

MORDAVIA = gazetteer()
ORVA, BREL = "Orva Oblast [M-01]", "Brel Oblast [M-02]"


def _spellings() -> Iterator[tuple[str, str]]:
    for row in load_theatre(FOLDER).regions.to_dict("records"):
        yield from ((spelling, row["code"]) for spelling in (row["name_en"], row["name_mo"], *row["spellings"]))


@pytest.mark.parametrize(("spelling", "code"), sorted(_spellings()))
def test_every_spelling_names_its_unit_in_any_case_and_punctuation(spelling: str, code: str) -> None:
    for text in (spelling, spelling.upper(), f"  {spelling}. ", spelling.replace(" ", "-")):
        outcome = MORDAVIA.resolve_region(text)
        assert isinstance(outcome, Resolved)
        assert outcome.code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Brel oblast", "M-02"),
        ("BREL’ REGION", "M-02"),
        ("region of Brel", "M-02"),
        ("Брельська обл.", "M-02"),
        ("Brelska", "M-02"),
        ("Orva", "M-03"),
        ("City of Orva", "M-03"),
        ("Orva oblast", "M-01"),
        ("Republic of Tamm", "M-04"),
        ("Brel oblast, Mordavia", "M-02"),
        ("Mordavia; Tamm", "M-04"),
    ],
)
def test_generic_words_may_stand_around_a_name_of_their_kind(text: str, code: str) -> None:
    assert MORDAVIA.resolve_region(text) == Resolved(code, MORDAVIA.name(code))


@pytest.mark.parametrize(
    "text", ["Brel raion", "Brel district", "Орвський р-н", "р-н Орвська", "Tamm hromada", "Brel raion, Mordavia"]
)
def test_a_finer_unit_is_never_taken_for_its_namesake_above(text: str) -> None:
    outcome = MORDAVIA.resolve_region(text)
    assert isinstance(outcome, Unknown)
    assert outcome.why is Why.FINER
    assert "names a raion" in outcome.reason or "names a hromada" in outcome.reason


@settings(deadline=None)
@given(
    st.sampled_from(sorted(_spellings())),
    st.sampled_from(["raion", "район", "р-н", "district", "hromada", "громада"]),
    st.booleans(),
)
def test_no_spelling_with_a_word_of_a_finer_level_resolves(spelled: tuple[str, str], word: str, before: bool) -> None:
    text = f"{word} {spelled[0]}" if before else f"{spelled[0]} {word}"
    assert not isinstance(MORDAVIA.resolve_region(text), Resolved)


def test_a_word_of_two_levels_counts_as_the_finer_one() -> None:
    top, finer = Kind(1, "oblast"), Kind(2, "raion")
    wording = Wording({top: ("district",), finer: ("district",)}, {}, ())
    brel = NamedUnit("B", top, "Brel", ("Brel",))
    assert RegionNames([brel], wording).resolve("Brel district") == Unknown('"Brel district" names a raion', why=Why.FINER)
    below = NamedUnit("b", finer, "Brel district", ("Brel district",))
    assert RegionNames([brel, below], wording).resolve("district Brel") == Resolved("b", "Brel district")


def test_a_city_is_not_the_oblast_that_bears_its_name_nor_the_other_way_round() -> None:
    assert MORDAVIA.resolve_region("Brel city") == Unknown('"Brel city" names a city, and no such one is known', (BREL,))
    tamm = MORDAVIA.resolve_region("Tamm oblast")
    assert tamm == Unknown('"Tamm oblast" names an oblast, and no such one is known', ("Free Republic of Tamm [M-04]",))


def test_a_name_that_several_units_answer_to_is_ambiguous() -> None:
    assert MORDAVIA.resolve_region("Lowlands") == Ambiguous('"Lowlands" names several units', (ORVA, BREL))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Brel oblast and Orvska oblast", ("M-02", "M-01")),
        ("Brel, Orvska", ("M-02", "M-01")),
        ("Брельська та Орвська області", ("M-02", "M-01")),
        ("Tamm / Brel", ("M-04", "M-02")),
        ("Brel; Tamm; Orva", ("M-02", "M-04", "M-03")),
        ("Brel & Tamm", ("M-02", "M-04")),
        ("Brel, Orvska and Tamm", ("M-02", "M-01", "M-04")),
        ("Brel and Orva oblasts", ("M-02", "M-01")),
    ],
)
def test_several_units_side_by_side_are_all_of_them(text: str, codes: tuple[str, ...]) -> None:
    outcome = MORDAVIA.resolve_region(text)
    assert isinstance(outcome, Several)
    assert tuple(unit.code for unit in outcome.units) == codes


def test_a_singular_generic_word_belongs_to_its_neighbour_alone() -> None:
    outcome = MORDAVIA.resolve_region("Orva and Brel oblast")
    assert isinstance(outcome, Several)
    assert [unit.code for unit in outcome.units] == ["M-03", "M-02"]


@pytest.mark.parametrize("text", ["Brel and Lowlands", "Brel and the north", "Brel; Nowhere"])
def test_several_names_of_which_one_is_not_sure_are_none_of_them(text: str) -> None:
    assert isinstance(MORDAVIA.resolve_region(text), Ambiguous | Unknown)


@pytest.mark.parametrize("text", ["Brel oblast (north)", "near Brel", "south of Brel oblast", "Avenport, Brel oblast"])
def test_more_than_a_name_is_unknown_with_what_it_mentions(text: str) -> None:
    assert MORDAVIA.resolve_region(text) == Unknown(f'"{text}" is not a known unit', (BREL,))


@pytest.mark.parametrize(
    ("text", "candidate"), [("Berl oblast", BREL), ("Orvskka", ORVA), ("Тамм", None), ("Tam", None), ("Nowhere", None)]
)
def test_a_misspelt_name_is_unknown_with_near_names_as_suggestions_only(text: str, candidate: str | None) -> None:
    assert MORDAVIA.resolve_region(text) == Unknown(f'"{text}" is not a known unit', (candidate,) if candidate else ())


def test_a_text_without_a_name_and_the_theatres_own_name_are_told_apart() -> None:
    for text in ("", " - ", "’"):
        outcome = MORDAVIA.resolve_region(text)
        assert isinstance(outcome, Unknown)
        assert outcome.why is Why.EMPTY
    outcome = MORDAVIA.resolve_region("Мордавія")
    assert isinstance(outcome, Unknown)
    assert outcome.why is Why.WHOLE_THEATRE


def test_only_a_text_that_says_what_kind_of_unit_it_names_is_outright() -> None:
    assert MORDAVIA.resolve_outright("Brel oblast") == Resolved("M-02", "Brel Oblast")
    assert isinstance(MORDAVIA.resolve_outright("Brel"), Unknown)
    assert isinstance(MORDAVIA.resolve_outright("Brel raion"), Unknown)


@settings(deadline=None)
@given(st.text())
def test_any_text_has_an_outcome(text: str) -> None:
    assert isinstance(MORDAVIA.resolve_region(text), Resolved | Several | Ambiguous | Unknown)
    assert isinstance(MORDAVIA.resolve_place(text), Found | Listed | Ambiguous | Unknown)
    assert isinstance(MORDAVIA.candidates(text), tuple)


@pytest.mark.parametrize("text", ["Avenport", "AWENPORT", "Авенпорт", "Avenport town", "с. Авенпорт"])
def test_a_settlement_with_a_name_of_its_own_is_found(text: str) -> None:
    assert MORDAVIA.resolve_place(text) == Found("Avenport", Point(10.2, 50.2, 3000.0), "M-01")
    assert MORDAVIA.resolve_place(text, "M-01") == MORDAVIA.resolve_place(text)


def test_a_settlement_outside_the_unit_its_row_names_is_elsewhere() -> None:
    assert MORDAVIA.resolve_place("Avenport", "M-02") == Elsewhere("Avenport", "Orva Oblast")


def test_a_name_that_others_may_bear_is_ambiguous_even_where_the_list_holds_one() -> None:
    assert MORDAVIA.resolve_place("Duna", "M-01") == Ambiguous(
        '"Duna" may be one of several settlements', ("Duna in Orva Oblast", "Duna in Brel Oblast")
    )
    assert MORDAVIA.resolve_place("Millbrook", "M-02") == Ambiguous(
        '"Millbrook" is a name that other settlements may bear too', ("Millbrook in Brel Oblast",)
    )


def test_a_name_borne_once_in_a_unit_is_found_only_beside_that_unit() -> None:
    assert MORDAVIA.resolve_place("Holm", "M-02") == Found("Holm", Point(11.8, 50.8, 600.0), "M-02")
    for region_code in ("", "M-01"):
        assert MORDAVIA.resolve_place("Holm", region_code) == Ambiguous(
            '"Holm" is a name that other settlements may bear too', ("Holm in Brel Oblast",)
        )


@pytest.mark.parametrize("text", ["3-5km ESE of Avenport", "near Avenport", "Avenport and Kess", "Avenport airport"])
def test_more_than_a_settlements_name_places_nothing(text: str) -> None:
    assert MORDAVIA.resolve_place(text) == Unknown(f'"{text}" is not a known settlement')


def test_a_misspelt_settlement_is_unknown_with_a_suggestion() -> None:
    assert MORDAVIA.resolve_place("Avneport") == Unknown('"Avneport" is not a known settlement', ("Avenport in Orva Oblast",))


def test_a_position_lies_in_the_unit_that_covers_it_and_in_none_on_a_shared_edge_or_beyond() -> None:
    lon = np.array([10.1, 10.5, 11.0, 10.4, 11.5, 12.1, 10.0, 99.0])
    lat = np.array([50.5, 50.5, 50.5, 50.5, 50.5, 50.5, 50.0, 50.5])
    assert list(MORDAVIA.region_at(lon, lat)) == ["M-01", "M-03", "", "", "M-02", "", "M-01", ""]


def test_no_position_gives_no_unit() -> None:
    assert list(MORDAVIA.region_at(np.array([]), np.array([]))) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.floats(9, 14), st.floats(49, 52)), min_size=1, max_size=20))
def test_looking_up_many_positions_equals_looking_up_each(positions: list[tuple[float, float]]) -> None:
    lon, lat = np.array(positions).T
    singly = [MORDAVIA.region_at(lon[i : i + 1], lat[i : i + 1])[0] for i in range(len(lon))]
    assert list(MORDAVIA.region_at(lon, lat)) == singly
    within = [_square_of(*position) for position in positions]
    assert all(code in ("", expected) for code, expected in zip(singly, within, strict=True))


def _square_of(lon: float, lat: float) -> str:
    """Return by plain comparison the unit that a position lies in, edges included, the inner city first."""
    squares = {"M-03": (10.4, 50.4, 10.6, 50.6), "M-01": (10, 50, 11, 51), "M-02": (11, 50, 12, 51), "M-04": (12.2, 50, 13, 51)}
    return next((code for code, (w, s, e, n) in squares.items() if w <= lon <= e and s <= lat <= n), "")
