"""A snapshot is there whole or not at all, is checked when it is read, and may go at any time."""

import json
import logging
import os
import shutil
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pytest

from dashboard.snapshots import files, room
from dashboard.snapshots.files import MANIFEST, Contents
from dashboard.snapshots.room import Room
from tests.snapshots.equal import assert_same_table


def same(found):
    return found


FRAME = pd.DataFrame({"a": np.arange(5_000), "b": np.linspace(0, 1, 5_000)})


def contents(said="{}", frame=FRAME):
    return Contents({"table": frame}, said)


def names(folder):
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_what_was_kept_is_found_and_what_was_not_is_not(tmp_path):
    one = Room(tmp_path / "snapshots")
    assert one.find("x", same) is None
    one.keep("x", contents('{"told": "half \ud83d, \ude00 and 😀"}'))
    found = Room(tmp_path / "snapshots").find("x", same)
    assert_same_table(found.tables["table"], FRAME)
    assert json.loads(found.said) == {"told": "half \ud83d, \ude00 and 😀"}
    assert one.find("y", same) is None
    assert (tmp_path / "snapshots").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("seed", range(12))
def test_a_snapshot_with_any_byte_changed_is_set_aside_and_said_in_the_log(tmp_path, caplog, seed):
    one, choice = Room(tmp_path), np.random.default_rng(seed)
    one.keep("x", contents())
    path = sorted((tmp_path / "x").iterdir())[choice.integers(2)]
    data = bytearray(path.read_bytes())
    data[choice.integers(len(data))] ^= 1 << int(choice.integers(8))
    path.write_bytes(data)
    with caplog.at_level(logging.WARNING):
        assert one.find("x", same) is None
    assert "set aside, and what was in it derived anew" in caplog.text
    assert names(tmp_path) == []
    one.keep("x", contents())
    assert_same_table(one.find("x", same).tables["table"], FRAME)


def cut(folder):
    path = folder / "table.arrow"
    path.write_bytes(path.read_bytes()[:-700])


def lengthen(folder):
    path = folder / "table.arrow"
    path.write_bytes(path.read_bytes() + bytes(room.MOST_BYTES >> 9))


def empty(folder):
    (folder / "table.arrow").write_bytes(b"")


def take_out(folder):
    (folder / "table.arrow").unlink()


def rename(folder):
    folder.rename(folder.with_name("other"))
    shutil.copytree(folder.with_name("other"), folder.with_name("x"))
    text = (folder / MANIFEST).read_bytes().partition(b"\n")[2].replace(b'"name": "x"', b'"name": "z"')
    (folder / MANIFEST).write_bytes(files._hash(text).encode() + b"\n" + text)


def older(folder):
    text = (folder / MANIFEST).read_bytes().partition(b"\n")[2].replace(b'"format": ', b'"format": 9')
    (folder / MANIFEST).write_bytes(files._hash(text).encode() + b"\n" + text)


def no_manifest(folder):
    (folder / MANIFEST).write_bytes(b"")


@pytest.mark.parametrize("harm", [cut, lengthen, empty, take_out, rename, older, no_manifest])
def test_a_snapshot_that_is_cut_foreign_or_of_another_format_is_no_snapshot(tmp_path, harm):
    one = Room(tmp_path)
    one.keep("x", contents())
    harm(tmp_path / "x")
    assert one.find("x", same) is None
    assert one.find("x", same) is None


def test_a_file_or_an_empty_folder_of_the_name_is_no_snapshot(tmp_path):
    one = Room(tmp_path)
    (tmp_path / "x").write_bytes(b"no folder")
    (tmp_path / "y").mkdir()
    assert one.find("x", same) is None
    assert one.find("y", same) is None
    one.keep("x", contents())
    assert one.find("x", same) is not None


def test_where_the_disk_refuses_nothing_is_left_and_nobody_is_stopped(tmp_path, monkeypatch, caplog):
    def full(*_told):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files, "_write_synced", full)
    with caplog.at_level(logging.WARNING):
        Room(tmp_path).keep("x", contents())
    assert "x is not kept" in caplog.text
    assert "No space left" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_a_writer_that_is_killed_leaves_nothing_that_could_be_taken_for_a_snapshot(tmp_path):
    program = (
        "import os, signal, sys, pandas as pd\n"
        "from pathlib import Path\n"
        "from dashboard.snapshots import files, room\n"
        "files._write_synced = lambda *told: os.kill(os.getpid(), signal.SIGKILL)\n"
        "room.Room(Path(sys.argv[1])).keep('x', files.Contents({'table': pd.DataFrame({'a': [1]})}))\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert names(tmp_path) == []
    (left,) = tmp_path.iterdir()
    one = Room(tmp_path)
    assert one.find("x", same) is None
    one.keep("x", contents())
    assert left.exists()  # somebody may be at work on it yet
    os.utime(left, (0, 0))
    one.keep("y", contents())
    assert not left.exists()


def test_several_processes_keep_find_and_clear_away_at_once(tmp_path):
    program = (
        "import sys, numpy as np, pandas as pd\n"
        "from pathlib import Path\n"
        "from dashboard.snapshots.files import Contents\n"
        "from dashboard.snapshots.room import Room\n"
        "one = Room(Path(sys.argv[1]), most_bytes=200_000)\n"
        "for turn in range(60):\n"
        "    name = f'x{turn % 5}'\n"
        "    one.keep(name, Contents({'table': pd.DataFrame({'a': np.arange(5_000) + turn % 5})}, name))\n"
        "    found = one.find(name, lambda found: found)\n"
        "    assert found is None or (found.said == name and found.tables['table']['a'].iloc[0] == turn % 5)\n"
        "    print(found is not None)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    workers = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for worker in workers:
        said, complaints = worker.communicate(timeout=120)
        assert worker.returncode == 0, complaints
        assert "set aside" not in complaints
        assert said.count("True") > 10
    assert sum(files.size_of(tmp_path / name) for name in names(tmp_path)) <= 200_000


def test_what_was_used_longest_ago_goes_first_and_the_latest_stays_however_large(tmp_path):
    one = Room(tmp_path, most_bytes=200_000)
    for number, name in enumerate(("a", "b")):
        one.keep(name, contents())
        os.utime(tmp_path / name, (number + 1, number + 1))
    one.find("a", same)
    one.keep("c", contents())
    assert names(tmp_path) == ["a", "c"]
    Room(tmp_path, most_bytes=10).keep("d", contents())
    assert names(tmp_path) == ["d"]


def test_a_table_in_use_outlives_its_snapshot(tmp_path):
    one = Room(tmp_path)
    one.keep("x", contents())
    found = one.find("x", same)
    shutil.rmtree(tmp_path / "x")
    assert_same_table(found.tables["table"], FRAME)


def test_what_is_kept_later_is_there_once_it_is_settled_and_a_fault_of_ours_is_not_hidden(tmp_path, caplog):
    one = Room(tmp_path)
    one.settle()
    one.keep_later("x", contents)
    one.settle()
    assert one.find("x", same) is not None
    one.keep_later("y", lambda: contents(frame=pd.DataFrame({"a": [object()]})))
    with pytest.raises(TypeError, match="column a of dtype object"):
        one.settle()
    assert "y is not kept" in caplog.text
    assert names(tmp_path) == ["x"]


def test_a_snapshot_once_there_is_not_written_again(tmp_path):
    one = Room(tmp_path)
    one.keep("x", contents())
    before = (tmp_path / "x" / MANIFEST).stat().st_mtime_ns
    time.sleep(0.01)
    one.keep("x", contents("other"))
    assert (tmp_path / "x" / MANIFEST).stat().st_mtime_ns == before
