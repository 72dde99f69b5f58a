"""What cannot be read, or not be meant, is refused or left out in one line that names the place."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from tests.cli.one_zone import AGREEMENT, CROSSED, GOOD, SQUARE, WIDENED, assess, line, rows, zones

ROOT = Path(__file__).resolve().parents[2]
LABELS = (ROOT / "tests" / "ingest" / "fixtures" / "formats" / "viina_event_labels.csv").read_bytes()
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
