from datetime import UTC, datetime, time

import numpy as np
import pytest

from dashboard.domain.daily import Daily
from dashboard.domain.intervals import Interval
from dashboard.engine.shares import microseconds
from dashboard.present.force_words import out_of_force_words, times_of_any_clause
from tests.engine.builders import agreement, provision, zone


def day(number: int, month: int = 6) -> datetime:
    return datetime(2026, month, number, tzinfo=UTC)


JUNE = Interval(day(1), day(1, month=7))


def said(declared, *times: tuple[datetime, datetime]):
    first, last = (np.array([microseconds(one[end]) for one in times], dtype=np.int64) for end in (0, 1))
    return out_of_force_words(declared, first, last)


def test_reports_that_all_lie_before_or_after_every_clause_are_told_with_when_one_is_in_force():
    declared = agreement([zone()], [provision("fire")], in_force=(JUNE,))

    heading, lines = said(declared, (day(1, month=5), day(2, month=5)), (day(1, month=7), day(2, month=7)))

    assert heading.startswith("None of these reports is from a time")
    assert lines[0] == "Clauses are in force: from 1 Jun 2026 to 1 Jul 2026 (UTC time)."


@pytest.mark.parametrize("one", [(day(30), day(1, month=7)), (day(31, month=5), datetime(2026, 6, 1, 0, 1, tzinfo=UTC))])
def test_one_report_that_meets_a_clause_in_time_is_enough_for_saying_nothing(one):
    declared = agreement([zone()], [provision("fire")], in_force=(JUNE,))

    assert said(declared, (day(1, month=5), day(2, month=5)), one) is None


def test_without_reports_nothing_is_said():
    assert said(agreement([zone()], [provision("fire")], in_force=(JUNE,))) is None


def test_zone_clause_and_suspension_count_and_hours_of_the_day_do_not():
    zones = [zone(id="a", in_force=(Interval(day(2), day(9)),)), zone(id="b", in_force=(Interval(day(20), day(25)),))]
    rules = [
        provision("fire", id="P1", zone_ids=("a",), suspended=(Interval(day(4), day(5)),)),
        provision("fire", id="P2", zone_ids=("b",), daily=Daily(time(22), time(6))),
    ]

    assert times_of_any_clause(agreement(zones, rules)) == (
        Interval(day(2), day(4)),
        Interval(day(5), day(9)),
        Interval(day(20), day(25)),
    )
