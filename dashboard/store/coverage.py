"""The coverage log in the record: files of it, and what people said of who looked. Nothing said is ever overwritten."""

from datetime import datetime
from typing import TypeAlias

import shapely
from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.coverage import NOTHING_SAID, DatesSaid, Watch
from dashboard.domain.intervals import Interval
from dashboard.store.identity import checked_label, checked_name, coverage_file_id
from dashboard.store.kept import CoverageEntry, CoverageLogFile, KeptCoverage, Kind, NotInStoreError, Withdrawal
from dashboard.store.kept_originals import note_original
from dashboard.store.record import Record, revision
from dashboard.store.sql import Connection, Row, Value
from dashboard.store.tables import COVERAGE_ENTRY, COVERAGE_FILE, COVERAGE_FILE_VIEW, COVERAGE_READING, COVERAGE_WITHDRAWAL

_Area: TypeAlias = Polygon | MultiPolygon
_FILES = """
    SELECT id, file_name, coverage_file.sha256, size_bytes, loaded_at, time_zone, kind,
        coalesce(date_order, ''), coalesce(time_format, '')
    FROM coverage_file JOIN original ON original.sha256 = coverage_file.sha256
        LEFT JOIN coverage_reading ON coverage_file_id = id
"""
_IS_IN_VIEW = """
    coalesce((SELECT in_view FROM coverage_file_view WHERE coverage_file_id = coverage_file.id
              ORDER BY coverage_file_view.entry DESC LIMIT 1), 1) = 1
"""
_CELLS = "zone, region, area_geojson, begins_at, ends_at, means, state, source, note"
_ENTRIES = f"""
    SELECT said.entry, {_CELLS}, said.who, said.told_at, back.who, back.why, back.decided_at
    FROM coverage_entry AS said LEFT JOIN coverage_withdrawal AS back ON back.coverage_entry = said.entry
"""


def kept(connection: Connection) -> KeptCoverage:
    """Return the coverage log."""
    files = connection.rows(f"{_FILES} WHERE {_IS_IN_VIEW} ORDER BY coverage_file.entry")
    entries = connection.rows(f"{_ENTRIES} ORDER BY said.entry")
    return KeptCoverage(revision(connection), tuple(map(_file, files)), tuple(map(_entry, entries)))


def add_file(
    record: Record, file_name: str, sha256: str, size_bytes: int, *, time_zone: str, dates: DatesSaid, kind: Kind
) -> CoverageLogFile:
    """Keep a file whose bytes are kept; the one already there comes back into view where it had left it."""
    name, identifier = checked_name(file_name), coverage_file_id(sha256, time_zone, dates)
    if not record.rows("SELECT 1 FROM coverage_file WHERE id = ?", (identifier,)):
        note_original(record, sha256, size_bytes)
        chosen = {"time_zone": time_zone, "kind": kind}
        record.add(COVERAGE_FILE, id=identifier, file_name=name, sha256=sha256, loaded_at=record.at, **chosen)
        if dates != NOTHING_SAID:
            record.add(COVERAGE_READING, coverage_file_id=identifier, date_order=dates.order, time_format=dates.numbers)
    elif not _is_in_view(record, identifier):
        record.add(COVERAGE_FILE_VIEW, coverage_file_id=identifier, in_view=1, decided_at=record.at)
    return _file(record.rows(f"{_FILES} WHERE id = ?", (identifier,))[0])


def withdraw_file(record: Record, identifier: str) -> None:
    """Take a file out of view; NotInStoreError."""
    if not record.rows("SELECT 1 FROM coverage_file WHERE id = ?", (identifier,)):
        raise NotInStoreError(f"there is no file {identifier!r} of the coverage log in the store")
    if _is_in_view(record, identifier):
        record.add(COVERAGE_FILE_VIEW, coverage_file_id=identifier, in_view=0, decided_at=record.at)


def add_entry(record: Record, watch: Watch, who: str) -> CoverageEntry:
    """Keep what somebody says of who looked; the same of the same person that holds already is the one already there."""
    name, cells = checked_label(who), _cells(watch)
    for one in record.rows(f"{_ENTRIES} WHERE said.who = ? AND said.begins_at = ?", (name, cells["begins_at"])):
        if dict(zip(cells, one[1:10], strict=True)) == cells and _entry(one).withdrawn is None:
            return _entry(one)
    number = record.add(COVERAGE_ENTRY, **cells, who=name, told_at=record.at)
    return _entry(record.rows(f"{_ENTRIES} WHERE said.entry = ?", (number,))[0])


def withdraw_entry(record: Record, number: int, who: str, why: str) -> CoverageEntry:
    """Take back what was said; NotInStoreError where nothing under this number holds."""
    found = record.rows(f"{_ENTRIES} WHERE said.entry = ?", (number,))
    if not found or _entry(found[0]).withdrawn is not None:
        gone = "is withdrawn already" if found else "is not in the coverage log"
        raise NotInStoreError(f"entry {number} {gone}")
    decided = {"who": checked_label(who), "why": checked_label(why), "decided_at": record.at}
    record.add(COVERAGE_WITHDRAWAL, coverage_entry=number, **decided)
    return _entry(record.rows(f"{_ENTRIES} WHERE said.entry = ?", (number,))[0])


def _is_in_view(record: Record, identifier: str) -> bool:
    return bool(record.rows(f"SELECT 1 FROM coverage_file WHERE id = ? AND {_IS_IN_VIEW}", (identifier,)))


def _cells(watch: Watch) -> dict[str, Value]:
    return {
        "zone": watch.zone,
        "region": watch.region,
        "area_geojson": str(shapely.to_geojson(watch.area)) if watch.area is not None else "",
        "begins_at": watch.times.start.isoformat(),
        "ends_at": watch.times.end.isoformat(),
        "means": watch.means,
        "state": watch.state,
        "source": watch.source,
        "note": watch.note,
    }


def _file(row: Row) -> CoverageLogFile:
    identifier, file_name, sha256, size_bytes, loaded_at, time_zone, kind, *said = row
    loaded = datetime.fromisoformat(loaded_at)
    return CoverageLogFile(identifier, file_name, sha256, size_bytes, loaded, time_zone, kind, DatesSaid(*said))


def _entry(row: Row) -> CoverageEntry:
    number, zone, region, area, begins_at, ends_at, means, state, source, note, who, told_at, *back = row
    times = Interval(datetime.fromisoformat(begins_at), datetime.fromisoformat(ends_at))
    watch = Watch(times, means, state, zone, region, _area(area), source, note, reported_means=means)
    withdrawn = Withdrawal(back[0], back[1], datetime.fromisoformat(back[2])) if back[0] is not None else None
    return CoverageEntry(number, watch, who, datetime.fromisoformat(told_at), withdrawn)


def _area(text: str) -> _Area | None:
    shape = shapely.from_geojson(text) if text else None
    if not isinstance(shape, Polygon | MultiPolygon | None):
        raise TypeError(f"an area of the coverage log is kept as {type(shape).__name__}, expected a polygon")
    return shape
