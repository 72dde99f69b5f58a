"""Saved ways to read files: the latest of a name counts, and an empty one says that it is offered no more."""

import json
from collections.abc import Sequence
from datetime import datetime

from dashboard.store.identity import checked_label
from dashboard.store.kept import NotInStoreError, SavedMapping
from dashboard.store.record import Record
from dashboard.store.sql import Connection, Row
from dashboard.store.tables import SAVED_MAPPING

_MAPPINGS = """
    SELECT name, header_json, mapping_json, saved_at FROM saved_mapping
    WHERE entry IN (SELECT max(entry) FROM saved_mapping GROUP BY name) AND mapping_json <> ''
"""
_NAMED = f"{_MAPPINGS} AND name = ?"


def save(record: Record, name: str, header: Sequence[str], mapping_json: str) -> SavedMapping:
    """Keep a mapping under a name; the same again is the one already there. StoreError where the name is none."""
    label, header_json = checked_label(name), json.dumps(list(header))
    there = record.rows(_NAMED, (label,))
    if not there or there[0][1:3] != (header_json, mapping_json):
        record.add(SAVED_MAPPING, name=label, header_json=header_json, mapping_json=mapping_json, saved_at=record.at)
    return _saved(record.rows(_NAMED, (label,))[0])


def forget(record: Record, name: str) -> None:
    """Offer the mapping of a name no more; NotInStoreError."""
    there = record.rows(_NAMED, (name,))
    if not there:
        raise NotInStoreError(f"there is no mapping {name!r} in the store")
    record.add(SAVED_MAPPING, name=name, header_json=there[0][1], mapping_json="", saved_at=record.at)


def offered(connection: Connection) -> tuple[SavedMapping, ...]:
    """Return the mappings on offer, by name."""
    return tuple(map(_saved, connection.rows(f"{_MAPPINGS} ORDER BY name")))


def _saved(row: Row) -> SavedMapping:
    name, header_json, mapping_json, saved_at = row
    return SavedMapping(name, tuple(json.loads(header_json)), mapping_json, datetime.fromisoformat(saved_at))
