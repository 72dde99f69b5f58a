"""Proofs as files that anybody can check against published checkpoints, without the record (JSON; hashes in hexadecimal)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar, assert_never

from dashboard.store.checkpoint import Checkpoint
from dashboard.store.merkle import ProofError, check_consistency, check_inclusion, leaf_hash

_FORMAT = "ceasefire-record-proof-1"
_LARGEST_BYTES = 1 << 20
_Part = TypeVar("_Part", int, str, list[str])


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """That an entry is in a record. entry: as it is spelled where it is hashed. seq: its number, from 1. size: of the record."""

    entry: str
    seq: int
    size: int
    hashes: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """That a record of `second` entries begins with the one of `first` entries."""

    first: int
    second: int
    hashes: tuple[bytes, ...]


Proof = InclusionProof | ConsistencyProof


def entry_leaf(entry_sha256: str) -> bytes:
    """Return the leaf that stands for an entry in the tree, from the entry's own hash in hexadecimal."""
    return leaf_hash(bytes.fromhex(entry_sha256))


def check_proof(proof: Proof, checkpoint: Checkpoint, earlier: Checkpoint | None = None) -> str:
    """Return in words what a proof proves against published checkpoints; ProofError where it does not.

    earlier: needed for consistency, and only there.
    """
    match proof:
        case InclusionProof():
            return _check_inclusion(proof, checkpoint, earlier)
        case ConsistencyProof():
            return _check_consistency(proof, checkpoint, earlier)
        case _:
            assert_never(proof)


def write_proof(proof: Proof) -> bytes:
    """Return the file of a proof."""
    hashes = [one.hex() for one in proof.hashes]
    match proof:
        case InclusionProof(entry, seq, size):
            parts = {"kind": "inclusion", "entry": entry, "seq": seq, "size": size}
        case ConsistencyProof(first, second):
            parts = {"kind": "consistency", "first": first, "second": second}
        case _:
            assert_never(proof)
    return (json.dumps({"format": _FORMAT, **parts, "hashes": hashes}, indent=1) + "\n").encode()


def read_proof(data: bytes) -> Proof:
    """Return the proof a file holds; ProofError where it holds none, or anything besides."""
    parts = _parts(data)
    kind = parts.get("kind")
    if kind == "inclusion":
        _check_names(parts, {"entry", "seq", "size"})
        return InclusionProof(_part(parts, "entry", str), _number(parts, "seq"), _number(parts, "size"), _hashes(parts))
    if kind == "consistency":
        _check_names(parts, {"first", "second"})
        return ConsistencyProof(_number(parts, "first"), _number(parts, "second"), _hashes(parts))
    raise ProofError(f"the proof is of the kind {kind!r}, expected 'inclusion' or 'consistency'")


def _check_inclusion(proof: InclusionProof, checkpoint: Checkpoint, earlier: Checkpoint | None) -> str:
    if earlier is not None:
        raise ProofError("the proof is of one entry in one record, but two checkpoints were given")
    _check_size("the checkpoint", checkpoint, proof.size)
    leaf = leaf_hash(sha256(proof.entry.encode()).digest())
    check_inclusion(leaf, proof.seq - 1, proof.size, proof.hashes, checkpoint.root)
    return f"entry {proof.seq} of {proof.size} is in {checkpoint.origin} as the proof says it: {proof.entry}"


def _check_consistency(proof: ConsistencyProof, checkpoint: Checkpoint, earlier: Checkpoint | None) -> str:
    if earlier is None:
        raise ProofError("the proof is of two states of a record, but one checkpoint was given, expected the earlier one too")
    if earlier.origin != checkpoint.origin:
        raise ProofError(f"the checkpoints are of two records, {earlier.origin} and {checkpoint.origin}, expected one")
    _check_size("the earlier checkpoint", earlier, proof.first)
    _check_size("the later checkpoint", checkpoint, proof.second)
    check_consistency(proof.first, earlier.root, proof.second, checkpoint.root, proof.hashes)
    return (
        f"the first {proof.first} of {proof.second} entries of {checkpoint.origin} are those of the earlier checkpoint, unchanged"
    )


def _check_size(which: str, checkpoint: Checkpoint, size: int) -> None:
    if checkpoint.size != size:
        raise ProofError(f"{which} is of {checkpoint.size} entries, expected the {size} that the proof is about")


def _parts(data: bytes) -> dict[str, object]:
    if len(data) > _LARGEST_BYTES:
        raise ProofError(f"the proof has {len(data):,} bytes, expected at most {_LARGEST_BYTES:,}")
    try:
        parts = json.loads(data, object_pairs_hook=_once_each)
    except (ValueError, RecursionError) as error:
        raise ProofError(f"the proof is no JSON: {error}") from error
    if not isinstance(parts, dict) or parts.get("format") != _FORMAT:
        found = parts.get("format") if isinstance(parts, dict) else type(parts).__name__
        raise ProofError(f"the proof is of the format {found!r}, expected {_FORMAT!r}")
    return parts


def _once_each(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError(f"a name stands twice among {[name for name, _ in pairs]}")
    return dict(pairs)


def _check_names(parts: dict[str, object], expected: set[str]) -> None:
    expected = expected | {"format", "kind", "hashes"}
    if parts.keys() != expected:
        raise ProofError(f"the proof has {sorted(parts)}, expected {sorted(expected)}")


def _part(parts: dict[str, object], name: str, kind: type[_Part]) -> _Part:
    found = parts[name]
    if type(found) is not kind:
        raise ProofError(f"the proof's {name} is {found!r}, expected {kind.__name__}")
    return found


def _number(parts: dict[str, object], name: str) -> int:
    return _part(parts, name, int)


def _hashes(parts: dict[str, object]) -> tuple[bytes, ...]:
    found = _part(parts, "hashes", list)
    try:
        return tuple(bytes.fromhex(one) for one in found)
    except (ValueError, TypeError) as error:
        raise ProofError(f"the proof's hashes are {str(found)[:80]}, expected hexadecimal texts") from error
