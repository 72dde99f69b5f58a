"""Mixed places held by one and by two workers of this machine: how near two come to half the time of one.

`python -m bench cluster [ROWS]`. The batches are written as `assess --engine dask` writes them; the same files then go to one
worker and to two, in turn, after each has indexed the zones. A worker has one core.
"""

import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from bench.places import agreement_over, mixed_observations, star_zones
from dashboard import ENGINE_VERSION
from dashboard.cluster.batches import Batches, hold_batch, read_findings
from dashboard.cluster.holding import hold_files
from dashboard.cluster.workers import workers_here
from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import hold_clauses, in_order

if TYPE_CHECKING:
    from distributed import Client

ROWS, ZONES, CORNERS, ROUNDS = 1_000_000, 500, 110, 3
_AT_ONCE = 1_000_000


def main(rows: int = ROWS) -> None:
    """Print the seconds of one and of two workers, and how near two come to half."""
    agreement = agreement_over(star_zones(ZONES, CORNERS))
    with tempfile.TemporaryDirectory() as folder:
        paths = _written(rows, Path(folder), agreement)
        print(f"{rows:,} rows in {len(paths)} files, {sum(path.stat().st_size for path in paths) / 1e6:,.0f} MB", flush=True)
        rounds = [(_held(paths, agreement, 1), _held(paths, agreement, 2)) for _ in range(ROUNDS)]
    for count, runs in enumerate(zip(*rounds, strict=True), start=1):
        wall, processor = (statistics.median(times) for times in zip(*runs, strict=True))
        print(f"  {count} worker{'s'[: count - 1]:1} {wall:7.2f} s, {processor:.2f} s of processor (median of {ROUNDS})")
    reached = [one[0] / (2 * two[0]) for one, two in rounds]
    spent = statistics.median(one[1] / two[1] for one, two in rounds)
    print(f"  by processor, which other work takes nothing from, two reach {spent:.2f}")
    print(f"  two reach {statistics.median(reached):.2f} of the ideal (from {min(reached):.2f} to {max(reached):.2f})", end="; ")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


def _written(rows: int, folder: Path, agreement: Agreement) -> list[Path]:
    """Write invented rows, a million at a time; hold the first of them both ways, which must come to the same."""
    paths: list[Path] = []
    for number, done in enumerate(range(0, rows, _AT_ONCE)):
        observations = mixed_observations(min(_AT_ONCE, rows - done), seed=1 + number)
        start = time.perf_counter()
        own = folder / str(number)
        own.mkdir()
        written = list(Batches(observations).written(own))
        if not number:
            print(f"{len(observations):,} rows written in {time.perf_counter() - start:.2f} s", flush=True)
            found = in_order([read_findings(hold_batch(path, agreement, ENGINE_VERSION)) for path in written])
            pd.testing.assert_frame_equal(found, hold_clauses(observations, agreement), check_exact=True)
        paths += written
    return paths


def _held(paths: list[Path], agreement: Agreement, count: int) -> tuple[float, float]:
    """Return the seconds that so many workers take for the files, and their seconds of processor."""
    with workers_here(count) as client:
        client.run(hold_batch, paths[0], agreement, ENGINE_VERSION)  # so that compiled code is there and the zones are indexed
        used, start = _processor(client), time.perf_counter()
        hold_files(client, paths, agreement, count=len(paths))
        return time.perf_counter() - start, _processor(client) - used


def _processor(client: "Client") -> float:
    return float(sum(client.run(time.process_time).values()))
