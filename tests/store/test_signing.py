"""Signatures under checkpoints, against the published example of Go's note package and against every change of a byte."""

import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.checkpoint import Checkpoint, CheckpointError, Published, Signature, read_checkpoint, write_checkpoint
from dashboard.store.signing import (
    SignedBy,
    SignedByOthers,
    SigningKey,
    Unsigned,
    read_signing_key,
    read_verifier_key,
    signing_key,
    signing_of,
)

# From the documentation and tests of Go's golang.org/x/mod/sumdb/note.
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PRIVATE = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
TEXT = b"If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
SIGNED = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

CHECKPOINT = Checkpoint("mission", 7, bytes(32))
KEY = SigningKey("mission", bytes(range(32)))
PUBLISHED = Published(CHECKPOINT, (KEY.sign(CHECKPOINT),))


@dataclass(frozen=True)
class Text:
    """Any text to sign; the example signs one that is no checkpoint."""

    text: bytes


def test_keys_and_signature_are_those_of_the_published_example():
    key = read_signing_key(PRIVATE, where="the example")
    assert key.verifier == read_verifier_key(PUBLIC)
    assert (key.verifier.words, key.words) == (PUBLIC, PRIVATE)
    line = write_checkpoint(Published(CHECKPOINT, (key.sign(Text(TEXT)),))).decode().splitlines(keepends=True)[-1]
    assert line == SIGNED


def test_who_signed_is_told_apart_from_nobody_and_from_strangers():
    assert signing_of(PUBLISHED, [KEY.verifier]) == SignedBy(("mission",))
    assert signing_of(Published(CHECKPOINT), [KEY.verifier]) == Unsigned()
    other = SigningKey("mission", bytes(32))
    assert signing_of(PUBLISHED, [other.verifier]) == signing_of(PUBLISHED, []) == SignedByOthers(("mission",))
    both = replace(PUBLISHED, signatures=(other.sign(CHECKPOINT), *PUBLISHED.signatures))
    assert signing_of(both, [KEY.verifier]) == SignedBy(("mission",))


def test_each_way_of_being_signed_has_its_words():
    words = [signing.words for signing in (Unsigned(), SignedBy(("a", "b")), SignedByOthers(("a",)))]
    assert words[0].startswith("not signed")
    assert words[1] == "signed by a, b"
    assert words[2].endswith("the signature is unchecked")


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_no_change_of_one_bit_is_signed(place, bit):
    data = bytearray(write_checkpoint(PUBLISHED))
    data[place % len(data)] ^= 1 << bit
    try:
        signing = signing_of(read_checkpoint(bytes(data)), [KEY.verifier])
    except CheckpointError:
        return
    assert not isinstance(signing, SignedBy)


def test_a_signature_of_the_key_over_another_text_is_refused():
    moved = Published(replace(CHECKPOINT, size=8), PUBLISHED.signatures)
    with pytest.raises(CheckpointError, match="text or signature was changed"):
        signing_of(moved, [KEY.verifier])
    short = Published(CHECKPOINT, (Signature("mission", KEY.verifier.id, b"short"),))
    with pytest.raises(CheckpointError, match="text or signature was changed"):
        signing_of(short, [KEY.verifier])


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "keys" / "checkpoint.key"
    key = signing_key(path, "mission")
    assert signing_key(path, "mission") == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["checkpoint.key"]
    assert repr(key.seed) not in repr(key)


def test_of_many_who_make_a_key_at_once_all_get_the_same(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _: signing_key(tmp_path / "checkpoint.key", "mission"), range(40)))
    assert len(set(keys)) == 1


def test_a_key_of_another_record_or_a_damaged_one_is_refused_without_repeating_it(tmp_path):
    path = tmp_path / "checkpoint.key"
    key = signing_key(path, "mission")
    with pytest.raises(CheckpointError, match="holds the key of 'mission', expected that of 'other'"):
        signing_key(path, "other")
    path.write_text(key.words[:-3], encoding="utf-8")
    with pytest.raises(CheckpointError, match="holds no signing key") as refused:
        signing_key(path, "mission")
    assert key.words[-20:-3] not in str(refused.value)


def test_a_key_that_cannot_be_kept_or_read_is_said(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CheckpointError, match="could not be kept"):
        signing_key(tmp_path / "file" / "checkpoint.key", "mission")
    with pytest.raises(CheckpointError, match="cannot be read"):
        signing_key(tmp_path, "mission")
    with pytest.raises(CheckpointError, match="expected one without blanks"):
        signing_key(tmp_path / "checkpoint.key", "two words")


@pytest.mark.parametrize("place", range(0, len(PUBLIC), 3))
def test_a_garbled_public_key_is_refused(place):
    garbled = PUBLIC[:place] + chr(ord(PUBLIC[place]) + 1) + PUBLIC[place + 1 :]
    for words in (garbled, PUBLIC[:place], PUBLIC[place + 1 :]):
        with pytest.raises(CheckpointError, match="is no key to check with"):
            read_verifier_key(words)
