"""Boundaries in whatever map file they came in, as GeoJSON, so that one strict reader judges them all."""

import json

from dashboard.ingest.containers.events import RefusedError
from dashboard.ingest.containers.features import OUTLINE
from dashboard.ingest.containers.kinds import kind_of
from dashboard.ingest.containers.member import TableMember
from dashboard.ingest.containers.opening import open_container
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.rows import SourceTable

_NUMBERS = ("level",)
"""Properties of a boundary that are whole numbers, which tables hold as text."""


def as_geojson(name: str, data: bytes) -> bytes:
    """Return a file of boundaries as GeoJSON: as it is where it is GeoJSON or unknown text, else its features.

    Raises UnreadableFileError: a file that cannot be opened, that holds no shapes, or several layers of them, or a faulty one.
    """
    try:
        kind = kind_of(data)
    except RefusedError as refused:
        raise UnreadableFileError(str(refused), file=name) from refused
    if kind in ("text", "geojson"):
        return data
    tables = [member for member in open_container(name, data, outlines=True) if isinstance(member, TableMember)]
    layers = [one for one in tables if OUTLINE in one.table.header]
    if len(layers) != 1:
        found = f"{len(layers)} layers ({', '.join(one.name for one in layers)})" if layers else "no layer"
        raise UnreadableFileError(f"found {found} of boundaries, expected one; save it as a file of its own", file=name)
    return _collection(layers[0].table, name)


def _collection(table: SourceTable, name: str) -> bytes:
    for broken in table.broken:
        raise UnreadableFileError(f"feature {broken.line}: {broken.reason}", file=name)
    at = table.header.index(OUTLINE)
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(row[at]) if row[at] else None,
            "properties": _properties(table.header, row),
        }
        for row in table.rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def _properties(header: tuple[str, ...], row: list[str]) -> dict[str, object]:
    """Return a feature's properties, empty cells left out, their names in small letters: attribute tables often shout."""
    filled = {heading.casefold(): cell for heading, cell in zip(header, row, strict=True) if heading != OUTLINE and cell.strip()}
    return {heading: int(cell) if heading in _NUMBERS and cell.isdecimal() else cell for heading, cell in filled.items()}
