"""Invented input for measurements: seeded, so that two runs measure the same thing."""

import csv
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

_START = datetime(2026, 6, 1, tzinfo=UTC)
_ACTS = ("fire", "fire.artillery", "fire.small-arms", "presence.heavy-weapon", "flight.uav", "undetermined")


_REGIONS = ("Donetsk oblast", "Донецька область", "Kharkiv Oblast", "Херсонська область", "Запорізька обл.", "Odesa")


def write_observations(path: Path, count: int, seed: int = 1) -> None:
    """Write a canonical CSV over a theatre of 10 by 5 degrees and ninety days; three in ten places are discs up to 5 km."""
    rng = np.random.default_rng(seed)
    lon, lat = rng.uniform(30, 40, count), rng.uniform(46, 51, count)
    radius = np.where(rng.random(count) < 0.3, rng.uniform(50, 5000, count).round(), 0)
    seconds, act = rng.integers(0, 90 * 86_400, count), rng.integers(0, len(_ACTS), count)
    party, calibre = rng.integers(0, 3, count), rng.choice([0, 82, 122, 152], count)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(
            ["observation_id", "observed_from", "lon", "lat", "radius_m", "act", "calibre_mm", "party", "means", "source"]
        )
        for i in range(count):
            when = (_START + timedelta(seconds=int(seconds[i]))).strftime("%Y-%m-%dT%H:%M:%SZ")
            place = (f"{lon[i]:.5f}", f"{lat[i]:.5f}", f"{radius[i]:.0f}")
            rows.writerow([f"B{i}", when, *place, _ACTS[act[i]], calibre[i] or "", ("", "A", "B")[party[i]], "patrol", "bench"])


def write_named_regions(path: Path, count: int, seed: int = 3) -> None:
    """Write a canonical CSV of rows that name a region, in several spellings, and no position."""
    rng = np.random.default_rng(seed)
    seconds, region = rng.integers(0, 90 * 86_400, count), rng.integers(0, len(_REGIONS), count)
    act = rng.integers(0, len(_ACTS), count)
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["observation_id", "observed_from", "region", "act", "means", "source"])
        for i in range(count):
            when = (_START + timedelta(seconds=int(seconds[i]))).strftime("%Y-%m-%dT%H:%M:%SZ")
            rows.writerow([f"R{i}", when, _REGIONS[region[i]], _ACTS[act[i]], "patrol", "bench"])


def write_zones(path: Path, count: int, vertices: int = 1000, seed: int = 2) -> None:
    """Write a zones GeoJSON of star-shaped zones, each in force for a part of the ninety days."""
    rng = np.random.default_rng(seed)
    features = [_zone(rng, number, vertices) for number in range(count)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def _zone(rng: np.random.Generator, number: int, vertices: int) -> dict[str, object]:
    turn = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    reach = rng.uniform(0.2, 0.6) * (1 + 0.2 * np.sin(9 * turn) + 0.02 * rng.random(vertices))
    east, north = rng.uniform(31, 39), rng.uniform(46.7, 50.3)
    ring = np.column_stack([east + reach * np.cos(turn), north + 0.7 * reach * np.sin(turn)]).round(6).tolist()
    times = {"from": f"2026-06-{rng.integers(1, 28):02d}T00:00", "to": f"2026-08-{rng.integers(1, 28):02d}T00:00"}
    return {
        "type": "Feature",
        "properties": {"name": f"Zone {number}", **times},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }
