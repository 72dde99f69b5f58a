"""A checkpoint's files: signed or not, stamped or not, and never without the checkpoint itself."""

from datetime import UTC, datetime

import pytest

from dashboard.store.checkpoint import CheckpointError, checkpoint_at, read_checkpoint
from dashboard.store.publish import NotAsked, NotStamped, Stamped, publish_checkpoint
from dashboard.store.signing import SignedBy, SigningKey, Unsigned, signing_of
from dashboard.store.time_stamp import check_time_stamp
from tests.store.time_stamp_authority import NEEDS_OPENSSL, Answer, make_authority, serving

CHECKPOINT = checkpoint_at("mission", 7, bytes(32), datetime(2026, 5, 3, 12, tzinfo=UTC))
KEY = SigningKey("mission", bytes(range(32)))


def signing(publication):
    return signing_of(read_checkpoint(publication.path.read_bytes()), [KEY.verifier])


def test_without_a_key_and_a_server_the_checkpoint_stands_alone_and_unsigned(tmp_path):
    publication = publish_checkpoint(CHECKPOINT, tmp_path / "published")
    assert (publication.path.name, publication.stamp) == ("checkpoint-7-20260503T120000-000000Z.txt", NotAsked())
    assert read_checkpoint(publication.path.read_bytes()).checkpoint == CHECKPOINT
    assert signing(publication) == Unsigned()


def test_with_a_key_it_is_signed(tmp_path):
    assert signing(publish_checkpoint(CHECKPOINT, tmp_path, key=KEY)) == SignedBy(("mission",))


@NEEDS_OPENSSL
def test_the_time_stamp_lies_beside_the_checkpoint(tmp_path):
    authority = make_authority(tmp_path / "authority")
    with serving(Answer(authority.answer)) as address:
        publication = publish_checkpoint(CHECKPOINT, tmp_path, server=address)
    assert publication.stamp == Stamped(publication.path.with_suffix(".tsr"))
    assert check_time_stamp(CHECKPOINT, publication.stamp.path.read_bytes(), authority.root)


def test_a_server_that_fails_leaves_the_checkpoint_and_says_why_there_is_no_stamp(tmp_path):
    with serving(Answer(lambda _: b"", status=503)) as address:
        publication = publish_checkpoint(CHECKPOINT, tmp_path, key=KEY, server=address)
    assert publication.stamp == NotStamped(f"the time-stamp server {address} refused: 503 Service Unavailable")
    assert signing(publication) == SignedBy(("mission",))
    assert [path.name for path in tmp_path.iterdir()] == [publication.path.name]


def test_nothing_published_is_written_over_and_a_folder_that_cannot_be_written_is_named(tmp_path):
    publish_checkpoint(CHECKPOINT, tmp_path)
    with pytest.raises(CheckpointError, match="is there already, and is not written over"):
        publish_checkpoint(CHECKPOINT, tmp_path)
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CheckpointError, match="could not be written to"):
        publish_checkpoint(CHECKPOINT, tmp_path / "file")
