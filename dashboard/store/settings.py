"""Settings in the record: the latest value of a name counts, those before stay readable."""

from dashboard.store.record import Record
from dashboard.store.sql import Connection
from dashboard.store.tables import SETTING

_VALUE = "SELECT value FROM setting WHERE name = ? ORDER BY entry DESC LIMIT 1"


def get(connection: Connection, name: str) -> str | None:
    """Return a setting's value, None where it never had one."""
    found = connection.rows(_VALUE, (name,))
    return found[0][0] if found else None


def put(record: Record, name: str, value: str) -> None:
    """Give a setting a value; the same value again changes nothing."""
    if record.rows(_VALUE, (name,)) != [(value,)]:
        record.add(SETTING, name=name, value=value, put_at=record.at)
