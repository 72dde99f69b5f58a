"""A disk without room, or a data folder that cannot be used, is named in one message, and nothing is left by half."""

import contextlib
import resource
import shutil

import apsw
import pytest

from dashboard.store.kept import StoreError
from dashboard.store.opening import store_in_folder
from tests.store.folders import add, ask


@contextlib.contextmanager
def files_no_larger_than(size_bytes):
    """A real limit of the operating system: writing past it fails like a full disk does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_an_original_that_does_not_fit_on_the_disk_leaves_nothing_behind(tmp_path):
    store = store_in_folder(tmp_path)
    before = store.revision()
    with (
        files_no_larger_than(300_000),
        pytest.raises(StoreError, match=rf"cannot use {tmp_path}/originals/[0-9a-f]{{64}}: .*; check that"),
    ):
        add(store, b"x" * 1_000_000)
    assert list((tmp_path / "originals").iterdir()) == []
    assert (store.uploads(), store.revision()) == ((), before)


def test_a_row_that_does_not_fit_on_the_disk_is_said_and_not_half_kept(tmp_path):
    store = store_in_folder(tmp_path)
    with files_no_larger_than(4096), pytest.raises(StoreError, match=rf"cannot use {tmp_path}/store\.sqlite3: .*(disk|full)"):
        add(store, b"small")
    assert store.uploads() == ()
    assert add(store, b"small") in store.uploads()


def test_a_data_folder_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "data").write_bytes(b"")
    with pytest.raises(StoreError, match=rf"cannot use {tmp_path}/data: "):
        store_in_folder(tmp_path / "data")


def test_a_data_folder_that_vanished_is_not_silently_made_anew(tmp_path):
    store = store_in_folder(tmp_path / "data")
    shutil.rmtree(tmp_path / "data")
    with pytest.raises(StoreError, match=r"cannot use .*originals.*: "):
        add(store)
    with pytest.raises(StoreError, match=r"store\.sqlite3: it cannot be opened; check that the data folder is there"):
        store.uploads()
    assert not (tmp_path / "data").exists()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    (tmp_path / "store.sqlite3").write_bytes(b"no database at all, only some text" * 100)
    with pytest.raises(StoreError, match="not a database; restore the data folder from a backup"):
        store_in_folder(tmp_path)
    assert (tmp_path / "store.sqlite3").read_bytes().startswith(b"no database at all")


def test_the_database_of_another_program_is_refused_and_left_alone(tmp_path):
    with contextlib.closing(apsw.Connection(str(tmp_path / "store.sqlite3"))) as connection:
        connection.execute("CREATE TABLE shopping (item TEXT)")
    with pytest.raises(StoreError, match="database of another program"):
        store_in_folder(tmp_path)
    assert ask(tmp_path, "SELECT name FROM sqlite_schema") == [("shopping",)]
