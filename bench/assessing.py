"""The whole command, from a CSV to verdicts, against the usual way, in turn and in one run."""

import statistics
import tempfile
from pathlib import Path

from bench.inputs import write_observations, write_zones
from bench.machine import run

ROWS, ZONES, ROUNDS = 100_000, 50, 3


def main() -> None:
    """Print seconds, peak memory and the ratio of both ways."""
    with tempfile.TemporaryDirectory() as folder:
        observations, zones = Path(folder, "observations.csv"), Path(folder, "zones.geojson")
        write_observations(observations, ROWS)
        write_zones(zones, ZONES)
        ours = ["-m", "dashboard", "assess", str(observations), "--agreement", str(zones), "--out", str(Path(folder, "ours.csv"))]
        theirs = ["-m", "bench.usual", str(observations), str(zones), str(Path(folder, "usual.csv"))]
        pairs = [(run(ours), run(theirs)) for _ in range(ROUNDS)]
    ratios = [usual.wall_s / own.wall_s for own, usual in pairs]
    for name, runs in (
        ("dashboard assess", [own for own, _ in pairs]),
        ("buffer + sjoin + apply", [usual for _, usual in pairs]),
    ):
        seconds, memory = statistics.median(one.wall_s for one in runs), max(one.peak_mb for one in runs)
        print(f"{name:24} {seconds:7.1f} s  {memory:7.0f} MB   ({ROWS:,} rows, {ZONES} zones, median of {ROUNDS})")
    print(f"the usual way takes {statistics.median(ratios):.2f} times as long (from {min(ratios):.2f} to {max(ratios):.2f})")
