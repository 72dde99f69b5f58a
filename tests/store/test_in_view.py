"""What verdicts follow from, read at once: nobody's write stands between one part of it and the next."""

import threading

from dashboard.domain.observation import Point
from dashboard.store.kept import own_files_in_use
from tests.store.test_store_contract import LATER, NOON, add


def test_it_is_what_the_store_says_of_each_part(store):
    gone = add(store)
    add(store, b"other")
    store.withdraw_upload(gone.id, LATER)
    store.use_agreement(store.add_agreement("a.yaml", {"a.yaml": b"terms"}, kind="user", now=NOON).id, NOON)
    store.correct_place(("", "", "Twin"), Point(10.5, 50.0), who="Ann", why="so", now=NOON)
    store.add_own_file("places", "p.csv", b"p", NOON)
    store.remove_own_file("places", "p.csv", LATER)
    store.add_own_file("places", "q.csv", b"q", LATER)
    seen = store.in_view()
    assert (seen.revision, seen.uploads, seen.agreement) == (store.revision(), store.uploads(), store.current_agreement())
    assert seen.place_corrections == store.place_corrections()
    assert seen.own_files == own_files_in_use(store.own_file_record())


def test_it_is_of_one_moment_while_others_write(store):
    written = threading.Event()

    def write():
        for number in range(40):
            add(store, b"rows %d" % number)
        written.set()

    writer = threading.Thread(target=write)
    writer.start()
    while not written.is_set():
        seen = store.in_view()
        assert seen.revision == len(seen.uploads)
    writer.join()
    assert len(store.in_view().uploads) == 40
