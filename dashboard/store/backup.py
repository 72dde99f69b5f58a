"""Writing the whole record to one file: of one moment, while others go on writing, and read back before it takes its name."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

from dashboard.store.backup_format import (
    DRAFT,
    ENTRY_COLUMNS,
    LOG,
    MANIFEST,
    ORIGINALS,
    BackupError,
    Manifest,
    columns_of,
    rows_member,
    write_manifest,
)
from dashboard.store.beside import drafts_beside
from dashboard.store.merkle import root_of
from dashboard.store.migrations import MIGRATIONS
from dashboard.store.originals import Originals, sync_folder
from dashboard.store.proof_file import entry_leaf
from dashboard.store.sql import Connection, Database, Row
from dashboard.store.tables import IDENTITY, ORIGINAL, TABLES

Progress = Callable[[float, str], None]
"""Is told the share done and the step in words; may raise, which gives the work up."""


def write_backup(database: Database, originals: Originals, path: Path, progress: Progress, *, data_folder: Path) -> Manifest:
    """Write the record as it stands now to a new file, with the drafts of a data folder beside it.

    BackupError where the file is there or cannot be written; StoreError.
    """
    if path.exists():
        raise BackupError(f"{path} is there already, and is not written over; name another file")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                manifest = _write(database, originals, archive, progress, data_folder)
            file.flush()
            os.fsync(file.fileno())
        _check_sums(part)
        # Unlike a renaming, this does not replace a file that appeared meanwhile.
        os.link(part, path)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupError(f"the backup could not be written to {path}: {error.strerror}; check its folder and room") from error
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(database: Database, originals: Originals, archive: zipfile.ZipFile, progress: Progress, data_folder: Path) -> Manifest:
    with database.reading() as connection:
        log = _write_rows(archive, LOG, connection, "entry", ENTRY_COLUMNS)
        for table in TABLES:
            _write_rows(archive, rows_member(table), connection, table.name, columns_of(table))
        record_id = connection.rows(f"SELECT id FROM {IDENTITY.name} ORDER BY entry LIMIT 1")[0][0]
        named = [sha256 for (sha256,) in connection.rows(f"SELECT sha256 FROM {ORIGINAL.name} ORDER BY entry")]
    # Originals are only ever added, and before the rows that name them: they can be read after that moment.
    for number, sha256 in enumerate(named):
        progress(number / len(named), f"original {number + 1} of {len(named)}")
        archive.writestr(ORIGINALS + sha256, originals.read(sha256))
    drafts = 0
    for drafts, (name, data) in enumerate(drafts_beside(data_folder), start=1):  # noqa: B007 # counted
        archive.writestr(DRAFT + name, data)
    root = root_of(entry_leaf(sha256) for *_, sha256 in log)
    manifest = Manifest(record_id, len(MIGRATIONS), len(log), len(named), root.hex(), drafts)
    archive.writestr(MANIFEST, write_manifest(manifest))
    return manifest


def _write_rows(archive: zipfile.ZipFile, member: str, connection: Connection, table: str, columns: tuple[str, ...]) -> list[Row]:
    rows = connection.rows(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}")
    with archive.open(member, "w", force_zip64=True) as file:
        for row in rows:
            spelled = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, allow_nan=False)
            file.write(spelled.encode() + b"\n")
    return rows


def _check_sums(path: Path) -> None:
    """Read the file back as it lies on the disk."""
    with zipfile.ZipFile(path) as archive:
        if (damaged := archive.testzip()) is not None:
            raise BackupError(f"{damaged} could not be read back from {path}; check the disk")
