"""The order in which several processes take up the files of tests: what waits beside what counts, nothing long at the end."""

from collections.abc import Sequence
from typing import TypeVar

Test = TypeVar("Test")
SHARE = 2 / 3
"""The part of a run, by its tests, in which the files that wait are begun: the last of them is not to be what all wait for."""


def spread(waiting: Sequence[Sequence[Test]], counting: Sequence[Sequence[Test]]) -> list[Test]:
    """Return all tests, file by file: those of `counting` from the most tests to the fewest, `waiting` evenly among them.

    What drives a browser waits for half of its time. Two files of it side by side leave a processor idle, and slow each other
    until a page seems stuck; at the end, where files with few tests stand otherwise, a single one keeps the other processes.
    """
    ordered: list[Test] = []
    left = sorted(counting, key=len, reverse=True)
    step = SHARE * sum(map(len, left)) / max(1, len(waiting))
    passed = 0
    for number, file in enumerate(sorted(waiting, key=len, reverse=True)):
        while left and passed < number * step:
            passed += len(left[0])
            ordered.extend(left.pop(0))
        ordered.extend(file)
    return ordered + [test for file in left for test in file]
