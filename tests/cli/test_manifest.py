"""Beside the verdicts stands what they were made from, so that two runs can be told apart years later."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from dashboard import ENGINE_VERSION, __version__
from dashboard.cli import main
from tests.cli.one_zone import AGREEMENT, rows
from tests.cli.test_compare import REPORTS, compare, earlier_run, folder

__all__ = ["folder"]


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def kept(folder: Path, name: str = "verdicts.csv.manifest.json") -> dict:
    return json.loads((folder / name).read_bytes())


def assessed(folder: Path, *more: str, reports: str = "reports.csv", agreement: str = "old.yaml") -> int:
    inputs = ["assess", str(folder / reports), "--agreement", str(folder / agreement)]
    return main([*inputs, "--out", str(folder / "verdicts.csv"), *more])


def test_the_manifest_names_every_input_and_output_by_its_hash(folder):
    assert assessed(folder, "--findings", str(folder / "findings.csv")) == 0
    found = kept(folder)
    made = found["made_from"]
    assert [(one["role"], one["name"], one["sha256"]) for one in made["inputs"]] == [
        ("observations", "reports.csv", sha256(folder / "reports.csv")),
        ("agreement", "old.yaml", sha256(folder / "old.yaml")),
        ("agreement", "zones.geojson", sha256(folder / "zones.geojson")),
    ]
    assert found["written"] == {name: sha256(folder / f"{name}.csv") for name in ("verdicts", "findings")}
    assert re.fullmatch(re.escape(__version__) + r"\+[0-9a-f]{12}", made["program"])
    assert (made["engine"], made["agreement_id"], len(made["agreement_version"])) == (ENGINE_VERSION, "t", 64)
    assert made["settings"] == {"time_zone": "Europe/Kyiv", "language": "en", "violation": 0.95, "outside": 0.05}
    assert found["account"] == {"read": 3, "accepted": 3, "rejected": 0, "duplicates": 0}


def test_the_same_work_gives_the_same_bytes_wherever_it_is_done(folder, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    for path in folder.iterdir():
        (elsewhere / path.name).write_bytes(path.read_bytes())
    assert assessed(folder) == assessed(elsewhere) == 0
    name = "verdicts.csv.manifest.json"
    assert (folder / name).read_bytes() == (elsewhere / name).read_bytes()


def test_what_was_decided_has_a_hash_that_no_language_changes(folder):
    assert assessed(folder, "--manifest", str(folder / "en.json")) == 0
    assert assessed(folder, "--language", "uk", "--manifest", str(folder / "uk.json")) == 0
    assert not (folder / "verdicts.csv.manifest.json").exists()
    english, ukrainian = kept(folder, "en.json"), kept(folder, "uk.json")
    assert english["verdict_hash"] == ukrainian["verdict_hash"]
    assert english["written"] != ukrainian["written"]


def test_verdicts_into_a_pipe_or_the_like_leave_no_manifest_beside_it(folder):
    assert main(["assess", str(folder / "reports.csv"), "--agreement", str(folder / "old.yaml"), "--out", "/dev/null"]) == 0
    assert not Path("/dev/null.manifest.json").exists()


def test_the_manifest_is_never_written_over_an_input(folder, capsys):
    with pytest.raises(SystemExit):
        assessed(folder, "--manifest", str(folder / "zones.geojson"))
    assert "would be written over" in capsys.readouterr().err


def test_against_kept_verdicts_another_version_of_the_agreement_is_named(folder, capsys):
    earlier_run(folder)
    before = kept(folder)["made_from"]["agreement_version"][:12]
    assert compare(folder, against="verdicts.csv") == 0
    (said,) = {one["why"] for one in rows(folder / "changes.csv")}
    assert said.startswith(f"the agreement is another version: t {before} before, t ")
    assert f"note: since the earlier run: {said}" in capsys.readouterr().err


def test_against_kept_verdicts_everything_else_that_differs_is_named_too(folder):
    earlier_run(folder)
    found = kept(folder)
    found["made_from"] |= {"engine": "0", "program": "0.0.1", "theatre": "0" * 64}
    found["made_from"]["settings"]["time_zone"] = "UTC"
    (folder / "verdicts.csv.manifest.json").write_text(json.dumps(found), encoding="utf-8")
    (folder / "reports.csv").write_text(REPORTS.replace("O3", "O4"), encoding="utf-8")
    (folder / "places.csv").write_text("name,lon,lat,radius_m\nZelenograd on Donets,37.5,48.5,500\n", encoding="utf-8")

    assert compare(folder, "--places", str(folder / "places.csv"), against="verdicts.csv") == 0
    why = rows(folder / "changes.csv")[0]["why"]
    for part in (
        "the agreement is another version: t ",
        f"another version of the rules' program: 0 before, {ENGINE_VERSION} now",
        "another version of the program that reads and places: 0.0.1 before",
        "the theatre's names and outlines are others: 000000000000 before",
        f"the files of observations are others: reports.csv {found['made_from']['inputs'][0]['sha256'][:12]} before",
        "the places of one's own are others: none before, places.csv ",
        "times without an offset are local to another zone: UTC before, Europe/Kyiv now",
    ):
        assert part in why


def test_where_everything_is_the_same_that_is_said(folder, capsys):
    earlier_run(folder)
    (folder / "new.yaml").write_text(AGREEMENT, encoding="utf-8")
    assert compare(folder, against="verdicts.csv") == 0
    assert "note: since the earlier run: everything that is recorded of both runs is the same" in capsys.readouterr().err
    assert rows(folder / "changes.csv") == []


def test_another_language_of_the_earlier_reasons_is_said(folder, capsys):
    assert assessed(folder, "--language", "uk") == 0
    assert compare(folder, against="verdicts.csv") == 0
    assert "those of the earlier run came with --language uk" in capsys.readouterr().err


def test_a_manifest_of_other_verdicts_is_left_out_and_that_is_said(folder, capsys):
    earlier_run(folder)
    path = folder / "verdicts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("O3", "O9"), encoding="utf-8")
    assert compare(folder, against="verdicts.csv") == 0
    assert "verdicts.csv.manifest.json: is of other verdicts than those now in verdicts.csv" in capsys.readouterr().err
    assert "cannot be told" in rows(folder / "changes.csv")[0]["why"]


def test_a_broken_manifest_is_one_line(folder, capsys):
    earlier_run(folder)
    (folder / "verdicts.csv.manifest.json").write_text("{}", encoding="utf-8")
    capsys.readouterr()
    assert compare(folder, against="verdicts.csv") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "verdicts.csv.manifest.json: is no manifest of an assessment" in line
