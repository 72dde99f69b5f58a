"""What happened without changing anything else, as entries of the audit log: sign-ins, refusals, looks, exports."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from dashboard.domain.access import Action
from dashboard.domain.people import Event, EventKind
from dashboard.store.kept import NotAllowedError
from dashboard.store.record import Record, spelled
from dashboard.store.sql import Connection, Database
from dashboard.store.tables import EVENT

NEEDS: dict[EventKind, Action | None] = {
    EventKind.SIGNED_IN: None,
    EventKind.SIGNED_OUT: None,
    EventKind.REFUSED: None,
    EventKind.LOOKED: Action.SEE_EXACT_PLACES,
    EventKind.EXPORTED: Action.EXPORT,
}
"""What a person must be allowed to do for an event of theirs to have happened; None where it happens to anybody."""
_EVENTS = """SELECT kind, entry.who, subject, detail, happened_at FROM event JOIN entry ON entry.seq = event.entry
    ORDER BY event.entry DESC LIMIT ?"""

_SAME = """SELECT 1 FROM event JOIN entry ON entry.seq = event.entry
    WHERE kind = ? AND subject = ? AND detail = ? AND entry.who = ?"""


def note(record: Record, kind: EventKind, subject: str, detail: str, *, once: bool) -> None:
    """Write an event down. once: not where the very same stands there already, whenever it was."""
    if once and record.rows(_SAME, (kind.value, subject, detail, record.who)):
        return
    record.add(EVENT, kind=kind.value, subject=subject, detail=detail, happened_at=record.at)


@contextmanager
def refusals_noted(database: Database, who: str, action: Action | None, at: datetime) -> Iterator[None]:
    """Write down what a person is refused in this block, in a transaction of its own: that of the write has left nothing.

    action: what was tried, None where it is none of the declared ones.
    """
    try:
        yield
    except NotAllowedError as error:
        with database.writing() as connection:
            record = Record(connection, who, spelled(at))
            record.add(EVENT, kind=EventKind.REFUSED.value, subject=str(action or ""), detail=str(error), happened_at=record.at)
        raise


def latest(connection: Connection, count: int) -> tuple[Event, ...]:
    """Return the last so many events, the latest first."""
    return tuple(
        Event(EventKind(kind), who, subject, detail, datetime.fromisoformat(moment))
        for kind, who, subject, detail, moment in connection.rows(_EVENTS, (count,))
    )
