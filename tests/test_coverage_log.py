from datetime import UTC, datetime, timedelta

import pytest

from dashboard.coverage_log import Log
from dashboard.coverages import CoverageLog
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
