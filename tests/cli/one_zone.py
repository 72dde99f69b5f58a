"""One zone in which fire is prohibited, and a report in it: what tests of the command line hand in, and how they run it."""

import csv
import json
from pathlib import Path

from dashboard.cli import main

GOOD = "observation_id,observed_from,lon,lat,act\nO1,2026-07-01T10:00Z,37.5000,48.5000,fire\n"
SQUARE = [[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]
AGREEMENT = """\
agreement: {id: t, title: T, kind: ceasefire, time_zone: Europe/Kyiv, in_force: {from: 2026-06-01},
            parties: [A, B], source: invented}
zones:
  - {id: z, name: Zone, kind: security zone, geometry: {file: zones.geojson, feature: z}}
provisions:
  - {id: P1, clause: para 1, text: No fire., zones: [z], prohibits: {acts: [fire]}}
"""
WIDENED = AGREEMENT.replace(
    "provisions:", "  - {id: b, name: B, geometry: {buffer_of: z, distance_m: 5000, side: left}}\nprovisions:"
)
CROSSED = [[37.0, 48.0], [37.4, 48.4], [37.4, 48.0], [37.0, 48.4]]


def zones(ring: list[list[float]], name: str = "z", **more: str) -> str:
    feature = {
        "type": "Feature",
        "id": name,
        "properties": {"name": name, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def line(corners: list[list[float]]) -> str:
    geometry = {"type": "LineString", "coordinates": corners}
    return json.dumps({"type": "Feature", "id": "z", "properties": {}, "geometry": geometry})


def assess(folder: Path, observations: str = "good.csv", *more: str, agreement: str = "agreement.yaml") -> int:
    out = (
        "--out",
        str(folder / "verdicts.csv"),
        "--findings",
        str(folder / "findings.csv"),
        "--rejected",
        str(folder / "rejected.csv"),
    )
    return main(["assess", str(folder / observations), "--agreement", str(folder / agreement), *out, *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
