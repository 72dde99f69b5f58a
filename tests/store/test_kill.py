"""A writer killed at any moment: whatever it was told is kept, is kept, and the record is whole without a hand."""

import contextlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.domain.review_states import Confirmed
from dashboard.records import RecordPlace, check_record
from dashboard.store.opening import open_store
from tests.store.test_store_contract import NOON, add

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
KILLS = 500 if os.environ.get("LONG_TESTS") else 5
"""How many times each kind of writer is killed on each database."""


@pytest.fixture(params=["folder", "postgresql"])
def place(request, tmp_path):
    if request.param == "folder":
        return RecordPlace(tmp_path / "data")
    return RecordPlace(tmp_path / "data", request.getfixturevalue("postgres_url"))


def acknowledged_before_death(place, what, seed, seconds):
    """Start a writer, let it write for a while after its first word, kill it, and return all it was able to print."""
    command = [sys.executable, str(HERE / "kill_me.py"), what, str(seed), str(place.folder), *filter(None, [place.url])]
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


def acknowledged(place, what):
    told = [acknowledged_before_death(place, what, seed, (seed * 0.027) % 0.4) for seed in range(KILLS)]
    assert all(told), "every writer got at least one word out"
    return [line for lines in told for line in lines]


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_every_acknowledged_upload_survives_kill_9_and_none_is_there_by_half(place):
    told = acknowledged(place, "uploads")
    store = open_store(place.folder, place.url)
    listed = {upload.sha256: upload for upload in store.uploads()}
    assert set(told) <= set(listed)
    assert [len(store.original(sha256)) for sha256 in listed] == [upload.size_bytes for upload in listed.values()]
    # One write at most per killed process was done but no longer told.
    assert len(listed) - len(told) <= KILLS
    check_and_go_on(place, store)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_every_acknowledged_decision_survives_kill_9(place):
    told = acknowledged(place, "decisions")
    store = open_store(place.folder, place.url)
    in_force = {correction.names[2] for correction in store.place_corrections()}
    revoked = {line.removesuffix(" revoked") for line in told if line.endswith(" revoked")}
    assert {line for line in told if not line.endswith(" revoked")} <= in_force
    assert not revoked & in_force
    assert len(in_force) + len(revoked) - len(told) <= KILLS
    check_and_go_on(place, store)


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_every_acknowledged_review_survives_kill_9_and_none_skips_a_step(place):
    told = acknowledged(place, "reviews")
    store = open_store(place.folder, place.url)
    reviews = {review.incident_id: review for review in store.reviews()}
    confirmed = {incident for incident, review in reviews.items() if isinstance(review.state, Confirmed)}
    assert set(told) <= confirmed
    assert len(confirmed) - len(told) <= KILLS
    assert len(reviews) - len(confirmed) <= KILLS
    assert all([event.number for event in review.events] == list(range(1, len(review.events) + 1)) for review in reviews.values())
    check_and_go_on(place, store)


def check_and_go_on(place, store):
    assert check_record(place, None).faults == ()
    upload = add(store, b"after", now=NOON)
    assert upload in store.uploads()
    store.database.close()
