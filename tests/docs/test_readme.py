"""What the README promises is what happens: its commands run, its examples load."""

import os
import re
import shlex
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.intake import ReadOptions, SourceFile, read_files

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def commands() -> list[str]:
    text = "\n".join(blocks("sh")).replace("\\\n", " ")
    return [line.split("#")[0].strip() for line in text.splitlines() if line.strip()]


def test_every_command_is_one_that_a_test_here_runs():
    assert {shlex.split(command)[0] for command in commands()} == {"make", ".venv/bin/python"}
    assert [command for command in commands() if command.startswith("make")] == ["make run", "make test"]


def test_the_assess_command_runs_as_printed(tmp_path):
    (command,) = (one for one in commands() if "assess" in one)
    command = re.sub(r"(\w+\.csv)(?= --|$)", rf"{tmp_path}/\1", command.replace(".venv/bin/python", "python3"), count=0)
    words = [str(word).replace("sample_data/" + str(tmp_path) + "/", "sample_data/") for word in shlex.split(command)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, env=_with_our_python())
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"read \d+ = accepted \d+ \+ rejected \d+ \+ duplicates \d+\n", done.stdout)
    assert {path.name for path in tmp_path.glob("*.csv")} == {"verdicts.csv", "findings.csv", "rejected.csv"}


def test_the_csv_example_is_read_whole():
    (example,) = blocks("csv")
    intake = read_files([(SourceFile("readme.csv", example.encode()), ReadOptions(time_zone="Europe/Kyiv"))])
    assert (len(intake.observations), len(intake.rejections)) == (2, 0)


def test_the_agreement_example_is_valid(tmp_path):
    (example,) = blocks("yaml")
    (tmp_path / "agreement.yaml").write_text(example, encoding="utf-8")
    (tmp_path / "zones.geojson").write_bytes(b"""{"type": "FeatureCollection", "features": [{"type": "Feature", "id": "line",
        "properties": {}, "geometry": {"type": "LineString", "coordinates": [[37.5, 47.5], [38.0, 48.5]]}}]}""")
    agreement = read_agreement(bundle_from_path(tmp_path / "agreement.yaml"), default_time_zone="UTC")
    assert [provision.id for provision in agreement.provisions] == ["P2"]


@pytest.mark.parametrize("link", re.findall(r"\]\(((?!http)[^)]+)\)", README))
def test_every_link_leads_to_a_file(link):
    assert (ROOT / link).is_file()


@pytest.mark.slow
@pytest.mark.enable_socket
def test_make_run_serves_the_dashboard(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DASHBOARD_DATA": str(tmp_path / "data")}
    server = subprocess.Popen(
        ["make", "run", f"PORT={port}"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert _answers(f"http://127.0.0.1:{port}/_stcore/health")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        printed = server.communicate(timeout=30)[0]
    assert f"http://127.0.0.1:{port}" in printed


def test_make_test_runs_every_check():
    plan = subprocess.run(["make", "-n", "test"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(tool in plan for tool in ("ruff check", "ruff format --check", "mypy", "lint-imports", "python -m pytest"))


def _answers(url: str, within_s: float = 90) -> bool:
    until = time.monotonic() + within_s
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return answer.status == 200
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.5)
    return False


def _with_our_python() -> dict[str, str]:
    return {**os.environ, "PATH": f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"}
