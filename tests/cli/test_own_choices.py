"""Boundaries, places and corrections of one's own on the command line: the same verdicts as on the page."""

import json

import pytest

from tests.cli.one_zone import AGREEMENT, SQUARE, assess, rows, zones

ROWS = """observation_id,observed_from,region,place,act
O1,2026-07-01,,Ivanivka,fire
O2,2026-07-01,Strip,,fire
O3,2026-07-01,,Post 4,fire
"""
INSIDE = [[37.2, 48.2], [37.4, 48.2], [37.4, 48.4], [37.2, 48.4], [37.2, 48.2]]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "named.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "zones.geojson").write_text(zones(SQUARE), encoding="utf-8")
    (tmp_path / "strip.geojson").write_text(zones(INSIDE, "Strip"), encoding="utf-8")
    (tmp_path / "other.geojson").write_text(zones(INSIDE, "Other"), encoding="utf-8")
    (tmp_path / "posts.csv").write_text("name,lon,lat,radius_m\nPost 4,37.3,48.3,0\n", encoding="utf-8")
    said = {"region": "", "detail": "", "place": "Ivanivka", "lon": 37.3, "lat": 48.3, "radius_m": 100, "who": "Ann", "why": "so"}
    (tmp_path / "corrections.json").write_text(json.dumps([said]), encoding="utf-8")
    return tmp_path


def test_names_are_placed_by_files_of_ones_own_and_the_notes_say_how_many(folder, capsys):
    assert assess(folder, "named.csv") == 0
    assert [row["verdict"] for row in rows(folder / "verdicts.csv")] == ["unplaced"] * 3
    capsys.readouterr()
    own = ("--regions", str(folder / "strip.geojson"), "--regions", str(folder / "other.geojson"))
    own = (*own, "--places", str(folder / "posts.csv"), "--corrections", str(folder / "corrections.json"))
    assert assess(folder, "named.csv", *own) == 0
    assert [row["verdict"] for row in rows(folder / "verdicts.csv")] == ["potential violation"] * 3
    notes = capsys.readouterr().err
    for name, count in (
        ("strip.geojson", "1 placing rests on it"),
        ("other.geojson", "0 placings rest"),
        ("posts.csv", "1 placing"),
    ):
        assert any(f"{name} (SHA-256 " in line and count in line for line in notes.splitlines())


def test_a_broken_file_of_corrections_stops_the_command_with_one_line(folder, capsys):
    (folder / "corrections.json").write_text("[{}]", encoding="utf-8")
    assert assess(folder, "named.csv", "--corrections", str(folder / "corrections.json")) == 2
    assert capsys.readouterr().err.startswith("dashboard: corrections.json, correction 1: region, detail and place are all empty")
