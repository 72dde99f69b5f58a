"""Seeded chance that gives the same values on every Python."""

import math
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Seeded chance. Draws only `random.Random.random()`, whose sequence for a seed Python promises to keep."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._random = random.Random(seed)  # noqa: S311 - the sample must be the same every time; nothing here is a secret

    def apart(self, purpose: str) -> "Dice":
        """Return independent dice for one purpose, so that a change in one part of the sample leaves the others as they are."""
        return Dice(f"{self._seed}/{purpose}")

    def chance(self, share: float) -> bool:
        """Say yes in `share` (0 to 1) of all calls."""
        return self._random.random() < share

    def between(self, low: float, high: float) -> float:
        """Return a number in `[low, high)`."""
        return low + (high - low) * self._random.random()

    def whole(self, low: int, high: int) -> int:
        """Return a whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items, each as likely as another."""
        return items[int(self._random.random() * len(items))]

    def weighted(self, items: Sequence[tuple[T, float]]) -> T:
        """Return one of the items, each as likely as its weight says."""
        left = self._random.random() * sum(weight for _, weight in items)
        for item, weight in items:
            left -= weight
            if left < 0:
                return item
        return items[-1][0]

    def normal(self, spread: float) -> float:
        """Return a number around 0 with standard deviation `spread`."""
        share = 1.0 - self._random.random()
        return spread * math.sqrt(-2.0 * math.log(share)) * math.cos(math.tau * self._random.random())

    def poisson(self, mean: float) -> int:
        """Return how many of something rare happen where `mean` do on average (`mean` below 700)."""
        floor, product, count = math.exp(-mean), self._random.random(), 0
        while product > floor:
            product *= self._random.random()
            count += 1
        return count
