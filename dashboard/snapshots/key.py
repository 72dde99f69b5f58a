"""What a snapshot is called: a hash of everything that what is in it depends on. Whatever differs, has another name."""

import hashlib
import json
import platform
import sys
import zoneinfo
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pyproj
import shapely

FORMAT = 1
"""Changes whenever a snapshot is written otherwise than before."""
_PROGRAM = Path(__file__).resolve().parents[1]
_LEFT_OUT = frozenset({"__pycache__", "static", "theatres", "templates", "ui", "views", "store", "cluster"})
"""Folders of which nothing enters what is derived; a theatre and the record are told by their contents."""
_LIBRARIES = ("geopandas", "numba", "numpy", "pandas", "pyarrow", "pyproj", "scipy", "shapely", "tzdata")

Told = str | int | float | bool | None | Sequence["Told"]


def key_of(*told: Told) -> str:
    """Return a name of 64 hexadecimal digits for what is told; another for anything else, however it is nested."""
    return hashlib.sha256(json.dumps(told, ensure_ascii=True, separators=(",", ":")).encode("ascii")).hexdigest()


@cache
def program() -> str:
    """Return a name for what derives: this program's own source, the libraries it stands on, and the rules of time zones.

    A version number would have to be thought of by whoever changes a line; the source changes by itself.
    """
    machine = (sys.version, platform.machine(), sys.byteorder, shapely.geos_version_string, pyproj.proj_version_str)
    return key_of(FORMAT, source(), machine, [(name, _version(name)) for name in _LIBRARIES], list(_time_zone_rules()))


def source() -> str:
    """Return a hash of this program's own source, as far as anything derived follows from it; the same on every machine."""
    return key_of([(path.relative_to(_PROGRAM).as_posix(), _digest(path)) for path in sorted(_sources())])


def _sources() -> Iterator[Path]:
    for path in _PROGRAM.rglob("*"):
        if path.is_file() and not _LEFT_OUT.intersection(path.relative_to(_PROGRAM).parts[:-1]):
            yield path


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _time_zone_rules() -> Iterator[str]:
    """Yield what tells one edition of the time zones from another, where the system has them in one file."""
    for folder in zoneinfo.TZPATH:
        rules = Path(folder, "tzdata.zi")
        if rules.is_file():
            yield _digest(rules)
