"""Positions on a grid: MGRS squares, UTM eastings and northings, Plus Codes. What names a square is its middle and its size."""

import re
from functools import lru_cache
from math import cos, hypot, radians

from openlocationcode import openlocationcode
from pyproj import Proj

from dashboard.ingest.coordinates.result import Found, Outcome, Refused, Unplaceable, as_cell, half_diagonal_m

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("STUVWXYZ", "ABCDEFGH", "JKLMNPQR")
"""Letters of the hundred-kilometre columns, by zone modulo 3."""
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M = 100_000
_CYCLE_M = 2_000_000
"""Row letters come round after this many metres of northing; the band tells which round is meant."""
_BAND_SLACK = 0.05
"""Degrees by which a square's middle, or a position, may lie past the band it names: squares straddle the edges of bands."""
_ZONE_SLACK = 3.0
"""Degrees by which a position may lie past its zone: a map of a country is often drawn in one zone throughout."""
_MGRS = re.compile(r"([0-9]{1,2})\s?([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-Z])((?:\s?[0-9]){0,10})", re.IGNORECASE)
_MGRS_WITHOUT_ZONE = re.compile(r"[A-HJ-NP-Z][A-HJ-NP-V](?:\s?[0-9]{2,10}|\s[0-9]{1,5}\s[0-9]{1,5})", re.IGNORECASE)
_ZONE = (
    r"(?:(?:utm\s*)?(?:zone\s*)?(?P<zone>[0-9]{1,2})\s*(?P<letter>[A-Z]|north|south)?"
    r"|epsg:32(?P<epsg>[67])(?P<epsg_zone>[0-9]{2}))"
)
_EASTING = r"(?:e(?:ast(?:ing)?)?\s*[:=]?\s*)?(?P<easting>0?[0-9]{6}(?:[.,][0-9]{1,6})?)\s*(?:m?\s*e\b)?"
_NORTHING = r"(?:n(?:orth(?:ing)?)?\s*[:=]?\s*)?(?P<northing>[0-9]{1,8}(?:[.,][0-9]{1,6})?)\s*(?:m?\s*n\b)?"
_UTM = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (rf"{_ZONE}[\s,;:]+{_EASTING}[\s,;]+{_NORTHING}", rf"{_EASTING}[\s,;]+{_NORTHING}[\s,;(]+{_ZONE}\)?")
)
_PLUS_CODE = re.compile(r"([2-9CFGHJMPQRVWX0]{2,8}\+[2-9CFGHJMPQRVWX]{0,7})(?:[\s,]+(\D.*))?", re.IGNORECASE)


def read_grid(text: str) -> Outcome | None:
    """Read a tidied text as a grid reference or a Plus Code; None where it has the shape of neither."""
    if (mgrs := _MGRS.fullmatch(text)) is not None:
        return _mgrs(mgrs)
    if _MGRS_WITHOUT_ZONE.fullmatch(text) is not None:
        return Refused("looks like an MGRS reference without its grid zone; expected one such as 37U DP 1234 5678")
    if (code := _PLUS_CODE.fullmatch(text)) is not None:
        return _plus_code(code[1].upper(), code[2] or "")
    utm = next((match for pattern in _UTM if (match := pattern.fullmatch(text)) is not None), None)
    return None if utm is None else _utm(utm)


def _mgrs(match: re.Match[str]) -> Found | Refused:
    zone, band, column, row = int(match[1]), match[2].upper(), match[3].upper(), match[4].upper()
    groups = match[5].split()
    digits = "".join(groups)
    if len(digits) % 2 or len(groups) > 2 or (len(groups) == 2 and len(groups[0]) != len(groups[1])):
        return Refused(f"is an MGRS reference whose {len(digits)} digits cannot be parted into equal halves")
    columns = _COLUMNS[zone % 3]
    if not 1 <= zone <= 60 or column not in columns or row not in _ROWS:
        return Refused(f"is no MGRS reference: zone {zone} has no square {column}{row}")
    half = len(digits) // 2
    size = _SQUARE_M // 10**half
    easting = (columns.index(column) + 1) * _SQUARE_M + int(digits[:half] or 0) * size + size / 2
    # Rows begin at A in odd zones and at F in even ones.
    row_m = (_ROWS.index(row) - (0 if zone % 2 else 5)) % 20 * _SQUARE_M + int(digits[half:] or 0) * size + size / 2
    for northing in (row_m + turn * _CYCLE_M for turn in range(5)):
        lon, lat = _unprojected(zone, easting, northing, south=band < "N")
        if _in_band(lat, band, size) and _in_zone(lon, lat, zone, size, _BAND_SLACK):
            shown = f"{size // 1000} km" if size >= 1000 else f"{size} m"
            return Found(lon, lat, as_cell(hypot(size, size) / 2), f"MGRS square of {shown}, its middle is taken")
    return Refused(f"is no MGRS reference: {column}{row} does not lie in grid zone {zone}{band}")


def _in_band(lat: float, band: str, size_m: float) -> bool:
    south = -80.0 + 8 * _BANDS.index(band)
    north = 84.0 if band == "X" else south + 8
    slack = _BAND_SLACK + size_m / 2 / 111_000
    return south - slack <= lat <= north + slack


def _in_zone(lon: float, lat: float, zone: int, size_m: float, slack: float) -> bool:
    """Whether a position lies in a zone, give or take half a square and the slack in degrees."""
    # Norway and Svalbard have wider zones.
    reach = 6 if lat > 55 and zone in (31, 32, 33, 35, 37) else 3
    across = abs((lon - (6 * zone - 183) + 180) % 360 - 180)
    return across <= reach + slack + size_m / 2 / (111_000 * cos(radians(min(abs(lat), 84))))


def _utm(match: re.Match[str]) -> Found | Refused:
    zone = int(match["zone"] or match["epsg_zone"])
    said = (match["letter"] or "").upper()
    if match["epsg"]:
        said = "NORTH" if match["epsg"] == "6" else "SOUTH"
    easting, northing = (float(match[name].replace(",", ".")) for name in ("easting", "northing"))
    if not 1 <= zone <= 60:
        return Refused(f"names UTM zone {zone}, expected 1 to 60")
    if northing > 10_000_000:
        return Refused(f"names a UTM northing of {northing:.0f} m, expected 0 to 10000000")
    if not said:
        return Refused(f"names UTM zone {zone} without its band or hemisphere; expected such as {zone}U or {zone} north")
    readings = [
        Found(*_unprojected(zone, easting, northing, south=south)) for south in _hemispheres(said, zone, easting, northing)
    ]
    fitting = [one for one in readings if _in_zone(one.lon, one.lat, zone, 0, _ZONE_SLACK)]
    if len(fitting) > 1:
        return Refused(f"could mean band {said} or a hemisphere; write zone {zone} north or {zone} south")
    return fitting[0] if fitting else Refused(f"does not lie in UTM zone {zone}{said if len(said) == 1 else ' ' + said.lower()}")


def _hemispheres(said: str, zone: int, easting: float, northing: float) -> list[bool]:
    """Return what the letter or word after a zone can mean for a northing: south (true) or north (false) of the equator.

    N and S are each a band and a hemisphere; as a band it has to fit the northing.
    """
    possible = {said == "SOUTH"} if len(said) > 1 else {"N": {False}, "S": {True}}.get(said, set())
    if said in _BANDS and _in_band(_unprojected(zone, easting, northing, south=said < "N")[1], said, 0):
        possible = possible | {said < "N"}
    return sorted(possible)


@lru_cache(maxsize=120)
def _projection(zone: int, *, south: bool) -> Proj:
    return Proj(proj="utm", zone=zone, south=south, ellps="WGS84")


def _unprojected(zone: int, easting: float, northing: float, *, south: bool) -> tuple[float, float]:
    """Return lon, lat in degrees, infinite where the plane ends."""
    lon, lat = _projection(zone, south=south)(easting, northing, inverse=True)
    return float(lon), float(lat)


def _plus_code(code: str, reference: str) -> Outcome:
    if not openlocationcode.isValid(code):
        return Refused("is no Plus Code: its digits or its padding are not those of one")
    if openlocationcode.isShort(code):
        said = f" (the place beside it, {reference}, is a name and not a position)" if reference else ""
        return Unplaceable(f"Plus Code {code} is short, it names a spot only together with a reference position{said}")
    if not openlocationcode.isFull(code):
        return Refused("is a Plus Code beyond the poles or the 180th meridian")
    if reference:
        return Refused("has words after a full Plus Code; expected the code alone")
    area = openlocationcode.decode(code)
    lon, lat = (area.longitudeLo + area.longitudeHi) / 2, (area.latitudeLo + area.latitudeHi) / 2
    metres = half_diagonal_m(lon, lat, lon - area.longitudeLo, lat - area.latitudeLo)
    return Found(lon, lat, as_cell(metres), "Plus Code cell, its middle is taken")
