"""Places that are polygons, sectors and areas, held against all zones at once: first which zones come near, then how much."""

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Floats, Ints
from dashboard.engine.kernels.balls import gather
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.earth import in_space
from dashboard.engine.kernels.fan import CIRCLES, area_within, gather_flat
from dashboard.engine.kernels.gap import gap_of_outline
from dashboard.engine.kernels.meeting import metres_to_piece, off_the_edge, position_inside, straight, zones_near
from dashboard.engine.kernels.nearest import nearest_piece
from dashboard.engine.kernels.outline import RUNS, draw_outline
from dashboard.engine.kernels.plane import plane_at

NO_SHAPE_SHARE = 1e-7
"""Shares of polygons nearer to 0 or 1 than this are rounding: none of it, or all, is inside."""
_ON_EDGE_M = 1e-6


@compiled
def near_shapes(
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
    lon: Floats,
    lat: Floats,
    radius_m: Floats,
    start: Ints,
    end: Ints,
    since: Ints,
    until: Ints,
    first: int,
    out_place: Ints,
    out_zone: Ints,
    out_inside: Bools,
    out_at: Ints,
    out_gap2: Floats,
) -> tuple[int, int]:
    """Find which circles, of `radius_m` around lon, lat, reach which zones.

    start, end, since, until, and what is returned: as of `meet_discs`. Writes pairs: the circle's number and the zone's; of the
    circle's middle whether it lies inside, the piece of the zone's edge nearest to it, and the squared straight distance to that.
    """
    found = 0
    for place in range(first, len(lon)):
        candidates = zones_near(box, link, lon[place], lat[place], radius_m[place], near, pile)
        if found + candidates > len(out_place):
            return found, place
        x, y, z = in_space(lon[place], lat[place])
        reach = straight(radius_m[place], z)
        for candidate in range(candidates):
            zone = near[candidate]
            if start[place] >= until[zone] or end[place] <= since[zone]:
                continue
            inside = position_inside(corner, ring_box, ring_link, zone, lon[place], lat[place], pile)
            bound2 = np.inf if inside else reach * reach
            gap2, at = nearest_piece(piece, edge_box, edge_link, zone, x, y, z, bound2, hints[zone], pile, gaps)
            if at < 0:
                continue
            hints[zone] = at
            out_place[found], out_zone[found], out_inside[found], out_at[found], out_gap2[found] = place, zone, inside, at, gap2
            found += 1
    return found, len(lon)


@compiled
def measure_shapes(
    corner: Floats,
    ring_box: Floats,
    ring_link: Ints,
    piece: Floats,
    edge_box: Floats,
    edge_link: Ints,
    pile: Ints,
    gaps: Floats,
    outline: Floats,
    is_edge: Bools,
    begin: Ints,
    lon: Floats,
    lat: Floats,
    radius_m: Floats,
    number: Ints,
    zones: Ints,
    is_inside: Bools,
    nearest: Ints,
    gaps2: Floats,
    out_share: Floats,
    out_edge_m: Floats,
) -> None:
    """Measure polygons, each within `radius_m` of lon, lat, against the zones they may meet.

    outline, is_edge, begin: corners (lon, lat) of closed rings, whether corner i is joined to i + 1, and where each polygon's
    corners begin. number, zones and the three after them: pairs as `near_shapes` writes them, those of one polygon together.
    Writes of each pair the share inside, 0 where they do not meet; metres to the edge, 0 where it runs through the polygon.
    """
    most = 0
    for place in range(len(lon)):
        most = max(most, begin[place + 1] - begin[place])
    point, flat, over, foot = np.empty((3, most)), np.empty((2, most)), np.empty(most), np.empty(3)
    circle, ball = np.empty((3, CIRCLES)), np.empty((4, RUNS))
    beyond, near = np.empty(RUNS), np.empty(RUNS, np.int64)
    drawn, is_flat, is_round, area = -1, False, False, 0.0
    for pair in range(len(number)):
        place, zone, at, gap2, inside = number[pair], zones[pair], nearest[pair], gaps2[pair], is_inside[pair]
        x, y, z = in_space(lon[place], lat[place])
        reach = straight(radius_m[place], z)
        first, corners = begin[place], begin[place + 1] - begin[place]
        if drawn != place or gap2 < _ON_EDGE_M**2:
            away_lon, away_lat, drawn, is_flat, is_round = lon[place], lat[place], place, False, False
            if gap2 < _ON_EDGE_M**2:
                away_lon, away_lat = off_the_edge(piece, edge_box, edge_link, zone, lon[place], lat[place], at, pile, gaps)
                inside = position_inside(corner, ring_box, ring_link, zone, away_lon, away_lat, pile)
                drawn = -1
            plane = plane_at(away_lon, away_lat)
            draw_outline(outline, first, first + corners, away_lon, away_lat, plane, point, flat)
        share = 1.0
        if gap2 < reach * reach:
            if not is_flat:
                is_flat, area = True, gather_flat(flat, is_edge, first, corners, circle)
            whole = area if inside else 0.0
            within = area_within(
                piece,
                edge_box,
                edge_link,
                zone,
                plane,
                reach,
                whole,
                flat,
                is_edge,
                first,
                corners,
                circle,
                np.sqrt(gap2),
                pile,
            )
            share = within / area
        out_share[pair], out_edge_m[pair] = 0.0 if share < NO_SHAPE_SHARE else share, 0.0
        if share > 1 - NO_SHAPE_SHARE:
            if not is_round:
                is_round = True
                gather(point, corners, over, ball)
            chord, closest = gap_of_outline(
                point,
                is_edge,
                first,
                corners,
                over,
                ball,
                x,
                y,
                z,
                reach,
                piece,
                edge_box,
                edge_link,
                zone,
                np.sqrt(gap2),
                at,
                foot,
                beyond,
                near,
                pile,
                gaps,
            )
            edge_m = -metres_to_piece(piece, closest, foot[0], foot[1], foot[2], chord * chord)
            out_share[pair], out_edge_m[pair] = 1.0, edge_m
