"""The table of weapon systems, and what a reported weapon says by its own words and by the table."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from dashboard.domain.matching import Match
from dashboard.domain.weapon_systems import Identified, identify, match_weapon, system_named, systems
from dashboard.domain.weapons import CLASSES

TABLE = Path(__file__).parents[2] / "dashboard" / "domain" / "weapon_systems.csv"
SOURCES = {"OSCE", "IISS", "Minsk 2015", "maker"}


def said(weapon, calibre_mm=None):
    found = identify(weapon, calibre_mm)
    return found.classes, found.calibre_mm, found.system.name if found.system else "", found.by_table


@pytest.mark.parametrize(
    ("weapon", "expected"),
    [
        ("BM-21", (("mlrs",), 122, "BM-21 Grad", ("class", "calibre"))),
        ("БМ-21 «Град»", (("mlrs",), 122, "BM-21 Grad", ("class", "calibre"))),
        ("bm 21", (("mlrs",), 122, "BM-21 Grad", ("class", "calibre"))),
        ("Grad", (("mlrs",), 122, "BM-21 Grad", ("class", "calibre"))),
        ("MLRS (BM-21)", (("mlrs",), 122, "BM-21 Grad", ("calibre",))),
        ("122mm BM-21 Grad", (("mlrs",), 122, "BM-21 Grad", ("class",))),
        ("self-propelled howitzer (2S1 Gvozdika, 122mm)", (("artillery",), 122, "2S1 Gvozdika", ())),
        ("heavy weapon BM-21", (("mlrs",), 122, "BM-21 Grad", ("class", "calibre"))),
        ("M270 MLRS", (("mlrs",), 227, "M270 MLRS", ("class", "calibre"))),
        ("2С9", (("artillery", "mortar"), 120, "2S9 Nona-S", ("class", "calibre"))),
        ("MT-12 Rapira", (("artillery", "anti-tank"), 100, "MT-12 Rapira", ("class", "calibre"))),
        ("120 mm mortar", (("mortar",), 120, "", ())),
        ("152-мм гаубиця", (("artillery",), 152, "", ())),
        ("Tochka-U", (("missile",), None, "9K79-1 Tochka-U", ("class",))),
    ],
)
def test_a_weapon_is_known_by_its_words_and_by_the_table(weapon, expected):
    assert said(weapon) == expected


@pytest.mark.parametrize(
    "weapon",
    [
        "",
        "Hurricane",
        "Tornado",
        "Nona",
        "Giatsint",
        "Msta",
        "BM-21 or D-30",
        "three BM-21",
        "2S1 tank",
        "mortar artillery",
        "loud bang",
    ],
)
def test_words_that_name_no_one_system_stay_unknown(weapon):
    assert said(weapon) == ((), None, "", ())


def test_a_reported_calibre_comes_before_the_table_s():
    assert said("BM-21", 152.0) == (("mlrs",), 152.0, "BM-21 Grad", ("class",))
    assert said("BM-21 (152 mm)") == (("mlrs",), 152.0, "BM-21 Grad", ("class",))
    assert said("120 mm mortar", 82.0) == (("mortar",), 82.0, "", ())
    assert said("", 122.0) == ((), 122.0, "", ())


def test_two_calibres_in_the_words_are_none():
    assert said("122 mm or 152 mm howitzer") == ((), None, "", ())
    assert said("D-30 122 mm 152 mm")[1] is None


@pytest.mark.parametrize(
    ("weapon", "named", "expected"),
    [
        ("BM-30", ("BM-30 Smerch",), Match.YES),
        ("BM-21", ("BM-30 Smerch",), Match.NO),
        ("mlrs", ("BM-30 Smerch",), Match.UNKNOWN),
        ("heavy weapons", ("BM-30 Smerch",), Match.UNKNOWN),
        ("tank", ("BM-30 Smerch",), Match.NO),
        ("", ("BM-30 Smerch",), Match.UNKNOWN),
        ("", (), Match.YES),
        ("BMP-2", ("BMP",), Match.YES),
        ("BMP", ("BMP-1", "BTR-80"), Match.UNKNOWN),
        ("BMP-2", ("BMP-1", "BTR"), Match.NO),
        ("Абрамс", ("M1A1 Abrams",), Match.UNKNOWN),
        ("Точка-У", ("9K79 Tochka",), Match.YES),
        ("Точка", ("9K79-1 Tochka-U",), Match.UNKNOWN),
    ],
)
def test_weapon_is_by_the_systems_that_are_listed(weapon, named, expected):
    assert match_weapon(identify(weapon), (), named) is expected


def test_weapon_is_yes_where_its_class_or_its_system_is_listed():
    assert match_weapon(identify("tank"), ("tank",), ("BM-30 Smerch",)) is Match.YES
    assert match_weapon(identify("BM-30"), ("tank",), ("BM-30 Smerch",)) is Match.YES
    assert match_weapon(identify("BM-21"), ("tank",), ("BM-30 Smerch",)) is Match.NO


def test_a_gun_mortar_is_both():
    assert match_weapon(identify("2S9"), ("mortar",), ()) is match_weapon(identify("2S9"), ("artillery",), ()) is Match.YES
    assert match_weapon(identify("2S9"), ("tank",), ()) is Match.NO
    assert match_weapon(Identified(("heavy-weapon",)), ("mortar",), ()) is Match.UNKNOWN


def test_every_spelling_of_the_table_means_its_own_row_and_no_other():
    for system in systems():
        for spelling in (system.name, *system.spellings):
            assert system_named(spelling) == system, spelling


def test_every_row_of_the_table_is_whole():
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert max(Counter(row["system"] for row in rows).values()) == 1
    systems_by_name = {row["system"]: row for row in rows}
    for row in rows:
        assert set(row["class"].split("|")) <= set(CLASSES), row
        assert not row["kind_of"] or systems_by_name[row["kind_of"]]["class"] == row["class"], row
        assert not row["kind_of"] or not systems_by_name[row["kind_of"]]["kind_of"], row
        assert set(row["source"].split("; ")) <= SOURCES, row
        assert all(re.fullmatch(r"[0-9.]*", row[name]) for name in ("calibre_mm", "range_km")), row


def test_a_long_text_is_no_weapon():
    assert identify("BM-21 " * 200) == Identified()
