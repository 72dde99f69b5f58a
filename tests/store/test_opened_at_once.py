"""A data folder that several open and write at once is made once, and nothing in it is lost."""

import contextlib
import multiprocessing
import os
import time
from concurrent.futures import ThreadPoolExecutor

import apsw
import pytest

from dashboard.store.migrations import MIGRATIONS
from dashboard.store.opening import store_in_folder
from dashboard.store.sqlite_database import SqliteDatabase
from tests.store.folders import NOW, add, ask


def test_a_store_opened_twice_while_it_is_being_made_is_made_once(tmp_path):
    path = tmp_path / "store.sqlite3"
    with (
        contextlib.closing(apsw.Connection(str(path))) as holder,
        ThreadPoolExecutor(2) as pool,
    ):
        holder.execute("BEGIN IMMEDIATE")
        opening = [pool.submit(SqliteDatabase, path) for _ in range(2)]
        time.sleep(0.3)
        holder.execute("ROLLBACK")
        for one in opening:
            one.result()
    assert ask(tmp_path, "SELECT count(*) FROM migration") == [(len(MIGRATIONS),)]


def _write_some(folder, writer, ready):
    ready.wait(20)
    store = store_in_folder(folder)
    own = [store.add_agreement("a.yaml", {"a.yaml": b"%d %d" % (writer, one)}, kind="user", now=NOW) for one in range(2)]
    for number in range(25):
        store.use_agreement(own[number % 2].id, NOW)
        add(store, f"writer {writer} row {number}".encode())
        add(store, f"shared row {number}".encode())
        store.put_setting(f"writer {writer}", str(number), NOW)
        assert store.uploads()
    os._exit(0)


@pytest.mark.usefixtures("plain_main")
def test_four_processes_that_open_and_write_at_once_lose_nothing(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    ready = spawn.Barrier(4)
    writers = [spawn.Process(target=_write_some, args=(tmp_path, writer, ready)) for writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert [writer.exitcode for writer in writers] == [0, 0, 0, 0]
    store = store_in_folder(tmp_path)
    originals = {store.original(upload.sha256) for upload in store.uploads()}
    assert originals == {b"shared row %d" % number for number in range(25)} | {
        b"writer %d row %d" % (writer, number) for writer in range(4) for number in range(25)
    }
    assert len(store.uploads()) == 125
    assert {store.get_setting(f"writer {writer}") for writer in range(4)} == {"24"}
    assert len(store.agreements()) == 8
    uploads, settings, agreements, uses = 125, 4 * 25, 8, 4 * 25
    assert store.revision() == uploads + settings + agreements + uses
