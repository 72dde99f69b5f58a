"""Proofs checked on the command line, from files alone."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest

from dashboard.cli import main
from dashboard.store.checkpoint import Published, checkpoint_at, write_checkpoint
from dashboard.store.merkle import tree_of
from dashboard.store.proof_file import ConsistencyProof, InclusionProof, entry_leaf, write_proof
from dashboard.store.signing import SigningKey
from dashboard.store.time_stamp import request_time_stamp
from tests.store.time_stamp_authority import NEEDS_OPENSSL, Answer, make_authority, serving

ENTRIES = [f'{{"seq":{number}}}' for number in range(1, 14)]
KEY = SigningKey("mission", bytes(range(32)))


@pytest.fixture
def folder(tmp_path):
    tree = tree_of(entry_leaf(sha256(entry.encode()).hexdigest()) for entry in ENTRIES)
    for name, size, hour in (("before.txt", 9, 10), ("now.txt", 13, 11)):
        checkpoint = checkpoint_at("mission", size, tree.root(size), datetime(2026, 5, 3, hour, tzinfo=UTC))
        signed = (KEY.sign(checkpoint),) if size == 13 else ()
        (tmp_path / name).write_bytes(write_checkpoint(Published(checkpoint, signed)))
    (tmp_path / "entry.json").write_bytes(write_proof(InclusionProof(ENTRIES[4], 5, 13, tree.inclusion_proof(4))))
    (tmp_path / "goes-on.json").write_bytes(write_proof(ConsistencyProof(9, 13, tree.consistency_proof(9))))
    return tmp_path


def check(folder, *arguments):
    return main(["check-proof", *(str(folder / one) if "." in one else one for one in arguments)])


def test_an_entry_is_proved_against_a_signed_checkpoint(folder, capsys):
    assert check(folder, "entry.json", "--checkpoint", "now.txt", "--key", KEY.verifier.words) == 0
    assert capsys.readouterr().out.splitlines() == [
        "now.txt: mission, 13 entries, made 2026-05-03T11:00:00+00:00 by its own word; signed by mission",
        'entry 5 of 13 is in mission as the proof says it: {"seq":5}',
    ]


def test_two_checkpoints_are_proved_to_be_of_one_record_and_the_unsigned_one_is_called_so(folder, capsys):
    assert check(folder, "goes-on.json", "--checkpoint", "now.txt", "--earlier", "before.txt") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].endswith("with a key that was not given: the signature is unchecked")
    assert said[1].endswith("not signed: it is worth as much as whoever handed it over")
    assert said[2] == "the first 9 of 13 entries of mission are those of the earlier checkpoint, unchanged"


def test_a_proof_that_does_not_hold_fails_in_one_line(folder, capsys):
    assert check(folder, "entry.json", "--checkpoint", "before.txt") == 2
    said = capsys.readouterr().err
    assert said == "dashboard: the checkpoint is of 9 entries, expected the 13 that the proof is about\n"


def test_a_missing_file_and_half_a_question_are_said(folder, capsys):
    assert check(folder, "entry.json", "--checkpoint", "gone.txt") == 2
    assert "gone.txt: No such file" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        check(folder, "--checkpoint", "now.txt", "--trusted", "root.pem")
    assert "--time-stamp and --trusted go together" in capsys.readouterr().err


@NEEDS_OPENSSL
def test_a_time_stamp_is_checked_with_the_authoritys_certificate(folder, capsys):
    authority = make_authority(folder / "authority")
    checkpoint = checkpoint_at("mission", 13, bytes(32), datetime(2026, 5, 3, 11, tzinfo=UTC))
    (folder / "stamped.txt").write_bytes(write_checkpoint(Published(checkpoint)))
    with serving(Answer(authority.answer)) as address:
        (folder / "stamped.tsr").write_bytes(request_time_stamp(checkpoint, address))
    files = ("--time-stamp", "stamped.tsr", "--trusted", "authority/root.pem")
    assert check(folder, "--checkpoint", "stamped.txt", *files) == 0
    assert "by the word of the time-stamp authority" in capsys.readouterr().out
