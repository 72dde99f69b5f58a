"""The tree against the published vectors of Certificate Transparency and against the RFC's recursive definition."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store import merkle
from dashboard.store.merkle import EMPTY_ROOT, ProofError, check_consistency, check_inclusion, leaf_hash, root_of, tree_of

# The reference tree of the Certificate Transparency tests: its eight entries, and the roots of its beginnings of 0 to 8 leaves.
ENTRIES = [
    bytes.fromhex(one) for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", bytes(range(96, 112)).hex())
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
D0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
D1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
D4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
D6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
D2_TO_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
D4_TO_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
D6_TO_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
D0_TO_1 = ROOTS[2]
D0_TO_3 = ROOTS[4]
D4_TO_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
INCLUSION = [
    (0, 1, []),
    (0, 8, [D1, D2_TO_3, D4_TO_7]),
    (5, 8, [D4, D6_TO_7, D0_TO_3]),
    (2, 3, [D0_TO_1]),
    (1, 5, [D0, D2_TO_3, D4]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [D1, D2_TO_3, D4_TO_7]),
    (6, 8, [D4_TO_5, D6_TO_7, D0_TO_3]),
    (2, 5, [D2_TO_3, D4]),
    (6, 7, [D4_TO_5, D6, D0_TO_3]),
]

sizes = st.integers(1, 70)


def leaves_of(size):
    return [leaf_hash(str(number).encode()) for number in range(size)]


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def split(size):
    half = 1
    while half * 2 < size:
        half *= 2
    return half


def textbook_root(leaves):
    """MTH of RFC 9162, section 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return node(textbook_root(leaves[:k]), textbook_root(leaves[k:]))


def textbook_path(m, leaves):
    """PATH of section 2.1.3.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*textbook_path(m, leaves[:k]), textbook_root(leaves[k:])]
    return [*textbook_path(m - k, leaves[k:]), textbook_root(leaves[:k])]


def textbook_subproof(m, leaves, known):
    """SUBPROOF of section 2.1.4.1."""
    if m == len(leaves):
        return [] if known else [textbook_root(leaves)]
    k = split(len(leaves))
    if m <= k:
        return [*textbook_subproof(m, leaves[:k], known), textbook_root(leaves[k:])]
    return [*textbook_subproof(m - k, leaves[k:], False), textbook_root(leaves[:k])]


def test_the_roots_are_those_of_the_reference_tree():
    leaves = [leaf_hash(entry) for entry in ENTRIES]
    assert [root_of(leaves[:size]).hex() for size in range(9)] == ROOTS
    assert [tree_of(leaves).root(size).hex() for size in range(9)] == ROOTS
    assert EMPTY_ROOT.hex() == tree_of([]).root().hex() == ROOTS[0]


@pytest.mark.parametrize(("index", "size", "expected"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_tree(index, size, expected):
    tree = tree_of(leaf_hash(entry) for entry in ENTRIES)
    assert [one.hex() for one in tree.inclusion_proof(index, size)] == expected
    check_inclusion(leaf_hash(ENTRIES[index]), index, size, [*map(bytes.fromhex, expected)], bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("first", "second", "expected"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_tree(first, second, expected):
    tree = tree_of(leaf_hash(entry) for entry in ENTRIES)
    assert [one.hex() for one in tree.consistency_proof(first, second)] == expected
    roots = [bytes.fromhex(ROOTS[size]) for size in (first, second)]
    check_consistency(first, roots[0], second, roots[1], [*map(bytes.fromhex, expected)])


@given(size=st.integers(0, 70), batch=st.sampled_from([1, 2, 8]))
def test_a_root_taken_in_batches_is_the_textbooks(size, batch):
    leaves = leaves_of(size)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merkle, "_BATCH", batch)
        assert root_of(iter(leaves)) == tree_of(leaves).root() == textbook_root(leaves)


@given(sizes, st.data())
def test_an_inclusion_proof_is_the_textbooks_in_every_beginning_of_the_tree(whole, data):
    leaves = leaves_of(whole)
    size = data.draw(st.integers(1, whole))
    index = data.draw(st.integers(0, size - 1))
    proof = tree_of(leaves).inclusion_proof(index, size)
    assert list(proof) == textbook_path(index, leaves[:size])
    check_inclusion(leaves[index], index, size, proof, textbook_root(leaves[:size]))


@given(sizes, st.data())
def test_a_consistency_proof_is_the_textbooks_between_all_beginnings_of_the_tree(whole, data):
    leaves = leaves_of(whole)
    second = data.draw(st.integers(1, whole))
    first = data.draw(st.integers(1, second))
    proof = tree_of(leaves).consistency_proof(first, second)
    assert list(proof) == textbook_subproof(first, leaves[:second], True)
    check_consistency(first, textbook_root(leaves[:first]), second, textbook_root(leaves[:second]), proof)


def mutations(draw, proof):
    """A proof with one bit changed, one hash left out, one doubled, one added, or two exchanged that differ."""
    proof = list(proof)
    kind = draw(st.sampled_from(["bit", "drop", "double", "add"] if proof else ["add"]))
    at = draw(st.integers(0, len(proof) - 1)) if proof else 0
    if kind == "bit":
        bit = draw(st.integers(0, 255))
        changed = bytearray(proof[at])
        changed[bit // 8] ^= 1 << bit % 8
        proof[at] = bytes(changed)
    elif kind == "drop":
        del proof[at]
    elif kind == "double":
        proof.insert(at, proof[at])
    else:
        proof.insert(at, draw(st.binary(min_size=32, max_size=32)))
    return proof


@given(sizes, st.data())
def test_every_changed_inclusion_proof_is_refused(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = mutations(data.draw, tree_of(leaves).inclusion_proof(index))
    with pytest.raises(ProofError):
        check_inclusion(leaves[index], index, size, proof, root_of(leaves))


@given(sizes, st.data())
def test_an_inclusion_proof_serves_no_other_leaf_place_or_root(size, data):
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = tree_of(leaves).inclusion_proof(index), root_of(leaves)
    with pytest.raises(ProofError):
        check_inclusion(leaf_hash(b"another"), index, size, proof, root)
    with pytest.raises(ProofError):
        check_inclusion(leaves[index], index, size, proof, root_of([*leaves, leaf_hash(b"another")]))
    other = data.draw(st.integers(-1, size).filter(lambda place: place != index))
    with pytest.raises(ProofError):
        check_inclusion(leaves[index], other, size, proof, root)


@given(sizes, st.data())
def test_every_changed_consistency_proof_is_refused(second, data):
    leaves = leaves_of(second)
    first = data.draw(st.integers(1, second))
    proof = mutations(data.draw, tree_of(leaves).consistency_proof(first))
    with pytest.raises(ProofError):
        check_consistency(first, root_of(leaves[:first]), second, root_of(leaves), proof)


@given(sizes, st.data())
def test_a_rewritten_beginning_has_no_consistency_proof(second, data):
    leaves = leaves_of(second)
    first = data.draw(st.integers(1, second))
    published = root_of(leaves[:first])
    rewritten = leaves.copy()
    rewritten[data.draw(st.integers(0, first - 1))] = leaf_hash(b"rewritten")
    tree = tree_of(rewritten)
    with pytest.raises(ProofError, match=r"leads to the root|expected the root"):
        check_consistency(first, published, second, tree.root(), tree.consistency_proof(first))


def test_every_tree_goes_on_from_the_empty_one():
    leaves = leaves_of(5)
    assert tree_of(leaves).consistency_proof(0) == ()
    check_consistency(0, EMPTY_ROOT, 5, root_of(leaves), ())
    with pytest.raises(ProofError, match="expected the root of 0 leaves"):
        check_consistency(0, leaves[0], 5, root_of(leaves), ())


def test_what_is_asked_of_a_tree_must_be_in_it():
    tree = tree_of(leaves_of(5))
    with pytest.raises(ProofError, match=r"there is no leaf 5 in a tree of 5, expected one from 0 to 4"):
        tree.inclusion_proof(5)
    with pytest.raises(ProofError, match=r"a tree of 6 leaves was asked for, expected 0 to 5"):
        tree.root(6)
    with pytest.raises(ProofError, match=r"a tree of 4 leaves is no beginning of one of 3"):
        tree.consistency_proof(4, 3)
    with pytest.raises(ProofError, match=r"a tree of 4 leaves cannot be a beginning of one of 3"):
        check_consistency(4, EMPTY_ROOT, 3, EMPTY_ROOT, ())


def test_a_hash_of_another_length_is_named():
    with pytest.raises(ProofError, match=r"a hash of 2 bytes was given, expected 32: abcd"):
        check_inclusion(b"\xab\xcd", 0, 1, (), EMPTY_ROOT)


def test_a_consistency_proof_that_is_too_short_or_too_long_is_named():
    leaves = leaves_of(7)
    proof = tree_of(leaves).consistency_proof(3)
    with pytest.raises(ProofError, match="fewer than trees of 3 and 7 leaves need"):
        check_consistency(3, root_of(leaves[:3]), 7, root_of(leaves), proof[:-1])
    with pytest.raises(ProofError, match="more than trees of 3 and 7 leaves need"):
        check_consistency(3, root_of(leaves[:3]), 7, root_of(leaves), (*proof, EMPTY_ROOT))
    with pytest.raises(ProofError, match="the proof is empty"):
        check_consistency(3, root_of(leaves[:3]), 7, root_of(leaves), ())
