"""Moving what was kept before there was an audit log into the record: every row, in its order, none changed.

The log can vouch for these rows from the moment they were adopted, not from before; their own moments stay with them.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.store.record import Record
from dashboard.store.sql import Connection, Value
from dashboard.store.table import Table
from dashboard.store.tables import (
    AGREEMENT,
    AGREEMENT_FILE,
    AGREEMENT_USE,
    IDENTITY,
    ORIGINAL,
    OWN_FILE,
    PLACE_CORRECTION,
    SAVED_MAPPING,
    SETTING,
    UPLOAD,
    UPLOAD_VIEW,
)

_BY = "the dashboard, when the record was begun"
_ASIDE = "before_"
_OLD = (
    "agreement_note",
    "agreement_use",
    "agreement_file",
    "agreement",
    "upload",
    "own_file",
    "original",
    "setting",
    "saved_mapping",
    "place_correction",
    "revision",
)
"""The tables of before, each ahead of those it refers to."""


@dataclass(frozen=True, slots=True)
class _Move:
    """Rows of before for a table of now. found: asks for all of its columns by name, under the old tables' names put aside."""

    table: Table
    found: str


_MOVES = (
    _Move(ORIGINAL, "SELECT sha256, size_bytes, kept_at FROM before_original ORDER BY rowid"),
    _Move(
        UPLOAD,
        "SELECT id, file_name, sha256, loaded_at, time_zone, mapping_json, kind FROM before_upload ORDER BY position",
    ),
    _Move(
        UPLOAD_VIEW,
        """SELECT id AS upload_id, 0 AS in_view, withdrawn_at AS decided_at FROM before_upload
           WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at, position""",
    ),
    _Move(
        AGREEMENT,
        """SELECT id, main, sha256, loaded_at, kind, coalesce(note, '') AS note
           FROM before_agreement LEFT JOIN before_agreement_note ON agreement_id = id ORDER BY position""",
    ),
    _Move(AGREEMENT_FILE, "SELECT agreement_id, name, sha256 FROM before_agreement_file ORDER BY rowid"),
    _Move(AGREEMENT_USE, "SELECT agreement_id, used_at FROM before_agreement_use ORDER BY position"),
    _Move(SETTING, "SELECT name, value, put_at FROM before_setting ORDER BY put_at, rowid"),
    _Move(SAVED_MAPPING, "SELECT name, header_json, mapping_json, saved_at FROM before_saved_mapping ORDER BY position"),
    _Move(
        PLACE_CORRECTION,
        """SELECT region_text, region_detail, place_text, code, lon, lat, radius_m, who, why, decided_at
           FROM before_place_correction ORDER BY position""",
    ),
    _Move(OWN_FILE, "SELECT what, file_name, sha256, decided_at FROM before_own_file ORDER BY position"),
)


def set_aside(connection: Connection) -> None:
    """Give the tables of before other names, so that those of now can be made. PostgreSQL never had any."""
    if connection.dialect == "sqlite":
        for name in _OLD:
            connection.run(f"ALTER TABLE {name} RENAME TO {_ASIDE}{name}")


def adopt(connection: Connection, moment: str) -> None:
    """Begin the record at a moment (ISO 8601, UTC): its identity first, then every row of before; their old tables go."""
    record = Record(connection, _BY, moment)
    record.add(IDENTITY, id=str(uuid.uuid4()), begun_at=moment)
    if connection.dialect != "sqlite":
        return
    for move in _MOVES:
        for cells in _named(connection, move):
            record.add(move.table, **cells)
    for name in _OLD:
        connection.run(f"DROP TABLE {_ASIDE}{name}")


def _named(connection: Connection, move: _Move) -> Iterator[Mapping[str, Value]]:
    names = [column.name for column in move.table.columns]
    for row in connection.rows(move.found):
        yield dict(zip(names, row, strict=True))
