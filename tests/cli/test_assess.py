"""The command line as a person uses it: files in, files out, one line for what is wrong."""

import csv
import gzip
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from dashboard.cli import main

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data"
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
needs_real_data = pytest.mark.skipif(not SHARED.is_dir(), reason="real data is not at ../shared/data")


def zones(ring: list[list[float]], name: str = "z", **more: str) -> str:
    feature = {
        "type": "Feature",
        "id": name,
        "properties": {"name": name, **more},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "zones.geojson").write_text(zones(SQUARE), encoding="utf-8")
    return tmp_path


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


BAD_OBSERVATIONS = {
    "an empty file": (b"", "empty"),
    "a PDF named csv": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n", "PDF"),
    "three columns missing": (b"observation_id,act\nO1,fire\n", "observed_from"),
    "a delimiter nobody uses": (b"observation_id|observed_from|lon|lat\nO1|2026-07-01|37.5|48.5\n", "line 1"),
}


@pytest.mark.parametrize("case", BAD_OBSERVATIONS)
def test_an_unreadable_file_gets_one_line_and_exit_code_2(folder, capsys, case):
    content, said = BAD_OBSERVATIONS[case]
    (folder / "bad.csv").write_bytes(content)
    assert assess(folder, "bad.csv") == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert "bad.csv" in error
    assert said in error
    assert not (folder / "verdicts.csv").exists()


BAD_ROWS = {
    "the 31st of February": ("O1,2026-02-31,37.5,48.5,fire", "observed_from"),
    "lat and lon swapped beyond what can be": ("O1,2026-07-01,48.5,137.5,fire", "lat"),
    "text in lon": ("O1,2026-07-01,near the bridge,48.5,fire", "lon"),
    "no time": ("O1,,37.5,48.5,fire", "observed_from"),
    "one coordinate": ("O1,2026-07-01,37.5,,fire", "lat"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_a_bad_row_is_rejected_with_its_column_and_the_rest_goes_on(folder, capsys, case):
    line, column = BAD_ROWS[case]
    (folder / "rows.csv").write_text(GOOD + line.replace("O1", "O2") + "\n", encoding="utf-8")
    assert assess(folder, "rows.csv") == 0
    assert capsys.readouterr().out == "read 2 = accepted 1 + rejected 1 + duplicates 0\n"
    (rejected,) = rows(folder / "rejected.csv")
    assert (rejected["line"], rejected["column"], rejected["observation_id"]) == ("3", column, "O2")


def test_nothing_usable_is_exit_code_1(folder, capsys):
    (folder / "rows.csv").write_text(GOOD.replace("37.5", "here"), encoding="utf-8")
    assert assess(folder, "rows.csv") == 1
    assert capsys.readouterr().out == "read 1 = accepted 0 + rejected 1 + duplicates 0\n"


def test_a_mended_rejected_file_can_be_loaded_again(folder):
    (folder / "rows.csv").write_text(GOOD.replace("37.5", "here").replace("fire", "=fire"), encoding="utf-8")
    assert assess(folder, "rows.csv") == 1
    mended = (
        (folder / "rejected.csv").read_text(encoding="utf-8").replace("O1,2026-07-01T10:00Z,here", "O1,2026-07-01T10:00Z,37.5")
    )
    (folder / "mended.csv").write_text(mended, encoding="utf-8")
    assert assess(folder, "mended.csv") == 0
    assert rows(folder / "verdicts.csv")[0]["observation_id"] == "O1"


CROSSED = [[37.0, 48.0], [37.4, 48.4], [37.4, 48.0], [37.0, 48.4]]
WIDENED = AGREEMENT.replace(
    "provisions:", "  - {id: b, name: B, geometry: {buffer_of: z, distance_m: 5000, side: left}}\nprovisions:"
)


def line(corners: list[list[float]]) -> str:
    geometry = {"type": "LineString", "coordinates": corners}
    return json.dumps({"type": "Feature", "id": "z", "properties": {}, "geometry": geometry})


BOW_TIE = [[37, 48], [38, 49], [38, 48], [37, 49], [37, 48]]
BAD_AGREEMENTS = {
    "a bow-tie": (AGREEMENT, zones(BOW_TIE), "zones.geojson"),
    "from after to": (
        AGREEMENT.replace("{from: 2026-06-01}", "{from: 2026-06-01, to: 2026-05-01}"),
        zones(SQUARE),
        "agreement.yaml:1",
    ),
    "an unknown zone id": (AGREEMENT.replace("zones: [z]", "zones: [y]"), zones(SQUARE), "agreement.yaml:6"),
    "an unknown act": (AGREEMENT.replace("acts: [fire]", "acts: [fyre]"), zones(SQUARE), "agreement.yaml:6"),
    "a missing feature": (AGREEMENT, zones(SQUARE, "other"), "agreement.yaml:4"),
    "a zone id twice": (
        AGREEMENT.replace("provisions:", f"{AGREEMENT.splitlines()[3]}\nprovisions:"),
        zones(SQUARE),
        "agreement.yaml:5",
    ),
    "a provision id twice": (AGREEMENT + AGREEMENT.splitlines()[5], zones(SQUARE), "agreement.yaml:7"),
    "a line that is missing": (WIDENED.replace("buffer_of: z", "buffer_of: front"), zones(SQUARE), "agreement.yaml:5"),
    "an area to widen": (WIDENED, zones(SQUARE), "agreement.yaml:5"),
    "an empty geometry": (AGREEMENT, zones([]), "zones.geojson: feature"),
    "one side of a line that crosses itself": (WIDENED.replace("zones: [z]", "zones: [b]"), line(CROSSED), "agreement.yaml:5"),
    "an hour that comes twice": (AGREEMENT.replace("2026-06-01", "2026-10-25T03:30"), zones(SQUARE), "agreement.yaml:1"),
    "broken YAML": ("agreement: {id: [\n", zones(SQUARE), "agreement.yaml"),
    "an hour that does not exist": (AGREEMENT.replace("2026-06-01", "2026-03-29T03:30"), zones(SQUARE), "agreement.yaml:1"),
}


@pytest.mark.parametrize("case", BAD_AGREEMENTS)
def test_a_bad_agreement_gets_one_line_that_names_the_place(folder, capsys, case):
    text, geometry, said = BAD_AGREEMENTS[case]
    (folder / "agreement.yaml").write_text(text, encoding="utf-8")
    (folder / "zones.geojson").write_text(geometry, encoding="utf-8")
    assert assess(folder) == 2
    error = capsys.readouterr().err
    assert len(error.splitlines()) == 1
    assert said in error
    assert not (folder / "verdicts.csv").exists()


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


def test_a_file_that_is_not_there_is_named(folder, capsys):
    assert assess(folder, "nowhere.csv") == 2
    assert "nowhere.csv: No such file or directory" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["assess"], ["assess", "x.csv"], ["judge"], ["assess", "x", "--agreement", "y", "--time-zone", "Mars"]]
)
def test_bad_usage_is_one_line_and_exit_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_input_is_never_written_over(folder, capsys):
    with pytest.raises(SystemExit):
        main(
            ["assess", str(folder / "good.csv"), "--agreement", str(folder / "agreement.yaml"), "--out", str(folder / "good.csv")]
        )
    assert "written over" in capsys.readouterr().err
    assert (folder / "good.csv").read_text(encoding="utf-8") == GOOD


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


@pytest.mark.slow
def test_the_program_runs_as_a_module_and_shows_no_traceback(folder):
    command = [
        sys.executable,
        "-m",
        "dashboard",
        "assess",
        str(folder / "nowhere.csv"),
        "--agreement",
        "x",
        "--out",
        str(folder / "v.csv"),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


@needs_real_data
@pytest.mark.parametrize(("mapping", "inside"), [({"precision": "ignore"}, 579), (None, None)])
def test_ucdp_events_are_all_accounted_for_and_579_lie_inside_donbass_as_points(folder, capsys, mapping, inside):
    disputed = (SHARED / "zones" / "natural_earth_disputed.geojson").read_bytes()
    (folder / "zones.geojson").write_bytes(disputed)
    text = AGREEMENT.replace("feature: z", "feature: Donbass").replace("{from: 2026-06-01}", "{from: 2014-01-01, to: 2021-01-01}")
    (folder / "agreement.yaml").write_text(text, encoding="utf-8")
    (folder / "mapping.json").write_text(json.dumps(mapping or {}), encoding="utf-8")
    (folder / "ged.csv").write_bytes((SHARED / "ucdp" / "ged_ukraine_2014_2019_hdx.csv").read_bytes())
    assert assess(folder, "ged.csv", "--mapping", str(folder / "mapping.json")) == 0
    assert capsys.readouterr().out == "read 1167 = accepted 1167 + rejected 0 + duplicates 0\n"
    found = Counter(row["verdict"] for row in rows(folder / "verdicts.csv"))
    assert found.total() == 1167
    if inside:
        assert len(rows(folder / "findings.csv")) == found["potential violation"] == inside
    else:
        assert found["undetermined"] > found["potential violation"] > 0


@needs_real_data
@pytest.mark.slow
@pytest.mark.parametrize("name", ["official_data_en.csv.gz", "volunteer_data_uk.csv.gz"])
def test_every_row_of_the_siren_files_is_accounted_for(folder, capsys, name):
    content = gzip.decompress((SHARED / "sirens" / name).read_bytes())
    (folder / "sirens.csv").write_bytes(content)
    count = sum(1 for _ in csv.reader(content.decode("utf-8").splitlines())) - 1
    (folder / "agreement.yaml").write_text(AGREEMENT.replace("{from: 2026-06-01}", "{from: 2020-01-01}"), encoding="utf-8")
    assert assess(folder, "sirens.csv") == 0
    numbers = [int(word) for word in capsys.readouterr().out.split() if word.isdigit()]
    assert numbers[0] == count == sum(numbers[1:])
    assert "unplaced" not in {row["verdict"] for row in rows(folder / "verdicts.csv")}


LABELS = (ROOT / "tests" / "ingest" / "fixtures" / "formats" / "viina_event_labels.csv").read_bytes()


def test_labels_given_with_observations_are_left_out_in_one_line_and_the_rest_is_assessed(folder, capsys):
    (folder / "labels.csv").write_bytes(LABELS)
    given = [str(folder / name) for name in ("labels.csv", "good.csv")]
    out = ["--agreement", str(folder / "agreement.yaml"), "--out", str(folder / "out.csv")]
    assert main(["assess", *given, *out]) == 0
    said = capsys.readouterr()
    assert said.out == "read 1 = accepted 1 + rejected 0 + duplicates 0\n"
    (line,) = [line for line in said.err.splitlines() if "labels.csv" in line]
    assert "labels.csv: left out, line 1: this is VIINA event_labels: labels say neither where" in line
    assert rows(folder / "out.csv")[0]["observation_id"] == "O1"


def test_labels_alone_are_refused_in_one_line(folder, capsys):
    (folder / "labels.csv").write_bytes(LABELS)
    assert assess(folder, "labels.csv") == 2
    assert "this is VIINA event_labels" in capsys.readouterr().err
