"""Writes to a record without end and prints what the record has acknowledged, until it is killed.

    kill_me.py WHAT SEED FOLDER [URL]

WHAT is `uploads`, `decisions` or `reviews`; each line printed names one write that returned.
"""

import itertools
import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Confirm, Propose, TakeUp
from dashboard.store.opening import open_store
from dashboard.store.sql_store import SqlStore
from tests.store.review_me import JUDGED

NOW = datetime(2026, 5, 3, tzinfo=UTC)


def upload(store: SqlStore, name: str, number: int) -> str:
    data = f"{name},".encode() * (1, 1_000, 50_000)[number % 3]
    return store.add_upload(f"{name}.csv", data, time_zone="UTC", mapping_json="", kind="user", now=NOW).sha256


def decide(store: SqlStore, name: str, number: int) -> str:
    """Decide what a name means; every third is revoked at once, so that a decision is more than one write."""
    names = ("", "", name)
    store.correct_place(names, "A1", who="Ann", why="so", now=NOW)
    if number % 3 == 0:
        store.correct_place(names, "", who="Ben", why="no", now=NOW)
        return f"{name} revoked"
    return name


def review(store: SqlStore, name: str, _number: int) -> str:
    """Confirm an incident, which takes three steps of two people."""
    for seen, (who, action) in enumerate((("Ann", TakeUp()), ("Ann", Propose("seen")), ("Ben", Confirm("seen too")))):
        store.decide_review(name, Decision(who, action, seen, JUDGED.sha256), Subject(JUDGED), NOW)
    return name


WRITES = {"uploads": upload, "decisions": decide, "reviews": review}

if __name__ == "__main__":
    what, seed, folder, url = sys.argv[1], sys.argv[2], Path(sys.argv[3]), "".join(sys.argv[4:])
    store = open_store(folder, url)
    for number in itertools.count():
        print(WRITES[what](store, f"{seed}-{number}", number), flush=True)
