"""A large file into the record, the record checked, backed up and brought back, against pandas and a table of a database.

The usual way (`bench.usual_record`) keeps neither the bytes as they came nor who sent them, and checks nothing.
`python -m bench record [ROWS]`; with `DATABASE_URL` the record lies in that (empty) PostgreSQL database.
"""

import tempfile
from pathlib import Path

from bench.inputs import write_observations
from bench.machine import Used, run

ROWS = 1_000_000


def main(rows: int = ROWS) -> None:
    """Print seconds on the clock and peak memory of each step."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "observations.csv")
        write_observations(path, rows)
        print(f"{rows:,} rows, {path.stat().st_size / 1e6:.0f} MB, into the record and out of it again:")
        ours = _ours(path, Path(folder))
        usual = run(["-m", "bench.usual_record", str(path), str(Path(folder, "usual.sqlite3"))])
        print(f"  pandas into a table         {_said(usual)}")
        print(f"  loading takes {ours / usual.wall_s:.1f} times the usual way's time")


def _ours(path: Path, folder: Path) -> float:
    data, backup, restored = folder / "data", folder / "backup.zip", folder / "restored"
    loading = run(["-m", "bench.our_record", str(path), str(data)])
    print(f"  kept, read and placed       {_said(loading)}")
    for what, words in (
        ("checked (verify)", ["verify", "--data", str(data)]),
        ("backed up", ["backup", str(backup), "--data", str(data)]),
        ("restored and checked", ["restore", str(backup), "--data", str(restored)]),
    ):
        print(f"  {what:27} {_said(run(['-m', 'dashboard', *words]))}")
    return loading.wall_s


def _said(used: Used) -> str:
    return f"{used.wall_s:6.1f} s  {used.cpu_s:6.1f} s CPU  {used.peak_mb:6.0f} MB"
