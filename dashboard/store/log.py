"""The audit log read back: each entry with the row it names."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.store.canonical import Entry
from dashboard.store.sql import Connection, Value
from dashboard.store.tables import TABLES

_ENTRIES = "SELECT seq, at, who, what, content_sha256, previous_sha256 FROM entry WHERE seq <= ? ORDER BY seq DESC LIMIT ?"
_COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """An entry of the log, and by column the row of its table that it names, empty where that is missing."""

    entry: Entry
    row: Mapping[str, Value]


def latest_entries(connection: Connection, upto: int, count: int) -> tuple[LogEntry, ...]:
    """Return so many entries, the latest first, none of them after the one numbered `upto`."""
    entries = [Entry(*cells) for cells in connection.rows(_ENTRIES, (upto, count))]
    rows: dict[int, Mapping[str, Value]] = {}
    for name in {entry.what for entry in entries}:
        rows |= _rows(connection, name, [entry.seq for entry in entries if entry.what == name])
    return tuple(LogEntry(entry, rows.get(entry.seq, {})) for entry in entries)


def _rows(connection: Connection, name: str, numbers: list[int]) -> dict[int, Mapping[str, Value]]:
    columns = _COLUMNS.get(name)
    if columns is None:
        return {}
    marks = ", ".join("?" for _ in numbers)
    found = connection.rows(f"SELECT entry, {', '.join(columns)} FROM {name} WHERE entry IN ({marks})", numbers)
    return {seq: dict(zip(columns, cells, strict=True)) for seq, *cells in found}
