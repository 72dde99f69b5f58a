"""Positions that look wrong are said with figures, and with what to do."""

from dashboard.present.position_words import (
    most_look_swapped,
    nowhere_words,
    outside_words,
    swapped_words,
    unordered_words,
)


def test_a_file_is_offered_to_be_turned_round_only_where_most_positions_look_so() -> None:
    assert most_look_swapped(3, 5)
    assert not most_look_swapped(2, 4)
    assert "Nothing is changed unless you say so." in swapped_words(3, 5, exchanged=False)[1]
    assert "cannot be turned round" in swapped_words(1, 5, exchanged=False)[1][-1]
    assert "You said to read them the other way round." in swapped_words(5, 5, exchanged=True)[1][-1]


def test_each_oddity_is_told_with_its_figures() -> None:
    assert swapped_words(3, 5, exchanged=False)[0] == "In 3 of 5 positions latitude and longitude look swapped"
    assert nowhere_words(1, 1)[0] == "1 of 1 position stands at 0, 0"
    assert outside_words(2, 1_000)[0] == "2 of 1,000 positions lie outside the theatre"
    assert unordered_words(2)[0] == "2 rows hold two numbers that could be read either way round"
