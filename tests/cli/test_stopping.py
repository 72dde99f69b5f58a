"""On a terminal a command says in one line how far it is; stopped with Ctrl-C it leaves at once and nothing behind."""

import io
import os
import pty
import signal
import subprocess
import sys
from collections.abc import ItemsView
from pathlib import Path

import pytest

from dashboard.cli import STOPPED, main
from dashboard.report.save import save_all
from tests.cli.one_zone import GOOD

ROOT = Path(__file__).resolve().parents[2]
CLEAR = "\r\x1b[2K"
SAID = "dashboard: stopped before it was done\n"


class Terminal(io.StringIO):
    """A terminal at which somebody presses Ctrl-C as soon as it shows a certain word."""

    def __init__(self, stop_at: str = "") -> None:
        super().__init__()
        self._stop_at = stop_at

    def isatty(self) -> bool:
        return True

    def reconfigure(self, *, encoding: str, errors: str) -> None:
        assert (encoding, errors) == ("utf-8", "backslashreplace")

    def write(self, text: str) -> int:
        written = super().write(text)
        if self._stop_at and self._stop_at in text:
            self._stop_at = ""
            raise KeyboardInterrupt
        return written


def run(folder: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, observations: str = "good.csv") -> int:
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "40")
    return main(command(folder, observations))


def command(folder: Path, observations: str) -> list[str]:
    outputs = ["--out", str(folder / "verdicts.csv"), "--rejected", str(folder / "rejected.csv")]
    return ["assess", str(folder / observations), "--agreement", str(folder / "agreement.yaml"), *outputs]


def test_a_terminal_shows_one_line_that_is_written_anew_and_gone_in_the_end(folder, monkeypatch):
    terminal = Terminal()
    assert run(folder, terminal, monkeypatch) == 0
    shown, _, after = terminal.getvalue().rpartition(CLEAR)
    nothing, *lines = shown.split(CLEAR)
    assert nothing == ""
    assert len(lines) >= 3
    assert all(len(line) < 40 and "\n" not in line for line in lines)
    shares = [int(line[:4].rstrip("%")) for line in lines]
    assert shares == sorted(shares)
    assert shares[0] >= 0
    assert shares[-1] <= 100
    assert all(line.startswith("note: ") for line in after.splitlines())


def test_a_file_name_cannot_write_on_the_terminal(folder, monkeypatch):
    (folder / "x\x1b[31m\ny.csv").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(folder)
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["assess", "x\x1b[31m\ny.csv", "--agreement", "agreement.yaml", "--out", "verdicts.csv"]) == 0
    lines = terminal.getvalue().split(CLEAR)
    assert any("x?[31m?y.csv" in line for line in lines)
    assert all(line.isprintable() for line in lines[:-1])


@pytest.mark.parametrize("word", ["reading", "placing"])
def test_ctrl_c_leaves_with_130_a_cleared_line_and_no_file(folder, monkeypatch, capsys, word):
    before = sorted(folder.iterdir())
    terminal = Terminal(stop_at=word)
    assert run(folder, terminal, monkeypatch) == STOPPED == 130
    assert terminal.getvalue().endswith(CLEAR + SAID)
    assert capsys.readouterr().out == ""
    assert sorted(folder.iterdir()) == before


def test_ctrl_c_while_the_files_are_written_leaves_them_as_they_were(tmp_path):
    class Contents(dict[Path, bytes]):
        def items(self) -> ItemsView[Path, bytes]:
            def until_stopped():
                yield tmp_path / "verdicts.csv", b"new"
                raise KeyboardInterrupt

            return until_stopped()  # type: ignore[return-value]

    (tmp_path / "verdicts.csv").write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        save_all(Contents())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("verdicts.csv", b"old")]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name, and terminals, as Unix has them")
@pytest.mark.usefixtures("ctrl_c_is_heeded")
def test_the_program_itself_leaves_with_130_and_no_traceback(folder):
    os.mkfifo(folder / "endless.csv")
    before = sorted(folder.iterdir())
    ours, its = pty.openpty()
    program = [sys.executable, "-m", "dashboard", *command(folder, "endless.csv")]
    process = subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE, stderr=its)
    os.close(its)
    # Opening waits until the program waits for the rows, which never come.
    with (folder / "endless.csv").open("wb"):
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert (process.returncode, out) == (130, b"")
    assert said.replace("\r\n", "\n").endswith(SAID)
    assert "Traceback" not in said
    assert sorted(folder.iterdir()) == before
