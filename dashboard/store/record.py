"""Writing to the record: a row and the audit entry that names it, together in one transaction."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dashboard.store.canonical import BEFORE_THE_FIRST, Entry, content_sha256
from dashboard.store.identity import in_utc
from dashboard.store.kept import StoreError
from dashboard.store.sql import Connection, Row, Value
from dashboard.store.table import Table
from dashboard.store.tables import TABLES

_LATEST = "SELECT seq, sha256 FROM entry ORDER BY seq DESC LIMIT 1"
_IN_VIEW = tuple(table.name for table in TABLES if table.in_view)
_WHERE_IN_VIEW = f"FROM entry WHERE what IN ({', '.join('?' for _ in _IN_VIEW)})"
_REVISION = f"SELECT count(*) {_WHERE_IN_VIEW}"
_CHANGES = f"SELECT seq {_WHERE_IN_VIEW}"


@dataclass(frozen=True, slots=True)
class Record:
    """One transaction of one person, whose rows get their entries as they are written. `connection` is one that may write."""

    connection: Connection
    who: str
    at: str

    def add(self, table: Table, **cells: Value) -> int:
        """Write a row, all of its columns by name, and its entry; return the number of both. StoreError for unkeepable text."""
        _check(table, cells)
        seq, previous = latest(self.connection)
        entry = Entry(seq + 1, self.at, self.who, table.name, content_sha256(table.name, cells), previous)
        self._insert(
            "entry",
            {
                "seq": entry.seq,
                "at": entry.at,
                "who": entry.who,
                "what": entry.what,
                "content_sha256": entry.content_sha256,
                "previous_sha256": entry.previous_sha256,
                "sha256": entry.sha256,
            },
        )
        self._insert(table.name, {"entry": entry.seq, **cells})
        return entry.seq

    def rows(self, statement: str, values: tuple[Value, ...] = ()) -> list[Row]:
        """Return what a statement finds, what was just written included."""
        return self.connection.rows(statement, values)

    def _insert(self, name: str, cells: Mapping[str, Value]) -> None:
        marks = ", ".join("?" for _ in cells)
        self.connection.run(f"INSERT INTO {name} ({', '.join(cells)}) VALUES ({marks})", tuple(cells.values()))


def latest(connection: Connection) -> tuple[int, str]:
    """Return the number and the hash of the last entry; 0 and zeros where there is none."""
    found = connection.rows(_LATEST)
    return found[0] if found else (0, BEFORE_THE_FIRST)


def revision(connection: Connection) -> int:
    """Return how many entries there are that changed what is in view."""
    return int(connection.rows(_REVISION, _IN_VIEW)[0][0])


def entry_of_revision(connection: Connection, revision: int) -> int:
    """Return the number of the entry that made a revision what it is: the last one that changed what is in view until then."""
    found = connection.rows(f"{_CHANGES} ORDER BY seq LIMIT 1 OFFSET ?", (*_IN_VIEW, max(revision - 1, 0)))
    if not found:
        raise StoreError(f"there is no revision {revision} of what is in view")
    return int(found[0][0])


def spelled(moment: datetime) -> str:
    """Return a moment as the record keeps it; StoreError where it has no time zone."""
    return in_utc(moment).isoformat()


def _check(table: Table, cells: Mapping[str, Value]) -> None:
    expected = {column.name for column in table.columns}
    if cells.keys() != expected:
        raise TypeError(f"a row of {table.name} has the columns {sorted(expected)}, got {sorted(cells)}")
    for name, cell in cells.items():
        if isinstance(cell, str) and any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in cell):
            raise StoreError(f"the {name} {cell!r} cannot be kept, expected valid Unicode without NUL")
        if isinstance(cell, float) and not math.isfinite(cell):
            raise StoreError(f"the {name} {cell!r} cannot be kept, expected a finite number")
