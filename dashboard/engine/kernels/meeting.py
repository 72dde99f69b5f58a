"""Points and discs held against all zones at once, some thousand at a time."""

import numpy as np

from dashboard.engine.kernels.arrays import Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.disc import disc_share
from dashboard.engine.kernels.earth import along_ground, in_space, mean_radius
from dashboard.engine.kernels.inside import find_zones, lies_inside
from dashboard.engine.kernels.nearest import distance2_to_piece, nearest_piece, on_piece
from dashboard.engine.kernels.plane import plane_at

METRES_A_DEGREE = 110_500.0
"""A little less than a degree of latitude anywhere on WGS 84, so that a disc's box is never too small."""
NO_SHARE = 1e-12
"""Shares below it are rounding: the place does not meet the zone."""
_BLOCK = 32
"""Places that share one search for the zones around; they follow each other because they are near each other."""
_ON_EDGE_M, _ASIDE_M = 1e-6, 1e-5
_SPARE_M = 1.0
"""Metres left between what surely lies inside and the edge: far more than the edge in space is off the one in degrees."""


@compiled
def meet_discs(
    box: Floats,
    link: Ints,
    corner: Floats,
    ring_box: Floats,
    ring_link: Ints,
    piece: Floats,
    edge_box: Floats,
    edge_link: Ints,
    pile: Ints,
    gaps: Floats,
    near: Ints,
    hints: Ints,
    chosen: Ints,
    surely: Floats,
    lon: Floats,
    lat: Floats,
    radius_m: Floats,
    start: Ints,
    end: Ints,
    since: Ints,
    until: Ints,
    first: int,
    out_first: Ints,
    out_end: Ints,
    out_zone: Ints,
    out_share: Floats,
    out_edge_m: Floats,
) -> tuple[int, int]:
    """Hold places from `first` on (degrees; radius 0 is a point) against all zones, the sooner the nearer they follow each other.

    start, end: from when to when each place is asked for. since, until: the same of each zone; where these do not meet, the zone
    is passed over. chosen: room for a number for each zone. surely: (zones, 4) of the latest place found in each its x, y, z and
    the square of how far around it all is inside; 0 for none. Writes pairs: the zone's number, the share inside, metres to the
    edge, negative inside; and of each place from which pair to which (not included) are its own. Returns how many pairs, and the
    next place: less than all where the room for pairs might not hold the next.
    """
    found, candidates, block_end = 0, 0, first
    for place in range(first, len(lon)):
        if place >= block_end:
            block_end = min(place + _BLOCK, len(lon))
            candidates = _zones_near_block(box, link, place, block_end, lon, lat, radius_m, near, pile)
        if found + candidates > len(out_zone):
            return found, place
        out_first[place] = found
        here_lon, here_lat, radius, begun, ended = lon[place], lat[place], radius_m[place], start[place], end[place]
        x, y, z, in_sight = 0.0, 0.0, 0.0, False
        met = _zones_to_ask(ring_box, since, until, near, candidates, here_lon, here_lat, radius, begun, ended, chosen)
        for candidate in range(met):
            zone = chosen[candidate]
            if not in_sight:
                x, y, z = in_space(here_lon, here_lat)
                in_sight = True
            away2 = (x - surely[zone, 0]) ** 2 + (y - surely[zone, 1]) ** 2 + (z - surely[zone, 2]) ** 2
            inside = away2 < surely[zone, 3] or position_inside(corner, ring_box, ring_link, zone, here_lon, here_lat, pile)
            if not inside and radius == 0.0:
                continue
            bound2 = np.inf if inside else radius**2
            gap2, at = nearest_piece(piece, edge_box, edge_link, zone, x, y, z, bound2, hints[zone], pile, gaps)
            if at < 0:
                continue
            hints[zone] = at
            gap_m = metres_to_piece(piece, at, x, y, z, gap2)
            if inside:
                surely[zone, 0], surely[zone, 1], surely[zone, 2] = x, y, z
                surely[zone, 3] = max(np.sqrt(gap2) - _SPARE_M, 0.0) ** 2
            share = 1.0 if inside else 0.0
            if radius > gap_m:
                away_lon, away_lat, inside_there = here_lon, here_lat, inside
                if gap_m < _ON_EDGE_M:
                    away_lon, away_lat = off_the_edge(piece, edge_box, edge_link, zone, here_lon, here_lat, at, pile, gaps)
                    inside_there = position_inside(corner, ring_box, ring_link, zone, away_lon, away_lat, pile)
                reach = straight(radius, z)
                plane = plane_at(away_lon, away_lat)
                share = disc_share(piece, edge_box, edge_link, zone, plane, reach, inside_there, gap_m, pile)
            if share > NO_SHARE:
                out_zone[found], out_share[found] = zone, share
                out_edge_m[found] = -gap_m if inside else gap_m
                found += 1
        out_end[place] = found
    return found, len(lon)


@compiled
def _zones_near_block(
    box: Floats, link: Ints, first: int, end: int, lon: Floats, lat: Floats, radius_m: Floats, near: Ints, pile: Ints
) -> int:
    """Write the zones whose box meets that around the discs from `first` up to `end` into `near`, in order; return how many."""
    west, south, east, north = np.inf, np.inf, -np.inf, -np.inf
    for row in range(first, end):
        tall, wide = _degrees(lat[row], radius_m[row])
        west, east = min(west, lon[row] - wide), max(east, lon[row] + wide)
        south, north = min(south, lat[row] - tall), max(north, lat[row] + tall)
    return _zones_in(box, link, west, south, east, north, near, pile)


@compiled
def zones_near(box: Floats, link: Ints, lon: float, lat: float, radius_m: float, near: Ints, pile: Ints) -> int:
    """Write the zones whose box meets a disc's into `near`, in order; return how many."""
    tall, wide = _degrees(lat, radius_m)
    return _zones_in(box, link, lon - wide, lat - tall, lon + wide, lat + tall, near, pile)


@compiled
def _zones_in(box: Floats, link: Ints, west: float, south: float, east: float, north: float, near: Ints, pile: Ints) -> int:
    """Write the zones whose box meets another into `near`, in order; return how many. Past ±180 it goes on at the other side."""
    found = 0
    for turn in (0.0, 360.0, -360.0):
        if turn == 0.0 or (turn > 0.0 and west <= -180.0) or (turn < 0.0 and east >= 180.0):
            found = find_zones(box, link, west + turn, south, east + turn, north, found, near, pile)
    for number in range(1, found):
        zone, place = near[number], number
        while place > 0 and near[place - 1] > zone:
            near[place] = near[place - 1]
            place -= 1
        near[place] = zone
    return found


@compiled
def _degrees(lat: float, radius_m: float) -> tuple[float, float]:
    """Return how far a disc surely reaches at most, in degrees of latitude and of longitude."""
    if radius_m == 0.0:
        return 0.0, 0.0
    tall = radius_m / METRES_A_DEGREE
    return tall, tall / np.cos(np.radians(min(abs(lat) + tall, 89.9)))


@compiled
def _zones_to_ask(
    box: Floats,
    since: Ints,
    until: Ints,
    near: Ints,
    candidates: int,
    lon: float,
    lat: float,
    radius_m: float,
    start: int,
    end: int,
    chosen: Ints,
) -> int:
    """Write which candidates are asked for when a disc is, and whose box, (zones, 4) in degrees, it may meet, into `chosen`.

    Return how many. Without a branch, since the times of reports and zones are anybody's guess.
    """
    tall, wide = _degrees(lat, radius_m)
    west, south, east, north = lon - wide, lat - tall, lon + wide, lat + tall
    is_past = abs(lon) + wide >= 180.0
    count = 0
    for candidate in range(candidates):
        zone = near[candidate]
        chosen[count] = zone
        in_time = (start < until[zone]) & (end > since[zone])
        in_reach = (south <= box[zone, 3]) & (north >= box[zone, 1])
        count += in_time & in_reach & (is_past | ((west <= box[zone, 2]) & (east >= box[zone, 0])))
    return count


@compiled
def position_inside(corner: Floats, box: Floats, link: Ints, zone: int, lon: float, lat: float, pile: Ints) -> bool:
    """Return whether a position, up to a turn past ±180, lies in a zone; the antimeridian is one line, however it is written."""
    if lies_inside(corner, box, link, zone, lon, lat, pile):
        return True
    return abs(lon) >= 180.0 and lies_inside(corner, box, link, zone, lon - np.copysign(360.0, lon), lat, pile)


@compiled
def metres_to_piece(piece: Floats, i: int, x: float, y: float, z: float, gap2: float) -> float:
    """Return the geodesic metres to the nearest point of a piece, given the squared straight distance."""
    _, t = distance2_to_piece(piece, i, x, y, z)
    foot_z = on_piece(piece, i, t)[2]
    return along_ground(np.sqrt(gap2), foot_z - z, (foot_z + z) / 2)


@compiled
def straight(metres: float, z: float) -> float:
    """Return the straight line through the earth under some metres on the ground, at a height z above the equator's plane."""
    radius = mean_radius(z)
    return 2 * radius * np.sin(min(metres / (2 * radius), np.pi / 2))


@compiled
def off_the_edge(
    piece: Floats, box: Floats, link: Ints, zone: int, lon: float, lat: float, hint: int, pile: Ints, gaps: Floats
) -> tuple[float, float]:
    """Return a position a hundredth of a millimetre away that is not on the edge: on it there is no side to stand on."""
    for turn in (0.7, 2.3, 3.9, 5.3):
        there_lat = lat + np.degrees(_ASIDE_M * np.cos(turn) / 6.4e6)
        there_lon = lon + np.degrees(_ASIDE_M * np.sin(turn) / 6.4e6) / max(np.cos(np.radians(lat)), 0.01)
        x, y, z = in_space(there_lon, there_lat)
        gap2, _ = nearest_piece(piece, box, link, zone, x, y, z, np.inf, hint, pile, gaps)
        if gap2 > _ON_EDGE_M**2:
            return there_lon, there_lat
    return lon, lat
