"""Reading, checking and placing a file, against what one would write with pandas, in turn and in one run.

The usual way (`bench.usual_reading`) checks nothing and keeps nothing as it came: it is the floor, not an equal.
`python -m bench reading [ROWS]`
"""

import statistics
import tempfile
from pathlib import Path

from bench.inputs import write_named_regions, write_observations
from bench.machine import Used, run

ROWS, ROUNDS = 1_000_000, 3


def main(rows: int = ROWS) -> None:
    """Print processor seconds and peak memory of both ways, for rows with positions and rows with names of regions."""
    with tempfile.TemporaryDirectory() as folder:
        for what, write in (("positions", write_observations), ("regions", write_named_regions)):
            path = Path(folder, f"{what}.csv")
            write(path, rows)
            _compare(what, path, rows)


def _compare(what: str, path: Path, rows: int) -> None:
    idle = run(["-m", "bench.our_reading"])
    ours, usual = zip(
        *((run(["-m", "bench.our_reading", str(path)]), run(["-m", "bench.usual_reading", str(path)])) for _ in range(ROUNDS)),
        strict=True,
    )
    print(f"{rows:,} rows with {what}, {path.stat().st_size / 1e6:.0f} MB, median of {ROUNDS}:")
    print(f"  read, checked and placed    {_said(ours)}  ({_rate(ours, rows, idle):,.0f} rows/s of processor time once started)")
    print(f"  pandas and geopandas        {_said(usual)}")
    ratios = [own.cpu_s / other.cpu_s for own, other in zip(ours, usual, strict=True)]
    print(f"  takes {statistics.median(ratios):.1f} times the usual way's time (from {min(ratios):.1f} to {max(ratios):.1f})")


def _said(runs: tuple[Used, ...]) -> str:
    return f"{statistics.median(one.cpu_s for one in runs):6.1f} s CPU  {max(one.peak_mb for one in runs):6.0f} MB"


def _rate(runs: tuple[Used, ...], rows: int, idle: Used) -> float:
    return rows / (statistics.median(one.cpu_s for one in runs) - idle.cpu_s)
