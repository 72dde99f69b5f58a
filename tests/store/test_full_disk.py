"""A disk that is really full: what does not fit is said in one clear message, and what was acknowledged before is all there.

The disk is a file system of two megabytes in memory, where the machine lets tests mount one.
"""

import random
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from dashboard.domain.review import Decision, Subject
from dashboard.domain.review_events import Comment
from dashboard.engine.assess import untold
from dashboard.records import RecordPlace, back_up, bring_back, check_record
from dashboard.store.backup_format import BackupError
from dashboard.store.kept import StoreError
from dashboard.store.opening import store_in_folder
from dashboard.unsaved import UnsavedDrafts
from tests.store.review_me import JUDGED
from tests.store.test_store_contract import NOON, add
from tests.test_unsaved import ANOTHER, DRAFT

SIZE = 2_000_000


@pytest.fixture
def disk(tmp_path):
    """A folder on a small disk of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("NO SMALL DISK: a full one was not tested with a disk of its own; this user may not mount one")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def filled_up(disk, left_bytes=0):
    """Fill a disk but for so much."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            file.truncate(max(file.tell() - left_bytes, 0))
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def place(disk):
    return RecordPlace(disk / "data")


@pytest.fixture
def store(place):
    store = store_in_folder(place.folder)
    yield store
    store.database.close()


def comment(store, text, seen):
    store.decide_review("INC-1", Decision("Ann", Comment(text), seen, JUDGED.sha256), Subject(JUDGED), NOON)


def until_full(write):
    """Write until it does not fit; return how often it was acknowledged, and what was said."""
    for done in range(5_000):
        try:
            write(done)
        except (StoreError, OSError) as error:
            return done, str(error)
    raise AssertionError("the disk was never full")


def test_uploads_on_a_full_disk_are_refused_in_words_and_those_acknowledged_are_whole(store, place, disk):
    with filled_up(disk, 300_000):
        done, said = until_full(lambda number: add(store, b"%d" % number * 20_000))
        assert done
        assert "room" in said
        assert len(store.uploads()) == done
        assert [len(store.original(one.sha256)) for one in store.uploads()] == [one.size_bytes for one in store.uploads()]
    assert not list((place.folder / "originals").glob(".*"))
    assert add(store, b"after") in store.uploads()
    assert check_record(place, None).faults == ()


def test_reviews_on_a_full_disk_are_refused_in_words_and_those_acknowledged_are_there(store, place, disk):
    with filled_up(disk, 200_000):
        done, said = until_full(lambda number: comment(store, "x" * 2_000, number))
        assert done
        assert "the disk is full; make room and try again" in said
        (review,) = store.reviews()
        assert len(review.events) == done
    comment(store, "after", done)
    assert len(store.reviews()[0].events) == done + 1
    assert check_record(place, None).faults == ()


def test_a_backup_that_does_not_fit_is_refused_in_words_and_leaves_the_disk_as_it_was(store, place, disk, tmp_path):
    add(store, random.Random(1).randbytes(200_000))
    with filled_up(disk, 50_000):
        with pytest.raises(BackupError, match=r"could not be written to .*: No space left on device; check its folder and room"):
            back_up(place, disk / "b.zip", untold)
        assert sorted(one.name for one in disk.iterdir()) == ["data", "filler"]
    back_up(place, disk / "b.zip", untold)
    assert bring_back(RecordPlace(tmp_path / "restored"), disk / "b.zip", untold).record.faults == ()


def test_a_restore_that_does_not_fit_is_refused_in_words_and_leaves_nothing(store, place, disk, tmp_path):
    add(store, random.Random(1).randbytes(400_000))
    back_up(place, tmp_path / "b.zip", untold)
    with filled_up(disk, 100_000):
        with pytest.raises(StoreError, match="room"):
            bring_back(RecordPlace(disk / "restored"), tmp_path / "b.zip", untold)
        assert sorted(one.name for one in disk.iterdir()) == ["data", "filler"]


def test_a_draft_that_does_not_fit_leaves_the_one_before_as_it_was(disk):
    drafts = UnsavedDrafts(disk / "drafts")
    key = drafts.keep("00000000000000a1", DRAFT, "me")
    large = ANOTHER.put(("agreement", "source"), "x" * 100_000)
    with filled_up(disk, 20_000), pytest.raises(OSError, match="No space left"):
        drafts.keep(key, large, "me")
    assert drafts.take(key, "me") == DRAFT
    assert [path.name for path in (disk / "drafts").iterdir()] == [f"{key}.json"]
