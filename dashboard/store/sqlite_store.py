"""The store on disk: choices in a SQLite file, originals beside it, in one data folder that can be copied as a whole."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dashboard.domain.observation import Point
from dashboard.store import own_files
from dashboard.store.database import Database
from dashboard.store.identity import (
    agreement_id,
    agreement_sha256,
    checked_correction,
    checked_label,
    checked_main,
    checked_name,
    in_utc,
    settled,
    upload_id,
)
from dashboard.store.interface import (
    AgreementFile,
    Kind,
    NotInStoreError,
    OwnFile,
    OwnKind,
    PlaceCorrection,
    SavedMapping,
    StoredAgreement,
    Upload,
)
from dashboard.store.originals import Originals, make_private_folder

_UPLOADS = """
    SELECT id, file_name, sha256, size_bytes, loaded_at, time_zone, mapping_json, kind
    FROM upload JOIN original USING (sha256)
"""
_AGREEMENTS = """
    SELECT agreement.id, main, agreement.sha256, loaded_at, kind, coalesce(note, ''), name, original.sha256, size_bytes
    FROM agreement JOIN agreement_file ON agreement_file.agreement_id = agreement.id
    JOIN original ON original.sha256 = agreement_file.sha256
    LEFT JOIN agreement_note ON agreement_note.agreement_id = agreement.id
"""
_MAPPINGS = """
    SELECT name, header_json, mapping_json, saved_at FROM saved_mapping
    WHERE position IN (SELECT max(position) FROM saved_mapping GROUP BY name) AND mapping_json <> ''
"""
"""An empty text, which is no mapping, says that the one before of that name was forgotten then."""
_CORRECTIONS = """
    SELECT region_text, region_detail, place_text, code, lon, lat, radius_m, who, why, decided_at FROM place_correction
    WHERE position IN (SELECT max(position) FROM place_correction GROUP BY region_text, region_detail, place_text)
    AND (code <> '' OR lon IS NOT NULL)
"""


class SqliteStore:
    """`dashboard.store.interface.Store` in a folder. Several threads and several processes may use the folder at once.

    An original is on disk before the row that speaks of it; a process killed in between leaves an original that is not listed,
    never a row without its bytes.
    """

    def __init__(self, folder: Path) -> None:
        """Open the data folder, making it where it is missing."""
        make_private_folder(folder)
        self._originals = Originals(folder / "originals")
        self._database = Database(folder / "store.sqlite3")

    def add_upload(self, file_name: str, data: bytes, *, time_zone: str, mapping_json: str, kind: Kind, now: datetime) -> Upload:
        """See Store."""
        moment, name = in_utc(now).isoformat(), checked_name(file_name)
        sha256 = self._originals.keep(data)
        identifier = upload_id(sha256, time_zone, mapping_json)
        with self._database.writing() as connection:
            _keep_original(connection, sha256, len(data), moment)
            changed = connection.execute(
                """INSERT INTO upload (id, file_name, sha256, loaded_at, time_zone, mapping_json, kind)
                   VALUES (?, ?, ?, ?, ?, ?, ?)
                   ON CONFLICT (id) DO UPDATE SET withdrawn_at = NULL WHERE withdrawn_at IS NOT NULL""",
                (identifier, name, sha256, moment, time_zone, mapping_json, kind),
            )
            _count_change(connection, changed)
            return _upload(connection.execute(f"{_UPLOADS} WHERE id = ?", (identifier,)).fetchone())

    def uploads(self) -> tuple[Upload, ...]:
        """See Store."""
        with self._database.reading() as connection:
            rows = connection.execute(f"{_UPLOADS} WHERE withdrawn_at IS NULL ORDER BY position").fetchall()
        return tuple(_upload(row) for row in rows)

    def original(self, sha256: str) -> bytes:
        """See Store."""
        return self._originals.read(sha256)

    def withdraw_upload(self, upload_id: str, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now).isoformat()
        with self._database.writing() as connection:
            _expect(connection, "SELECT 1 FROM upload WHERE id = ?", upload_id, "upload")
            changed = connection.execute(
                "UPDATE upload SET withdrawn_at = ? WHERE id = ? AND withdrawn_at IS NULL", (moment, upload_id)
            )
            _count_change(connection, changed)

    def add_agreement(
        self, main: str, files: Mapping[str, bytes], *, kind: Kind, now: datetime, note: str = ""
    ) -> StoredAgreement:
        """See Store."""
        moment = in_utc(now).isoformat()
        checked_main(main, files)
        hashes = {checked_name(name): self._originals.keep(data) for name, data in files.items()}
        sha256 = agreement_sha256(main, hashes)
        identifier = agreement_id(sha256)
        with self._database.writing() as connection:
            changed = connection.execute(
                "INSERT INTO agreement (id, main, sha256, loaded_at, kind) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
                (identifier, main, sha256, moment, kind),
            )
            if changed.rowcount:
                _add_files(connection, identifier, files, hashes, moment)
                if note:
                    connection.execute("INSERT INTO agreement_note (agreement_id, note) VALUES (?, ?)", (identifier, note))
            _count_change(connection, changed)
            return _agreements(
                connection.execute(f"{_AGREEMENTS} WHERE agreement.id = ? ORDER BY name", (identifier,)).fetchall()
            )[0]

    def agreements(self) -> tuple[StoredAgreement, ...]:
        """See Store."""
        with self._database.reading() as connection:
            return _agreements(connection.execute(f"{_AGREEMENTS} ORDER BY agreement.position, name").fetchall())

    def use_agreement(self, agreement_id: str, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now).isoformat()
        with self._database.writing() as connection:
            _expect(connection, "SELECT 1 FROM agreement WHERE id = ?", agreement_id, "agreement")
            if _current_agreement_id(connection) == agreement_id:
                return
            changed = connection.execute(
                "INSERT INTO agreement_use (agreement_id, used_at) VALUES (?, ?)", (agreement_id, moment)
            )
            _count_change(connection, changed)

    def current_agreement(self) -> StoredAgreement | None:
        """See Store."""
        with self._database.reading() as connection:
            identifier = _current_agreement_id(connection)
            rows = connection.execute(f"{_AGREEMENTS} WHERE agreement.id = ? ORDER BY name", (identifier,)).fetchall()
        return next(iter(_agreements(rows)), None)

    def get_setting(self, name: str) -> str | None:
        """See Store."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return row[0] if row else None

    def put_setting(self, name: str, value: str, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now).isoformat()
        with self._database.writing() as connection:
            changed = connection.execute(
                """INSERT INTO setting (name, value, put_at) VALUES (?, ?, ?)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, put_at = excluded.put_at
                   WHERE value <> excluded.value""",
                (name, value, moment),
            )
            _count_change(connection, changed)

    def save_mapping(self, name: str, header: Sequence[str], mapping_json: str, now: datetime) -> SavedMapping:
        """See Store."""
        label, headings, moment = checked_label(name), json.dumps(list(header)), in_utc(now).isoformat()
        with self._database.writing() as connection:
            there = connection.execute(f"{_MAPPINGS} AND name = ?", (label,)).fetchone()
            if there is None or there[1:3] != (headings, mapping_json):
                connection.execute(
                    "INSERT INTO saved_mapping (name, header_json, mapping_json, saved_at) VALUES (?, ?, ?, ?)",
                    (label, headings, mapping_json, moment),
                )
            return _saved_mapping(connection.execute(f"{_MAPPINGS} AND name = ?", (label,)).fetchone())

    def forget_mapping(self, name: str, now: datetime) -> None:
        """See Store."""
        with self._database.writing() as connection:
            _expect(connection, f"{_MAPPINGS} AND name = ?", name, "mapping")
            connection.execute(
                """INSERT INTO saved_mapping (name, header_json, mapping_json, saved_at)
                   SELECT name, header_json, '', ? FROM saved_mapping WHERE name = ? ORDER BY position DESC LIMIT 1""",
                (in_utc(now).isoformat(), name),
            )

    def mappings(self) -> tuple[SavedMapping, ...]:
        """See Store."""
        with self._database.reading() as connection:
            return tuple(_saved_mapping(row) for row in connection.execute(f"{_MAPPINGS} ORDER BY name").fetchall())

    def correct_place(
        self, names: tuple[str, str, str], chosen: str | Point, *, who: str, why: str, now: datetime
    ) -> PlaceCorrection:
        """See Store."""
        given = checked_correction(PlaceCorrection(names, chosen, who, why, now))
        with self._database.writing() as connection:
            row = connection.execute(f"{_CORRECTIONS} AND (region_text, region_detail, place_text) = (?, ?, ?)", names).fetchone()
            there = _correction(row) if row else None
            kept = settled(given, there)
            if kept is not there:
                _count_change(connection, _add_correction(connection, kept))
            return kept

    def place_corrections(self) -> tuple[PlaceCorrection, ...]:
        """See Store."""
        with self._database.reading() as connection:
            return tuple(_correction(row) for row in connection.execute(f"{_CORRECTIONS} ORDER BY position").fetchall())

    def add_own_file(self, what: OwnKind, file_name: str, data: bytes, now: datetime) -> OwnFile:
        """See Store."""
        moment, name = in_utc(now).isoformat(), checked_name(file_name)
        sha256 = self._originals.keep(data)
        with self._database.writing() as connection:
            there = own_files.in_use(connection, what, name)
            if there is not None and there.sha256 == sha256:
                return there
            _keep_original(connection, sha256, len(data), moment)
            _count_change(connection, own_files.enter(connection, what, name, sha256, moment))
            return own_files.record(connection)[-1]

    def remove_own_file(self, what: OwnKind, file_name: str, now: datetime) -> None:
        """See Store."""
        moment = in_utc(now).isoformat()
        with self._database.writing() as connection:
            if own_files.in_use(connection, what, file_name) is None:
                raise own_files.not_in_use(what, file_name)
            _count_change(connection, own_files.enter(connection, what, file_name, "", moment))

    def own_file_record(self) -> tuple[OwnFile, ...]:
        """See Store."""
        with self._database.reading() as connection:
            return own_files.record(connection)

    def revision(self) -> int:
        """See Store."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT number FROM revision").fetchone()[0])


def _keep_original(connection: sqlite3.Connection, sha256: str, size_bytes: int, moment: str) -> None:
    connection.execute(
        "INSERT INTO original (sha256, size_bytes, kept_at) VALUES (?, ?, ?) ON CONFLICT (sha256) DO NOTHING",
        (sha256, size_bytes, moment),
    )


def _add_files(
    connection: sqlite3.Connection, identifier: str, files: Mapping[str, bytes], hashes: Mapping[str, str], moment: str
) -> None:
    for name, sha256 in hashes.items():
        _keep_original(connection, sha256, len(files[name]), moment)
        connection.execute("INSERT INTO agreement_file (agreement_id, name, sha256) VALUES (?, ?, ?)", (identifier, name, sha256))


def _count_change(connection: sqlite3.Connection, changed: sqlite3.Cursor) -> None:
    if changed.rowcount > 0:
        connection.execute("UPDATE revision SET number = number + 1")


def _expect(connection: sqlite3.Connection, query: str, identifier: str, what: str) -> None:
    if connection.execute(query, (identifier,)).fetchone() is None:
        raise NotInStoreError(f"there is no {what} {identifier!r} in the store")


def _current_agreement_id(connection: sqlite3.Connection) -> str | None:
    row = connection.execute("SELECT agreement_id FROM agreement_use ORDER BY position DESC LIMIT 1").fetchone()
    return row[0] if row else None


def _upload(row: tuple[str, str, str, int, str, str, str, Kind]) -> Upload:
    identifier, file_name, sha256, size_bytes, loaded_at, time_zone, mapping_json, kind = row
    return Upload(identifier, file_name, sha256, size_bytes, datetime.fromisoformat(loaded_at), time_zone, mapping_json, kind)


def _saved_mapping(row: tuple[str, str, str, str]) -> SavedMapping:
    name, header_json, mapping_json, saved_at = row
    return SavedMapping(name, tuple(json.loads(header_json)), mapping_json, datetime.fromisoformat(saved_at))


def _agreements(rows: list[tuple[str, str, str, str, Kind, str, str, str, int]]) -> tuple[StoredAgreement, ...]:
    """Gather the joined rows, one per file, into agreements in the order the rows name them."""
    files: dict[tuple[str, str, str, str, Kind, str], list[AgreementFile]] = {}
    for identifier, main, sha256, loaded_at, kind, note, name, file_sha256, size_bytes in rows:
        members = files.setdefault((identifier, main, sha256, loaded_at, kind, note), [])
        members.append(AgreementFile(name, file_sha256, size_bytes))
    return tuple(
        StoredAgreement(identifier, main, sha256, datetime.fromisoformat(loaded_at), kind, tuple(members), note)
        for (identifier, main, sha256, loaded_at, kind, note), members in files.items()
    )


def _add_correction(connection: sqlite3.Connection, correction: PlaceCorrection) -> sqlite3.Cursor:
    chosen = correction.chosen
    where = ("", chosen.lon, chosen.lat, chosen.radius_m) if isinstance(chosen, Point) else (chosen, None, None, None)
    return connection.execute(
        """INSERT INTO place_correction
           (region_text, region_detail, place_text, code, lon, lat, radius_m, who, why, decided_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (*correction.names, *where, correction.who, correction.why, correction.decided_at.isoformat()),
    )


def _correction(row: tuple[str, str, str, str, float | None, float | None, float | None, str, str, str]) -> PlaceCorrection:
    region, detail, place, code, lon, lat, radius_m, who, why, decided_at = row
    chosen = code if lon is None or lat is None or radius_m is None else Point(lon, lat, radius_m)
    return PlaceCorrection((region, detail, place), chosen, who, why, datetime.fromisoformat(decided_at))
