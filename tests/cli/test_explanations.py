"""Reasons and explanations on the command line, in either language; verdicts and columns are the same in both."""

import csv
import json
from pathlib import Path

import pytest

from dashboard.cli import main
from tests.browser.pages import ROOT

SAMPLE = Path(ROOT, "sample_data")


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    """The first reports of the sample's patrols."""
    file = tmp_path_factory.mktemp("rows") / "rows.csv"
    text = (SAMPLE / "patrols.csv").read_text(encoding="utf-8").split("\nPT-0090")[0]
    file.write_text(text, encoding="utf-8")
    return file


def assess(rows, folder, *more):
    command = ["assess", str(rows), "--agreement", str(SAMPLE / "agreement.yaml"), "--out", str(folder / "v.csv"), *more]
    return main(command)


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_language_changes_the_reason_and_nothing_else(rows, tmp_path, capsys):
    english, ukrainian = tmp_path / "en", tmp_path / "uk"
    for folder in (english, ukrainian):
        folder.mkdir()
    assert assess(rows, english) == assess(rows, ukrainian, "--language", "uk", "--explanations", str(ukrainian / "e.jsonl")) == 0
    first, second = read(english / "v.csv"), read(ukrainian / "v.csv")
    assert [{**row, "reason": ""} for row in first] == [{**row, "reason": ""} for row in second]
    assert all(one["reason"] != other["reason"] for one, other in zip(first, second, strict=True))
    told = [json.loads(line) for line in (ukrainian / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [one["observation_id"] for one in told] == [row["observation_id"] for row in second]
    assert [one["verdict"] for one in told] == [row["verdict"] for row in second]
    assert {one["language"] for one in told} == {"uk"}


@pytest.mark.parametrize("more", [("--explanations", "e.txt"), ("--language", "fr")])
def test_another_kind_of_file_or_language_is_refused_in_one_line(rows, tmp_path, capsys, more):
    with pytest.raises(SystemExit) as stopped:
        assess(rows, tmp_path, *more)
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "v.csv").exists()
