"""The files of one snapshot: Arrow beside a manifest that has the hash of every piece of them, itself hashed.

A snapshot is a folder: `manifest.json`, and for each table `NAME.arrow` (and `NAME-shapes.arrow`, the WKB of its shapes), which
any program that knows Arrow opens. Nothing in it is ever run.
"""

import hashlib
import json
import mmap
import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from dashboard.snapshots.errors import SnapshotError
from dashboard.snapshots.frames import Column, Kept, frame_of, kept
from dashboard.snapshots.key import FORMAT

MANIFEST = "manifest.json"
_PIECE = 1 << 24
"""Bytes that are hashed at once: pieces of one file are checked on all cores."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a snapshot holds: tables by name, and in `said` what is not a table, as JSON.

    small: whether the tables are to be squeezed, which suits what is read seldom; what is not lies open to be mapped.
    """

    tables: Mapping[str, pd.DataFrame]
    said: str = "{}"
    small: bool = field(default=False, compare=False)


def write(folder: Path, name: str, contents: Contents) -> None:
    """Write a snapshot's files into an empty folder, so that they survive a power cut. Raises OSError, UnkeepableError."""
    files: dict[str, Any] = {}
    tables: dict[str, Any] = {}
    for table, frame in contents.tables.items():
        one = kept(frame)
        tables[table] = {"rows": one.rows, "columns": [[column.name, column.kind, column.told] for column in one.columns]}
        files |= _written(folder / f"{table}.arrow", one.batch, small=contents.small)
        if any(column.kind == "shape" for column in one.columns):
            shapes = pa.RecordBatch.from_pydict({"wkb": pa.array(one.shapes, pa.large_binary())})
            files |= _written(folder / f"{table}-shapes.arrow", shapes, small=contents.small)
    whole = {"format": FORMAT, "name": name, "said": contents.said, "tables": tables, "files": files}
    # Half a character, which cells of a file may hold, stays what it is: as an escape, two halves would be read as a whole.
    text = json.dumps(whole, ensure_ascii=False).encode("utf-8", "surrogatepass")
    _write_synced(folder / MANIFEST, b"%b\n%b" % (_hash(text).encode("ascii"), text))


def read(folder: Path, name: str) -> Contents:
    """Return what a snapshot holds, every byte checked. Raises SnapshotError where it is damaged or another; OSError."""
    manifest = _manifest(folder, name)
    mapped = {file: _mapped(folder / file) for file in manifest["files"]}
    _check(folder, manifest["files"], mapped)
    tables = {}
    for table, told in manifest["tables"].items():
        columns = tuple(Column(*column) for column in told["columns"])
        base = mapped[f"{table}.arrow"]
        shapes: tuple[bytes, ...] = ()
        if f"{table}-shapes.arrow" in mapped:
            shapes = tuple(_batch(mapped[f"{table}-shapes.arrow"]).column("wkb").to_pylist())
        tables[table] = frame_of(Kept(told["rows"], columns, _batch(base), shapes), base)
    return Contents(tables, manifest["said"])


def size_of(folder: Path) -> int:
    """Return the bytes that a snapshot's files take; 0 for what has gone meanwhile."""
    try:
        return sum(entry.stat().st_size for entry in os.scandir(folder))
    except OSError:
        return 0


def _manifest(folder: Path, name: str) -> dict[str, Any]:
    head, _, text = (folder / MANIFEST).read_bytes().partition(b"\n")
    if _hash(text).encode("ascii") != head:
        raise SnapshotError(f"{folder / MANIFEST} is not as it was written: its hash is another")
    manifest: dict[str, Any] = json.loads(text.decode("utf-8", "surrogatepass"))
    if manifest["format"] != FORMAT or manifest["name"] != name:
        found = f"format {manifest['format']} of {manifest['name']}"
        raise SnapshotError(f"{folder} holds {found}, expected format {FORMAT} of {name}")
    return manifest


def _mapped(path: Path) -> memoryview:
    """Return a file's bytes, which can be written to without the file ever changing."""
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise SnapshotError(f"{path} is empty")
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY))


def _check(folder: Path, files: Mapping[str, Sequence[str]], mapped: Mapping[str, memoryview]) -> None:
    expected = [(file, at, digest) for file, digests in files.items() for at, digest in enumerate(digests)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        found = pool.map(_hash, (mapped[file][at * _PIECE : (at + 1) * _PIECE] for file, at, _ in expected))
        for (file, _, digest), other in zip(expected, found, strict=True):
            if digest != other:
                raise SnapshotError(f"{folder / file} is not as it was written: its hash is another")
    for file, digests in files.items():
        if _pieces(mapped[file].nbytes) != len(digests):
            raise SnapshotError(f"{folder / file} has {mapped[file].nbytes} bytes, which is not what was written")


def _batch(base: memoryview) -> pa.RecordBatch:
    return ipc.open_file(pa.py_buffer(base)).get_batch(0)


def _written(path: Path, batch: pa.RecordBatch, *, small: bool) -> dict[str, list[str]]:
    options = ipc.IpcWriteOptions(compression="zstd" if small else None)
    with path.open("wb") as file:
        with ipc.new_file(file, batch.schema, options=options) as writer:
            writer.write_batch(batch)
        file.flush()
        os.fsync(file.fileno())
    base = _mapped(path)
    return {path.name: [_hash(base[start : start + _PIECE]) for start in range(0, base.nbytes, _PIECE)]}


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _pieces(size: int) -> int:
    return -(-size // _PIECE)


def _hash(data: bytes | memoryview) -> str:
    return hashlib.sha256(data).hexdigest()
