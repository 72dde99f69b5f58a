"""The truth behind the sample, as the tests read it."""

import csv
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[2] / "sample_data"
Place = tuple[str, int]
"""File name and 1-based physical line."""


def truth_rows() -> dict[Place, dict[str, str]]:
    with (SAMPLE / "truth" / "rows.csv").open(encoding="utf-8", newline="") as file:
        return {(row["file"], int(row["line"])): row for row in csv.DictReader(file)}


def truth_events() -> list[dict[str, str]]:
    with (SAMPLE / "truth" / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def observation_files() -> list[Path]:
    return sorted(SAMPLE.glob("*.csv"))
