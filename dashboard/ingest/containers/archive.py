"""ZIP archives and gzip files: what is in them, and whether it may be unpacked at all, told before anything is."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from dashboard.ingest.containers.events import RefusedError
from dashboard.ingest.quoting import quoted, unprintable

MOST_BYTES = 200_000_000
MOST_RATIO = 100
MOST_MEMBERS = 1_000
_CHUNK = 1 << 16
_ENCRYPTED = 0x1


def opened(data: bytes) -> zipfile.ZipFile:
    """Return an archive whose directory is sound and within limits. Raises RefusedError; nothing has been unpacked then."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, OSError, NotImplementedError) as error:
        raise RefusedError("the ZIP archive is damaged or cut short; send it again") from error
    check(archive.infolist())
    return archive


def check(members: list[zipfile.ZipInfo]) -> None:
    """Raise RefusedError where an archive with this directory may not be unpacked."""
    if len(members) > MOST_MEMBERS:
        raise RefusedError(f"the archive has {len(members)} members, expected at most {MOST_MEMBERS}")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_BYTES:
        raise RefusedError(f"the archive unpacks to {unpacked / 1e6:.0f} MB, expected at most {MOST_BYTES / 1e6:.0f}")
    names: dict[str, str] = {}
    for member in members:
        name = member.filename
        if odd := unprintable(name):
            raise RefusedError(f"the archive has a member whose name holds the character {odd}")
        if member.flag_bits & _ENCRYPTED:
            raise RefusedError(f"member {quoted(name)} is encrypted; pack it without a password")
        if member.file_size > MOST_RATIO * max(member.compress_size, 1):
            ratio = member.file_size / max(member.compress_size, 1)
            raise RefusedError(f"member {quoted(name)} unpacks to {ratio:.0f} times its size, expected at most {MOST_RATIO}")
        if (other := names.setdefault(name.casefold(), name)) is not name:
            raise RefusedError(f"the archive has the member {quoted(name)} twice ({quoted(other)}); pack it anew")


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one member's bytes. Raises RefusedError where they are damaged."""
    try:
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise RefusedError(f"member {quoted(name)} is damaged; pack it anew") from error
    except NotImplementedError as error:
        raise RefusedError(f"member {quoted(name)} is packed in a way not known here; pack it as an ordinary ZIP") from error


def gunzipped(data: bytes) -> bytes:
    """Return the bytes of a gzip file, several parts joined. Raises RefusedError; no more than the limit is ever held."""
    most = min(MOST_BYTES, MOST_RATIO * len(data))
    whole = bytearray()
    for chunk in _inflated(data):
        whole += chunk
        if len(whole) > most:
            limit = f"{MOST_BYTES / 1e6:.0f} MB" if most == MOST_BYTES else f"{MOST_RATIO} times its size"
            raise RefusedError(f"the gzip file unpacks to more than {limit}")
    return bytes(whole)


def _inflated(data: bytes) -> Iterator[bytes]:
    rest = data
    while rest.strip(b"\0"):
        inflater = zlib.decompressobj(wbits=31)
        try:
            while not inflater.eof:
                chunk = inflater.decompress(rest, _CHUNK)
                rest = inflater.unconsumed_tail
                if not chunk and not rest and not inflater.eof:
                    raise RefusedError("the gzip file is cut short; send it again")
                yield chunk
        except zlib.error as error:
            raise RefusedError("the gzip file is damaged; send it again") from error
        rest = inflater.unused_data
