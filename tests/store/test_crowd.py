"""Many processes at one record: writers that wait for each other, readers that wait for nobody, and no error in either."""

import multiprocessing
import os
import time
from datetime import UTC, datetime

import pytest

from dashboard.records import RecordPlace, check_record
from dashboard.store.opening import open_store

NOW = datetime(2026, 5, 3, tzinfo=UTC)
WRITERS, READERS, SECONDS = (8, 20, 60.0) if os.environ.get("LONG_TESTS") else (2, 2, 1.0)


def write(folder, url, writer, start, told):
    store = open_store(folder, url).acting(f"writer {writer}")
    start.wait(120)
    ends, done = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends:
        data = b"writer %d row %d" % (writer, done)
        store.add_upload("p.csv", data, time_zone="UTC", mapping_json="", kind="user", now=NOW)
        # All writers decide on the same names: each decision has to follow on the one before.
        store.correct_place(("", "", "Twin"), f"A{done % 2}", who=f"writer {writer}", why=f"{done}", now=NOW)
        done += 1
    told.put(("writer", done))


def read(folder, url, _reader, start, told):
    store = open_store(folder, url)
    start.wait(120)
    ends, done, seen = time.monotonic() + SECONDS, 0, 0
    while time.monotonic() < ends:
        revision, uploads = store.revision(), store.uploads()
        assert revision >= seen
        assert len(store.original(uploads[-1].sha256)) == uploads[-1].size_bytes if uploads else True
        assert len(store.place_corrections()) <= 1
        seen, done = revision, done + 1
    told.put(("reader", done))


@pytest.mark.slow
@pytest.mark.usefixtures("plain_main")
@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["folder", "postgresql"])
def test_a_crowd_of_processes_sees_no_error_and_loses_nothing(kind, tmp_path, request):
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else ""
    place = RecordPlace(tmp_path / "data", url)
    open_store(place.folder, url).database.close()
    spawn = multiprocessing.get_context("spawn")
    start, told = spawn.Barrier(WRITERS + READERS), spawn.Queue()
    crowd = [
        spawn.Process(target=work, args=(place.folder, url, number, start, told))
        for work, count in ((write, WRITERS), (read, READERS))
        for number in range(count)
    ]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join(SECONDS + 150)
    assert [one.exitcode for one in crowd] == [0] * len(crowd)
    done = [told.get(timeout=60) for _ in crowd]
    written = sum(count for who, count in done if who == "writer")
    assert min(count for _, count in done) > 0
    store = open_store(place.folder, url)
    try:
        assert len(store.uploads()) == written
        with store.database.reading() as connection:
            assert connection.rows("SELECT count(*) FROM place_correction") == [(written,)]
            assert connection.rows("SELECT count(*), max(seq) FROM entry") == [(1 + 3 * written, 1 + 3 * written)]
    finally:
        store.database.close()
    assert check_record(place, None).faults == ()
