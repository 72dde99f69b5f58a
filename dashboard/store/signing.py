"""Signatures under checkpoints: Ed25519, spelled as C2SP signed-note does, so that other programs can check them too."""

import base64
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from dashboard.store.checkpoint import Checkpoint, CheckpointError, Published, Signature, checked_key_name, decoded_base64

_ED25519 = b"\x01"
_PRIVATE = "PRIVATE+KEY+"
_KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """What signatures are checked with; may be given to anybody. key: 32 bytes."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that, with the name, tell keys apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.key).digest()[:4]

    @property
    def words(self) -> str:
        """The key as it is handed around: name, id and key, joined by plus signs."""
        return f"{self.name}+{self.id.hex()}+{_encoded(self.key)}"


@dataclass(frozen=True, slots=True)
class SigningKey:
    """What checkpoints are signed with. seed: 32 bytes that nobody else may see."""

    name: str
    seed: bytes = field(repr=False)

    @property
    def verifier(self) -> VerifierKey:
        """The key that everybody may have."""
        return VerifierKey(self.name, self._private().public_key().public_bytes_raw())

    @property
    def words(self) -> str:
        """The key as its file holds it."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{_encoded(self.seed)}"

    def sign(self, checkpoint: Checkpoint) -> Signature:
        """Return the signature over a checkpoint's lines."""
        return Signature(self.name, self.verifier.id, self._private().sign(checkpoint.text))

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Nobody signed it."""

    @property
    def words(self) -> str:
        """What to tell a person."""
        return "not signed: it is worth as much as whoever handed it over"


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Signed, and the signature checked, by the keys of these names."""

    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """What to tell a person."""
        return f"signed by {', '.join(self.names)}"


@dataclass(frozen=True, slots=True)
class SignedByOthers:
    """Signed, but by none of the keys that are trusted, so that it cannot be told whether the signatures hold."""

    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """What to tell a person."""
        return f"signed in the name of {', '.join(self.names)}, with a key that was not given: the signature is unchecked"


Signing = Unsigned | SignedBy | SignedByOthers


def signing_of(published: Published, trusted: Sequence[VerifierKey]) -> Signing:
    """Return who signed; CheckpointError where a signature in the name and id of a trusted key is not that key's."""
    if not published.signatures:
        return Unsigned()
    keys = {(key.name, key.id): key for key in trusted}
    held = []
    for signature in published.signatures:
        key = keys.get((signature.name, signature.key_id))
        if key is not None:
            _check(published.checkpoint, signature, key)
            held.append(key.name)
    if held:
        return SignedBy(tuple(dict.fromkeys(held)))
    return SignedByOthers(tuple(dict.fromkeys(one.name for one in published.signatures)))


def signing_key(path: Path, name: str) -> SigningKey:
    """Return the key a file holds; where there is no file, make a key of this name and the file, for its owner's eyes only.

    Of two who make it at once, both get the one that was there first. CheckpointError where the file holds no key, or another's.
    """
    if not path.exists():
        _keep(path, SigningKey(checked_key_name(name), os.urandom(_KEY_BYTES)))
    key = read_signing_key(_words_of(path), where=str(path))
    if key.name != name:
        raise CheckpointError(f"{path} holds the key of {key.name!r}, expected that of {name!r}")
    return key


def read_signing_key(words: str, *, where: str) -> SigningKey:
    """Return the key in these words; CheckpointError, which never repeats them."""
    name, key_id, seed = _parts(words.removeprefix(_PRIVATE)) if words.startswith(_PRIVATE) else ("", b"", b"")
    key = SigningKey(name, seed)
    if len(seed) != _KEY_BYTES or key.verifier.id != key_id:
        raise CheckpointError(f"{where} holds no signing key, expected {_PRIVATE}NAME+ID+BASE64 as the dashboard writes it")
    return key


def read_verifier_key(words: str) -> VerifierKey:
    """Return the key in these words; CheckpointError."""
    name, key_id, raw = _parts(words)
    key = VerifierKey(name, raw)
    if len(raw) != _KEY_BYTES or key.id != key_id:
        raise CheckpointError(f"{words!r} is no key to check with, expected NAME+ID+BASE64 of an Ed25519 key, the id matching it")
    return key


def _parts(words: str) -> tuple[str, bytes, bytes]:
    """Return name, id and key of 32 bytes, all empty where the words are no such thing. A name has no plus sign, base64 may."""
    name, _, rest = words.partition("+")
    key_id, _, encoded = rest.partition("+")
    raw = decoded_base64(encoded)
    if not name or len(key_id) != 8 or not set(key_id) <= set("0123456789abcdef") or raw[:1] != _ED25519:
        return "", b"", b""
    return name, bytes.fromhex(key_id), raw[1:]


def _encoded(key: bytes) -> str:
    return base64.b64encode(_ED25519 + key).decode()


def _words_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError as error:
        raise CheckpointError(f"the signing key {path} cannot be read: {error.strerror}") from error


def _keep(path: Path, key: SigningKey) -> None:
    """Write a key so that the file is never half there, and never replaces another."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(key.words + "\n")
                file.flush()
                os.fsync(file.fileno())
            os.link(written, path)
        except FileExistsError:
            return
        finally:
            os.unlink(written)
    except OSError as error:
        raise CheckpointError(f"the signing key could not be kept at {path}: {error.strerror}") from error


def _check(checkpoint: Checkpoint, signature: Signature, key: VerifierKey) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key.key).verify(signature.made, checkpoint.text)
    except (InvalidSignature, ValueError) as error:
        raise CheckpointError(
            f"the signature in the name of {key.name} is not that of its key over this text: text or signature was changed"
        ) from error
