"""Notes that stand in a table as English text, told in Ukrainian."""

import string

import pytest

from dashboard.domain.message import Notes
from dashboard.language.catalogue import template
from dashboard.language.retell import note_sentences, sentences_of
from dashboard.language.say import words

COARSER = "stands in Donetsk Oblast: coarser than reported (Зайцево)"
CLOSEST = '"Еленовка" is not a known settlement (closest: Zelenivka in Khersonska hromada, Kherson Oblast, Klenivka)'
COARSER_UK = "за місце взято всю територію (Donetsk Oblast): менш точно, ніж у повідомленні (Зайцево)"


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        ("placed by name", "місце визначено за назвою"),
        ("placed by name, at the position in own.csv", "місце визначено за назвою, за координатами з файлу own.csv"),
        (COARSER, COARSER_UK),
        (
            f"{COARSER}; {CLOSEST}",
            f"{COARSER_UK}; «Еленовка» – невідомий населений пункт (найближчі назви: Zelenivka – Khersonska hromada, "
            "Kherson Oblast, Klenivka)",
        ),
        (
            "outside the region it claims (Luhansk Oblast), 7.6 km from it",
            "поза зазначеним регіоном (Luhansk Oblast), за 7,6 км від нього",
        ),
        (
            "outside the theatre, but inside it with lon and lat swapped",
            "поза районом спостереження, але в його межах, якщо поміняти місцями довготу й широту",
        ),
        (
            "act 'catapult' is not on the act list; read as fire; at 0, 0, which often stands for a missing position",
            "дії «catapult» немає в переліку дій; прочитано як: вогонь, вид зброї не зазначено (fire); у точці 0, 0, що часто "
            "означає відсутні координати",
        ),
        (
            'region "Kess raion" names a raion or a city district (closest: Kess, 3 more)',
            "регіон: «Kess raion» називає дрібнішу одиницю (район або район міста), але таку не знайдено (найближчі назви: Kess, "
            "ще 3)",
        ),
        (
            'place "3 km N of X" is told from a place that is not sure: "X" may be one of several settlements '
            "(could be: X in A or X in B)",
            "«3 km N of X» відлічено від непевного місця: «X» може бути одним із кількох населених пунктів "
            "(можливо: X – A або X – B)",
        ),
        ("whole degrees: held within 67.1 km of it", "цілі градуси: узято радіус 67,1 км"),
    ],
)
def test_a_note_is_told_by_the_sentence_it_was_made_from(english, ukrainian):
    assert words(Notes(english), "uk") == ukrainian
    assert words(Notes(english), "en") == english


def test_a_reported_distance_stands_in_a_note_as_it_came():
    assert words(Notes('"12.34 km" is not a known settlement'), "uk") == "«12.34 km» – невідомий населений пункт"


def test_outside_text_may_hold_the_mark_that_parts_notes():
    text = "; ".join("аб" * 3 for _ in range(40))
    told = words(Notes(f'placed by name; "{text}" is not a known unit'), "uk")

    assert told == f"місце визначено за назвою; «{text}» – невідома територіальна одиниця"


@pytest.mark.parametrize("own", ["corrected by Olha: see the patrol's log", "{unit} {{7*7}}", "", "; ;", "placed by names"])
def test_what_is_no_sentence_of_ours_stays_as_it_came(own):
    assert words(Notes(own), "uk") == own


def test_an_outside_text_in_a_note_stands_in_it_as_it_came():
    told = words(Notes('"{names} (closest: <b>" is not a known settlement'), "uk")

    assert told == "«{names} (closest: <b>» – невідомий населений пункт"


@pytest.mark.parametrize("key", [one.key for one in note_sentences()])
def test_of_two_notes_that_begin_alike_the_longer_one_is_found(key):
    filled = {"why": "placed by name", "quoted": "'x'", "distance": "1.5 km", "act": "fire", "part": "noon", "means": "drone"}
    filled |= {"kinds": "a raion", "share": "5%", "cell": "A1"}
    numbers = dict.fromkeys(("number", "year", "hour", "start", "end"), "7")
    names = [name for _, name, _, _ in string.Formatter().parse(template(key, "en", None)) if name]
    english = template(key, "en", None).format_map({name: (filled | numbers).get(name, "x") for name in names})

    [found] = sentences_of(english)

    assert found.key == key
