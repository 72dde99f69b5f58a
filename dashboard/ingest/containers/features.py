"""Features of a map layer to rows: properties are columns, a point is a position, another shape a disc or no place.

A shape other than a point stands as the circle round it only where it fills at least half of that circle. Let f be the share it
fills, and p the share of the circle inside a zone: the share of the shape inside then lies between 1 - (1 - p) / f and p / f, so
that no threshold is missed by more than twice its distance. A line, a strip or scattered parts would be smeared over ground the
report never named; their rows are kept and have no place, and say why.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import densify
from dashboard.ingest.containers.events import Broken, Event, Note, Row, Table
from dashboard.ingest.geojson_geometry import GeometryFaultError, read_geometry

_LEAST_FILLED = 0.5
_LONGEST_SHAPE = 20_000
_FAR_M = 100.0
_GEOD = Geod(ellps="WGS84")
OUTLINE = "outline (GeoJSON)"
"""The heading of shapes as they are; no property is called so."""
_LON_HEADINGS, _LAT_HEADINGS = ("lon", "longitude", "lng", "long"), ("lat", "latitude")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature. number: 1-based. geometry: EPSG:4326 or None. fault: why it cannot be accepted, with `raw` as it stands."""

    number: int
    properties: Mapping[str, str]
    geometry: BaseGeometry | None
    fault: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a shape gives a row."""

    lon: str = ""
    lat: str = ""
    radius_m: str = ""
    height: str = ""
    shape: str = ""
    flag: str = ""
    unplaced: str = ""


def checked(geometry: BaseGeometry) -> BaseGeometry:
    """Return a shape that is valid and within longitude and latitude. Raises GeometryFaultError."""
    if geometry.geom_type == "Point" and is_on_earth(geometry.x, geometry.y):
        # What the strict reader asks of a point, without the parts of it that only other shapes need.
        return geometry
    if geometry.geom_type == "GeometryCollection":
        for part in geometry.geoms:
            checked(part)
        return geometry
    return read_geometry(json.loads(shapely.to_geojson(geometry)))[0]


def is_on_earth(lon: float, lat: float) -> bool:
    """Whether two numbers are a longitude and a latitude."""
    return -180 <= lon <= 180 and -90 <= lat <= 90


def as_table(
    part: str,
    features: Sequence[Feature],
    notes: Sequence[str] = (),
    choices: tuple[str, ...] = (),
    *,
    outlines: bool = False,
) -> Iterator[Event]:
    """Yield one layer's features as a table. choices: the names of all layers. outlines: see `Wanted`."""
    if outlines:
        yield from _as_outlines(part, features, notes)
        return
    places = [_placed(feature.geometry) for feature in features]
    headings = list(dict.fromkeys(key for feature in features for key in feature.properties))
    added = _added(headings, places)
    yield Table(part, "numbers of features", (*headings, *added.values()), choices)
    yield from map(Note, notes)
    for feature, place in zip(features, places, strict=True):
        cells = [feature.properties.get(key, "") for key in headings] + [getattr(place, own) for own in added]
        if feature.fault:
            yield Broken(feature.number, feature.raw, cells, feature.fault)
        else:
            yield Row(feature.number, cells, place.flag, place.unplaced)
    yield from map(Note, _said(features, places, headings))


def _as_outlines(part: str, features: Sequence[Feature], notes: Sequence[str]) -> Iterator[Event]:
    headings = list(dict.fromkeys(key for feature in features for key in feature.properties))
    yield Table(part, "numbers of features", (*headings, OUTLINE))
    yield from map(Note, notes)
    for feature in features:
        shape = "" if feature.geometry is None else shapely.to_geojson(shapely.force_2d(feature.geometry))
        cells = [*(feature.properties.get(key, "") for key in headings), shape]
        yield Broken(feature.number, feature.raw, cells, feature.fault) if feature.fault else Row(feature.number, cells)


def _placed(geometry: BaseGeometry | None) -> _Place:
    if geometry is None or geometry.is_empty:
        return _Place()
    if geometry.geom_type == "MultiPoint" and len(geometry.geoms) == 1:
        geometry = geometry.geoms[0]
    if geometry.geom_type == "Point":
        height = repr(geometry.z) if geometry.has_z and geometry.z and math.isfinite(geometry.z) else ""
        return _Place(repr(geometry.x), repr(geometry.y), height=height)
    flat = shapely.force_2d(geometry)
    text = shapely.to_wkt(flat, rounding_precision=7, trim=True)
    shape = text if len(text) <= _LONGEST_SHAPE else f"{geometry.geom_type} of {shapely.get_num_coordinates(flat)} positions"
    return _around(flat, shape)


def _around(geometry: BaseGeometry, shape: str) -> _Place:
    """Return the circle round a shape where the shape fills enough of it, else why there is no place."""
    middle = geometry.envelope.centroid
    crs = f"+proj=laea +lon_0={middle.x} +lat_0={middle.y} +ellps=WGS84"
    to_frame = Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    dense = densify(geometry)
    flat = shapely.transform(dense, to_frame.transform, interleaved=False)
    circle_area = math.pi * shapely.minimum_bounding_radius(flat) ** 2
    filled = flat.area / circle_area if circle_area else 0.0
    if filled < _LEAST_FILLED:
        what = f"a {geometry.geom_type} that fills {filled:.0%} of the circle round it"
        why = "such a circle would claim ground it does not cover"
        return _Place(
            shape=shape,
            unplaced=f"the reported shape is {what}; {why}",
        )
    centre = shapely.minimum_bounding_circle(flat).centroid
    lon, lat = to_frame.transform(centre.x, centre.y, direction="INVERSE")
    points = shapely.get_coordinates(dense)
    _, _, distances = _GEOD.inv(np.full(len(points), lon), np.full(len(points), lat), points[:, 0], points[:, 1])
    radius_m = math.ceil(float(np.max(distances)))
    flag = f"approximate place: the circle round the reported {geometry.geom_type}, which fills {filled:.0%} of it"
    return _Place(f"{lon:.7f}", f"{lat:.7f}", str(radius_m), shape=shape, flag=flag)


def _added(headings: Sequence[str], places: Sequence[_Place]) -> dict[str, str]:
    """Return what the shapes add to the properties: attribute of a place, and its heading.

    Where the properties name a position of their own, it stands, and the shape's is kept beside it.
    """
    own = {heading.casefold() for heading in headings}
    mark = "shape " if _own_position(headings) or own & {"lon", "lat"} else ""
    wanted = {"lon": f"{mark}lon", "lat": f"{mark}lat"}
    if any(place.radius_m for place in places):
        wanted["radius_m"] = f"{mark}radius_m" if "radius_m" not in own else "shape radius_m"
    if any(place.height for place in places):
        wanted["height"] = "shape height"
    if any(place.shape for place in places):
        wanted["shape"] = "shape"
    return {attribute: heading if heading not in own else f"{heading} (geometry)" for attribute, heading in wanted.items()}


def _own_position(headings: Sequence[str]) -> tuple[str, str] | None:
    by_name = {heading.casefold(): heading for heading in headings}
    lon = next((by_name[name] for name in _LON_HEADINGS if name in by_name), None)
    lat = next((by_name[name] for name in _LAT_HEADINGS if name in by_name), None)
    return (lon, lat) if lon and lat else None


def _said(features: Sequence[Feature], places: Sequence[_Place], headings: Sequence[str]) -> Iterator[str]:
    circles = sum(bool(place.radius_m) for place in places)
    if circles:
        yield f"{circles} feature{'s' * (circles > 1)} with an area placed as the circle round it, marked approximate"
    bare = sum(bool(place.unplaced) for place in places)
    if bare:
        yield f"{bare} feature{'s' * (bare > 1)} with a shape that no circle stands for: no place, unless the row names one"
    if (position := _own_position(headings)) is not None:
        yield f"the position is read from {position[0]} and {position[1]}; that of the shape is kept beside it"
        far = [
            str(feature.number)
            for feature, place in zip(features, places, strict=True)
            if _apart_m(feature.properties.get(position[0], ""), feature.properties.get(position[1], ""), place) > _FAR_M
        ]
        if far:
            yield f"{len(far)} rows whose position lies over {_FAR_M:.0f} m from their shape's: {', '.join(far[:5])}"


def _apart_m(lon: str, lat: str, place: _Place) -> float:
    try:
        here = float(lon), float(lat)
    except ValueError:
        return 0.0
    if not place.lon or not (abs(here[0]) <= 180 and abs(here[1]) <= 90):
        return 0.0
    return float(_GEOD.inv(here[0], here[1], float(place.lon), float(place.lat))[2])


def faulty(number: int, properties: Mapping[str, str], error: GeometryFaultError, raw: str) -> Feature:
    """Return a feature whose shape cannot be used; its row is rejected and says why."""
    return Feature(number, properties, None, fault=f"the shape cannot be used: {error}", raw=raw)
