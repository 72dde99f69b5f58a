"""Files of observations in the record."""

from datetime import datetime

from dashboard.store.identity import checked_name, upload_id
from dashboard.store.kept import Kind, NotInStoreError, Upload
from dashboard.store.kept_originals import note_original
from dashboard.store.record import Record
from dashboard.store.sql import Connection, Row
from dashboard.store.tables import UPLOAD, UPLOAD_VIEW

_UPLOADS = """
    SELECT id, file_name, upload.sha256, size_bytes, loaded_at, time_zone, mapping_json, kind
    FROM upload JOIN original ON original.sha256 = upload.sha256
"""
_IS_IN_VIEW = """
    coalesce((SELECT in_view FROM upload_view WHERE upload_id = upload.id ORDER BY upload_view.entry DESC LIMIT 1), 1) = 1
"""


def add(record: Record, file_name: str, sha256: str, size_bytes: int, *, time_zone: str, mapping_json: str, kind: Kind) -> Upload:
    """Keep an upload whose bytes are kept; the one already there comes back into view where it had left it."""
    name, identifier = checked_name(file_name), upload_id(sha256, time_zone, mapping_json)
    if not record.rows("SELECT 1 FROM upload WHERE id = ?", (identifier,)):
        note_original(record, sha256, size_bytes)
        record.add(
            UPLOAD,
            id=identifier,
            file_name=name,
            sha256=sha256,
            loaded_at=record.at,
            time_zone=time_zone,
            mapping_json=mapping_json,
            kind=kind,
        )
    elif not _is_in_view(record, identifier):
        record.add(UPLOAD_VIEW, upload_id=identifier, in_view=1, decided_at=record.at)
    return _upload(record.rows(f"{_UPLOADS} WHERE id = ?", (identifier,))[0])


def in_view(connection: Connection) -> tuple[Upload, ...]:
    """Return the uploads in view, first loaded first."""
    return tuple(map(_upload, connection.rows(f"{_UPLOADS} WHERE {_IS_IN_VIEW} ORDER BY upload.entry")))


def recorders(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Return each upload's id and whom the log names for it, first kept first."""
    return tuple(connection.rows("SELECT id, who FROM upload JOIN entry ON entry.seq = upload.entry ORDER BY upload.entry"))


def withdraw(record: Record, identifier: str) -> None:
    """Take an upload out of view; NotInStoreError."""
    if not record.rows("SELECT 1 FROM upload WHERE id = ?", (identifier,)):
        raise NotInStoreError(f"there is no upload {identifier!r} in the store")
    if _is_in_view(record, identifier):
        record.add(UPLOAD_VIEW, upload_id=identifier, in_view=0, decided_at=record.at)


def _is_in_view(record: Record, identifier: str) -> bool:
    return bool(record.rows(f"SELECT 1 FROM upload WHERE id = ? AND {_IS_IN_VIEW}", (identifier,)))


def _upload(row: Row) -> Upload:
    identifier, file_name, sha256, size_bytes, loaded_at, time_zone, mapping_json, kind = row
    return Upload(identifier, file_name, sha256, size_bytes, datetime.fromisoformat(loaded_at), time_zone, mapping_json, kind)
