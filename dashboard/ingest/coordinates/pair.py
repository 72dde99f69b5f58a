"""Two coordinates in one text: the one way to part them that can be read, and which of the two is the longitude.

Every place where the text could be parted is tried; a text that can be read in two ways is refused. The order is taken from
hemispheres and labels, from a value no latitude can have, or from what was declared; else from the theatre, where only one
order lies inside it, and then it is said.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.ingest.coordinates.angle import NO_COORDINATE, Angle, read_angle
from dashboard.ingest.coordinates.result import (
    LIMITS,
    Axis,
    Bounds,
    Found,
    Order,
    Outcome,
    Refused,
    as_cell,
    half_diagonal_m,
    in_metres,
    inside,
)

_STRONG = re.compile(r"\s*[;|]\s*|(?<=[^\d\s])\s*/\s*")
"""A slash parts coordinates after a letter or a mark only: between bare numbers it may be a fraction or a date."""
_COMMA_AND_BLANK = re.compile(r",\s+")
_BRACKETS = {"(": ")", "[": "]"}
_TWO_DECIMALS = re.compile(r"([+-]?[0-9]{1,3}\.[0-9]{1,30})(?:\s*[,;|/]\s*|\s)([+-]?[0-9]{1,3}\.[0-9]{1,30})")
_WITH_EXPONENT = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?e[+-]?[0-9]+", re.IGNORECASE)
_ISO_6709 = re.compile(r"([+-][0-9]{2}(?:\.[0-9]{1,15})?)([+-][0-9]{3}(?:\.[0-9]{1,15})?)/?")
_LAST_PLACES = {"degrees": "whole degrees", "minutes": "degrees and minutes without seconds", "seconds": "degrees to the second"}
_COARSE_PLACES = 2
"""Decimals up to which a position in decimal degrees is flagged: its last place is then more than a kilometre."""
NO_POSITION = "is no position in a spelling that is known"
ONLY_ONE = "only one coordinate is given"
OPEN_ORDER = "could be lat, lon or lon, lat"
"""How the reason of a pair begins whose order nothing tells."""
READ_AS = "read as"
"""How the flag of a position begins whose order only the theatre tells."""
_DECLARE = 'declare coordinate_order ("lat,lon" or "lon,lat") in the mapping'
_EXPECTED = "expected a latitude and a longitude such as 48.1391, 37.7466"

Pair = tuple[Angle, Angle]


def read_two(text: str, order: Order, bounds: Bounds | None) -> Outcome:
    """Read a tidied text that holds a latitude and a longitude."""
    bare = text[1:-1].strip() if text[:1] in _BRACKETS and text.endswith(_BRACKETS[text[0]]) else text
    if (plain := _TWO_DECIMALS.fullmatch(bare)) is not None:
        # The usual case, which can be parted in one way only.
        return in_order((_angle(plain[1]), _angle(plain[2])), order, bounds)
    if (iso := _ISO_6709.fullmatch(bare)) is not None:
        return _ordered(_angle(iso[2]), _angle(iso[1]))
    if _WITH_EXPONENT.fullmatch(bare):
        return Refused(f"is one number with an exponent; {_EXPECTED}")
    pair = _only_pair(bare)
    return pair if isinstance(pair, Refused) else in_order(pair, order, bounds)


def _only_pair(text: str) -> Pair | Refused:
    pairs = list(dict.fromkeys(_pairs(text)))
    is_one_too = isinstance(read_angle(text), Angle)
    match pairs:
        case []:
            return Refused(f"{ONLY_ONE}; {_EXPECTED}" if is_one_too else _why_none(text))
        case [pair] if not is_one_too:
            return pair
        case [_]:
            return Refused("can be read as one number or as two; put a blank after the comma that parts them, or use points")
        case _:
            return Refused("can be parted into a latitude and a longitude in more than one way; put a semicolon between them")


def _angle(text: str) -> Angle:
    angle = read_angle(text)
    if isinstance(angle, Refused):
        raise ValueError(f"{text} is no number of degrees, although its pattern says so")
    return angle


def _pairs(text: str) -> Iterator[Pair]:
    for first, second in _parted(text):
        one, other = read_angle(first), read_angle(second)
        if isinstance(one, Angle) and isinstance(other, Angle):
            yield one, other


def _parted(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way to part a text: at the strongest mark that stands in it, else wherever two signs of different kind meet."""
    for strong in (_STRONG, _COMMA_AND_BLANK):
        parts = strong.split(text)
        if len(parts) == 2:
            yield parts[0].rstrip(", "), parts[1]
            return
    for at in range(1, len(text)):
        before, after = text[at - 1], text[at]
        if after in ", ":
            yield text[:at].rstrip(), text[at + 1 :].lstrip()
        elif before not in ", " and before.isalpha() != after.isalpha():
            yield text[:at], text[at:]


def _why_none(text: str) -> str:
    """Return the reason of the half that was nearly read, where the text can be parted into two that nearly are."""
    nearly = []
    for parts in _parted(text):
        halves = {part: read_angle(part) for part in parts}
        wrong = {part: half.reason for part, half in halves.items() if isinstance(half, Refused)}
        if wrong and NO_COORDINATE not in wrong.values():
            nearly.append("; ".join(f"{part} {reason}" for part, reason in wrong.items()))
    return f"cannot be read: {min(nearly, key=len)}" if nearly else f"{NO_POSITION}; {_EXPECTED}"


def in_order(pair: Pair, order: Order, bounds: Bounds | None) -> Outcome:
    """Return the position of two angles once it is certain, or near to it and said, which of them is the longitude."""
    one, other = pair
    if one.axis and one.axis == other.axis:
        return Refused(f"holds two {'latitudes' if one.axis == 'lat' else 'longitudes'}; {_EXPECTED}")
    if one.axis == "lon" or other.axis == "lat":
        return _ordered(one, other)
    if one.axis == "lat" or other.axis == "lon":
        return _ordered(other, one)
    if order:
        return _ordered(one, other) if order == "lon,lat" else _ordered(other, one)
    return _by_size(one, other, bounds)


def _by_size(one: Angle, other: Angle, bounds: Bounds | None) -> Outcome:
    """Return the only order that is possible, or the only one that lies in the theatre, and say the latter."""
    orders = (("lat, lon", other, one), ("lon, lat", one, other))
    possible = [(said, lon, lat) for said, lon, lat in orders if not _out_of_world(lon, lat)]
    if len(possible) < 2 or one == other:
        _, lon, lat = (*possible, orders[0])[0]
        return _ordered(lon, lat)
    near = [(said, lon, lat) for said, lon, lat in possible if bounds is not None and inside(bounds, lon.degrees, lat.degrees)]
    if len(near) == 1:
        said, lon, lat = near[0]
        flag = f"{READ_AS} {said} since only so it lies inside the theatre, the order is not declared"
        return replace(position(lon, lat), flag=flag)
    where = "" if bounds is None else " inside the theatre" if near else " and neither lies inside the theatre"
    return Refused(f"{OPEN_ORDER}{where}; {_DECLARE}")


def _ordered(lon: Angle, lat: Angle) -> Found | Refused:
    problem = _out_of_world(lon, lat)
    return Refused(problem) if problem else position(lon, lat)


def _out_of_world(lon: Angle, lat: Angle) -> str:
    return out_of_range(lat, "lat") or out_of_range(lon, "lon")


def out_of_range(angle: Angle, axis: Axis) -> str:
    """Return what is wrong with the size of a coordinate, empty where nothing is."""
    limit = LIMITS[axis]
    return f"{axis} {angle.degrees:g} lies outside -{limit} to {limit}" if abs(angle.degrees) > limit else ""


def position(lon: Angle, lat: Angle) -> Found:
    """Return a position with the size its degrees, minutes and seconds leave open. Decimal degrees are the position itself."""
    if lon.is_decimal and lat.is_decimal:
        return Found(lon.degrees, lat.degrees, coarse=_coarse(lon, lat))
    half_lon, half_lat = (0.0 if angle.is_decimal else angle.half for angle in (lon, lat))
    metres = as_cell(half_diagonal_m(lon.degrees, lat.degrees, half_lon, half_lat))
    coarser = lon if half_lon > half_lat else lat
    return Found(lon.degrees, lat.degrees, metres, _LAST_PLACES[coarser.last] if metres else "")


def _coarse(lon: Angle, lat: Angle) -> str:
    """Return what to say of few decimals. The finer of the two counts: spreadsheets drop zeros at the end."""
    places = max(lon.places, lat.places)
    if places > _COARSE_PLACES:
        return ""
    half = 0.5 * 10.0**-places
    off = in_metres(half_diagonal_m(lon.degrees, lat.degrees, half, half))
    written = f"position written to {places} decimal{'' if places == 1 else 's'}"
    return f"{written}, so it may be {off} off, held as the position itself since no radius_m is stated"
