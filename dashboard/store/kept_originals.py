"""Original bytes as the record speaks of them: that they were handed in, how many, and when first."""

from dashboard.store.record import Record
from dashboard.store.tables import ORIGINAL


def note_original(record: Record, sha256: str, size_bytes: int) -> None:
    """Write down, unless it stands there, that bytes with this hash are kept."""
    if not record.rows("SELECT 1 FROM original WHERE sha256 = ?", (sha256,)):
        record.add(ORIGINAL, sha256=sha256, size_bytes=size_bytes, kept_at=record.at)
