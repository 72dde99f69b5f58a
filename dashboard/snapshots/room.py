"""A folder of snapshots: each appears whole under its name or not at all, is checked when it is read, and may go at any time.

Safe with several threads and processes. What cannot be read or written is said in the log and otherwise as if it were not there.
"""

import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import shapely

from dashboard.snapshots.errors import SnapshotError
from dashboard.snapshots.files import Contents, read, size_of, write
from dashboard.store.originals import sync_folder

MOST_BYTES = 8 << 30
"""Bytes beyond which the snapshots that were used longest ago go."""
_PART, _ASIDE = ".part-", ".aside-"
_FORGOTTEN_S = 3_600
"""Age of an unfinished or set aside snapshot beyond which nobody is at work on it, or will look at it."""
Found = TypeVar("Found")
_LOG = logging.getLogger(__name__)


class Room:
    """Snapshots in a folder, made when the first is kept. most_bytes: see MOST_BYTES; the latest stays however large it is."""

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        self._folder, self._most_bytes = folder, most_bytes
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="snapshots")
        self._pending: Future[None] | None = None

    def find(self, name: str, made_of: Callable[[Contents], Found]) -> Found | None:
        """Return what `made_of` makes of what is kept under a name; None where nothing is, or nothing that can be used.

        made_of: may raise KeyError, TypeError or ValueError for contents that are not what it expects.
        """
        path = self._folder / name
        try:
            found = made_of(read(path, name))
            os.utime(path)  # it was used now
        except FileNotFoundError:
            return None  # never made, or another process has just cleared it away
        except (SnapshotError, OSError, ValueError, KeyError, TypeError, pa.ArrowException, shapely.errors.ShapelyError) as error:
            self._set_aside(name, f"{type(error).__name__}: {error}")
            return None
        return found

    def keep(self, name: str, contents: Contents) -> None:
        """Keep contents under a name, unless they are there already. Where the disk refuses, they are not kept."""
        try:
            self._keep(name, contents)
        except OSError as error:
            _LOG.warning("snapshot %s is not kept: %s", name, error)

    def keep_later(self, name: str, contents: Callable[[], Contents]) -> None:
        """Keep contents while others go on; `settle` waits for it, and so does the end of the program."""
        self._pending = self._writer.submit(self._try, name, contents)

    def settle(self) -> None:
        """Wait until all that is to be kept later is kept. Raises what went wrong with the last of it."""
        if self._pending is not None:
            self._pending.result()

    def _try(self, name: str, contents: Callable[[], Contents]) -> None:
        try:
            self.keep(name, contents())
        except Exception:
            _LOG.exception("snapshot %s is not kept", name)
            raise

    def _set_aside(self, name: str, why: str) -> None:
        """Take a snapshot that cannot be used out of the way, and say so in the log."""
        _LOG.warning("snapshot %s is set aside, and what was in it derived anew: %s", name, why)
        self._move_away(self._folder / name)

    def _keep(self, name: str, contents: Contents) -> None:
        path = self._folder / name
        if path.exists():
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(dir=self._folder, prefix=_PART))
        try:
            write(part, name, contents)
            sync_folder(part)
            part.rename(path)
            sync_folder(self._folder)
        except OSError:
            if not path.exists():  # another process was quicker with the same
                raise
        finally:
            shutil.rmtree(part, ignore_errors=True)
        self._clear(keeping=path)

    def _clear(self, *, keeping: Path) -> None:
        """Delete what was used longest ago until the rest is small enough, and what was left unfinished."""
        now, whole, left = time.time(), [], 0
        for entry in os.scandir(self._folder):
            path, used = Path(entry.path), _used(entry)
            if entry.name.startswith("."):
                if now - used > _FORGOTTEN_S:
                    shutil.rmtree(path, ignore_errors=True)
                continue
            whole.append((path != keeping, -used, path))
        for is_other, _, path in sorted(whole):
            left += size_of(path)
            if is_other and left > self._most_bytes:
                self._move_away(path, delete=True)

    def _move_away(self, path: Path, *, delete: bool = False) -> None:
        # Renamed first, so that nobody finds half of it.
        aside = path.with_name(f"{_ASIDE}{os.getpid()}-{time.monotonic_ns()}-{path.name}")
        try:
            path.rename(aside)
        except OSError as error:
            _LOG.warning("snapshot %s cannot be taken away: %s", path, error)
            return
        if delete:
            shutil.rmtree(aside, ignore_errors=True)


def _used(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:
        return 0.0
