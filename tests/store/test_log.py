"""The audit log read back, on both databases."""

import pytest

from dashboard.store.kept import NotAllowedError
from tests.store.people import prepared, with_roles
from tests.store.test_store_contract import NOON
from tests.store.test_verify import fill


def test_entries_come_with_their_rows_the_latest_first(store):
    fill(store)
    size = store.log_size()
    entries = store.log(size, 5, NOON)
    assert [one.entry.seq for one in entries] == list(range(size, size - 5, -1))
    assert (entries[0].entry.what, entries[0].row["file_name"], entries[0].entry.who) == ("own_file", "p.csv", "Ben")
    assert [one.entry.seq for one in store.log(3, 10, NOON)] == [3, 2, 1]
    assert all(one.row for one in store.log(size, size, NOON))


def test_the_log_and_its_check_are_for_those_who_may_read_it(store):
    prepared(store)
    stranger = with_roles(store, "stranger")
    for ask in (lambda: stranger.log(9, 9, NOON), lambda: stranger.verify(NOON)):
        with pytest.raises(NotAllowedError):
            ask()
    assert store.verify(NOON).faults == ()
