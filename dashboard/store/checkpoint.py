"""A checkpoint: size and root of the record at one moment, as a short text to publish (C2SP tlog-checkpoint, signed-note).

Whoever kept one can later have it proved that everything under it is still there, unchanged and in its place. A published text is
the checkpoint's lines alone, unsigned, or followed by a blank line and signatures.
"""

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Never

from dashboard.store.kept import StoreError
from dashboard.store.merkle import HASH_BYTES

_MOMENT = "moment "
_SIGNATURE = "— "
_LARGEST_BYTES = 1 << 20
"""A checkpoint is a few hundred bytes; something a thousand times as long is none."""
_KEY_ID_BYTES = 4
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_SIGNATURE_LINE = re.compile(rf"{_SIGNATURE}([^\s+]+) ([A-Za-z0-9+/]+=*)")


class CheckpointError(StoreError):
    """A text is no checkpoint, a signature is not the key's, or a key is none; the message says what was found and expected."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a record came to. origin: names the record. size: entries. root: of their Merkle tree, 32 bytes.

    extensions: further lines, none of them empty; one that begins with `moment` says when, which proves nothing by itself.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def text(self) -> bytes:
        """The lines as they are signed, stamped and published."""
        root = base64.b64encode(self.root).decode()
        return "".join(f"{line}\n" for line in (self.origin, self.size, root, *self.extensions)).encode()

    @property
    def moment(self) -> datetime | None:
        """When it was made by the word of whoever made it, UTC; None where it does not say."""
        said = [line.removeprefix(_MOMENT) for line in self.extensions if line.startswith(_MOMENT)]
        return datetime.fromisoformat(said[0]) if said else None


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature under a text. name and key_id (4 bytes) say whose; made: the signature itself."""

    name: str
    key_id: bytes
    made: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A checkpoint as it was published; without signatures it stands on nothing but whoever handed it over."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...] = ()


def checkpoint_at(origin: str, size: int, root: bytes, moment: datetime) -> Checkpoint:
    """Return the checkpoint of a record at an aware moment; CheckpointError where the origin cannot stand in a line or sign."""
    if moment.tzinfo is None:
        raise CheckpointError(f"the moment {moment.isoformat()} has no time zone, expected an aware one")
    checkpoint = Checkpoint(origin, size, root, (f"{_MOMENT}{moment.astimezone(UTC).isoformat()}",))
    if checked_key_name(origin) and read_checkpoint(checkpoint.text).checkpoint != checkpoint:
        raise CheckpointError(f"the checkpoint {checkpoint} does not read back as itself")
    return checkpoint


def checked_key_name(name: str) -> str:
    """Return a name that can stand before a signature; CheckpointError where it is empty or holds a blank or a plus sign."""
    if not re.fullmatch(r"[^\s+\x00-\x1f\x7f]+", name) or any("\ud800" <= letter <= "\udfff" for letter in name):
        raise CheckpointError(f"the name {name!r} cannot stand under a checkpoint, expected one without blanks and plus signs")
    return name


def write_checkpoint(published: Published) -> bytes:
    """Return the text to publish."""
    lines = [f"{_SIGNATURE}{one.name} {base64.b64encode(one.key_id + one.made).decode()}\n" for one in published.signatures]
    return published.checkpoint.text + ("\n" + "".join(lines)).encode() if lines else published.checkpoint.text


def read_checkpoint(data: bytes) -> Published:
    """Return what a published text says, its signatures as yet unchecked; CheckpointError."""
    text = _as_text(data)
    body, blank, rest = text.rpartition("\n\n")
    lines, signed = ((body + "\n") if blank else text), (rest if blank else "")
    checkpoint = _read_lines(lines.removesuffix("\n").split("\n"))
    signatures = tuple(map(_read_signature, signed.removesuffix("\n").split("\n"))) if blank else ()
    return Published(checkpoint, signatures)


def _as_text(data: bytes) -> str:
    if len(data) > _LARGEST_BYTES:
        _refuse(f"{len(data):,} bytes", "a checkpoint of a few hundred")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise CheckpointError(f"not a checkpoint: byte {error.start} is not UTF-8") from error
    strange = next((letter for letter in text if letter < " " and letter != "\n"), "")
    if strange:
        _refuse(f"the character {strange!r}", "text and line ends (LF) only")
    if not text.endswith("\n"):
        _refuse(f"{text[-20:]!r} at the end", "a line end, so that nothing is cut off")
    return text


def _read_lines(lines: Sequence[str]) -> Checkpoint:
    if len(lines) < 3:
        _refuse(f"{len(lines)} lines", "at least three: origin, size, root")
    for number, line in enumerate(lines, start=1):
        if not line:
            _refuse("an empty line", f"text in line {number}")
    origin, size, root, *extensions = lines
    if not _SIZE.fullmatch(size):
        _refuse(f"{size!r} in line 2", "a number of entries in decimal digits, without leading zeros")
    return Checkpoint(origin, int(size), _read_root(root), _checked_extensions(tuple(extensions)))


def _read_root(line: str) -> bytes:
    root = decoded_base64(line)
    if len(root) != HASH_BYTES:
        _refuse(f"{line!r} in line 3", f"a root of {HASH_BYTES} bytes in base64")
    return root


def _checked_extensions(extensions: tuple[str, ...]) -> tuple[str, ...]:
    moments = [line.removeprefix(_MOMENT) for line in extensions if line.startswith(_MOMENT)]
    if len(moments) > 1:
        _refuse(f"{len(moments)} moments", "one at most")
    for moment in moments:
        try:
            aware = datetime.fromisoformat(moment).tzinfo is not None
        except ValueError:
            aware = False
        if not aware:
            _refuse(f"the moment {moment!r}", "a date and time with its offset, such as 2026-05-03T10:00:00+00:00")
    return extensions


def _read_signature(line: str) -> Signature:
    found = _SIGNATURE_LINE.fullmatch(line)
    signed = decoded_base64(found[2]) if found else b""
    if not found or len(signed) <= _KEY_ID_BYTES:
        _refuse(f"{line!r} below the blank line", "signatures: a dash, a name, and base64 of more than four bytes")
    return Signature(found[1], signed[:_KEY_ID_BYTES], signed[_KEY_ID_BYTES:])


def decoded_base64(text: str) -> bytes:
    """Return the bytes of base64 in its one proper spelling; nothing where it is none."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if base64.b64encode(data).decode() == text else b""


def _refuse(found: str, expected: str) -> Never:
    raise CheckpointError(f"not a checkpoint: found {found}, expected {expected}")
