"""What tests of stores in data folders put in, and how they look behind the store's back."""

import contextlib
from datetime import UTC, datetime

import apsw

NOW = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


def add(store, data=b"rows", name="patrol.csv"):
    return store.add_upload(name, data, time_zone="UTC", mapping_json="", kind="user", now=NOW)


def ask(folder, statement):
    with contextlib.closing(apsw.Connection(str(folder / "store.sqlite3"))) as connection:
        return connection.execute(statement).fetchall()
