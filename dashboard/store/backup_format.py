"""What a backup looks like: one ZIP of open formats that any program can read.

`log.jsonl` holds the entries of the audit log, `tables/NAME.jsonl` the rows of each table, one JSON object a line in the order
they were written; `originals/SHA-256` the bytes as they were handed in; `drafts/KEY.json` the drafts that lay beside the record;
`manifest.json` what they come to.
"""

import json
from dataclasses import asdict, dataclass

from dashboard.store.kept import StoreError
from dashboard.store.table import Table

LOG, MANIFEST, ORIGINALS, DRAFT = "log.jsonl", "manifest.json", "originals/", "drafts/"
ENTRY_COLUMNS = ("seq", "at", "who", "what", "content_sha256", "previous_sha256", "sha256")
_FORMAT = "ceasefire-record-1"
_SHA256_DIGITS = 64


class BackupError(StoreError):
    """A backup cannot be written, or is none, or is not whole; the message names the file and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. schema: how many steps its tables went through. root: of the Merkle tree, lower-case hexadecimal.

    drafts: how many lay beside the record; none in backups from before they were taken along.
    """

    record_id: str
    schema: int
    entries: int
    originals: int
    root: str
    drafts: int = 0


def rows_member(table: Table) -> str:
    """Return where the rows of a table lie."""
    return f"tables/{table.name}.jsonl"


def columns_of(table: Table) -> tuple[str, ...]:
    """Return the columns of a table, the number of the entry first."""
    return ("entry", *(column.name for column in table.columns))


def write_manifest(manifest: Manifest) -> str:
    """Return the text of a manifest."""
    return json.dumps({"format": _FORMAT, **asdict(manifest)}, indent=1) + "\n"


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest says; BackupError where it is none."""
    try:
        said = json.loads(data)
        if said.pop("format") != _FORMAT:
            raise BackupError(f"its manifest is of another format, expected {_FORMAT}")
        manifest = Manifest(**said)
        if not _is_sound(manifest):
            raise BackupError("its manifest names no record, number or root")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BackupError(f"its manifest cannot be read ({error!r})") from error
    return manifest


def _is_sound(manifest: Manifest) -> bool:
    numbers = (manifest.schema, manifest.entries, manifest.originals, manifest.drafts)
    return (
        isinstance(manifest.record_id, str)
        and all(type(number) is int and number >= 0 for number in numbers)
        and len(bytes.fromhex(manifest.root)) * 2 == _SHA256_DIGITS
    )
