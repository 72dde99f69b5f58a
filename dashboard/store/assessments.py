"""Assessments in the record: what everything in view came to, by which version of what, as of which entry of the log.

The verdicts themselves are not kept: originals, choices and the program give them again, and the hash tells whether they are the
same. A later assessment stands beside the earlier ones.
"""

from dataclasses import astuple, fields
from datetime import datetime

from dashboard.store.kept import KeptAssessment, Made
from dashboard.store.record import Record, entry_of_revision
from dashboard.store.sql import Connection
from dashboard.store.tables import ASSESSMENT

_MADE = ", ".join(field.name for field in fields(Made))


def note(record: Record, made: Made, revision: int) -> None:
    """Write down what was worked out under a revision of what is in view; the same again is there already."""
    as_of = entry_of_revision(record.connection, revision)
    there = record.rows(f"SELECT {_MADE} FROM assessment WHERE as_of = ?", (as_of,))
    if astuple(made) not in there:
        cells = {field.name: getattr(made, field.name) for field in fields(Made)}
        record.add(ASSESSMENT, as_of=as_of, assessed_at=record.at, **cells)


def all_of(connection: Connection) -> tuple[KeptAssessment, ...]:
    """Return every assessment, the latest first."""
    rows = connection.rows(f"SELECT entry, as_of, assessed_at, {_MADE} FROM assessment ORDER BY entry DESC")
    return tuple(
        KeptAssessment(entry, as_of, datetime.fromisoformat(assessed_at), Made(*cells))
        for entry, as_of, assessed_at, *cells in rows
    )
