"""How this room's functions become machine code: compiled once, kept on disk, plain Python where that cannot be.

Compiled code is kept in a folder named after the room's own source, since the compiler does not see when a function that
another one calls has changed in a different file.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

F = TypeVar("F", bound=Callable[..., object])
_ROOM = Path(__file__).parent


def compiled(function: F) -> F:
    """Return the function compiled on its first call, free of the interpreter's lock while it runs."""
    if _compiler is None:
        return function
    fast: F = _compiler.njit(cache=_KEPT, nogil=True, error_model="numpy")(function)
    return fast


def _find_compiler() -> Any:  # noqa: ANN401 # a module, which has no narrower type
    """Return the compiler's module, None where there is none for this machine: uncompiled, the functions mean the same."""
    try:
        return import_module("numba")
    except ImportError:
        return None


def _folders() -> Iterator[Path]:
    """Yield where compiled code may be kept, the best first."""
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        yield Path(chosen)
    yield _ROOM / "__pycache__"
    yield Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "ceasefire-dashboard"


def _keep_compiled() -> bool:
    """Choose the first folder that can be written; return whether there is one."""
    source = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_ROOM.glob("*.py")))).hexdigest()[:16]
    for folder in _folders():
        try:
            (folder / source).mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder / source):
                _compiler.config.CACHE_DIR = str(folder / source)
        except (OSError, RuntimeError):  # RuntimeError: there is no home folder
            continue
        return True
    return False


_compiler = _find_compiler()
_KEPT = _compiler is not None and _keep_compiled()
