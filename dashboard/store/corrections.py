"""What people decided that names of places mean: the latest word on a set of names counts, none is ever lost."""

from datetime import datetime

from dashboard.domain.observation import Point
from dashboard.store.identity import settled
from dashboard.store.kept import PlaceCorrection
from dashboard.store.record import Record
from dashboard.store.sql import Connection, Row, Value
from dashboard.store.tables import PLACE_CORRECTION

_CORRECTIONS = """
    SELECT region_text, region_detail, place_text, code, lon, lat, radius_m, who, why, decided_at FROM place_correction
    WHERE entry IN (SELECT max(entry) FROM place_correction GROUP BY region_text, region_detail, place_text)
    AND (code <> '' OR lon IS NOT NULL)
"""


def correct(record: Record, given: PlaceCorrection) -> PlaceCorrection:
    """Keep a correction that was checked; the same as is in force is the one already there. NotInStoreError."""
    rows = record.rows(f"{_CORRECTIONS} AND region_text = ? AND region_detail = ? AND place_text = ?", given.names)
    there = _correction(rows[0]) if rows else None
    kept = settled(given, there)
    if kept is not there:
        record.add(PLACE_CORRECTION, **_cells(kept))
    return kept


def in_force(connection: Connection) -> tuple[PlaceCorrection, ...]:
    """Return the corrections in force, first decided first."""
    return tuple(map(_correction, connection.rows(f"{_CORRECTIONS} ORDER BY entry")))


def _cells(correction: PlaceCorrection) -> dict[str, Value]:
    region_text, region_detail, place_text = correction.names
    chosen = correction.chosen
    where: dict[str, Value] = {"code": "", "lon": None, "lat": None, "radius_m": None}
    if isinstance(chosen, Point):
        where |= {"lon": float(chosen.lon), "lat": float(chosen.lat), "radius_m": float(chosen.radius_m)}
    else:
        where["code"] = chosen
    names = {"region_text": region_text, "region_detail": region_detail, "place_text": place_text}
    return {
        **names,
        **where,
        "who": correction.who,
        "why": correction.why,
        "decided_at": correction.decided_at.isoformat(),
    }


def _correction(row: Row) -> PlaceCorrection:
    region, detail, place, code, lon, lat, radius_m, who, why, decided_at = row
    chosen = code if lon is None else Point(lon, lat, radius_m)
    return PlaceCorrection((region, detail, place), chosen, who, why, datetime.fromisoformat(decided_at))
