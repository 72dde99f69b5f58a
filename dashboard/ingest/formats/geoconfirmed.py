"""GeoConfirmed: footage whose place volunteers have found, a piece a row, with semicolons between the columns.

The position is the spot that was found and comes without an uncertainty. `Date` may carry a midnight that stands for no
time; then it is a whole local day. What the footage shows is told in words only, so the act is undetermined. `Faction` is
the side that is seen or claimed, not who acted, so no party is named. The footage is the origin: what other rows show of
the same piece is no second account.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.ingest.formats.days import day_cells
from dashboard.ingest.formats.format import CanonicalRow, Format, Reading, always, by_row, need
from dashboard.ingest.rows import SourceTable

_USES = ("id", "date", "latitude", "longitude", "pluscode", "name", "description", "source", "geolocation")
_ORIGINS = {
    "observation_id": "id", "observed_from": "date", "lat": "latitude", "lon": "longitude", "place": "pluscode",
    "origin": "source", "evidence": "geolocation",
}  # fmt: skip
_NOTES = (
    "positions are held as found, without a radius; what is shown is told in words only, so the act is undetermined",
    "Faction is not taken for who acted; it stays with the row",
)


def _translate(table: SourceTable, *, ignore_precision: bool) -> Reading:
    """Positions come without a precision that could be ignored."""
    del ignore_precision
    return replace(by_row(table, _row, uses=_USES, origins=_ORIGINS), notes=_NOTES)


def _row(row: Mapping[str, str]) -> CanonicalRow:
    cells = {
        "observation_id": row.get("id", ""),
        "issuer": "GeoConfirmed",
        **day_cells(row["date"]),
        "reported_time": row["date"],
        "lon": row["longitude"],
        "lat": row["latitude"],
        "place": row["pluscode"],
        "act": "undetermined",
        "means": "open-source",
        "source": "GeoConfirmed",
        "origin": row.get("source", ""),
        "description": ". ".join(dict.fromkeys(filter(None, (row.get("name", ""), row.get("description", ""))))),
        "evidence": row["geolocation"] or row.get("source", ""),
    }
    return CanonicalRow(cells)


FORMAT = Format(
    name="geoconfirmed",
    title="GeoConfirmed",
    needs=tuple(map(need, ("date", "faction", "latitude", "longitude", "pluscode", "geolocation"))),
    known=frozenset((*_USES, "faction", "origin", "equipment", "equipmentitems", "units", "orbatunits")),
    translation=always(_translate),
)
