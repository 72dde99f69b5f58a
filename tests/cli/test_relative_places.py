"""The command line on rows whose place is told from another place, from file to verdict."""

import csv
from pathlib import Path

from dashboard.cli import main
from tests.cli.one_zone import AGREEMENT, SQUARE, zones

PLACES = "name,lon,lat,radius_m\nNorthbridge,37.5,48.5,1000\nEastgate,37.99,48.5,1000\nFarwick,30.0,50.0,1000\n"
ROWS = """\
observation_id,observed_from,region,place,act
inside,2026-07-01T10:00Z,,3-5km ESE of Northbridge,fire
outskirts,2026-07-01T10:00Z,,north-eastern outskirts of Northbridge,fire
across,2026-07-01T10:00Z,,near Eastgate,fire
beyond,2026-07-01T10:00Z,,10 km E of Eastgate,fire
far,2026-07-01T10:00Z,,17 км на північ від Farwick,fire
several,2026-07-01T10:00Z,,5 km N of Northbridge and Eastgate,fire
lines,2026-07-01T10:00Z,,behind enemy lines,fire
unknown,2026-07-01T10:00Z,,5 km N of Southmill,fire
"""
EXPECTED = {
    "inside": "potential violation",
    "outskirts": "potential violation",
    "across": "undetermined",
    "beyond": "outside scope",
    "far": "outside scope",
    "several": "unplaced",
    "lines": "unplaced",
    "unknown": "unplaced",
}


def test_rows_told_from_a_place_get_verdicts_by_their_sectors(tmp_path: Path, capsys) -> None:
    for name, text in (
        ("rows.csv", ROWS),
        ("places.csv", PLACES),
        ("agreement.yaml", AGREEMENT),
        ("zones.geojson", zones(SQUARE)),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    paths = {name: str(tmp_path / name) for name in ("rows.csv", "places.csv", "agreement.yaml", "verdicts.csv", "findings.csv")}
    told = ["assess", paths["rows.csv"], "--agreement", paths["agreement.yaml"], "--places", paths["places.csv"]]
    assert main([*told, "--out", paths["verdicts.csv"], "--findings", paths["findings.csv"]]) == 0
    assert capsys.readouterr().out == "read 8 = accepted 8 + rejected 0 + duplicates 0\n"
    verdicts = {row["observation_id"]: row for row in _rows(paths["verdicts.csv"])}
    assert {name: row["verdict"] for name, row in verdicts.items()} == EXPECTED
    assert 0.4 < float(verdicts["across"]["p_inside"]) < 0.6
    assert "tells the place from several others" in verdicts["several"]["reason"]
    assert '"Southmill" is not a known settlement' in verdicts["unknown"]["reason"]
    distances = {row["observation_id"]: float(row["edge_distance_m"]) for row in _rows(paths["findings.csv"])}
    assert distances["inside"] < -25_000
    assert distances["across"] == 0


def _rows(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
