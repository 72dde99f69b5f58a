"""Notes that stand in a table as English text, told in Ukrainian."""

import re

import pytest

from dashboard.domain.message import Notes
from dashboard.language.catalogue import template
from dashboard.language.retell import NOTES, sentences_of
from dashboard.language.say import words

COARSER = "stands in Donetsk Oblast: coarser than reported (Зайцево)"
CLOSEST = '"Еленовка" is not a known settlement (closest: Zelenivka in Khersonska hromada, Kherson Oblast, Klenivka)'


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        ("placed by name", "місце визначено за назвою"),
        ("placed by name, at the position in own.csv", "місце визначено за назвою, за координатами з файлу own.csv"),
        (COARSER, "береться вся територія (Donetsk Oblast): менш точно, ніж повідомлено (Зайцево)"),
        (
            f"{COARSER}; {CLOSEST}",
            "береться вся територія (Donetsk Oblast): менш точно, ніж повідомлено (Зайцево); «Еленовка» – невідомий населений "
            "пункт (найближчі за написанням: Zelenivka in Khersonska hromada, Kherson Oblast, Klenivka)",
        ),
        (
            "outside the region it claims (Luhansk Oblast), 7.6 km from it",
            "поза зазначеним регіоном (Luhansk Oblast), за 7,6 км від нього",
        ),
        (
            "outside the theatre, but inside it with lon and lat swapped",
            "поза районом спостереження, але в його межах, якщо поміняти місцями довготу й широту",
        ),
        ("act 'fire.catapult' is not on the act list", "дії «fire.catapult» немає в переліку дій"),
    ],
)
def test_a_note_is_told_by_the_sentence_it_was_made_from(english, ukrainian):
    assert words(Notes(english), "uk") == ukrainian
    assert words(Notes(english), "en") == english


@pytest.mark.parametrize("own", ["corrected by Olha: see the patrol's log", "{unit} {{7*7}}", "", "; ;", "placed by names"])
def test_what_is_no_sentence_of_ours_stays_as_it_came(own):
    assert words(Notes(own), "uk") == own


def test_an_outside_text_in_a_note_stands_in_it_as_it_came():
    told = words(Notes('"{names} (closest: <b>" is not a known settlement'), "uk")

    assert told == "«{names} (closest: <b>» – невідомий населений пункт"


@pytest.mark.parametrize("key", NOTES)
def test_of_two_notes_that_begin_alike_the_longer_one_is_found(key):

    english = re.sub(r"\{\w+\}", "x", template(key, "en", None))

    [found] = sentences_of(english)

    assert found.key == key
