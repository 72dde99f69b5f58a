"""The script that derives the Ukraine theatre spells names as reports do, and tells which spellings are of one name."""

import pytest

from tools.ukraine_theatre.codifier import is_named_after
from tools.ukraine_theatre.russian import russian_name
from tools.ukraine_theatre.russian_adjectives import russian_adjectives
from tools.ukraine_theatre.translit import official_latin, romanisations_of_russian, romanisations_of_ukrainian
from tools.ukraine_theatre.variants import is_variant


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
