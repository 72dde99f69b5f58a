"""No count without who looked: what is said beside numbers and of bins."""

import numpy as np
import pytest

from dashboard.language.say import words
from dashboard.present.coverage_words import bin_message, period_message, unbroken

SHARES = {
    "whole": (1.0, 0, 0, 0, 0, 0),
    "dust": (1 - 1e-13, 0, 0, 0, 0, 1e-13),
    "half": (0.4, 0, 0.6, 0, 0, 0),
    "jammed": (0, 0, 0.6, 0, 0, 0.4),
    "silent": (0, 0, 0, 0, 0, 1.0),
    "nothing in force": (np.nan,) * 6,
}


def said(name, reported="none", *, is_narrowed=False, means=(), language="en"):
    return words(bin_message(np.array(SHARES[name]), reported, is_narrowed=is_narrowed, means=means), language)


@pytest.mark.parametrize(
    ("shares", "reported", "expected"),
    [
        ("whole", "none", "no incident reported while watched"),
        ("dust", "none", "no incident reported while watched"),
        ("silent", "none", "no incident reported; nobody said whether anyone looked"),
        ("jammed", "none", "no incident reported, and nobody watched: jammed 60 %, not stated 40 %"),
        ("half", "none", "no incident reported; that says nothing of what was not watched: watched 40 %, jammed 60 %"),
        ("half", "begun", "watched 40 %, jammed 60 %"),
        ("silent", "going on", "no incident began then, one from before may go on; nobody said whether anyone looked"),
        ("nothing in force", "none", "no zone shown was in force"),
        ("nothing in force", "begun", "no zone shown was in force"),
    ],
)
def test_a_bin_says_what_was_reported_and_who_looked(shares, reported, expected):
    assert said(shares, reported) == expected


def test_a_bin_says_by_what_it_was_watched():
    assert said("whole", means=("drone", "patrol")) == "no incident reported while watched by drone, patrol"
    assert said("half", "begun", means=("drone",)) == "watched 40 %, jammed 60 % (watched by drone)"


@pytest.mark.parametrize("shares", ["whole", "silent", "jammed", "half"])
def test_none_shown_under_filters_is_not_called_none_reported(shares):
    assert "reported" not in said(shares, is_narrowed=True)
    assert "no incident with these filters" in said(shares, is_narrowed=True)


@pytest.mark.parametrize("shares", [name for name in SHARES if name not in ("whole", "dust", "nothing in force")])
def test_what_was_not_watched_throughout_is_never_called_quiet(shares):
    assert "while watched" not in said(shares)


@pytest.mark.parametrize("shares", SHARES)
@pytest.mark.parametrize("reported", ["begun", "going on", "none"])
def test_all_of_it_is_told_in_ukrainian(shares, reported):
    told = said(shares, reported, means=("drone",), language="uk")

    assert told
    assert not any(letter.isascii() and letter.isalpha() for letter in told)


@pytest.mark.parametrize(
    ("shares", "log", "expected"),
    [
        ("silent", "nowhere", "no coverage log: nothing says who looked"),
        ("nothing in force", "nowhere", "no coverage log: nothing says who looked"),
        ("silent", "elsewhere", "the coverage log speaks of no place in these zones, so nothing says who looked"),
        ("silent", "here", "nobody said whether anyone looked in these zones then"),
        ("whole", "here", "watched all of the zones’ time"),
        ("half", "here", "watched 40 % of the zones’ time; jammed 60 %"),
        ("jammed", "here", "watched 0 % of the zones’ time; jammed 60 %, not stated 40 %"),
        ("nothing in force", "here", "no zone shown was in force"),
    ],
)
def test_beside_a_count_stands_how_much_of_the_time_was_watched(shares, log, expected):
    assert words(period_message(np.array(SHARES[shares]), log), "en") == expected


def test_a_share_is_never_rounded_to_all_or_nothing():
    nearly = np.array((0.999, 0, 0, 0, 0, 0.001))

    assert words(period_message(nearly, "here"), "en") == "watched > 99 % of the zones’ time; not stated < 1 %"


@pytest.mark.parametrize("shares", SHARES)
@pytest.mark.parametrize("reported", ["begun", "going on", "none"])
def test_of_a_stretch_still_to_come_nothing_else_is_said(shares, reported):
    assert words(bin_message(np.array(SHARES[shares]), reported, is_narrowed=False, reach="ahead"), "en") == "still to come"


@pytest.mark.parametrize(
    ("reach", "expected"),
    [
        (("past", "now"), "watched 40 % of the zones’ time; jammed 60 %"),
        (("past", "ahead"), "watched 40 % of the zones’ time; jammed 60 %; time still to come does not count"),
        (("ahead", "ahead"), "still to come"),
    ],
)
def test_beside_a_count_time_still_to_come_is_told_and_not_counted(reach, expected):
    assert words(period_message(np.array(SHARES["half"]), "here", reach), "en") == expected


def test_a_percentage_is_not_broken_across_lines():
    told = unbroken("jammed 5 %, weather < 1 %, watched 12.5 % of it")
    assert told.replace("\u00a0", "_") == "jammed 5_%, weather <_1_%, watched 12.5_% of it"
