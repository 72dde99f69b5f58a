"""Checking the record: every row, every original and every entry of the log is what was written, and nothing is missing.

The log's chain alone shows careless changes. Whoever rewrites all of it consistently, or puts an older copy back, is found by a
checkpoint that was published before and kept elsewhere.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.store.canonical import BEFORE_THE_FIRST, Entry, content_sha256
from dashboard.store.checkpoint import Checkpoint
from dashboard.store.ddl import refusals_in_force
from dashboard.store.kept import DamagedOriginalError, NotInStoreError
from dashboard.store.merkle import root_of
from dashboard.store.migrations import MIGRATIONS
from dashboard.store.originals import Originals
from dashboard.store.proof_file import entry_leaf
from dashboard.store.sql import Connection, Database, Row
from dashboard.store.table import Table
from dashboard.store.tables import IDENTITY, ORIGINAL, TABLES

_ENTRIES = "SELECT seq, at, who, what, content_sha256, previous_sha256, sha256 FROM entry ORDER BY seq"
_KNOWN = {table.name: table for table in TABLES}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it was written. where: the entry, row, original or table; what: how it differs."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found. root: of the Merkle tree over all entries, 32 bytes; record_id: which record it is, "" where lost."""

    record_id: str
    entries: int
    originals: int
    root: bytes
    faults: tuple[Fault, ...]


def verify(database: Database, originals: Originals, checkpoint: Checkpoint | None = None) -> Verification:
    """Check the whole record as it stands at one moment. StoreError where it cannot be read at all.

    checkpoint: one that was published before; its signature is for the caller to check.
    """
    with database.reading() as connection:
        log = _log(connection)
        leaves = [entry_leaf(entry.sha256) for entry, _ in log]
        record_id = _record_id(connection)
        named = connection.rows(f"SELECT sha256, size_bytes, entry FROM {ORIGINAL.name} ORDER BY entry")
        faults = [
            *_schema_faults(connection),
            *_log_faults(log),
            *_row_faults(connection, log),
            *(_checkpoint_faults(checkpoint, record_id, leaves) if checkpoint else ()),
        ]
    # Bytes are kept before the row that names them and never taken away, so that they may be read after the tables.
    faults += _original_faults(originals, named)
    return Verification(record_id, len(log), len(named), root_of(leaves), tuple(faults))


def log_of(database: Database) -> tuple[Entry, ...]:
    """Return the entries of the audit log as they stand, unchecked."""
    with database.reading() as connection:
        return tuple(entry for entry, _ in _log(connection))


def checkpoint_origin(record_id: str) -> str:
    """Return the first line of a record's checkpoints."""
    return f"ceasefire-record/{record_id}"


def _log(connection: Connection) -> tuple[tuple[Entry, str], ...]:
    """Return each entry as it stands and the hash that stands beside it."""
    return tuple((Entry(*cells), sha256) for *cells, sha256 in connection.rows(_ENTRIES))


def _record_id(connection: Connection) -> str:
    found = connection.rows(f"SELECT id FROM {IDENTITY.name} ORDER BY entry LIMIT 1")
    return str(found[0][0]) if found else ""


def _log_faults(log: tuple[tuple[Entry, str], ...]) -> Iterator[Fault]:
    """Yield where the chain is broken: gaps, entries changed, entries out of their order."""
    before, expected = BEFORE_THE_FIRST, 1
    for entry, sha256 in log:
        where = f"log, entry {entry.seq}"
        if entry.seq != expected:
            yield Fault(where, f"entries {expected} to {entry.seq - 1} before it are missing")
        if entry.sha256 != sha256:
            yield Fault(where, f"it was changed: its hash is {entry.sha256}, and {sha256} stands beside it")
        if entry.previous_sha256 != before:
            yield Fault(where, f"it names {entry.previous_sha256} as the entry before, which is {before}")
        if entry.what not in _KNOWN:
            yield Fault(where, f"it speaks of a table {entry.what!r}, which there is not")
        before, expected = sha256, entry.seq + 1


def _row_faults(connection: Connection, log: tuple[tuple[Entry, str], ...]) -> Iterator[Fault]:
    """Yield where rows and log differ: rows changed, taken away, added, or moved to another entry."""
    entries = {entry.seq: entry for entry, _ in log}
    seen: set[int] = set()
    for table in TABLES:
        for seq, row in _rows(connection, table):
            where, entry = f"{table.name}, entry {seq}", entries.get(seq)
            if entry is None:
                yield Fault(where, "the log has no entry for this row")
            elif entry.what != table.name:
                yield Fault(where, f"the log speaks of a row of {entry.what} here")
            elif (found := content_sha256(table.name, row)) != entry.content_sha256:
                yield Fault(where, f"the row was changed: its hash is {found}, the log names {entry.content_sha256}")
            else:
                seen.add(seq)
                continue
            seen.add(seq)
    for seq in entries.keys() - seen:
        yield Fault(f"{entries[seq].what}, entry {seq}", "the row that the log speaks of is missing")


def _rows(connection: Connection, table: Table) -> Iterator[tuple[int, dict[str, str | int | float | None]]]:
    names = [column.name for column in table.columns]
    for seq, *cells in connection.rows(f"SELECT entry, {', '.join(names)} FROM {table.name} ORDER BY entry"):
        yield seq, dict(zip(names, cells, strict=True))


def _original_faults(originals: Originals, named: list[Row]) -> Iterator[Fault]:
    for sha256, size_bytes, seq in named:
        try:
            found = len(originals.read(sha256))
        except (NotInStoreError, DamagedOriginalError) as error:
            yield Fault(f"original {sha256}", str(error))
            continue
        if found != size_bytes:
            yield Fault(f"{ORIGINAL.name}, entry {seq}", f"it says {size_bytes} bytes, the original has {found}")


def _checkpoint_faults(checkpoint: Checkpoint, record_id: str, leaves: list[bytes]) -> Iterator[Fault]:
    origin = checkpoint_origin(record_id)
    if checkpoint.origin != origin:
        yield Fault("checkpoint", f"it is of another record: it says {checkpoint.origin}, this one is {origin}")
    elif len(leaves) < checkpoint.size:
        yield Fault(
            "log",
            f"it has {len(leaves)} entries, the checkpoint speaks of {checkpoint.size}: the end was cut off, or an older copy "
            "was put in its place",
        )
    elif (found := root_of(itertools.islice(leaves, checkpoint.size))) != checkpoint.root:
        yield Fault(
            f"log, entries 1 to {checkpoint.size}",
            f"they are not those of the checkpoint: their root is {found.hex()}, it says {checkpoint.root.hex()}; what was "
            "rewritten was given fitting hashes, and only a copy of the record from before can show which entries",
        )


def _schema_faults(connection: Connection) -> Iterator[Fault]:
    """Yield where the tables themselves are no longer as they were made: steps of the schema, and the refusal of changes."""
    steps = [name for (name,) in connection.rows("SELECT name FROM migration ORDER BY number")]
    if steps != (expected := [migration.name for migration in MIGRATIONS]):
        yield Fault("migration", f"the steps of the schema are {steps}, expected {expected}")
    in_force = refusals_in_force(connection)
    for name in ("entry", *_KNOWN):
        if missing := sorted({"UPDATE", "DELETE"} - in_force.get(name, set())):
            yield Fault(f"table {name}", f"nothing refuses {' and '.join(missing)} any more")
