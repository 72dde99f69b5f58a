"""Read the polygons of a quantised TopoJSON file; neighbours share arcs, so they come out sharing vertices exactly."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from shapely import MultiPolygon, Polygon

_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon of the file, in lon, lat degrees, with the id (empty where it has none) and name it has there."""

    source_id: str
    name: str
    geometry: MultiPolygon


def read_shapes(content: bytes, *, object_name: str) -> Iterator[Shape]:
    """Yield the polygons of one object of the file, in its order."""
    topology = json.loads(content)
    arcs = [_decode(arc, topology["transform"]) for arc in topology["arcs"]]
    for geometry in topology["objects"][object_name]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        yield Shape(str(geometry.get("id", "")), geometry["properties"]["name"], _multipolygon(polygons, arcs))


def _decode(arc: Sequence[Sequence[int]], transform: Mapping[str, Any]) -> list[_Point]:
    """Undo the file's delta encoding and quantisation."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    columns = accumulate(step[0] for step in arc)
    rows = accumulate(step[1] for step in arc)
    return [(left + x * scale_x, bottom + y * scale_y) for x, y in zip(columns, rows, strict=True)]


def _multipolygon(polygons: Sequence[Sequence[Sequence[int]]], arcs: Sequence[list[_Point]]) -> MultiPolygon:
    rings = ([_ring(arc_ids, arcs) for arc_ids in polygon] for polygon in polygons)
    # Quantising shrinks the smallest islands to less than a triangle.
    solid = ([ring for ring in polygon if len(ring) > 3] for polygon in rings)
    return MultiPolygon([Polygon(polygon[0], polygon[1:]) for polygon in solid if polygon])


def _ring(arc_ids: Sequence[int], arcs: Sequence[list[_Point]]) -> list[_Point]:
    """Join arcs end to end; a negative id is the arc of its complement, backwards."""
    points: list[_Point] = []
    for arc_id in arc_ids:
        arc = arcs[arc_id] if arc_id >= 0 else arcs[~arc_id][::-1]
        points.extend(arc[1:] if points else arc)
    return points
