"""How much of fifty zones was watched on each of 400 days, against the readable rule worked out one zone and day at a time.

`python -m bench covering [ROWS]`. All watches speak of whole zones, which overlap, so that many see a part of another. The rule
is run on a few zones and days, and its time taken for all of them.
"""

import random
import time
from datetime import UTC, datetime, timedelta

import numpy as np

from bench.places import star_zones
from dashboard.domain.coverage import STATES, Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.coverage import watched
from dashboard.engine.coverage_ground import AskedArea
from dashboard.engine.coverage_reference import shares_of

ROWS, ZONES, DAYS, HELD = 50_000, 50, 400, 10
_START = datetime(2026, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


def main(rows: int = ROWS) -> None:
    """Print seconds for all zones and days, and for the rule."""
    grounds = {f"zone {number}": ground for number, ground in enumerate(star_zones(ZONES, 40))}
    dice = random.Random(1)  # noqa: S311 - the same log every time; nothing here is a secret
    log = [_watch(dice, tuple(grounds)) for _ in range(rows)]
    edges = [_START + at * _DAY for at in range(DAYS + 1)]
    areas = [AskedArea(name, ground) for name, ground in grounds.items()]
    begun = time.perf_counter()
    found = watched(log, areas, lambda one: grounds[one.zone], edges)
    ours_s = time.perf_counter() - begun
    chosen = [(dice.randrange(len(areas)), dice.randrange(DAYS)) for _ in range(HELD)]
    begun = time.perf_counter()
    for area, day in chosen:
        start, end = edges[day], edges[day + 1]
        then = [one for one in log if one.times.start < end and start < one.times.end]
        by_rule = shares_of(then, areas[area], lambda one: grounds[one.zone], Interval(start, end))
        if not np.allclose(found.shares[area, day], by_rule, atol=1e-5):
            raise AssertionError(f"the two ways differ for {areas[area].name} on {edges[day].date()}")
    rule_s = (time.perf_counter() - begun) / HELD * len(areas) * DAYS
    print(f"{rows:,} watches of {len(areas)} zones on {DAYS} days: {ours_s:.2f} s")
    print(f"one zone and day at a time: about {rule_s:,.0f} s, {rule_s / ours_s:,.0f} times as long")


def _watch(dice: random.Random, zones: tuple[str, ...]) -> Watch:
    start = _START + timedelta(minutes=dice.randrange(DAYS * 1440))
    times = Interval(start, start + timedelta(minutes=dice.randrange(10, 1440)))
    return Watch(times, dice.choice(("patrol", "drone", "satellite")), dice.choice(STATES), zone=dice.choice(zones))
