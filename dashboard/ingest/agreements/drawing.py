"""Shapes for zones: out of a map file of any usual kind, or from corners that a person typed, pasted or clicked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from dashboard.ingest.agreements.tree import Plain
from dashboard.ingest.containers.outlines import as_geojson
from dashboard.ingest.coordinates import Bounds, Found, Order, read_pair
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.geojson import called, read_geojson

_MOST_CORNERS = 2_000
Corner = tuple[float, float]
"""Longitude, latitude in degrees."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One shape of a file: what it is called there, and its GeoJSON geometry."""

    name: str
    shape: Plain
    is_line: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """Corners read from a text, and the lines that could not be read, each with its number and why."""

    corners: tuple[Corner, ...]
    problems: tuple[str, ...]


def shapes_of_file(name: str, data: bytes) -> tuple[Offered, ...]:
    """Return the areas and lines of a GeoJSON, KML, KMZ, GeoPackage or zipped Shapefile.

    Raises an IngestError that names what is wrong, and where a file holds neither areas nor lines.
    """
    features = read_geojson(as_geojson(name, data), name).features
    found = tuple(
        Offered(one.name or one.id or called(one), as_plain(one.geometry), isinstance(one.geometry, LineString | MultiLineString))
        for one in features
        if isinstance(one.geometry, Polygon | MultiPolygon | LineString | MultiLineString)
    )
    if not found:
        raise UnreadableFileError("found neither an area nor a line, expected at least one to draw a zone from", file=name)
    return found


def as_plain(geometry: BaseGeometry) -> Plain:
    """Return a geometry in lon, lat as GeoJSON, rings as RFC 7946 wants them."""
    return cast(Plain, json.loads(shapely.to_geojson(shapely.orient_polygons(geometry))))


def shape_of_corners(corners: Sequence[Corner], *, is_area: bool) -> Plain:
    """Return corners in their order as GeoJSON; whether they make a sound shape is for the reading to say. Empty for none."""
    if not corners:
        return ""
    points: list[Plain] = [[lon, lat] for lon, lat in corners]
    if not is_area:
        return {"type": "LineString", "coordinates": points}
    ring = points if len(points) > 1 and points[0] == points[-1] else [*points, points[0]]
    return {"type": "Polygon", "coordinates": [ring]}


def turned(shape: Plain) -> Plain:
    """Return an area of one ring with it counter-clockwise, as RFC 7946 wants it; whatever else it is given stays as it is.

    Nobody who clicks or types corners knows of a direction: a file of what they drew has nothing to be told of.
    """
    corners = corners_of_shape(shape) if not is_line(shape) else None
    if corners and len(corners) > 2 and not shapely.is_ccw(shapely.LinearRing(corners)):
        first, *others = corners
        return shape_of_corners((first, *reversed(others)), is_area=True)
    return shape


def corners_of_shape(shape: Plain) -> tuple[Corner, ...] | None:
    """Return the corners of a line or of an area without holes, its first not repeated.

    None for a shape that is not one list of corners, or of more than can sensibly be edited by hand.
    """
    if not isinstance(shape, dict):
        return ()
    points = shape.get("coordinates")
    if shape.get("type") == "Polygon" and isinstance(points, list) and len(points) == 1 and isinstance(points[0], list):
        points = points[0][:-1]
    elif shape.get("type") != "LineString":
        return None
    if not isinstance(points, list) or len(points) > _MOST_CORNERS:
        return None
    return tuple((_number(one, 0), _number(one, 1)) for one in points)


def shape_words(shape: Plain) -> str:
    """Return what a shape consists of, for one that cannot be edited by its corners here: parts, holes and corners."""
    geometry = shapely.from_geojson(json.dumps(shape))
    parts = shapely.get_parts(geometry)
    holes = int(shapely.get_num_interior_rings(parts).sum()) if not is_line(shape) else 0
    corners = int(shapely.get_num_coordinates(geometry)) - (0 if is_line(shape) else len(parts) + holes)
    kind = "line" if is_line(shape) else "area"
    counted = ((len(parts), "part"), (holes, "hole"), (corners, "corner"))
    said = [f"{number:,} {one}{'' if number == 1 else 's'}" for number, one in counted if number]
    return f"This {kind} has {', '.join(said)}"


def is_line(shape: Plain) -> bool:
    """Whether a shape is a line, in one part or several."""
    return isinstance(shape, dict) and shape.get("type") in ("LineString", "MultiLineString")


def corners_of_text(text: str, order: Order, bounds: Bounds) -> Typed:
    """Read one corner a line, in any notation a position of an observation may have. order: of two bare numbers."""
    corners: list[Corner] = []
    problems: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        match read_pair(line, order, bounds):
            case Found(lon, lat):
                corners.append((lon, lat))
            case other:
                problems.append(f"line {number}: {line.strip()[:60]!r} {other.reason}")
    return Typed(tuple(corners), tuple(problems))


def _number(point: Plain, place: int) -> float:
    value = point[place] if isinstance(point, list) else 0.0
    return float(value) if isinstance(value, int | float) else 0.0
