"""Two versions of an agreement, or a run and an earlier one, compared on the command line."""

from pathlib import Path

import pytest

from dashboard.cli import main
from tests.cli.one_zone import AGREEMENT, SQUARE, rows, zones

REPORTS = """observation_id,observed_from,lon,lat,act
O1,2026-07-01T10:00Z,37.5000,48.5000,fire
O2,2026-07-01T11:00Z,37.5000,48.5000,movement.troops
O3,2026-07-01T12:00Z,39.5000,48.5000,fire
"""
LATER = AGREEMENT.replace("acts: [fire]", "acts: [movement]")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("old.yaml", AGREEMENT), ("new.yaml", LATER), ("zones.geojson", zones(SQUARE)), ("reports.csv", REPORTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def compare(folder: Path, *more: str, against: str = "old.yaml", out: str = "changes.csv", reports: str = "reports.csv") -> int:
    inputs = ["compare", str(folder / reports), "--agreement", str(folder / "new.yaml")]
    return main([*inputs, "--against", str(folder / against), "--out", str(folder / out), *more])


def earlier_run(folder: Path) -> None:
    inputs = ["assess", str(folder / "reports.csv"), "--agreement", str(folder / "old.yaml")]
    assert main([*inputs, "--out", str(folder / "verdicts.csv")]) == 0


def test_an_earlier_agreement_gives_what_changed_and_why(folder, capsys):
    assert compare(folder) == 0

    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "read 3 = accepted 3 + rejected 0 + duplicates 0",
        "compared 3: 2 changed in verdict, 0 only in provision or zone, 0 only in reason",
    ]
    first, second = rows(folder / "changes.csv")
    assert (first["observation_id"], first["line"], first["changed"]) == ("O1", "2", "verdict")
    assert (first["verdict_before"], first["verdict_after"]) == ("potential violation", "consistent with terms")
    assert (first["provision_before"], first["zone_after"]) == ("P1", "z")
    assert first["why"] == second["why"] == "provision P1 differs (what is prohibited)"


def test_the_same_agreement_gives_a_file_without_rows(folder, capsys):
    assert compare(folder, against="new.yaml") == 0
    assert rows(folder / "changes.csv") == []
    assert "compared 3: 0 changed in verdict" in capsys.readouterr().out


def test_verdicts_of_an_earlier_run_are_told_by_id_and_no_more_is_claimed_than_they_say(folder, capsys):
    earlier_run(folder)
    (folder / "verdicts.csv.manifest.json").unlink()
    (folder / "reports.csv").write_text(REPORTS.replace("O3", "=O3"), encoding="utf-8")

    assert compare(folder, against="verdicts.csv") == 0

    out = capsys.readouterr().out
    assert "compared 2: 2 changed in verdict" in out
    assert "not compared, for want of an id that stands once on either side: of the earlier run 1, of this one 1" in out
    assert {one["why"] for one in rows(folder / "changes.csv")} == {
        "cannot be told from the earlier verdicts alone (agreement, place, report or program)"
    }


def test_verdicts_with_a_protected_id_are_read_back_as_they_were(folder, capsys):
    (folder / "reports.csv").write_text(REPORTS.replace("O3", "=O3"), encoding="utf-8")
    earlier_run(folder)

    assert compare(folder, against="verdicts.csv") == 0
    assert "compared 3" in capsys.readouterr().out


def test_where_no_id_meets_another_nothing_was_usable(folder, capsys):
    earlier_run(folder)
    (folder / "reports.csv").write_text(REPORTS.replace("O", "N"), encoding="utf-8")

    assert compare(folder, against="verdicts.csv") == 1
    assert "compared 0" in capsys.readouterr().out


def test_reasons_can_be_had_in_ukrainian(folder):
    assert compare(folder, "--language", "uk") == 0
    assert rows(folder / "changes.csv")[0]["why"] == "положення P1 відрізняється (що заборонено)"


def test_another_time_zone_of_the_earlier_agreement_is_said(folder, capsys):
    (folder / "old.yaml").write_text(AGREEMENT.replace("Europe/Kyiv", "Europe/London"), encoding="utf-8")

    assert compare(folder) == 0
    assert "note: the earlier agreement keeps Europe/London" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("observation_id,verdict\nO1,exempt\n", "line 1: missing the columns provision_id, zone_id, reason"),
        (
            "observation_id,verdict,provision_id,zone_id,reason\nO1,guilty,,,x\n",
            "line 2, column verdict: found 'guilty', expected unplaced",
        ),
        ("observation_id,verdict,provision_id,zone_id,reason\nO1,guilty\n", "line 2"),
        ("", "empty"),
    ],
)
def test_a_file_that_is_no_verdicts_is_refused_in_one_line(folder, capsys, content, said):
    (folder / "kept.csv").write_text(content, encoding="utf-8")

    assert compare(folder, against="kept.csv") == 2
    error = capsys.readouterr().err
    assert said in error
    assert len(error.splitlines()) == 1
    assert not (folder / "changes.csv").exists()


def test_an_earlier_agreement_that_is_not_there_is_bad_input(folder, capsys):
    assert compare(folder, against="gone.yaml") == 2
    assert "gone.yaml" in capsys.readouterr().err
    assert compare(folder, against="gone.csv") == 2
    assert "gone.csv" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["old.yaml", "zones.geojson", "reports.csv"])
def test_nothing_that_is_read_is_written_over(folder, capsys, out):
    before = (folder / out).read_bytes()
    with pytest.raises(SystemExit) as stopped:
        compare(folder, out=out)
    assert stopped.value.code == 2
    assert (folder / out).read_bytes() == before
