"""The parts of the script that derives the Ukraine theatre do what their words say, on small invented input."""

import csv
import hashlib
import json
import zipfile
from pathlib import Path

import pytest
import shapely
from shapely import MultiPolygon, Point, box

from tools.ukraine_theatre.codifier import is_named_after
from tools.ukraine_theatre.features import Feature, GeometryError, rounded, write_features
from tools.ukraine_theatre.former import ReviewError, read_reviewed_names
from tools.ukraine_theatre.land import UKRAINE, cover, simplified
from tools.ukraine_theatre.lookup import AmbiguousSpellingError, check_with_generic_words, index_spellings, resolve
from tools.ukraine_theatre.russian import russian_name
from tools.ukraine_theatre.russian_adjectives import russian_adjectives
from tools.ukraine_theatre.sources import Client, Member, Package, SourceError, read
from tools.ukraine_theatre.theatre_file import Theatre
from tools.ukraine_theatre.topojson import read_shapes
from tools.ukraine_theatre.translit import official_latin, romanisations_of_russian, romanisations_of_ukrainian
from tools.ukraine_theatre.units import load_units
from tools.ukraine_theatre.variants import is_variant

WORDS = {(1, "oblast"): ("oblast", "область"), (1, "city"): ("city", "м.")}
THEATRE = Theatre((0, 0, 1, 1), WORDS, {"Донбас": frozenset({"A", "B"})})
PLACES = Path(__file__).parents[2] / "dashboard" / "theatres" / "ukraine" / "places.csv"
# Towns renamed since January 2024 whose earlier name is an altogether different one.
OFFICIAL_IN_2024 = {
    ("UA-09", "Айдар"): "Новопсков",
    ("UA-12", "Самар"): "Новомосковськ",
    ("UA-12", "Яворницьке"): "Іларіонове",
    ("UA-12", "Зарічне"): "Гвардійське",
    ("UA-14", "Нова Каракуба"): "Красна Поляна",
    ("UA-46", "Шептицький"): "Червоноград",
    ("UA-51", "Бессарабське"): "Тарутине",
    ("UA-51", "Буялик"): "Петрівка",
    ("UA-51", "Камчик"): "Зоря",
    ("UA-51", "Катлабуг"): "Суворове",
    ("UA-51", "Причорноморське"): "Першотравневе",
    ("UA-59", "Хутір-Михайлівський"): "Дружба",
    ("UA-63", "Берестин"): "Красноград",
    ("UA-63", "Лиманівка"): "Панютине",
    ("UA-63", "Златопіль"): "Первомайський",
    ("UA-71", "Багачеве"): "Ватутіне",
    ("UA-71", "Слобода"): "Червона Слобода",
}
PACKAGE = Package(Client.PIP, "invented", "1.0", "invented-1.0.whl")


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Згурський", "Zghurskyi"),
        ("Єнакієве", "Yenakiieve"),
        ("Їжакевич", "Yizhakevych"),
        ("Йосипівка", "Yosypivka"),
        ("Мар’їнка", "Marinka"),
        ("Щастя", "Shchastia"),
        ("Івано-Франківськ", "Ivano-Frankivsk"),
        ("Станиця Луганська", "Stanytsia Luhanska"),
        ("Юр’ївка", "Yurivka"),
    ],
)
def test_the_official_romanisation_follows_the_resolution_of_2010(name: str, latin: str) -> None:
    assert official_latin(name) == latin


def test_romanisations_cover_what_reports_write() -> None:
    assert {"Zaporizhzhia", "Zaporizhzhya"} <= set(romanisations_of_ukrainian("Запоріжжя"))
    assert {"Zaporozhye", "Zaporozhe"} <= set(romanisations_of_russian("Запорожье"))
    assert {"Khmelnytskyi", "Khmelnytskyy", "Khmelnytsky"} <= set(romanisations_of_ukrainian("Хмельницький"))
    assert "Avdeyevka" in romanisations_of_russian("Авдеевка")


@pytest.mark.parametrize(
    ("ukrainian", "spellings", "russian"),
    [
        ("Харків", ["Харкив", "Харков", "Харків", "Харьков"], "Харьков"),
        ("Авдіївка", ["Авдіївка", "Авдийивка", "Авдеевка"], "Авдеевка"),
        ("Золоте", ["Золоте", "Золотое"], "Золотое"),
        ("Попасна", ["Попасна", "Попасная", "Попасный"], "Попасная"),
        ("Дебальцеве", ["Дебальцеве", "Дебальцево"], "Дебальцево"),
        ("Миколаїв", ["Миколаїв", "Николаев", "Верноленинск"], "Николаев"),
        ("Бахмут", ["Артемовск"], ""),
    ],
)
def test_the_russian_name_is_the_spelling_that_follows_from_the_ukrainian(
    ukrainian: str, spellings: list[str], russian: str
) -> None:
    assert russian_name([ukrainian], spellings) == russian


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Авдіївка", ["Avdeevka", "Awdejewka", "Avdeyevka", "Авдеевка", "Авдийивка"]),
        ("Запоріжжя", ["Zaporozhye", "Zaporizhia", "Saporischschja", "Запорожье"]),
        ("Єнакієве", ["Enakievo", "Jenakijewe", "Yenakiyeve"]),
        ("Харків", ["Kharkov", "Charkow", "Harkiv", "Char'kov"]),
        ("Велика Новосілка", ["Bol'shaya Novoselka", "Velikaya Novoselka"]),
        ("Новомиколаївка", ["Novonikolaevka", "Novo-Nikolayevka"]),
        ("Кам’янка-Бузька", ["Kamenka-Bugskaya", "Kamianka-Buzka"]),
        ("Олександрівка", ["Alexandrowka", "Aleksandrovka"]),
        ("Попасна", ["Popasnaya", "Попасная"]),
        ("Миколаїв", ["Nikolaev", "Mikolajiw"]),
    ],
)
def test_a_spelling_that_writes_the_name_in_any_of_the_usual_ways_is_a_variant(name: str, spellings: list[str]) -> None:
    assert [spelling for spelling in spellings if not is_variant(spelling, [name])] == []


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Залізне", "Imeni Artema"),
        ("Залізне", "Artema"),
        ("Соледар", "Poselok"),
        ("Курахове", "Roya"),
        ("Очаків", "Olbia"),
        ("Кам’янка-Бузька", "Kamionka"),
        ("Торецьк", "Shcherbinovka"),
        ("Ірпінь", "Dachi Irpin"),
        ("Миколаївка", "Миколаїв"),
        ("Кіровське", "Кировск"),
        ("Ямпіль", "Кременчук"),
        ("Красний Лиман", "Лиман"),
        ("Любомирівка", ""),
    ],
)
def test_another_name_part_of_the_name_and_the_name_with_a_word_more_are_no_variants(name: str, spelling: str) -> None:
    assert not is_variant(spelling, [name])


def test_a_variant_of_any_of_the_names_will_do() -> None:
    assert is_variant("Artyomovsk", ["Бахмут", "Артёмовск"])
    assert not is_variant("Artyomovsk", [])


REVIEWED = """
former_names:
  UA-14:
    Бахмут: [{uk: Артемівськ, ru: Артёмовск, why: official once}]
contested:
  UA-14:
    Щербинівка: [{spelling: Shcherbinovka, why: another one is near}]
generic: [Посёлок]
"""


def reviewed_in(folder: Path, text: str) -> Path:
    path = folder / "names.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_reviewed_table_yields_former_names_in_the_letters_of_reports(tmp_path: Path) -> None:
    reviewed = read_reviewed_names(reviewed_in(tmp_path, REVIEWED))
    (name,) = reviewed.former["UA-14", "Бахмут"]
    assert {"Артемівськ", "Артёмовск", "Artemivsk", "Artemovsk", "Artyomovsk"} <= set(name.written)
    assert reviewed.keys == {("UA-14", "Бахмут"), ("UA-14", "Щербинівка")}


def test_generic_words_and_contested_spellings_are_not_allowed(tmp_path: Path) -> None:
    reviewed = read_reviewed_names(reviewed_in(tmp_path, REVIEWED))
    assert not reviewed.allows(("UA-14", "Бахмут"), "ПОСЕЛОК")
    assert not reviewed.allows(("UA-14", "Щербинівка"), "Shcherbinovka")
    assert reviewed.allows(("UA-59", "Щербинівка"), "Shcherbinovka")


def test_an_entry_of_the_reviewed_table_without_a_reason_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="Бахмут"):
        read_reviewed_names(reviewed_in(tmp_path, REVIEWED.replace("official once", '""')))


def test_nearly_every_spelling_that_finds_a_place_writes_its_name_or_a_former_one() -> None:
    reviewed = read_reviewed_names()
    with PLACES.open(encoding="utf-8", newline="") as file:
        places = list(csv.DictReader(file))
    odd, count = [], 0
    for place in places:
        key = (place["region_code"], place["name_uk"])
        spellings = [one for column in ("spellings", "regional") for one in place[column].split("|") if one]
        names = [place["name_uk"], place["name_ru"], *(one for one in spellings if set(one.lower()) & set("аеиіоуяюєї"))]
        assert all(reviewed.allows(key, one) for one in spellings)
        count += len(spellings)
        odd += [(*key, one) for one in spellings if not is_variant(one, filter(None, names))]
    # What is left are the names that GeoNames itself goes by, where no Cyrillic one of its own stands beside them.
    assert len(odd) <= 0.005 * count


def test_a_towns_former_names_are_official_or_reviewed() -> None:
    with PLACES.open(encoding="utf-8", newline="") as file:
        names = {
            (place["region_code"], place["name_uk"]): "|".join(place[column] for column in ("spellings", "regional", "shared"))
            for place in csv.DictReader(file)
        }
    for key, former in OFFICIAL_IN_2024.items():
        assert former in names[key].split("|"), key


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Бахмутський", "Бахмутский"),
        ("Білогірська", "Белогорская"),
        ("Чернігівський", "Черниговский"),
        ("Кам’янська", "Каменская"),
        ("Волноваський", "Волновахский"),
        ("Криворізький", "Криворожский"),
        ("Прилуцький", "Прилукский"),
        ("Олександрівська", "Александровская"),
        ("Василівський", "Васильевский"),
        ("Новгород-Сіверський", "Новгород-Северский"),
    ],
)
def test_a_russian_adjective_is_among_the_forms_of_the_ukrainian(ukrainian: str, russian: str) -> None:
    assert russian in russian_adjectives(ukrainian)


@pytest.mark.parametrize(
    ("adjective", "noun", "named"),
    [
        ("Бахмутська", "Бахмут", True),
        ("Біляївська", "Біляївка", True),
        ("Білоцерківська", "Біла Церква", True),
        ("Нивотрудівська", "Нива Трудова", True),
        ("Золочівська", "Гнідин", False),
        ("Поліська", "Красятичі", False),
    ],
)
def test_an_adjective_is_told_to_be_made_of_a_settlements_name_by_its_beginning(adjective: str, noun: str, named: bool) -> None:
    assert is_named_after(adjective, noun) is named


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


def test_topojson_arcs_are_decoded_reversed_and_joined() -> None:
    topology = {
        "transform": {"scale": [0.5, 0.5], "translate": [10, 20]},
        "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
        "objects": {
            "two": {
                "geometries": [
                    {"type": "Polygon", "id": "W", "properties": {"name": "west"}, "arcs": [[0, 1]]},
                    {"type": "MultiPolygon", "properties": {"name": "east"}, "arcs": [[[2, -1]]]},
                ]
            }
        },
    }
    west, east = read_shapes(json.dumps(topology).encode(), object_name="two")
    assert (west.source_id, west.name, east.source_id) == ("W", "west", "")
    assert west.geometry.equals(box(10, 20, 11, 21))
    assert east.geometry.equals(box(11, 20, 12, 21))


def test_a_country_loses_what_lies_in_a_unit_and_gains_the_sliver_between() -> None:
    peninsula, mainland = MultiPolygon([box(0, 0, 1, 1)]), MultiPolygon([box(2, 0, 3, 1)])
    drawn = {
        UKRAINE: box(2, 0, 3, 1),
        "peninsula's claimant": shapely.union_all([box(0, -0.001, 1, 1), box(-2, 0, -1, 1)]),
        "beyond a narrow gap": box(3, 0, 4, 1).difference(box(3, 0.2, 3.002, 0.8)),
    }
    land = cover([peninsula, mainland], drawn)
    assert land.units[0].equals(peninsula)
    assert land.countries["peninsula's claimant"].equals(box(-2, 0, -1, 1))
    assert land.countries["beyond a narrow gap"].equals(box(3, 0, 4, 1))
    assert shapely.coverage_is_valid([*land.units, *land.countries.values()])


def test_simplified_land_still_shares_its_borders() -> None:
    wave = [(x / 50, 1 + 0.02 * (x % 2)) for x in range(51)]
    south = MultiPolygon([shapely.Polygon([(0, 0), (1, 0), *reversed(wave)])])
    north = shapely.Polygon([*wave, (1, 2), (0, 2)])
    land = simplified(cover([south], {"north": north}), 0.05)
    assert shapely.get_num_coordinates(land.units[0]) < 20
    assert shapely.coverage_is_valid([*land.units, *land.countries.values()])


def test_rounding_that_breaks_a_shape_is_an_error() -> None:
    with pytest.raises(GeometryError, match="rounding to 1 decimals"):
        rounded(box(0, 0, 0.01, 0.01), 1)


def test_features_are_written_a_line_each_and_turn_counter_clockwise(tmp_path: Path) -> None:
    path = tmp_path / "two.geojson"
    write_features(path, [Feature(box(0, 0, 1, 1).reverse(), {"name": "Київ"}), Feature(Point(1, 2), {})])
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    first, _ = json.loads(path.read_text(encoding="utf-8"))["features"]
    assert first["properties"] == {"name": "Київ"}
    assert shapely.is_ccw(shapely.LinearRing(first["geometry"]["coordinates"][0]))


def wheel_with(folder: Path, content: bytes) -> None:
    with zipfile.ZipFile(folder / "invented-1.0.whl", "w") as wheel:
        wheel.writestr("data.txt", content)


def test_a_file_of_a_package_is_read_where_its_content_is_the_known_one(tmp_path: Path) -> None:
    wheel_with(tmp_path, b"known")
    assert read(tmp_path, Member(PACKAGE, "data.txt", hashlib.sha256(b"known").hexdigest())) == b"known"


def test_a_changed_a_missing_file_and_a_missing_package_are_named(tmp_path: Path) -> None:
    member = Member(PACKAGE, "data.txt", hashlib.sha256(b"known").hexdigest())
    with pytest.raises(SourceError, match=r"found 0 files invented-1\.0\.whl"):
        read(tmp_path, member)
    wheel_with(tmp_path, b"changed")
    with pytest.raises(SourceError, match="has SHA-256"):
        read(tmp_path, member)
    with pytest.raises(SourceError, match=r"no other\.txt"):
        read(tmp_path, Member(PACKAGE, "other.txt", ""))
