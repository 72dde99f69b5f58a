"""Files of one command, written whole: all of them, or none."""

import os
import stat
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

_MODE = 0o644


class UnwritableError(Exception):
    """A file that cannot be written; the message names it and says why."""


def refuse_unwritable(paths: Iterable[Path]) -> None:
    """Raise UnwritableError for the first path that no file can be written to, before any work is done for it."""
    for path in paths:
        if path.is_dir():
            raise UnwritableError(f"{path}: is a folder, expected the name of a file")
        target = _target(path)
        if _is_special(path):
            continue
        if not target.parent.is_dir():
            raise UnwritableError(f"{path}: there is no folder {target.parent}; make it first")
        if not os.access(target.parent, os.W_OK):
            raise UnwritableError(f"{path}: the folder {target.parent} may not be written to")


def save_all(contents: Mapping[Path, bytes]) -> None:
    """Write files, each whole; UnwritableError, and no file changed, where the content of one cannot be laid down beside it.

    Links are followed, so that the file they lead to is written. What is no ordinary file (`/dev/null`, a pipe) is written into.
    """
    with ExitStack() as leftovers:
        staged = [(path, _staged(path, content, leftovers)) for path, content in contents.items()]
        for path, ready in staged:
            try:
                _put_in_place(ready, path)
            except OSError as error:
                raise _unwritable(path, error) from error


def _staged(path: Path, content: bytes, leftovers: ExitStack) -> Path:
    """Return a file with the content beside the target, or in the temporary folder where the target is no ordinary file."""
    try:
        handle, name = tempfile.mkstemp(dir=None if _is_special(path) else _target(path).parent, prefix=".part-")
        leftovers.callback(Path(name).unlink, missing_ok=True)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except OSError as error:
        raise _unwritable(path, error) from error
    return Path(name)


def _put_in_place(ready: Path, path: Path) -> None:
    if _is_special(path):
        with path.open("wb") as stream:
            stream.write(ready.read_bytes())
        return
    ready.chmod(_MODE)
    ready.replace(_target(path))


def _is_special(path: Path) -> bool:
    # `os.path` again: a name that is too long is not there, and laying its content down says so.
    return os.path.exists(path) and not stat.S_ISREG(path.stat().st_mode)


def _target(path: Path) -> Path:
    # `os.path` rather than `pathlib`, which raises for links in a ring.
    return Path(os.path.realpath(path))


def _unwritable(path: Path, error: OSError) -> UnwritableError:
    return UnwritableError(f"{path}: cannot be written ({(error.strerror or 'for no stated reason').lower()})")
