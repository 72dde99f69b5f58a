"""Half-open intervals of time, `[start, end)`; an end that is not declared stands at the end of time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

BEGINNING = datetime.min.replace(tzinfo=UTC)
END = datetime.max.replace(tzinfo=UTC)


_NO_OFFSET = timedelta(0)


class NotUtcError(ValueError):
    """A time that is naive or carries an offset: across a clock change its arithmetic would be wrong."""


class EmptyIntervalError(ValueError):
    """An interval whose end is not after its start."""


@dataclass(frozen=True, slots=True)
class Interval:
    """`[start, end)` in aware UTC; an undeclared side stands at the beginning or end of time."""

    start: datetime = BEGINNING
    end: datetime = END

    def __post_init__(self) -> None:
        if self.start.utcoffset() != _NO_OFFSET or self.end.utcoffset() != _NO_OFFSET:
            raise NotUtcError(f"expected times in UTC, found {self.start.isoformat()} and {self.end.isoformat()}")
        if self.end <= self.start:
            raise EmptyIntervalError(f"the interval ends at {self.end.isoformat()}, not after its start {self.start.isoformat()}")

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return (self.end - self.start).total_seconds()


def intersect(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the times in both sets, each set given as disjoint intervals in order."""
    ours, others = tuple(left), tuple(right)
    found: list[Interval] = []
    here = there = 0
    while here < len(ours) and there < len(others):
        start, end = max(ours[here].start, others[there].start), min(ours[here].end, others[there].end)
        if start < end:
            found.append(Interval(start, end))
        if ours[here].end < others[there].end:
            here += 1
        else:
            there += 1
    return tuple(found)


def union(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the same times as disjoint intervals in order; touching ones become one."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda one: one.start):
        if merged and interval.start <= merged[-1].end:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


def subtract(left: Iterable[Interval], right: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the times in `left` that are in none of `right`."""
    return intersect(union(left), complement(right))


def complement(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return all times in none of the intervals."""
    gaps: list[Interval] = []
    cursor = BEGINNING
    for interval in union(intervals):
        if cursor < interval.start:
            gaps.append(Interval(cursor, interval.start))
        cursor = interval.end
    if cursor < END:
        gaps.append(Interval(cursor, END))
    return tuple(gaps)


def share_within(observed: Interval, in_force: Iterable[Interval]) -> float:
    """Return the share, 0 to 1, of `observed` that lies within disjoint intervals."""
    return sum(part.seconds for part in intersect((observed,), in_force)) / observed.seconds
