"""Remarks on rows with the lines they stand on."""

import pytest

from dashboard.present.flag_words import on_lines


@pytest.mark.parametrize(
    ("lines", "told"),
    [((3,), "line 3: so"), ((3, 4, 5, 9), "lines 3–5, 9: so"), ((2, 4), "lines 2, 4: so"), ((2, 3), "lines 2–3: so")],
)
def test_lines_are_told_in_runs(lines, told):
    assert on_lines("so", lines) == told


def test_of_very_many_lines_the_first_are_told_and_the_others_counted():
    told = on_lines("so", range(2, 20_000, 2))
    assert told.startswith("lines 2, 4, 6, ")
    assert told.endswith(", 120 and 9,939 more: so")
