"""Units without an outline and settlements without a point are known by name, and stand in what they lie in."""

import gzip
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.domain.observation import Point
from dashboard.ingest.places.corrections import Correction
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.locate import locate
from dashboard.ingest.places.naming import Names, Standings
from dashboard.ingest.places.resolution import Ambiguous, Candidate, Elsewhere, Found, Listed, Resolved, Several, Unknown, Why
from dashboard.ingest.theatre import Theatre, TheatreError, load_theatre, with_regions
from tests.ingest.mordavia import FOLDER, parsed

UNITS = """code,level,type,parent,name_en,name_mo,spellings,beside
R1,2,raion,M-01,Orvskyi raion,Орвський район,Орвський|Orvskyi|R-ONE,Orva
R2,2,raion,M-02,Kesskyi raion,Кесський район,Кесський|Kesskyi,Kess
R3,2,raion,M-01,Kesskyi raion,Кесський район,Кесський|Kesskyi,Kess
R4,2,raion,M-02,Dunskyi raion,Дунський район,Дунський|Dunskyi,
H1,3,hromada,R1,Avenska hromada,Авенська громада,Авенська|Avenska,Avenport
H2,3,hromada,R2,Holmska hromada,Гольмська громада,Гольмська|Holmska,Holm
"""
SETTLEMENTS = """code,unit_code,name_en,name_mo,spellings
S1,H1,Lonely,Самотнє,
S2,H1,Twin,Близнюк,
S3,H2,Twin,Близнюк,Twynne
S4,H2,Millbrook,Мілбрук,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of Mordavia with finer units and settlements without a point."""
    copied = shutil.copytree(FOLDER, tmp_path / "theatre")
    (copied / "units.csv").write_text(UNITS, encoding="utf-8")
    (copied / "settlements.csv.gz").write_bytes(gzip.compress(SETTLEMENTS.encode()))
    return Path(copied)


@pytest.fixture
def theatre(folder: Path) -> Theatre:
    return load_theatre(folder)


@pytest.fixture
def mordavia(theatre: Theatre) -> Gazetteer:
    return Gazetteer(theatre)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Orvskyi raion", "R1"),
        ("р-н Орвського", "R1"),
        ("район Орвський", "R1"),
        ("Orva raion", "R1"),
        ("r-one", "R1"),
        ("R1", "R1"),
        ("Kess raion, Brel oblast", "R2"),
        ("Orva oblast, Kess raion", "R3"),
        ("Kesskyi raion (Brel oblast)", "R2"),
        ("Кесський район Брельська область", "R2"),
        ("Holmska hromada, Kess raion, Brel oblast, Mordavia", "H2"),
        ("Orva", "M-03"),
        ("Orva oblast", "M-01"),
    ],
)
def test_a_finer_unit_is_found_by_its_name_its_level_and_what_it_lies_in(mordavia: Gazetteer, text: str, code: str) -> None:
    assert mordavia.resolve_region(text) == Resolved(code, mordavia.name(code))


def test_a_name_that_two_finer_units_bear_is_ambiguous_without_the_unit_around(mordavia: Gazetteer) -> None:
    candidates = ("Kesskyi raion in Brel Oblast [R2]", "Kesskyi raion in Orva Oblast [R3]")
    assert mordavia.resolve_region("Kess raion") == Ambiguous('"Kess raion" names several units', candidates)
    assert mordavia.resolve_region("Kess raion", "M-02") == Resolved("R2", "Kesskyi raion")


def test_a_unit_beside_one_it_does_not_lie_in_is_a_contradiction(mordavia: Gazetteer) -> None:
    assert isinstance(mordavia.resolve_region("Dunskyi raion, Orva oblast"), Ambiguous)
    outside = mordavia.resolve_region("Dunskyi raion", "M-01")
    assert isinstance(outside, Unknown)
    assert outside.why is Why.OUTSIDE


def test_units_joined_by_a_word_are_several_on_any_level(mordavia: Gazetteer) -> None:
    several = mordavia.resolve_region("Kess raion, Brel oblast and Orva raion, Orva oblast")
    assert isinstance(several, Several)
    assert [unit.code for unit in several.units] == ["R2", "R1"]
    assert mordavia.resolve_region("Dunskyi raion and Brel oblast") == Resolved("M-02", "Brel Oblast")


def test_a_finer_unit_without_an_outline_stands_in_the_one_around_and_says_so(mordavia: Gazetteer) -> None:
    placed = locate(
        parsed(
            {"region_text": "Orva raion"},
            {"region_text": "Brel oblast", "region_detail": "Kess raion, Holm hromada"},
            {"region_text": "Kess raion", "region_detail": "Brel oblast"},
            {"region_detail": "Orva raion"},
            {"place_text": "Orva raion"},
            {"region_text": "Brel oblast", "region_detail": "Orva raion"},
        ),
        mordavia,
    )
    assert list(placed["region_code"]) == ["M-01", "M-02", "M-02", "M-01", "M-01", "M-02"]
    assert list(placed["place_note"]) == [
        "stands in Orva Oblast: coarser than reported (Orvskyi raion [R1])",
        "stands in Brel Oblast: coarser than reported (Holmska hromada [H2])",
        "stands in Brel Oblast: coarser than reported (Kesskyi raion [R2])",
        "stands in Orva Oblast: coarser than reported (Orvskyi raion [R1])",
        "stands in Orva Oblast: coarser than reported (Orvskyi raion [R1])",
        "stands in Brel Oblast: coarser than reported (Orva raion)",
    ]
    assert placed["flags"].iloc[2].startswith("the columns of region and finer unit look swapped")
    assert placed["flags"].iloc[5].startswith('finer unit "Orva raion" is known, but not in Brel Oblast')


@pytest.mark.parametrize(
    "properties",
    [
        {"name": "Kess", "code": "R2"},
        {"name": "Kess", "level": 2, "parent": "Brel oblast"},
        {"name": "Kesskyi raion", "parent": "Brel oblast"},
    ],
)
def test_an_outline_of_ones_own_makes_a_listed_unit_stand_in_itself(theatre: Theatre, properties: dict[str, object]) -> None:
    square = {"type": "Polygon", "coordinates": [[[11, 50], [11.5, 50], [11.5, 50.5], [11, 50.5], [11, 50]]]}
    feature = {"type": "Feature", "properties": properties, "geometry": square}
    own = Gazetteer(with_regions(theatre, json.dumps({"type": "FeatureCollection", "features": [feature]}).encode(), "r.geojson"))
    placed = locate(parsed({"region_text": "Kess raion, Brel oblast"}, {"region_text": "Kess"}), own)
    assert placed["region_code"].iloc[0] == "R2"
    assert placed["place_note"].iloc[0].startswith("boundary from r.geojson (SHA-256 ")
    assert placed.geometry.iloc[0].bounds == (11.0, 50.0, 11.5, 50.5)
    assert own.resolve_region("Holm hromada") == Resolved("H2", "Holmska hromada")
    assert own.standing("H2") == "R2"
    # The name alone is still the settlement's, not the raion's.
    assert placed["place_note"].iloc[1] == "stands in Brel Oblast: coarser than reported (Kess)"


def test_a_settlement_without_a_point_stands_in_its_unit(mordavia: Gazetteer) -> None:
    assert mordavia.resolve_place("Lonely") == Listed("Lonely", "S1", "H1")
    placed = locate(parsed({"place_text": "Самотнє"}, {"region_text": "Orva oblast", "place_text": "Lonely"}), mordavia)
    assert list(placed["region_code"]) == ["M-01", "M-01"]
    assert list(placed["place_note"]) == [
        "stands in Orva Oblast: coarser than reported (Самотнє, Avenska hromada [H1])",
        "stands in Orva Oblast: coarser than reported (Lonely, Avenska hromada [H1])",
    ]


def test_a_settlement_is_told_from_its_namesakes_by_any_unit_around_it(mordavia: Gazetteer) -> None:
    assert isinstance(mordavia.resolve_place("Twin"), Ambiguous)
    for text, within in [
        ("Twin", "M-02"),
        ("Twin", "R2"),
        ("Twin", "H2"),
        ("Twin, Brel oblast", ""),
        ("Kess raion, Twin", "M-02"),
    ]:
        assert mordavia.resolve_place(text, within) == Listed("Twin", "S3", "H2")
    assert mordavia.resolve_place("village Twin Holm hromada") == Listed("Twin", "S3", "H2")
    assert isinstance(mordavia.resolve_place("Twin, Brel oblast", "M-01"), Elsewhere)


def test_a_namesake_without_a_point_makes_a_name_ambiguous(mordavia: Gazetteer) -> None:
    assert isinstance(mordavia.resolve_place("Millbrook", "M-02"), Ambiguous)
    assert mordavia.resolve_place("Millbrook", "H2") == Listed("Millbrook", "S4", "H2")


@pytest.mark.parametrize(
    "text", ["Avenksa hromada, Orvskyi raion", "Orvskyi raion, Avnska hromada", "Авенськка громада (Орвський район)"]
)
def test_a_misspelt_unit_beside_the_finer_unit_it_lies_in_is_read_as_the_only_one_that_close(
    mordavia: Gazetteer, text: str
) -> None:
    outcome = mordavia.resolve_region(text)
    assert isinstance(outcome, Resolved)
    assert outcome.code == "H1"
    row = locate(parsed({"region_text": text}), mordavia).iloc[0]
    assert row["place_note"].endswith(f'(Avenska hromada [H1], read from "{outcome.misspelt}")')


@pytest.mark.parametrize(
    "text",
    [
        "Avenksa hromada",
        "Avenksa hromada, Orva oblast",
        "Avenksa hromada, Kesskyi raion, Brel oblast",
        "Avenksa hromada and Orvskyi raion",
        "Avenksa hromada; Orvskyi raion",
        "Holmska hromada, Orvskyi raion",
        "Avenksa, Orvskyi raion",
    ],
)
def test_a_misspelt_unit_is_read_as_nothing_without_such_a_unit_beside_it(mordavia: Gazetteer, text: str) -> None:
    assert not isinstance(mordavia.resolve_region(text), Resolved)


def test_a_misspelt_name_that_two_units_are_close_to_is_read_as_neither(theatre: Theatre) -> None:
    twin = replace(theatre.units[4], code="H9", name="Avenksaka hromada", spellings=("Avenzka",), beside=())
    two = Gazetteer(replace(theatre, units=(*theatre.units, twin)))
    assert isinstance(two.resolve_region("Avenska hromada, Orvskyi raion"), Resolved)
    assert isinstance(two.resolve_region("Avenzska hromada, Orvskyi raion"), Unknown)


def test_candidates_are_values_with_what_they_lie_in(mordavia: Gazetteer) -> None:
    assert mordavia.candidates("Kess raion") == (
        Candidate("R2", "Kesskyi raion", 2, "raion", "M-02", "Brel Oblast"),
        Candidate("R3", "Kesskyi raion", 2, "raion", "M-01", "Orva Oblast"),
    )
    twins = mordavia.candidates("Twin")
    assert [(one.code, one.type, one.parent, one.point) for one in twins] == [
        ("S2", "settlement", "H1", None),
        ("S3", "settlement", "H2", None),
    ]
    assert mordavia.candidates("Twin", "M-02")[0] == Candidate("S3", "Twin", 0, "settlement", "H2", "Holmska hromada")
    assert [one.code for one in mordavia.candidates("Twin", "M-02")] == ["S3", "S2"]
    (near,) = mordavia.candidates("Avneport")
    assert (near.name, near.point) == ("Avenport", Point(10.2, 50.2, 3000.0))


def test_a_correction_comes_before_the_rule_and_says_whose_it_is(mordavia: Gazetteer) -> None:
    names = Names("Brel", "", "Twin")
    note = "placed by a correction of Ann: the sender said so"
    for chosen, expected in [
        ("S2", ("M-01", f"{note}; stands in Orva Oblast: coarser than reported (Twin, Avenska hromada [H1])")),
        ("R1", ("M-01", f"{note}; stands in Orva Oblast: coarser than reported (Orvskyi raion [R1])")),
        ("M-04", ("M-04", note)),
        (Point(10.2, 50.2, 50.0), ("M-01", note)),
    ]:
        standing = Standings(mordavia, {names: Correction(chosen, "Ann", "the sender said so")}).of(names)
        assert (standing.region_code, standing.note) == expected
        assert standing.place == (chosen if isinstance(chosen, Point) else mordavia.area(expected[0]))
    other = Names("Brel", "", "Holm")
    assert Standings(mordavia, {names: Correction("S2", "Ann", "so")}).of(other) == Standings(mordavia).of(other)


def test_a_correction_to_something_unknown_leaves_the_rule_and_is_flagged(mordavia: Gazetteer) -> None:
    names = Names("Brel", "", "")
    standing = Standings(mordavia, {names: Correction("X9", "Ann", "so")}).of(names)
    assert standing.region_code == "M-02"
    assert standing.flag == 'a correction of Ann names "X9", which is not known'


def test_a_settlement_in_the_column_of_regions_stands_in_what_it_lies_in(mordavia: Gazetteer) -> None:
    placed = locate(parsed({"region_text": "Avenport"}, {"region_text": "Duna"}), mordavia)
    assert list(placed["place_kind"]) == ["area", "unplaced"]
    assert placed["place_note"].iloc[0] == "stands in Orva Oblast: coarser than reported (Avenport)"


def test_a_settlement_with_a_point_is_found_within_a_finer_unit(mordavia: Gazetteer) -> None:
    assert isinstance(mordavia.resolve_place("Avenport, Orva oblast"), Found)
    assert isinstance(mordavia.resolve_place("Avenport", "M-01"), Found)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("units.csv", b"code,level\n", "units.csv, line 1: missing type, parent, name_en, spellings, beside"),
        ("units.csv", UNITS.encode().replace(b"R4,2", b"R4,two"), "units.csv, line 5: level is 'two', expected a whole number"),
        ("units.csv", UNITS.encode().replace(b"H1,3,hromada,R1", b"H1,3,hromada,R9"), "units.csv, line 6: parent is 'R9'"),
        ("units.csv", UNITS.encode().replace(b"R4,2", b"R3,2"), "units.csv: found a code twice"),
        ("units.csv", UNITS.encode() + b"R7,2\n", "units.csv, line 8: found 2 cells, expected 8"),
        ("units.csv", b"\xff\xfe", "units.csv: cannot be read"),
        ("settlements.csv.gz", b"plain", "settlements.csv.gz: cannot be unpacked"),
        ("settlements.csv.gz", gzip.compress(SETTLEMENTS.encode())[:-12], "settlements.csv.gz: is cut off"),
        ("settlements.csv.gz", gzip.compress(SETTLEMENTS.encode().replace(b"S1,H1", b"S1,H9")), "settlements.csv.gz, line 2:"),
    ],
)
def test_a_broken_list_is_refused_with_its_place(folder: Path, name: str, content: bytes, message: str) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(TheatreError) as failure:
        load_theatre(folder)
    assert str(failure.value).startswith(message)
