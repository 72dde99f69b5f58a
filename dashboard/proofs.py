"""Proofs checked without the record: against published checkpoints, their signatures and time stamps."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dashboard.store.checkpoint import Published, read_checkpoint
from dashboard.store.proof_file import check_proof, read_proof
from dashboard.store.signing import VerifierKey, read_verifier_key, signing_of


@dataclass(frozen=True, slots=True)
class ProofRequest:
    """What to check, as files. proof: None where only the checkpoint is looked at. earlier: for a proof of consistency.

    key: the words of the key that has to have signed, "" where none is known. time_stamp, trusted: a time stamp of the
    checkpoint, and the authority's certificates (PEM).
    """

    proof: Path | None
    checkpoint: Path
    earlier: Path | None = None
    key: str = ""
    time_stamp: Path | None = None
    trusted: Path | None = None


def check_files(request: ProofRequest) -> tuple[str, ...]:
    """Return in words, line by line, what was shown; StoreError or OSError where something does not hold or cannot be read."""
    return tuple(_shown(request))


def _shown(request: ProofRequest) -> Iterator[str]:
    trusted = (read_verifier_key(request.key),) if request.key else ()
    published = read_checkpoint(request.checkpoint.read_bytes())
    earlier = read_checkpoint(request.earlier.read_bytes()) if request.earlier else None
    yield from _about(request.checkpoint, published, trusted)
    if request.earlier and earlier:
        yield from _about(request.earlier, earlier, trusted)
    if request.proof:
        proof = read_proof(request.proof.read_bytes())
        yield check_proof(proof, published.checkpoint, earlier.checkpoint if earlier else None)
    if request.time_stamp and request.trusted:
        from dashboard.store.time_stamp import check_time_stamp  # noqa: PLC0415 # needed by few, and slow to load

        seen = check_time_stamp(published.checkpoint, request.time_stamp.read_bytes(), request.trusted.read_bytes())
        yield f"{request.checkpoint.name} existed at {seen.isoformat()} by the word of the time-stamp authority"


def _about(path: Path, published: Published, trusted: tuple[VerifierKey, ...]) -> Iterator[str]:
    checkpoint = published.checkpoint
    made = f", made {checkpoint.moment.isoformat()} by its own word" if checkpoint.moment else ""
    yield f"{path.name}: {checkpoint.origin}, {checkpoint.size} entries{made}; {signing_of(published, trusted).words}"
