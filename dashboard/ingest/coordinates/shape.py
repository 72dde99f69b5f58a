"""Positions as programs write them: WKT and EWKT points, hexadecimal WKB, GeoJSON points, `geo:` addresses."""

import json
import math
import re
from dataclasses import dataclass

import shapely
from shapely.errors import ShapelyError

from dashboard.ingest.coordinates.result import LIMITS, Found, Refused
from dashboard.ingest.quoting import quoted

_NUMBER = r"[+-]?[0-9]{1,3}(?:\.[0-9]{0,30})?"
_ANY_NUMBER = r"[+-]?[0-9]{1,9}(?:\.[0-9]{0,30})?"
_WKT = re.compile(
    rf"(?:srid\s*=\s*(?P<srid>[0-9]+)\s*;\s*)?point\s*(?:zm?|m)?\s*"
    rf"\(\s*(?P<lon>{_NUMBER})\s+(?P<lat>{_NUMBER})(?:\s+{_ANY_NUMBER}){{0,2}}\s*\)",
    re.IGNORECASE,
)
_WKT_SHAPE = re.compile(r"(?:srid\s*=\s*[0-9]+\s*;\s*)?([a-z]+)\s*(?:zm?|m)?\s*(?:\(.*\)|empty)", re.IGNORECASE)
_SHAPES = frozenset({"point", "multipoint", "linestring", "multilinestring", "polygon", "multipolygon", "geometrycollection"})
_HEX = re.compile(r"(?:\\x)?0[01](?:[0-9a-f]{2}){20,60}", re.IGNORECASE)
_GEO_START = re.compile(r"geo:", re.IGNORECASE)
_OBJECT_START = re.compile(r"\{")
_GEO = re.compile(rf"geo:(?P<lat>{_NUMBER}),(?P<lon>{_NUMBER})(?:,{_ANY_NUMBER})?(?P<rest>(?:;[^;]*)*)", re.IGNORECASE)
_WGS84 = ("", "0", "4326")
_A_POINT = 'expected {"type": "Point", "coordinates": [lon, lat]}'
EXCHANGED = "lon and lat exchanged, as the mapping says"
_UNCERTAINTY = re.compile(r"[0-9]{1,8}(?:\.[0-9]{1,9})?")


@dataclass(frozen=True, slots=True)
class _Spot:
    """Two numbers as written, in the order that the notation prescribes. within_m: metres, NaN where not stated."""

    lon: float
    lat: float
    srid: str = ""
    within_m: float = math.nan


def read_shape(text: str, *, swapped: bool) -> Found | Refused | None:
    """Read a tidied text in one of these notations, each with an order of its own; None where it is in none of them.

    swapped: whether a person has said that the numbers stand in the wrong order.
    """
    if (wkt := _WKT.fullmatch(text)) is not None:
        return _on_wgs84(_Spot(float(wkt["lon"]), float(wkt["lat"]), wkt["srid"] or ""), swapped=swapped)
    if (shape := _WKT_SHAPE.fullmatch(text)) is not None and shape[1].casefold() in _SHAPES:
        return Refused(f"is the shape {quoted(text)}, expected POINT(lon lat), longitude first, with numbers")
    for applies, read in ((_HEX.fullmatch, _wkb), (_GEO_START.match, _geo), (_OBJECT_START.match, _geojson)):
        if applies(text):
            spot = read(text)
            return spot if isinstance(spot, Refused) else _on_wgs84(spot, swapped=swapped)
    return None


def _on_wgs84(spot: _Spot, *, swapped: bool) -> Found | Refused:
    lon, lat = (spot.lat, spot.lon) if swapped else (spot.lon, spot.lat)
    if spot.srid not in _WGS84:
        return Refused(f"is given in the reference system {spot.srid}, expected 4326 (longitude and latitude)")
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return Refused("is a point without a position")
    if abs(lon) > LIMITS["lon"] or abs(lat) > LIMITS["lat"]:
        hint = "; lon and lat look swapped" if abs(lon) <= LIMITS["lat"] and abs(lat) <= LIMITS["lon"] else ""
        return Refused(f"lies at lon {lon:g}, lat {lat:g}, outside -180 to 180 and -90 to 90{hint}")
    return Found(lon, lat, within_m=spot.within_m, flag=EXCHANGED if swapped else "")


def _wkb(text: str) -> _Spot | Refused:
    try:
        geometry = shapely.from_wkb(bytes.fromhex(text.removeprefix("\\x")))
    except ShapelyError:
        return Refused("looks like hexadecimal WKB and cannot be read as it")
    if geometry.geom_type != "Point" or geometry.is_empty:
        return Refused(f"is a {geometry.geom_type} in hexadecimal WKB, expected a Point with a position")
    return _Spot(geometry.x, geometry.y, str(shapely.get_srid(geometry)))


def _geo(text: str) -> _Spot | Refused:
    match = _GEO.fullmatch(text)
    if match is None:
        return Refused("is no geo: address that is known; expected geo:lat,lon such as geo:48.1391,37.7466")
    said = dict(part.casefold().partition("=")[::2] for part in match["rest"].split(";")[1:])
    if (system := said.get("crs", "wgs84")) != "wgs84":
        return Refused(f"is given in the reference system {quoted(system)}, expected wgs84")
    within = said.get("u")
    if within is not None and not _UNCERTAINTY.fullmatch(within):
        return Refused(f"states the uncertainty {quoted(within)}, expected metres such as u=35")
    return _Spot(float(match["lon"]), float(match["lat"]), within_m=math.nan if within is None else float(within))


def _geojson(text: str) -> _Spot | Refused:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return Refused(f"is no GeoJSON that can be read; {_A_POINT}")
    if said.get("type") == "Feature" and isinstance(said.get("geometry"), dict):
        said = said["geometry"]
    numbers = said.get("coordinates")
    if said.get("type") != "Point" or not isinstance(numbers, list) or not 2 <= len(numbers) <= 4:
        return Refused(f"is no GeoJSON point; {_A_POINT}")
    if not all(type(number) in (int, float) for number in numbers[:2]):
        return Refused(f"is a GeoJSON point without two numbers; {_A_POINT}")
    return _Spot(_finite(numbers[0]), _finite(numbers[1]))


def _finite(number: float) -> float:
    """Return a number as a float, NaN where it has too many digits to be a coordinate."""
    return float(number) if abs(number) < 1e6 else math.nan
