"""What a visitor means who draws over the timeline or clicks on it."""

from datetime import UTC, date, datetime

import pytest

from dashboard.ui.timeline_chart import chosen_days
from tests.factories import one_observation, situation_of
from tests.present.watching import line_of


def milliseconds(*day):
    return datetime(*day, tzinfo=UTC).timestamp() * 1000


@pytest.fixture(scope="module")
def line():
    return line_of(situation_of([one_observation(hours=12)]))


def test_a_range_means_the_days_it_reaches(line):
    drawn = {"range": {"from": [milliseconds(2026, 6, 2, 8), milliseconds(2026, 6, 4)]}}

    assert chosen_days(drawn, line) == (date(2026, 6, 2), date(2026, 6, 3))


def test_a_bin_without_any_incident_can_be_chosen_as_well_as_a_bar(line):
    assert chosen_days({"bar": [{"from": milliseconds(2026, 6, 1)}]}, line) == (date(2026, 6, 1), date(2026, 6, 1))
    assert chosen_days({"bar": [{"from": milliseconds(2026, 6, 7)}]}, line) == (date(2026, 6, 7), date(2026, 6, 7))


def test_a_month_without_any_incident_means_all_its_days():
    years = line_of(situation_of([one_observation()]), first_day=date(2024, 1, 1), last_day=date(2027, 1, 1))

    assert chosen_days({"bar": [{"from": milliseconds(2025, 2, 1)}]}, years) == (date(2025, 2, 1), date(2025, 2, 28))


def test_nothing_drawn_means_no_days(line):
    assert chosen_days({}, line) is None
    assert chosen_days({"range": {"from": [5.0, 5.0]}}, line) is None
