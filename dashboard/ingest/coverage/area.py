"""The area cell of a coverage log: a polygon as WKT or GeoJSON, longitude before latitude, WGS 84."""

import json
import re
from typing import TypeAlias

import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon

from dashboard.ingest.geojson_geometry import GeometryFaultError, read_geometry
from dashboard.ingest.quoting import quoted

Area: TypeAlias = Polygon | MultiPolygon
_SRID = re.compile(r"srid\s*=\s*([0-9]+)\s*;\s*", re.IGNORECASE)
_EXPECTED = "expected a polygon as WKT or GeoJSON, longitude before latitude"
_WGS84 = "4326"


class AreaFaultError(ValueError):
    """A text that is no polygon, and why."""


def read_area(text: str) -> Area:
    """Return the polygon a text gives, valid, lon, lat in EPSG:4326. Raises AreaFaultError."""
    raw = _geojson(text) if text.lstrip().startswith("{") else _of_wkt(text)
    try:
        shape, _ = read_geometry(raw)
    except GeometryFaultError as error:
        raise AreaFaultError(f"{error}; {_EXPECTED}") from error
    if not isinstance(shape, Polygon | MultiPolygon):
        raise AreaFaultError(f"found a {shape.geom_type}, {_EXPECTED}")
    return shape


def write_area(area: Area) -> str:
    """Return an area as GeoJSON, which `read_area` reads back to the same."""
    return str(shapely.to_geojson(area))


def _geojson(text: str) -> object:
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise AreaFaultError(f"{quoted(text)} is no JSON, {_EXPECTED}") from error
    return raw.get("geometry") if isinstance(raw, dict) and raw.get("type") == "Feature" else raw


def _of_wkt(text: str) -> object:
    stripped = text.strip()
    srid = _SRID.match(stripped)
    if srid is not None and srid[1] != _WGS84:
        raise AreaFaultError(f"the area is given in the reference system {srid[1]}, expected 4326 (longitude and latitude)")
    try:
        shape = shapely.from_wkt(stripped[srid.end() :] if srid else stripped)
        # As GeoJSON, so that one strict reader judges both.
        return json.loads(shapely.to_geojson(shapely.force_2d(shape)))
    except (ShapelyError, ValueError) as error:
        raise AreaFaultError(f"{quoted(text)} is no polygon, {_EXPECTED}") from error
