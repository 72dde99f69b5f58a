"""Original bytes, each under its SHA-256: what is asked of any place for them, and a folder that is one."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from dashboard.store.identity import sha256_of
from dashboard.store.kept import DamagedOriginalError, NotInStoreError, StoreError

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Originals(Protocol):
    """Where original bytes lie, each under its SHA-256, written once and checked whenever they are read."""

    def keep(self, data: bytes) -> str:
        """Keep the bytes and return their hash; once it returns, they survive a power cut. StoreError."""
        ...

    def read(self, sha256: str) -> bytes:
        """Return the bytes with this hash; NotInStoreError, DamagedOriginalError."""
        ...

    def held(self) -> Iterator[str]:
        """Yield the hash under which each of the originals lies, read or not."""
        ...


class FolderOriginals:
    """A folder of originals, safe from several threads and processes: a file appears whole under its name, or not at all."""

    def __init__(self, folder: Path) -> None:
        """Make the folder where it is missing, readable by its owner only."""
        self._folder = folder.absolute()
        make_private_folder(self._folder)

    def keep(self, data: bytes) -> str:
        """Write the bytes where they are not there yet and return their hash; once it returns, they survive a power cut.

        A damaged original is replaced: the hash proves that these are the bytes it used to be.
        """
        sha256 = sha256_of(data)
        path = self._folder / sha256
        with _disk_errors(path):
            if not _holds(path, sha256):
                self._write(path, data)
            # Another process may have renamed the file a moment ago and not have synced the folder yet.
            sync_folder(self._folder)
        return sha256

    def read(self, sha256: str) -> bytes:
        """Return the bytes with this hash; NotInStoreError, DamagedOriginalError."""
        checked_hash(sha256)
        path = self._folder / sha256
        with _disk_errors(path):
            data = _bytes_at(path)
        if sha256_of(data) != sha256:
            raise DamagedOriginalError(
                f"the original at {path} has changed since it was loaded: its SHA-256 is now {sha256_of(data)}; "
                "load the same file again or restore it from a backup"
            )
        return data

    def held(self) -> Iterator[str]:
        """See Originals. Files of other names, such as those half written when a process was killed, are none."""
        with _disk_errors(self._folder):
            yield from sorted(path.name for path in self._folder.iterdir() if _SHA256.fullmatch(path.name))

    def _write(self, path: Path, data: bytes) -> None:
        handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)


def checked_hash(sha256: str) -> None:
    """NotInStoreError unless a text can be the hash of an original."""
    if not _SHA256.fullmatch(sha256):
        raise NotInStoreError(f"{sha256!r} is not the hash of an original, expected 64 lower-case hexadecimal digits")


def make_private_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, with its parents; one that is there already keeps its rights. StoreError."""
    with _disk_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """Make names in a folder survive a power cut: a rename is kept by its folder, not by the file."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _bytes_at(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise NotInStoreError(
            f"there is no original at {path}: it was never loaded here, or the file was taken away; restore it from a backup"
        ) from error


def _holds(path: Path, sha256: str) -> bool:
    return path.exists() and sha256_of(path.read_bytes()) == sha256


@contextlib.contextmanager
def _disk_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"cannot use {path}: {error.strerror}; check that its folder may be written to and that the disk has room"
        ) from error
