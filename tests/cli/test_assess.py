"""The command `assess` on sound files: the verdicts it writes, with clause and reason."""

import json

import numpy as np
import pytest

from tests.cli.one_zone import CROSSED, GOOD, SQUARE, WIDENED, assess, line, rows, zones


def test_a_good_file_gets_a_verdict_with_clause_and_reason(folder, capsys):
    assert assess(folder) == 0
    assert capsys.readouterr().out == "read 1 = accepted 1 + rejected 0 + duplicates 0\n"
    assert rows(folder / "verdicts.csv") == [
        {
            "observation_id": "O1",
            "verdict": "potential violation",
            "provision_id": "P1",
            "zone_id": "z",
            "p_inside": "1",
            "p_in_force": "1",
            "reason": "prohibited act, inside the zone, while in force, by a bound party or one not named",
        }
    ]
    (finding,) = rows(folder / "findings.csv")
    assert list(finding) == [
        "observation_id", "provision_id", "zone_id", "finding", "p_inside", "p_in_force", "edge_distance_m",
        "act_match", "weapon_match", "party_match", "reasons",
    ]  # fmt: skip
    assert float(finding["edge_distance_m"]) == pytest.approx(-36_900, rel=0.005)


def test_rows_come_out_in_the_order_they_went_in(folder):
    lines = [f"O{i},2026-07-{1 + i % 28:02d},37.{i},48.5,fire" for i in range(40, 0, -1)]
    (folder / "many.csv").write_text("\n".join(["observation_id,observed_from,lon,lat,act", *lines]), encoding="utf-8")
    assert assess(folder, "many.csv") == 0
    assert [row["observation_id"] for row in rows(folder / "verdicts.csv")] == [f"O{i}" for i in range(40, 0, -1)]


def test_both_sides_of_a_line_that_crosses_itself_are_one_zone(folder):
    both = WIDENED.replace("zones: [z]", "zones: [b]").replace("side: left", "side: both")
    (folder / "agreement.yaml").write_text(both, encoding="utf-8")
    (folder / "zones.geojson").write_text(line(CROSSED), encoding="utf-8")
    at = ["37.2,48.2", "37.4,48.03", "37.33,48.2", "37.0,48.6"]
    reports = "".join(f"O{number},2026-07-01T10:00Z,{one},0,fire\n" for number, one in enumerate(at))
    (folder / "some.csv").write_text(f"observation_id,observed_from,lon,lat,radius_m,act\n{reports}", encoding="utf-8")
    assert assess(folder, "some.csv") == 0
    verdicts = [row["verdict"] for row in rows(folder / "verdicts.csv")]
    assert verdicts == ["potential violation"] * 2 + ["outside scope"] * 2


@pytest.mark.slow
def test_a_zone_of_a_million_corners_gets_its_verdicts(folder):
    turn = np.linspace(0, 2 * np.pi, 1_000_000, endpoint=False)
    out = 0.4 + 0.01 * np.sin(5_000 * turn)
    ring = np.column_stack([37.5 + out * np.cos(turn), 48.5 + out * np.sin(turn)])
    ring = np.concatenate([ring, ring[:1]])
    corners = ",".join(f"[{lon:.9f},{lat:.9f}]" for lon, lat in ring.tolist())
    (folder / "zones.geojson").write_text(zones(SQUARE).replace(json.dumps(SQUARE), f"[{corners}]"), encoding="utf-8")
    at = ["37.5,48.5,0", "37.5,48.5,20000", "37.9,48.5,0", "37.92,48.5,0", "37.9,48.5,3000"]
    reports = "".join(f"O{number},2026-07-01T10:00Z,{one},fire\n" for number, one in enumerate(at))
    (folder / "some.csv").write_text(f"observation_id,observed_from,lon,lat,radius_m,act\n{reports}", encoding="utf-8")
    assert assess(folder, "some.csv") == 0
    verdicts = [row["verdict"] for row in rows(folder / "verdicts.csv")]
    assert verdicts == ["potential violation"] * 3 + ["outside scope", "undetermined"]


def test_a_zones_geojson_alone_prohibits_every_hostile_act_there_then(folder):
    (folder / "lone.geojson").write_text(zones(SQUARE, **{"from": "2026-06-01", "to": "2026-08-01"}), encoding="utf-8")
    (folder / "two.csv").write_text(
        GOOD + "O2,2026-08-01T12:00Z,37.5,48.5,fire\nO3,2026-07-01T10:00Z,37.5,48.5,works\n", encoding="utf-8"
    )
    assert assess(folder, "two.csv", agreement="lone.geojson") == 0
    assert [row["verdict"] for row in rows(folder / "verdicts.csv")] == ["potential violation", "outside scope", "undetermined"]


def test_what_reading_noted_of_a_row_stands_with_its_reason(folder):
    (folder / "swapped.csv").write_text(
        "observation_id,observed_from,lon,lat,act\nO1,2026-07-01,48.5000,37.5000,fire\n", encoding="utf-8"
    )
    assert assess(folder, "swapped.csv") == 0
    assert "(noted: outside the theatre, but inside it with lon and lat swapped)" in rows(folder / "verdicts.csv")[0]["reason"]


def test_local_times_follow_the_zone_asked_for(folder):
    (folder / "local.csv").write_text(
        "observation_id,observed_from,lon,lat,act\nO1,2026-06-01T00:30,37.5,48.5,fire\n", encoding="utf-8"
    )
    assert assess(folder, "local.csv") == 0
    assert rows(folder / "verdicts.csv")[0]["verdict"] == "potential violation"
    assert assess(folder, "local.csv", "--time-zone", "Asia/Tokyo") == 0
    assert rows(folder / "verdicts.csv")[0]["verdict"] == "outside scope"


def test_a_region_and_a_place_of_ones_own_are_found(folder):
    (folder / "regions.geojson").write_text(
        zones([[37.2, 48.2], [37.4, 48.2], [37.4, 48.4], [37.2, 48.4], [37.2, 48.2]], "Sector North", code="X-1")
    )
    (folder / "places.csv").write_text("name,lon,lat,radius_m\nObservation Post 9,37.5,48.5,100\n", encoding="utf-8")
    lines = (
        "observation_id,observed_from,region,place,act",
        "O1,2026-07-01,Sector North,,fire",
        "O2,2026-07-01,,observation post 9,fire",
    )
    text = "\n".join(lines)
    (folder / "named.csv").write_text(text, encoding="utf-8")
    own = ("--regions", str(folder / "regions.geojson"), "--places", str(folder / "places.csv"))
    assert assess(folder, "named.csv", *own) == 0
    assert [row["verdict"] for row in rows(folder / "verdicts.csv")] == ["potential violation"] * 2
