"""Keeping watch over the record: checking it, publishing what it came to, proving, backing up, and bringing it back."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dashboard.store.backup import write_backup
from dashboard.store.backup_format import BackupError, Manifest
from dashboard.store.checkpoint import Checkpoint, CheckpointError, checkpoint_at, read_checkpoint
from dashboard.store.kept import StoreError
from dashboard.store.merkle import tree_of
from dashboard.store.migrations import EMPTY
from dashboard.store.opening import DATABASE, open_store, store_in_folder, store_on_server
from dashboard.store.originals import sync_folder
from dashboard.store.proof_file import ConsistencyProof, InclusionProof, Proof, entry_leaf
from dashboard.store.publish import Publication, publish_checkpoint
from dashboard.store.restore import restore, restore_drafts
from dashboard.store.signing import SignedBy, SigningKey, VerifierKey, signing_of
from dashboard.store.sql_store import SqlStore
from dashboard.store.verify import Verification, checkpoint_origin, log_of, verify

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class RecordPlace:
    """Where a record lies. url: of a PostgreSQL server, "" for the data folder."""

    folder: Path
    url: str = ""


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What was restored: the record as it was found to be, and how many drafts beside it."""

    record: Verification
    drafts: int


def check_record(place: RecordPlace, checkpoint: Path | None, trusted: tuple[VerifierKey, ...] = ()) -> Verification:
    """Check the whole record, and against a published checkpoint where one is given. StoreError, OSError.

    trusted: keys of which one has to have signed the checkpoint; none where its signature is not asked about.
    """
    against = _read(checkpoint, trusted) if checkpoint else None
    with _opened(place) as store:
        return verify(store.database, store.originals, against)


def publish_record(place: RecordPlace, folder: Path, *, key: SigningKey | None, server: str) -> Publication:
    """Write a checkpoint of the record as it stands now; StoreError where it has faults, which is no state to vouch for."""
    found = check_record(place, None)
    if found.faults:
        raise StoreError(f"the record has {len(found.faults)} faults, see the command verify; nothing was published")
    origin = checkpoint_origin(found.record_id)
    checkpoint = checkpoint_at(origin, found.entries, found.root, datetime.now(UTC))
    return publish_checkpoint(checkpoint, folder, key=key, server=server)


def prove_entry(place: RecordPlace, seq: int, checkpoint: Path) -> Proof:
    """Return the proof that an entry is in the record a checkpoint speaks of. StoreError, OSError."""
    against = _read(checkpoint, ())
    with _opened(place) as store:
        log = log_of(store.database)
    if not 1 <= seq <= len(log):
        raise StoreError(f"there is no entry {seq} in the record, expected one from 1 to {len(log)}")
    tree = tree_of(entry_leaf(entry.sha256) for entry in log)
    proof = tree.inclusion_proof(seq - 1, against.size)
    return InclusionProof(log[seq - 1].text.decode(), seq, against.size, proof)


def prove_growth(place: RecordPlace, earlier: Path, later: Path) -> Proof:
    """Return the proof that the record of one checkpoint only grew into that of another. StoreError, OSError."""
    first, second = _read(earlier, ()), _read(later, ())
    with _opened(place) as store:
        tree = tree_of(entry_leaf(entry.sha256) for entry in log_of(store.database))
    return ConsistencyProof(first.size, second.size, tree.consistency_proof(first.size, second.size))


def back_up(place: RecordPlace, path: Path, progress: Progress) -> Manifest:
    """Write the whole record to a new file with the drafts beside it, while others go on using it. StoreError."""
    with _opened(place) as store:
        return write_backup(store.database, store.originals, path, progress, data_folder=place.folder)


def bring_back(place: RecordPlace, path: Path, progress: Progress) -> BroughtBack:
    """Restore a backup to where there is no record yet, and check all of it. StoreError."""
    if not path.is_file():
        raise BackupError(f"there is no file {path}")
    return _bring_to_server(place, path, progress) if place.url else _bring_to_folder(place.folder, path, progress)


def _bring_to_folder(folder: Path, path: Path, progress: Progress) -> BroughtBack:
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty, and is not written over; name another data folder")
    # It takes its name only when it is whole and checked.
    part = folder.with_name(f".{folder.name}.restoring")
    shutil.rmtree(part, ignore_errors=True)
    try:
        store = store_in_folder(part, migrations=EMPTY)
        try:
            found = restore(path, store.database, store.originals, progress)
            drafts = restore_drafts(path, part)
        finally:
            store.database.close()
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
        sync_folder(folder.absolute().parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return BroughtBack(found, drafts)


def _bring_to_server(place: RecordPlace, path: Path, progress: Progress) -> BroughtBack:
    store = store_on_server(place.url, migrations=EMPTY)
    try:
        if log_of(store.database):
            raise BackupError(f"there is a record in {store.database.name} already; name an empty database")
        found = restore(path, store.database, store.originals, progress)
        return BroughtBack(found, _drafts_to(place.folder, path))
    finally:
        store.database.close()


def _drafts_to(folder: Path, path: Path) -> int:
    try:
        return restore_drafts(path, folder)
    except OSError as error:
        said = f"the record is restored and whole, but its drafts could not be written to {folder}: {error.strerror}"
        raise BackupError(f"{said}; they are in {path}, in its folder drafts") from error


@contextmanager
def _opened(place: RecordPlace) -> Iterator[SqlStore]:
    """Open a record that is there: looking at none must not begin one."""
    if not place.url and not (place.folder / DATABASE).is_file():
        raise StoreError(f"there is no record in {place.folder}: it has no {DATABASE}")
    store = open_store(place.folder, place.url)
    try:
        yield store
    finally:
        store.database.close()


def _read(checkpoint: Path, trusted: tuple[VerifierKey, ...]) -> Checkpoint:
    published = read_checkpoint(checkpoint.read_bytes())
    signing = signing_of(published, trusted)
    if trusted and not isinstance(signing, SignedBy):
        raise CheckpointError(f"{checkpoint} is not signed with the key that was named: {signing.words}")
    return published.checkpoint
