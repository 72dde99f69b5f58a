"""What docs/method.md prints of the reader's choices is what the reader does."""

from pathlib import Path

import pytest

from dashboard.ingest.times.dates import PIVOT
from dashboard.ingest.times.words import ABOUT_MINUTES, DAY_PARTS, NIGHT_AFTER, NIGHT_FIRST, DayPart

METHOD = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", DAY_PARTS, ids=lambda part: part.name)
def test_every_part_of_the_day_stands_in_the_table(part: DayPart) -> None:
    until = f"{part.after:02d}:00" if part.after <= 24 else f"{part.after - 24:02d}:00 of the next day"
    assert f"| {part.name} | {part.first:02d}:00 to {until} |" in METHOD


def test_the_night_the_width_of_approximations_and_the_pivot_are_told() -> None:
    assert f"| night between two days | {NIGHT_FIRST}:00 to {NIGHT_AFTER - 24:02d}:00 |" in METHOD
    assert f"{ABOUT_MINUTES} minutes more on either side" in METHOD
    assert f"{PIVOT} to 99 are 19{PIVOT} to 1999, 00 to {PIVOT - 1} are 2000 to 20{PIVOT - 1}" in METHOD
