"""What a command writes, and what it leaves alone."""

from pathlib import Path

import pytest

from dashboard.cli import main


def run(folder: Path, *more: str) -> int:
    return main(["assess", str(folder / "good.csv"), "--agreement", str(folder / "agreement.yaml"), *more])


def test_verdicts_are_not_left_behind_where_another_output_cannot_be_written(folder, capsys):
    assert run(folder, "--out", str(folder / "v.csv"), "--findings", str(folder / "nowhere" / "f.csv")) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == f"dashboard: {folder}/nowhere/f.csv: there is no folder {folder}/nowhere; make it first\n"
    assert not (folder / "v.csv").exists()


def test_an_output_that_is_a_folder_is_named_as_it_was_given(folder, capsys):
    assert run(folder, "--out", str(folder)) == 2
    assert capsys.readouterr().err == f"dashboard: {folder}: is a folder, expected the name of a file\n"


def test_the_geometry_an_agreement_names_is_never_written_over(folder, capsys):
    before = (folder / "zones.geojson").read_bytes()
    with pytest.raises(SystemExit) as stopped:
        run(folder, "--out", str(folder / "zones.geojson"))
    assert stopped.value.code == 2
    assert "written over" in capsys.readouterr().err
    assert (folder / "zones.geojson").read_bytes() == before


@pytest.mark.parametrize("name", ["Europe", "x" * 5000, "", "../etc"])
def test_a_time_zone_that_is_none_is_bad_usage_in_one_short_line(folder, capsys, name):
    with pytest.raises(SystemExit) as stopped:
        run(folder, "--out", str(folder / "v.csv"), "--time-zone", name)
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert "--time-zone: unknown time zone" in error
    assert len(error.splitlines()) == 1
    assert len(error) < 300


def test_a_file_name_with_a_line_break_still_gives_one_line(folder, capsys):
    assert main(["assess", str(folder / "a\nb"), "--agreement", str(folder / "agreement.yaml"), "--out", str(folder / "v")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_file_name_that_is_no_utf_8_still_gives_one_line(folder, capsys):
    gone = str(folder / "\udcff.yaml")
    assert main(["assess", str(folder / "good.csv"), "--agreement", gone, "--out", str(folder / "v.csv")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"dashboard: {folder}/\\udcff.yaml: no such file or directory")
    assert len(said.splitlines()) == 1
