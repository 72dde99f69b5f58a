"""Proofs as files: what they prove against published checkpoints, and that nothing else passes."""

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.checkpoint import Checkpoint
from dashboard.store.merkle import ProofError, tree_of
from dashboard.store.proof_file import ConsistencyProof, InclusionProof, check_proof, entry_leaf, read_proof, write_proof

ENTRIES = [f'{{"seq":{number},"who":"Марія"}}' for number in range(1, 14)]
TREE = tree_of(entry_leaf(sha256(entry.encode()).hexdigest()) for entry in ENTRIES)
NOW = Checkpoint("mission", 13, TREE.root())
BEFORE = Checkpoint("mission", 9, TREE.root(9))
INCLUSION = InclusionProof(ENTRIES[4], 5, 13, TREE.inclusion_proof(4))
CONSISTENCY = ConsistencyProof(9, 13, TREE.consistency_proof(9))

proofs = st.one_of(
    st.builds(InclusionProof, st.text(), st.integers(), st.integers(), st.lists(st.binary()).map(tuple)),
    st.builds(ConsistencyProof, st.integers(), st.integers(), st.lists(st.binary()).map(tuple)),
)


@given(proofs)
def test_a_proof_reads_back_as_it_was_written(proof):
    if isinstance(proof, InclusionProof):
        proof = replace(proof, entry=proof.entry.encode("utf-16", "ignore").decode("utf-16", "ignore"))
    assert read_proof(write_proof(proof)) == proof


def test_an_entry_is_proved_in_the_record_of_a_checkpoint():
    said = check_proof(INCLUSION, NOW)
    assert said == 'entry 5 of 13 is in mission as the proof says it: {"seq":5,"who":"Марія"}'


def test_a_later_checkpoint_is_proved_to_go_on_from_an_earlier_one():
    said = check_proof(CONSISTENCY, NOW, BEFORE)
    assert said == "the first 9 of 13 entries of mission are those of the earlier checkpoint, unchanged"


@pytest.mark.parametrize(
    ("proof", "checkpoint", "earlier", "said"),
    [
        (replace(INCLUSION, entry=ENTRIES[5]), NOW, None, "the proof leads to the root"),
        (replace(INCLUSION, seq=6), NOW, None, "the proof leads to the root"),
        (replace(INCLUSION, seq=0), NOW, None, "there is no leaf -1"),
        (INCLUSION, BEFORE, None, "the checkpoint is of 9 entries, expected the 13"),
        (INCLUSION, replace(NOW, root=bytes(32)), None, "the proof leads to the root"),
        (INCLUSION, NOW, BEFORE, "two checkpoints were given"),
        (CONSISTENCY, NOW, None, "one checkpoint was given"),
        (CONSISTENCY, BEFORE, NOW, "the earlier checkpoint is of 13 entries, expected the 9"),
        (CONSISTENCY, BEFORE, BEFORE, "the later checkpoint is of 9 entries, expected the 13"),
        (CONSISTENCY, NOW, replace(BEFORE, origin="other"), "the checkpoints are of two records, other and mission"),
        (CONSISTENCY, NOW, replace(BEFORE, root=bytes(32)), "the proof leads to the root"),
        (replace(CONSISTENCY, hashes=CONSISTENCY.hashes[1:]), NOW, BEFORE, "hashes, fewer than"),
    ],
)
def test_what_a_proof_does_not_prove_is_refused_with_the_reason(proof, checkpoint, earlier, said):
    with pytest.raises(ProofError) as refused:
        check_proof(proof, checkpoint, earlier)
    assert said in str(refused.value)


def written(**changes):
    return json.dumps(json.loads(write_proof(CONSISTENCY)) | changes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "the proof is no JSON"),
        ("[" * 100_000, "the proof is no JSON"),
        ("[]", "of the format 'list', expected 'ceasefire-record-proof-1'"),
        (written(format="2"), "of the format '2', expected"),
        (written(kind="other"), "of the kind 'other', expected 'inclusion' or 'consistency'"),
        (written(first="9"), "the proof's first is '9', expected int"),
        (written(first=True), "the proof's first is True, expected int"),
        (written(second=13.0), "the proof's second is 13.0, expected int"),
        (written(more=1), "the proof has ['first', 'format', 'hashes', 'kind', 'more', 'second'], expected"),
        (written(hashes=["xx"]), "expected hexadecimal texts"),
        (written(hashes=[1]), "expected hexadecimal texts"),
        (written(hashes="ab"), "the proof's hashes is 'ab', expected list"),
        (written().replace('"first"', '"first": 8, "first"'), "a name stands twice"),
        (" " * 2_000_000, "the proof has 2,000,000 bytes"),
    ],
)
def test_what_is_no_proof_is_refused(text, said):
    with pytest.raises(ProofError) as refused:
        read_proof(text.encode())
    assert said in str(refused.value)
