"""Repairs in words."""

from dashboard.present.repair_words import beside_value


def test_a_reason_beside_its_value_does_not_say_it_again() -> None:
    assert beside_value("'31 лютого' is not a time that can be read", " 31 лютого") == "is not a time that can be read"
    assert beside_value("the row has no date", "31") == "the row has no date"
