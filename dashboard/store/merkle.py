"""A Merkle tree over a record's entries (RFC 6962, with the algorithms of RFC 9162, 2.1): one hash that stands for all of them.

A leaf is hashed behind a zero byte and a node behind a one byte, so that neither can be passed off as the other. An inclusion
proof shows with a few hashes that an entry is in a tree, a consistency proof that a later tree only added to an earlier one.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from dashboard.store.kept import StoreError

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()
"""The root of a tree without leaves."""
_BATCH = 1 << 16
"""A power of two, so that the root of each batch of leaves is itself a node of the whole tree."""


class ProofError(StoreError):
    """A proof proves nothing, or none can be given; the message says where it fails."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of one entry as a leaf, 32 bytes."""
    return sha256(b"\0" + entry).digest()


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, which are taken one batch at a time: a million cost about a second and few megabytes."""
    return _root_of_level([_root_of_level(batch) for batch in _batches(leaves)])


@dataclass(frozen=True, slots=True)
class Tree:
    """Every node, so that proofs cost only a few steps each. levels: the leaf hashes, then each level of nodes up to the root.

    A node without a partner stands on the next level as it is; that is what the RFC's largest power of two amounts to.
    """

    levels: tuple[Sequence[bytes], ...]

    @property
    def size(self) -> int:
        """The number of leaves."""
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root over all leaves, or over the first `size`; ProofError where there are not so many."""
        size = self._checked(size)
        return self._root_between(0, size) if size else EMPTY_ROOT

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Return the hashes that prove leaf `index`, counted from 0, in the tree of the first `size` leaves, lowest first."""
        start, end = 0, self._checked(size)
        if not 0 <= index < end:
            raise ProofError(f"there is no leaf {index} in a tree of {end}, expected one from 0 to {end - 1}")
        proof = []
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._root_between(middle, end))
                end = middle
            else:
                proof.append(self._root_between(start, middle))
                start = middle
        return tuple(reversed(proof))

    def consistency_proof(self, first: int, second: int | None = None) -> tuple[bytes, ...]:
        """Return the hashes that prove the tree of the first `first` leaves a beginning of that of the first `second`.

        Nothing need be proved, and the proof is empty, where both are the same or the first is empty.
        """
        start, end = 0, self._checked(second)
        if not 0 <= first <= end:
            raise ProofError(f"a tree of {first} leaves is no beginning of one of {end}, expected 0 to {end}")
        proof = []
        while first and first != end:
            middle = start + _split(end - start)
            if first <= middle:
                proof.append(self._root_between(middle, end))
                end = middle
            else:
                proof.append(self._root_between(start, middle))
                start = middle
        # The smaller tree itself is left out where it is one of the nodes: whoever checks the proof has its root.
        if start:
            proof.append(self._root_between(start, end))
        return tuple(reversed(proof))

    def _checked(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            raise ProofError(f"a tree of {size} leaves was asked for, expected 0 to {self.size}")
        return size

    def _root_between(self, start: int, end: int) -> bytes:
        """Return the root over leaves `[start, end)`; start is a multiple of the power of two that is not below their number."""
        height = (end - start - 1).bit_length()
        if end == self.size or end - start == 1 << height:
            return self.levels[height][start >> height]
        middle = start + _split(end - start)
        return _node_hash(self._root_between(start, middle), self._root_between(middle, end))


def tree_of(leaves: Iterable[bytes]) -> Tree:
    """Return the tree over leaf hashes, each of 32 bytes."""
    levels = [list(leaves)]
    while len(levels[-1]) > 1:
        levels.append(_level_above(levels[-1]))
    return Tree(tuple(levels))


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """ProofError unless the proof leads from a leaf hash, at `index` of `size`, to the root (RFC 9162, 2.1.3.2)."""
    _check_lengths(leaf, root, *proof)
    if not 0 <= index < size:
        raise ProofError(f"there is no leaf {index} in a tree of {size}")
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError(f"the proof has {len(proof)} hashes, more than a tree of {size} leaves needs for leaf {index}")
        if place & 1 or place == last:
            reached = _node_hash(sibling, reached)
            place, last = _past_zeros(place, last)
        else:
            reached = _node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError(f"the proof has {len(proof)} hashes, fewer than a tree of {size} leaves needs for leaf {index}")
    _check_root(reached, root, f"of {size} leaves")


def check_consistency(first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]) -> None:
    """ProofError unless the proof shows the first tree to be a beginning of the second (RFC 9162, 2.1.4.2)."""
    _check_lengths(first_root, second_root, *proof)
    if not 0 <= first <= second:
        raise ProofError(f"a tree of {first} leaves cannot be a beginning of one of {second}")
    if first in (0, second):
        _check_trivial(first_root, second_root if first else EMPTY_ROOT, first, proof)
        return
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        raise ProofError(f"the proof is empty, but trees of {first} and {second} leaves need one")
    place, last = _past_ones(first - 1, second - 1)
    earlier = later = path[0]
    for sibling in islice(path, 1, None):
        if last == 0:
            raise ProofError(f"the proof has {len(proof)} hashes, more than trees of {first} and {second} leaves need")
        if place & 1 or place == last:
            earlier, later = _node_hash(sibling, earlier), _node_hash(sibling, later)
            place, last = _past_zeros(place, last)
        else:
            later = _node_hash(later, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError(f"the proof has {len(proof)} hashes, fewer than trees of {first} and {second} leaves need")
    _check_root(earlier, first_root, f"of the earlier {first} leaves")
    _check_root(later, second_root, f"of the later {second} leaves")


def _check_trivial(found: bytes, expected: bytes, size: int, proof: Sequence[bytes]) -> None:
    if proof:
        raise ProofError(f"the proof has {len(proof)} hashes, expected none between a tree of {size} leaves and this one")
    _check_root(expected, found, f"of {size} leaves")


def _check_lengths(*hashes: bytes) -> None:
    for one in hashes:
        if len(one) != HASH_BYTES:
            raise ProofError(f"a hash of {len(one)} bytes was given, expected {HASH_BYTES}: {one.hex() or 'nothing'}")


def _check_root(reached: bytes, root: bytes, of_what: str) -> None:
    if reached != root:
        raise ProofError(f"the proof leads to the root {reached.hex()}, expected the root {of_what}, {root.hex()}")


def _past_zeros(place: int, last: int) -> tuple[int, int]:
    """Climb the levels on which the node at `place`, which is not the first, has no partner and stands for itself."""
    while not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _past_ones(place: int, last: int) -> tuple[int, int]:
    while place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below a size above 1."""
    return 1 << ((size - 1).bit_length() - 1)


def _batches(leaves: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(leaves)
    while batch := list(islice(rest, _BATCH)):
        yield batch


def _root_of_level(level: list[bytes]) -> bytes:
    while len(level) > 1:
        level = _level_above(level)
    return level[0] if level else EMPTY_ROOT


def _level_above(level: list[bytes]) -> list[bytes]:
    pairs = iter(level)
    nodes = [sha256(b"\1" + left + right).digest() for left, right in zip(pairs, pairs, strict=False)]
    return [*nodes, level[-1]] if len(level) & 1 else nodes
