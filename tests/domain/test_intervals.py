"""Half-open intervals of time: `[start, end)` at both ends, and the laws their sets obey."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from dashboard.domain.intervals import (
    BEGINNING,
    END,
    EmptyIntervalError,
    Interval,
    complement,
    intersect,
    share_within,
    subtract,
    union,
)
from tests.domain.strategies import INTERVALS, MOMENTS, OPEN_SETS, SETS, at, interval

ALL_TIME = (Interval(),)
TICK = timedelta(microseconds=1)


def holds(intervals, moment):
    return any(one.start <= moment < one.end for one in intervals)


def is_tidy(intervals):
    """Disjoint, in order, and with a gap between any two."""
    return all(one.end < other.start for one, other in pairwise(intervals))


def test_an_interval_that_ends_at_its_start_is_refused():
    with pytest.raises(EmptyIntervalError, match=r"ends at 2026-01-01T00:00:05\S*, not after its start"):
        interval(5, 5)


def test_an_interval_that_ends_before_its_start_is_refused():
    with pytest.raises(EmptyIntervalError):
        interval(5, 4)


def test_an_interval_may_be_as_short_as_a_microsecond():
    assert Interval(at(0), at(0) + TICK).seconds == 1e-6


def test_an_undeclared_side_stands_at_the_end_of_time():
    assert (Interval().start, Interval().end) == (BEGINNING, END)
    assert holds((Interval(end=at(0)),), BEGINNING)


def test_what_begins_when_the_other_ends_does_not_meet_it():
    assert intersect((interval(0, 5),), (interval(5, 9),)) == ()
    assert share_within(interval(5, 6), (interval(0, 5),)) == 0
    assert share_within(interval(4, 5), (interval(5, 9),)) == 0


def test_the_start_is_included_and_the_end_is_not():
    in_force = (interval(0, 5),)
    assert share_within(Interval(at(0), at(0) + TICK), in_force) == 1
    assert share_within(Interval(at(5) - TICK, at(5)), in_force) == 1
    assert share_within(Interval(at(5), at(5) + TICK), in_force) == 0
    assert share_within(Interval(at(0) - TICK, at(0)), in_force) == 0


@pytest.mark.parametrize(
    ("observed", "share"),
    [((0, 10), 1.0), ((5, 15), 0.5), ((-5, 5), 0.5), ((-10, 20), 1 / 3), ((10, 20), 0.0), ((2, 3), 1.0)],
)
def test_share_within_is_the_part_of_the_observed_time(observed, share):
    assert share_within(interval(*observed), (interval(0, 10),)) == pytest.approx(share, abs=0)


def test_share_within_sums_over_the_parts():
    assert share_within(interval(0, 10), (interval(0, 2), interval(5, 6), interval(9, 20))) == 0.4


def test_touching_intervals_become_one():
    assert union((interval(5, 9), interval(0, 5))) == (interval(0, 9),)


def test_nested_and_equal_intervals_become_one():
    assert union((interval(0, 9), interval(2, 3), interval(0, 9))) == (interval(0, 9),)


def test_intervals_a_microsecond_apart_stay_two():
    apart = (interval(0, 5), Interval(at(5) + TICK, at(9)))
    assert union(apart) == apart


def test_a_suspension_cuts_the_middle_out():
    assert subtract((interval(0, 10),), (interval(3, 4),)) == (interval(0, 3), interval(4, 10))


def test_a_suspension_of_everything_leaves_nothing():
    assert subtract((interval(3, 4),), (interval(0, 10),)) == ()
    assert complement(ALL_TIME) == ()


def test_nothing_cut_out_leaves_everything():
    assert complement(()) == ALL_TIME
    assert subtract((interval(0, 10),), ()) == (interval(0, 10),)


@given(OPEN_SETS, MOMENTS.map(at))
def test_union_holds_a_moment_where_one_of_them_does(intervals, moment):
    assert holds(union(intervals), moment) == holds(intervals, moment)


@given(OPEN_SETS, MOMENTS.map(at))
def test_complement_holds_a_moment_where_none_of_them_does(intervals, moment):
    assert holds(complement(intervals), moment) != holds(intervals, moment)


@given(OPEN_SETS, OPEN_SETS, MOMENTS.map(at))
def test_subtract_holds_a_moment_of_the_first_that_is_not_in_the_second(left, right, moment):
    assert holds(subtract(left, right), moment) == (holds(left, moment) and not holds(right, moment))


@given(OPEN_SETS, OPEN_SETS, MOMENTS.map(at))
def test_intersect_holds_a_moment_that_is_in_both(left, right, moment):
    assert holds(intersect(union(left), union(right)), moment) == (holds(left, moment) and holds(right, moment))


@given(OPEN_SETS, OPEN_SETS)
def test_results_are_disjoint_and_in_order(left, right):
    assert is_tidy(union(left))
    assert is_tidy(complement(left))
    assert is_tidy(subtract(left, right))
    assert is_tidy(intersect(union(left), union(right)))


@given(OPEN_SETS)
def test_union_does_not_depend_on_order_and_changes_nothing_the_second_time(intervals):
    assert union(reversed(intervals)) == union(intervals)
    assert union(union(intervals)) == union(intervals)


@given(OPEN_SETS)
def test_the_complement_of_the_complement_is_the_set(intervals):
    assert complement(complement(intervals)) == union(intervals)


@given(OPEN_SETS, OPEN_SETS)
def test_de_morgan_holds(left, right):
    assert complement([*left, *right]) == intersect(complement(left), complement(right))


@given(OPEN_SETS, OPEN_SETS)
def test_a_set_is_what_is_cut_out_of_it_and_what_stays(left, right):
    both = intersect(union(left), union(right))
    assert union([*subtract(left, right), *both]) == union(left)


@given(INTERVALS, SETS)
def test_share_within_lies_between_0_and_1(observed, in_force):
    assert 0 <= share_within(observed, union(in_force)) <= 1


@given(INTERVALS, SETS)
def test_shares_within_a_set_and_within_its_complement_make_one(observed, in_force):
    whole = share_within(observed, union(in_force)) + share_within(observed, complement(in_force))
    assert whole == pytest.approx(1)


@given(INTERVALS, SETS, SETS)
def test_more_time_in_force_never_lowers_the_share(observed, in_force, further):
    more = share_within(observed, union([*in_force, *further]))
    assert more >= share_within(observed, union(in_force)) - 1e-12


@given(INTERVALS, SETS)
def test_moving_everything_in_time_leaves_the_share(observed, in_force):
    def moved(one):
        return Interval(one.start + timedelta(days=400), one.end + timedelta(days=400))

    assert share_within(moved(observed), union(map(moved, in_force))) == share_within(observed, union(in_force))
