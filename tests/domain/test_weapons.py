"""The weapon row of the match table: class and calibre."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.domain.matching import Match
from dashboard.domain.weapon_systems import identify, match_weapon
from dashboard.domain.weapons import CLASSES, PARENT, match_calibre, weapon_class

CLASS = st.sampled_from(CLASSES)
CALIBRE = st.floats(1, 500)


def match_class(reported, listed):
    return match_weapon(identify(reported), listed, ())


def test_weapon_is_yes_where_the_provision_names_none():
    assert match_class("", ()) is Match.YES
    assert match_class("BM-21", ()) is Match.YES
    assert match_calibre(None, None, None) is Match.YES
    assert match_calibre(82, None, None) is Match.YES


def test_weapon_is_yes_where_its_class_is_named():
    assert match_class("artillery", ("tank", "artillery")) is Match.YES


def test_weapon_is_yes_where_a_broader_class_is_named():
    assert match_class("mlrs", ("heavy-weapon",)) is Match.YES


def test_weapon_is_unknown_where_the_observation_does_not_say():
    assert match_class("", ("mlrs",)) is Match.UNKNOWN
    assert match_calibre(None, 100, None) is Match.UNKNOWN


def test_weapon_is_unknown_where_the_class_reported_is_broader_than_the_one_named():
    assert match_class("heavy weapons", ("mlrs",)) is Match.UNKNOWN


def test_weapon_is_by_the_class_of_the_system_that_is_named():
    assert weapon_class("BM-21") == ""
    assert match_class("BM-21", ("mlrs",)) is Match.YES
    assert match_class("BM-21", ("artillery",)) is Match.NO


def test_weapon_is_unknown_where_the_words_name_no_known_system():
    assert match_class("Hurricane", ("mlrs",)) is Match.UNKNOWN
    assert match_class("BM-21 or D-30", ("mlrs",)) is Match.UNKNOWN


def test_weapon_is_no_where_another_class_is_reported():
    assert match_class("small-arms", ("heavy-weapon",)) is Match.NO
    assert match_class("mortar", ("artillery", "mlrs")) is Match.NO


@pytest.mark.parametrize(
    ("calibre_mm", "expected"),
    [(99.9, Match.NO), (100, Match.YES), (110, Match.YES), (120, Match.YES), (120.1, Match.NO)],
)
def test_calibre_bounds_are_inclusive_at_both_ends(calibre_mm, expected):
    assert match_calibre(calibre_mm, 100, 120) is expected


def test_one_calibre_bound_leaves_the_other_side_open():
    assert match_calibre(1000, 100, None) is Match.YES
    assert match_calibre(1, None, 120) is Match.YES
    assert match_calibre(82, 100, None) is Match.NO
    assert match_calibre(152, None, 120) is Match.NO


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ("artillery", "artillery"),
        ("  Self-Propelled   HOWITZER ", "artillery"),
        ("Multiple Launch Rocket System", "mlrs"),
        ("MLRS", "mlrs"),
        ("small_arms", "small-arms"),
        ("Small Arms", "small-arms"),
        ("grenade launcher", "grenade-launcher"),
        ("air defence", "air-defence"),
        ("Drone", "uav"),
        ("APC", "armoured-vehicle"),
        ("", ""),
        ("something loud", ""),
        ("not artillery", ""),
    ],
)
def test_words_for_a_class_are_recognised_whatever_their_case_and_spacing(reported, expected):
    assert weapon_class(reported) == expected


def test_every_broader_class_is_itself_a_class():
    assert set(PARENT.values()) <= {"", *CLASSES}
    assert all(weapon_class(code) == code for code in CLASSES)


@given(CLASS, st.lists(CLASS, min_size=1, max_size=4), CLASS)
def test_naming_more_classes_never_weakens_a_match(observed, listed, further):
    assert match_class(observed, (*listed, further)) >= match_class(observed, tuple(listed))


@given(CALIBRE, CALIBRE, CALIBRE)
def test_a_calibre_matches_both_bounds_where_it_matches_each(calibre_mm, minimum, maximum):
    both = match_calibre(calibre_mm, minimum, maximum)
    assert both is min(match_calibre(calibre_mm, minimum, None), match_calibre(calibre_mm, None, maximum))
