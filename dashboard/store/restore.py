"""Bringing a record back from its backup: into a place where there is none yet, checked entry by entry before it is used."""

import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from dashboard.store.backup import Progress
from dashboard.store.backup_format import (
    DRAFT,
    ENTRY_COLUMNS,
    LOG,
    MANIFEST,
    ORIGINALS,
    BackupError,
    Manifest,
    columns_of,
    read_manifest,
    rows_member,
)
from dashboard.store.beside import is_draft, put_draft
from dashboard.store.checkpoint import Checkpoint
from dashboard.store.identity import sha256_of
from dashboard.store.kept import StoreError
from dashboard.store.migrations import MIGRATIONS
from dashboard.store.originals import Originals
from dashboard.store.sql import Database, Row
from dashboard.store.tables import TABLES
from dashboard.store.verify import Verification, checkpoint_origin, verify

_LARGEST_MANIFEST_BYTES = 1 << 16
_TOLD = 3
"""How many faults are named where a backup does not hold; there may be one for each entry."""


def restore(path: Path, database: Database, originals: Originals, progress: Progress) -> Verification:
    """Fill an empty record, made with the migrations `EMPTY`, from a backup. BackupError where it is not whole or not as it was.

    On an error the place restored to is to be thrown away.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            _check_drafts(archive, manifest)
            _bring_originals(archive, originals, progress)
            _bring_rows(archive, database, manifest)
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, KeyError, ValueError) as error:
        raise BackupError(f"{path} is no whole backup of a record: {error}") from error
    except StoreError as error:
        raise BackupError(f"{path} could not be restored: {error}") from error
    progress(1.0, "checking every row")
    return _checked(path, manifest, verify(database, originals, _checkpoint(manifest)))


def restore_drafts(path: Path, data_folder: Path) -> int:
    """Put the drafts of a restored backup into a data folder, beside those that are there; return how many. OSError."""
    with zipfile.ZipFile(path) as archive:
        names = _drafts(archive)
        for name in names:
            put_draft(data_folder, name.removeprefix(DRAFT), archive.read(name))
    return len(names)


def _drafts(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.startswith(DRAFT)]


def _check_drafts(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    names = _drafts(archive)
    if len(set(names)) != manifest.drafts:
        raise BackupError(f"it holds {len(set(names))} drafts, its manifest says {manifest.drafts}")
    if strange := [name for name in names if not is_draft(name.removeprefix(DRAFT))]:
        raise BackupError(f"{strange[0]} is no draft")
    for name in names:
        archive.read(name)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST_BYTES:
        raise BackupError(f"its manifest is longer than {_LARGEST_MANIFEST_BYTES} bytes")
    manifest = read_manifest(archive.read(MANIFEST))
    if manifest.schema > len(MIGRATIONS):
        raise BackupError(
            f"it was written by a newer version of the dashboard (schema {manifest.schema}, this version knows schemas up to "
            f"{len(MIGRATIONS)}); restore it with that version"
        )
    return manifest


def _bring_originals(archive: zipfile.ZipFile, originals: Originals, progress: Progress) -> None:
    names = [name for name in archive.namelist() if name.startswith(ORIGINALS)]
    for number, name in enumerate(names):
        progress(number / len(names), f"original {number + 1} of {len(names)}")
        data = archive.read(name)
        if sha256_of(data) != name.removeprefix(ORIGINALS):
            raise BackupError(f"{name} has changed: its SHA-256 is {sha256_of(data)}")
        originals.keep(data)


def _bring_rows(archive: zipfile.ZipFile, database: Database, manifest: Manifest) -> None:
    listed = set(archive.namelist())
    with database.writing() as connection:
        connection.run_many(_insertion("entry", ENTRY_COLUMNS), _rows(archive, LOG, ENTRY_COLUMNS))
        for table in TABLES:
            # A backup from before a table was thought of has no rows of it.
            if rows_member(table) in listed or manifest.schema == len(MIGRATIONS):
                columns = columns_of(table)
                connection.run_many(_insertion(table.name, columns), _rows(archive, rows_member(table), columns))


def _insertion(table: str, columns: tuple[str, ...]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)})"


def _rows(archive: zipfile.ZipFile, member: str, columns: tuple[str, ...]) -> Iterator[Row]:
    with archive.open(member) as file:
        for number, line in enumerate(file, start=1):
            row = json.loads(line)
            if not isinstance(row, dict) or row.keys() != set(columns):
                raise BackupError(f"{member}, line {number}: expected an object with {', '.join(columns)}")
            yield tuple(row[name] for name in columns)


def _checkpoint(manifest: Manifest) -> Checkpoint:
    return Checkpoint(checkpoint_origin(manifest.record_id), manifest.entries, bytes.fromhex(manifest.root))


def _checked(path: Path, manifest: Manifest, found: Verification) -> Verification:
    faults = [str(fault) for fault in found.faults]
    if found.entries != manifest.entries or found.originals != manifest.originals:
        faults.append(
            f"it holds {found.entries} entries and {found.originals} originals, its manifest says {manifest.entries} and "
            f"{manifest.originals}"
        )
    if faults:
        more = f" (and {len(faults) - _TOLD} more)" if len(faults) > _TOLD else ""
        raise BackupError(f"{path} does not hold what was written to it: {'; '.join(faults[:_TOLD])}{more}")
    return found
