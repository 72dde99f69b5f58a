"""`python -m bench`: the whole command, from a CSV to verdicts, against the usual way, in turn and in one run."""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.inputs import write_observations, write_zones

ROWS, ZONES, ROUNDS = 100_000, 50, 3


def main() -> None:
    """Print seconds, peak memory and the ratio of both ways."""
    with tempfile.TemporaryDirectory() as folder:
        observations, zones = Path(folder, "observations.csv"), Path(folder, "zones.geojson")
        write_observations(observations, ROWS)
        write_zones(zones, ZONES)
        ours = ["-m", "dashboard", "assess", str(observations), "--agreement", str(zones), "--out", str(Path(folder, "ours.csv"))]
        theirs = ["-m", "bench.usual", str(observations), str(zones), str(Path(folder, "usual.csv"))]
        pairs = [(_measure(ours), _measure(theirs)) for _ in range(ROUNDS)]
    ratios = [usual[0] / own[0] for own, usual in pairs]
    for name, runs in (
        ("dashboard assess", [own for own, _ in pairs]),
        ("buffer + sjoin + apply", [usual for _, usual in pairs]),
    ):
        seconds, memory = statistics.median(one[0] for one in runs), max(one[1] for one in runs)
        print(f"{name:24} {seconds:7.1f} s  {memory:7.0f} MB   ({ROWS:,} rows, {ZONES} zones, median of {ROUNDS})")
    print(f"the usual way takes {statistics.median(ratios):.2f} times as long (from {min(ratios):.2f} to {max(ratios):.2f})")


def _measure(arguments: list[str]) -> tuple[float, float]:
    """Return wall seconds and peak resident megabytes of one run."""
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return time.perf_counter() - start, _peak_megabytes(used)


def _peak_megabytes(used: resource.struct_rusage) -> float:
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return used.ru_maxrss / unit


if __name__ == "__main__":
    main()
