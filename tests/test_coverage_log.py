from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dashboard.coverage_log import Log
from dashboard.coverages import CoverageLog, Logged
from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from tests.factories import invented_agreement

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def log(*times, in_force):
    watches = tuple(
        Watch(zone="z", region="", area=None, times=one, means="patrol", state="observed", source="", note="") for one in times
    )
    whole = CoverageLog(1, (), (), (), None)
    return Log(("a",), watches, whole, invented_agreement(in_force=in_force))


@pytest.mark.parametrize(
    ("now", "span"),
    [
        (NOON - HOUR, None),
        (NOON + HOUR, Interval(NOON, NOON + HOUR)),
        (NOON + 9 * HOUR, Interval(NOON, NOON + 2 * HOUR)),
    ],
)
def test_a_log_reaches_from_its_first_word_to_its_last_as_far_as_the_clock_has_come(now, span):
    one = log(Interval(NOON, NOON + HOUR), Interval(NOON + HOUR, NOON + 2 * HOUR), in_force=(Interval(),))
    assert one.span(now) == span


def test_a_log_reaches_no_further_than_the_agreement():
    one = log(Interval(NOON, NOON + 4 * HOUR), in_force=(Interval(NOON + HOUR, NOON + 2 * HOUR),))
    assert one.span(NOON + 9 * HOUR) == Interval(NOON + HOUR, NOON + 2 * HOUR)
    assert log(in_force=(Interval(),)).span(NOON) is None


def test_time_has_come_at_least_as_far_as_the_last_word_of_a_log_and_an_invented_log_is_not_bound_by_the_clock():
    one = log(Interval(NOON, NOON + HOUR), in_force=(Interval(),))
    assert one.reached(NOON) == NOON
    said = replace(one, whole=replace(one.whole, watches=(Logged(one.watches[0], told_at=NOON + HOUR),)))
    assert said.reached(NOON) == NOON + HOUR
    assert said.reached(NOON + 2 * HOUR) == NOON + 2 * HOUR
    invented = replace(one, whole=replace(one.whole, watches=(Logged(one.watches[0]),)))
    assert invented.reached(NOON - HOUR) == NOON + HOUR
