"""Opening the dashboard upon a record that was worked out before, against working it out anew; in turn and in one run.

`python -m bench opening [ROWS]`. Counted from the moment the program is loaded: theatre and record opened, picture made or found,
and all that the overview sends drawn up. What a browser takes to paint it, and the program to load, is apart.
"""

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from bench.inputs import write_named_regions, write_observations
from dashboard.ingest.intake import SourceFile
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import SNAPSHOTS, add_files, open_project

ROWS, ROUNDS = 1_000_000, 3
_NAMED = 0.15
"""Share of the rows that name a region; the others have a position, three in ten of them with a radius."""


@dataclass(frozen=True, slots=True)
class _Taken:
    wall_s: float
    cpu_s: float
    peak_mb: float


def main(rows: int = ROWS) -> None:
    """Print seconds and peak memory of both ways, what the snapshots take on the disk, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder, "data")
        _load(data, rows)
        anew, found = [], []
        for _ in range(ROUNDS):
            shutil.rmtree(data / SNAPSHOTS, ignore_errors=True)
            anew.append(_opened(data))
            found.append(_opened(data))
        size = sum(path.stat().st_size for path in (data / SNAPSHOTS).rglob("*") if path.is_file())
    print(f"{rows:,} rows, median of {ROUNDS}; the snapshots take {size / 1e6:,.0f} MB:")
    print(f"  worked out anew    {_said(anew)}")
    print(f"  from a snapshot    {_said(found)}")
    for what in ("wall_s", "cpu_s"):
        ratios = [getattr(slow, what) / getattr(quick, what) for slow, quick in zip(anew, found, strict=True)]
        said = {"wall_s": "on the clock", "cpu_s": "of processor"}[what]
        print(f"  {statistics.median(ratios):.1f} times as quick {said} (from {min(ratios):.1f} to {max(ratios):.1f})")


def _load(data: Path, rows: int) -> None:
    project = open_project(data, theatre_folder(), sample_folder())
    named = int(rows * _NAMED)
    for name, write, count in (("positions.csv", write_observations, rows - named), ("regions.csv", write_named_regions, named)):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            write(path, count)
            add_files(project, [SourceFile(name, path.read_bytes())], time_zone="")


def _opened(data: Path) -> _Taken:
    told = subprocess.run([sys.executable, "-m", "bench.our_opening", str(data)], check=True, capture_output=True, text=True)
    return _Taken(**json.loads(told.stdout))


def _said(taken: list[_Taken]) -> str:
    wall, cpu = (statistics.median(getattr(one, what) for one in taken) for what in ("wall_s", "cpu_s"))
    return f"{wall:6.2f} s, {cpu:6.2f} s CPU, peak {max(one.peak_mb for one in taken):6.0f} MB"
