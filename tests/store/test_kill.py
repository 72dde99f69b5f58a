"""A writer killed at any moment: whatever it was told is kept, is kept."""

import contextlib
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import apsw

from dashboard.store.opening import store_in_folder

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KILLS = 15


def acknowledged_before_death(folder, seed, seconds):
    """Start a writer, let it write for a while after its first word, kill it, and return every hash it was able to print."""
    command = [sys.executable, str(HERE / "kill_me.py"), str(folder), str(seed)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:
        first = writer.stdout.readline()
        with contextlib.suppress(subprocess.TimeoutExpired):
            writer.wait(seconds)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read()
    assert writer.returncode == -signal.SIGKILL
    # A line cut off by the kill was not read by anybody.
    return [line.strip() for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def test_whatever_was_acknowledged_survives_kill_9(tmp_path):
    acknowledged = [sha256 for seed in range(KILLS) for sha256 in acknowledged_before_death(tmp_path, seed, seed * 0.027)]
    assert len(acknowledged) >= KILLS
    store = store_in_folder(tmp_path)
    listed = {upload.sha256: upload for upload in store.uploads()}
    assert set(acknowledged) <= set(listed)
    assert [len(store.original(sha256)) for sha256 in listed] == [upload.size_bytes for upload in listed.values()]
    # One write at most per killed process was done but no longer told.
    assert len(listed) - len(acknowledged) <= KILLS
    assert store.revision() == len(listed)
    with contextlib.closing(apsw.Connection(str(tmp_path / "store.sqlite3"))) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_store_left_by_a_killed_writer_takes_new_uploads(tmp_path):
    acknowledged_before_death(tmp_path, 99, 0.05)
    store = store_in_folder(tmp_path)
    upload = store.add_upload(
        "after.csv", b"after", time_zone="UTC", mapping_json="", kind="user", now=datetime(2026, 5, 3, tzinfo=UTC)
    )
    assert upload in store.uploads()
