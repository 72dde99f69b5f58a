"""`assess --engine dask` on two processes of this machine, and what is said where workers fail."""

import contextlib
import os
import pty
import re
import signal
import sys
from pathlib import Path

import pytest

from dashboard import ENGINE_VERSION
from dashboard.cli import BAD_INPUT, DONE, STOPPED, main
from dashboard.cluster import batches, holding
from dashboard.cluster.errors import ClusterError
from dashboard.cluster.holding import ClusterHolding, what_failed
from dashboard.cluster.workers import workers_here
from dashboard.engine.assess import assess
from tests.cluster.test_batches import HELD, PLAIN, SEEN, assert_same

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "sample_data"
pytestmark = pytest.mark.usefixtures("plain_main")
OUTPUTS = ("out", "findings", "quotas", "rejected")


@pytest.fixture(scope="module")
def client(plain_main):
    with workers_here(2) as client:
        yield client


def command(folder: Path, *more: str) -> list[str]:
    outputs = [part for name in OUTPUTS for part in (f"--{name}", str(folder / f"{name}.csv"))]
    return ["assess", str(SAMPLE / "patrols.csv"), "--agreement", str(SAMPLE / "agreement.yaml"), *outputs, *more]


def written(folder: Path) -> dict[str, bytes]:
    return {name: (folder / f"{name}.csv").read_bytes() for name in OUTPUTS}


def refused(capsys, tmp_path: Path, *more: str) -> str:
    try:
        code = main(command(tmp_path, *more))
    except SystemExit as left:
        code = left.code
    assert code == BAD_INPUT
    assert not any(tmp_path.iterdir())
    (line,) = capsys.readouterr().err.splitlines()
    return line


def test_two_workers_write_the_same_bytes_as_one_process(client, tmp_path, monkeypatch, capsys):
    plain, spread, shared = (tmp_path / name for name in ("plain", "spread", "shared"))
    for folder in (plain, spread, shared):
        folder.mkdir()
    assert main(command(plain)) == DONE
    said = capsys.readouterr()
    monkeypatch.setattr("dashboard.cli.engines.ClusterHolding", lambda *given: ClusterHolding(*given, size=50))
    address = client.scheduler.address
    assert main(command(spread, "--engine", "dask", "--scheduler", address, "--shared", str(shared))) == DONE
    assert written(spread) == written(plain)
    assert not any(shared.iterdir())
    assert capsys.readouterr() == said


def test_two_workers_give_the_findings_and_verdicts_of_one_process_quotas_too(client, tmp_path):
    told = []
    hold = ClusterHolding(client, tmp_path, size=37)
    assert_same(
        assess(SEEN, HELD, engine_version=ENGINE_VERSION, hold=hold, progress=lambda share, what: told.append((share, what))),
        PLAIN,
    )
    assert [share for share, _ in told] == sorted(share for share, _ in told)
    assert told[-1] == (1.0, "holding reports: batch 9 of 9")
    assert not any(tmp_path.iterdir())


def test_given_up_it_cancels_its_tasks_and_leaves_nothing_behind(client, tmp_path):
    def give_up(_share: float, what: str) -> None:
        if what.startswith("holding"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ClusterHolding(client, tmp_path, size=37)(SEEN, HELD, give_up)
    assert not any(tmp_path.iterdir())
    assert not client.futures


def test_a_worker_that_dies_costs_only_its_batch(client, tmp_path):
    living = list(client.run(os.getpid).values())

    def kill_one(_share: float, what: str) -> None:
        if what.startswith("holding") and len(living) == 2:
            os.kill(living.pop(), signal.SIGKILL)

    hold = ClusterHolding(client, tmp_path, size=15)
    assert_same(assess(SEEN, HELD, engine_version=ENGINE_VERSION, hold=hold, progress=kill_one), PLAIN)
    assert len(living) == 1


def test_a_batch_that_kills_every_worker_is_said_in_one_line(client):
    lost = client.submit(os._exit, 1, pure=False)
    lost.exception(timeout=60)
    assert re.match(r"worker tcp://\S+ died while it held a batch, most often for want of memory; use fewer", what_failed(lost))


def test_what_a_worker_cannot_do_is_said_in_one_line(client, tmp_path, monkeypatch):
    monkeypatch.setattr(holding, "ENGINE_VERSION", "0")
    with pytest.raises(ClusterError, match=r"a worker failed: it has version .* of the engine, expected 0; use the same program"):
        ClusterHolding(client, tmp_path)(SEEN, HELD)


def test_a_folder_that_workers_do_not_see_is_named(client, tmp_path, monkeypatch):
    monkeypatch.setattr(batches.Batches, "written", lambda _self, folder: iter([folder / "batch-000000.parquet"]))
    with pytest.raises(ClusterError, match=r"a worker does not see .*batch-.*; give --shared a folder that every machine has"):
        ClusterHolding(client, tmp_path)(SEEN, HELD)


def test_no_scheduler_is_one_line(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("dashboard.cluster.workers.PATIENCE_S", 1)
    line = refused(capsys, tmp_path, "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    assert line.startswith("dashboard: no scheduler answers at tcp://127.0.0.1:9 (")
    assert "start one with 'python -m dask scheduler'" in line


def test_an_address_that_is_none_is_one_line(tmp_path, capsys):
    assert "no scheduler answers at nowhere://x (" in refused(capsys, tmp_path, "--engine", "dask", "--scheduler", "nowhere://x")


def test_without_dask_it_is_said_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    line = refused(capsys, tmp_path, "--engine", "dask", "--workers", "2")
    assert line.endswith("install it with 'python -m pip install --require-hashes -r requirements-cluster.txt'")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--workers", "2"), "--workers needs --engine dask"),
        (("--scheduler", "tcp://127.0.0.1:9"), "--scheduler needs --engine dask"),
        (("--engine", "dask", "--workers", "0"), "expected a number of processes from 1, found 0"),
        (("--engine", "dask", "--workers", "2", "--scheduler", "tcp://127.0.0.1:9"), "--workers is for this machine"),
        (("--engine", "dask", "--shared", "/nowhere"), "--shared /nowhere is no folder"),
    ],
)
def test_choices_that_contradict_each_other_are_refused(tmp_path, capsys, more, said):
    assert said in refused(capsys, tmp_path, *more)


@pytest.mark.slow
@pytest.mark.usefixtures("ctrl_c_is_heeded")
def test_ctrl_c_on_a_terminal_leaves_one_line_and_no_process(tmp_path):
    """A terminal sends it to the workers too, which must not speak of it."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "dashboard", *command(tmp_path, "--engine", "dask", "--workers", "2")])  # noqa: S606 # the terminal is its own
    seen = b""
    while b"placing" not in seen:
        seen += os.read(terminal, 4096)
    os.write(terminal, b"\x03")
    with contextlib.suppress(OSError):  # a terminal whose last process has gone
        while more := os.read(terminal, 4096):
            seen += more
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == STOPPED
    after = seen.split(b"^C")[1].replace(b"\x1b[2K", b"").replace(b"\r", b"")
    assert [line for line in after.split(b"\n") if line and b"%" not in line] == [b"dashboard: stopped before it was done"]
    assert not any(tmp_path.iterdir())
