"""Former names in the Ukraine theatre are official or reviewed, and no spelling stands there that a review disallows."""

import csv
from pathlib import Path

import pytest

from tools.ukraine_theatre.former import ReviewError, read_reviewed_names
from tools.ukraine_theatre.variants import is_variant

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
