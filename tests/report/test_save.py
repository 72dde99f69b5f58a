"""Files of one command are written whole, all or none, and nothing but ordinary files is replaced."""

import os
import threading

import pytest

from dashboard.report.save import UnwritableError, refuse_unwritable, save_all


def test_files_are_written_whole_and_leave_nothing_beside_them(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old and longer")
    save_all({tmp_path / "a.csv": b"new", tmp_path / "b.csv": b"b"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"new", "b.csv": b"b"}


def test_where_one_file_cannot_be_written_the_others_are_left_as_they_were(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"old")
    with pytest.raises(UnwritableError, match=r"nowhere/b\.csv: cannot be written \(no such file or directory\)"):
        save_all({tmp_path / "a.csv": b"new", tmp_path / "nowhere" / "b.csv": b"b"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"old"}


def test_a_link_stays_a_link_and_the_file_behind_it_is_written(tmp_path):
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    save_all({tmp_path / "link.csv": b"new"})
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_pipe_is_written_into_and_not_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    refuse_unwritable([pipe])
    save_all({pipe: b"through"})
    reader.join(timeout=10)
    assert pipe.is_fifo()
    assert read == [b"through"]


def test_a_folder_or_a_missing_folder_is_refused_before_any_work_is_done(tmp_path):
    with pytest.raises(UnwritableError, match="is a folder, expected the name of a file"):
        refuse_unwritable([tmp_path])
    with pytest.raises(UnwritableError, match=r"nowhere/a\.csv: there is no folder .*nowhere; make it first"):
        refuse_unwritable([tmp_path / "nowhere" / "a.csv"])


def test_links_in_a_ring_and_names_too_long_are_refused_by_name(tmp_path):
    (tmp_path / "ring").symlink_to(tmp_path / "ring")
    with pytest.raises(UnwritableError, match="xxx: cannot be written"):
        save_all({tmp_path / ("x" * 300): b""})
    save_all({tmp_path / "ring": b"new"})
    assert (tmp_path / "ring").read_bytes() == b"new"
