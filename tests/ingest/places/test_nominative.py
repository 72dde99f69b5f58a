"""Names in the genitive lead back to their nominative, and never to that alone where another is possible."""

import pytest

from dashboard.ingest.places.nominative import nominatives


@pytest.mark.parametrize(
    ("genitive", "nominative"),
    [
        ("Донецька", "Донецьк"),
        ("Авдіївки", "Авдіївка"),
        ("Харкова", "Харків"),
        ("Києва", "Київ"),
        ("Тернополя", "Тернопіль"),
        ("Маріуполя", "Маріуполь"),
        ("Бахмута", "Бахмут"),
        ("Часового Яру", "Часів Яр"),
        ("Кривого Рогу", "Кривий Ріг"),
        ("Великої Новосілки", "Велика Новосілка"),
        ("Станиці Луганської", "Станиця Луганська"),
        ("Золотого", "Золоте"),
        ("Ясинуватої", "Ясинувата"),
        ("Сум", "Суми"),
        ("Пісок", "Піски"),
        ("Чернівців", "Чернівці"),
        ("Броварів", "Бровари"),
        ("Щастя", "Щастя"),
        ("Вінниці", "Вінниця"),
        ("Керчі", "Керч"),
        ("Сіверця", "Сіверець"),
        ("Івано-Франківська", "Івано-Франківськ"),
        ("м. Авдіївки", "м. Авдіївка"),
        ("Донецка", "Донецк"),
        ("Авдеевки", "Авдеевка"),
        ("Горловки", "Горловка"),
        ("Ясиноватой", "Ясиноватая"),
        ("Счастья", "Счастье"),
        ("Золотого", "Золотое"),
        ("Станицы Луганской", "Станица Луганская"),
        ("Песок", "Пески"),
        ("Керчи", "Керчь"),
        ("Кривого Рога", "Кривой Рог"),
    ],
)
def test_the_nominative_is_among_the_names(genitive: str, nominative: str) -> None:
    names = nominatives(genitive)
    assert names[0] == genitive
    assert nominative in names


def test_letters_of_one_language_keep_the_endings_of_the_other_away() -> None:
    assert "Авдіївкы" not in nominatives("Авдіївки")
    assert "Станицы Луганскій" not in nominatives("Станицы Луганской")


def test_other_alphabets_and_what_stands_behind_a_comma_stay_as_they_are() -> None:
    assert nominatives("Avdiivka") == ("Avdiivka",)
    assert "Іванівка, Херсонська область" in nominatives("Іванівки, Херсонська область")
    assert all(name.endswith(", Херсонська область") for name in nominatives("Іванівки, Херсонська область"))


def test_a_long_text_gives_a_bounded_number_of_names() -> None:
    assert len(nominatives("великого " * 12 + "Рогу")) <= 401
