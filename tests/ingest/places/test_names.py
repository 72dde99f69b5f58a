"""Names that mean the same place compare equal, and names that do not stay apart."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.ingest.places.names import normalise, normalise_all, strip_level_words

WORDS = ("oblast", "область", "обл.", "р-н", "м.", "місто", "city", "autonomous republic of", "republic", "of")


@pytest.mark.parametrize(
    ("spelling", "expected"),
    [
        ("Donets'k", "donetsk"),
        ("Donets’k", "donetsk"),
        ("Donetsʼk", "donetsk"),
        ("Donets‘k", "donetsk"),
        ("Donets`k", "donetsk"),
        ("Donets´k", "donetsk"),
        ("Donetsʹk", "donetsk"),
        ("Donets′k", "donetsk"),
        ('Pod"yachevo', "podyachevo"),
        ("Слов'янськ", "словянськ"),
        ("Словʼянськ", "словянськ"),
        ("Слов’янськ", "словянськ"),
    ],
)
def test_every_apostrophe_prime_and_soft_sign_mark_vanishes(spelling: str, expected: str) -> None:
    assert normalise(spelling) == expected


@pytest.mark.parametrize("dash", ["-", "‐", "‑", "–", "—", "−", "_", " ", "\u00a0", "/", ". "])
def test_every_dash_and_punctuation_mark_separates_words(dash: str) -> None:
    assert normalise(f"Івано{dash}Франківськ") == "івано франківськ"


def test_latin_letters_lose_their_diacritics() -> None:
    assert normalise("Žytomyr") == normalise("ZYTOMYR") == "zytomyr"
    assert normalise("obwód ługański") == "obwod luganski"
    assert normalise("Qırım, İstanbul") == "qirim istanbul"


def test_cyrillic_letters_stay_apart_except_yo() -> None:
    assert normalise("Королёв") == "королев"
    assert normalise("Київ") == "київ" != normalise("Киів")
    assert normalise("Зміїний") == "зміїний"
    assert normalise("Гомель, Маріўпаль") == "гомель маріўпаль"


def test_a_decomposed_letter_equals_the_composed_one() -> None:
    assert normalise("Киi\u0308в") != normalise("Київ"), "a Latin i is not the Ukrainian letter"
    assert normalise("Киі\u0308в") == normalise("Київ")
    assert normalise("Зміі\u0308ний".replace("й", "и\u0306")) == normalise("Зміїний")


def test_stress_marks_and_invisible_characters_vanish() -> None:
    assert normalise("Оле\u0301невка") == normalise("Оленевка")
    assert normalise("\ufeffХар\u00adків\u200b") == "харків"


def test_case_and_spaces_do_not_matter() -> None:
    assert normalise("  ХАРКІВСЬКА \t ОБЛАСТЬ\n") == "харківська область"


def test_punctuation_alone_is_no_name() -> None:
    assert normalise(" -- ’ . ") == ""


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(), st.sampled_from(["'", "’", "ʼ", "ʹ"]), st.integers(min_value=0, max_value=20))
def test_an_apostrophe_anywhere_changes_nothing(text: str, mark: str, place: int) -> None:
    # A combining sign composes with the letter before it, and an apostrophe between them parts them.
    if all(letter.isascii() for letter in text):
        assert normalise(text[:place] + mark + text[place:]) == normalise(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Донецька область", "донецька"),
        ("область Донецька", "донецька"),
        ("Донецька обл.", "донецька"),
        ("м. Київ", "київ"),
        ("м.Київ", "київ"),
        ("Kyiv City", "kyiv"),
        ("City of Kyiv", "kyiv"),
        ("Autonomous Republic of Crimea", "crimea"),
        ("Бахмутський р-н", "бахмутський"),
    ],
)
def test_generic_words_are_taken_off_either_end(text: str, expected: str) -> None:
    assert strip_level_words(text, WORDS) == (expected, True)


@pytest.mark.parametrize("text", ["Мала Виска", "Містечко", "Oblastka", "New city park"])
def test_parts_of_words_and_words_in_the_middle_stay(text: str) -> None:
    assert strip_level_words(text, WORDS) == (normalise(text), False)


@pytest.mark.parametrize("text", ["область", "City of", "  м.  ", ""])
def test_a_text_of_generic_words_only_keeps_them(text: str) -> None:
    assert strip_level_words(text, WORDS) == (normalise(text), False)


def test_without_generic_words_nothing_is_taken() -> None:
    assert strip_level_words("Донецька область", ()) == ("донецька область", False)


@given(st.text(alphabet="абвгґєіїй -'", min_size=1), st.sampled_from(WORDS))
def test_a_generic_word_before_or_after_a_name_never_changes_the_name(name: str, word: str) -> None:
    bare = strip_level_words(name, WORDS)[0]
    if bare:
        assert strip_level_words(f"{word} {name}", WORDS) == (bare, True)
        assert strip_level_words(f"{name} {word}", WORDS) == (bare, True)


@settings(deadline=None)
@given(st.lists(st.text()))
def test_normalising_many_names_at_once_equals_normalising_each(texts: list[str]) -> None:
    assert normalise_all(texts) == [normalise(text) for text in texts]


def test_latin_letters_among_cyrillic_ones_are_what_they_look_like() -> None:
    assert normalise("Вiйтовецька") == normalise("Війтовецька")
    assert normalise("Лосиновcкая") == normalise("Лосиновская")
    assert normalise("Kyiv Київ") == "kyiv київ"
