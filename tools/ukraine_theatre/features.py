"""Write GeoJSON whose bytes depend on nothing but the features: rounded coordinates, fixed order, a feature a line."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry


class GeometryError(Exception):
    """A geometry came out invalid or empty."""


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in lon, lat degrees (EPSG:4326) and its properties."""

    geometry: BaseGeometry
    properties: Mapping[str, object]


def rounded(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Return the geometry on the decimal grid; shapes that shared vertices still do, which an overlay would not keep.

    Raises GeometryError where rounding breaks the shape.
    """
    moved = shapely.transform(geometry, lambda points: np.round(points, decimals))
    if not moved.is_valid or moved.is_empty:
        raise GeometryError(f"rounding to {decimals} decimals: {shapely.is_valid_reason(moved)}")
    return moved


def write_features(path: Path, features: Iterable[Feature]) -> None:
    """Write a FeatureCollection; outer rings run counter-clockwise, as RFC 7946 has it."""
    lines = ",\n".join(_line(feature) for feature in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8", newline="\n")
    print(f"wrote {path.name}: {path.stat().st_size:,} bytes")


def _line(feature: Feature) -> str:
    geometry = shapely.orient_polygons(feature.geometry, exterior_cw=False)
    content = {
        "type": "Feature",
        "properties": dict(feature.properties),
        "geometry": json.loads(shapely.to_geojson(geometry)),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
