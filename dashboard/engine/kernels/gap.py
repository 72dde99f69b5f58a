"""How near the outline of a place inside a zone comes to the zone's edge: a search that leaves out what cannot be nearer."""

import numpy as np

from dashboard.engine.kernels.arrays import BOW, END, FIRST, IS_LEAF, Bools, Floats, Ints
from dashboard.engine.kernels.balls import balls_near_box, distance2_to_edge, edges_near_box, nearest_on_outline, on_edge
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.nearest import distance2_to_box, distance2_to_chord, distance2_to_piece, on_piece

_CLOSE_M = 1e-6
"""What is nearer by less than this is not looked for: some places after it, coordinates in space are rounding."""


@compiled
def gap_of_outline(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    over: Floats,
    ball: Floats,
    each: int,
    x: float,
    y: float,
    z: float,
    reach: float,
    piece: Floats,
    box: Floats,
    link: Ints,
    zone: int,
    gap: float,
    at: int,
    foot: Floats,
    beyond: Floats,
    near: Ints,
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int]:
    """Return how near an outline that does not cross a zone's edge comes to it: the straight line in metres, and to which piece.

    point: its corners in space. over, ball, each: as `gather` leaves them. x, y, z: its middle, no corner further away than
    `reach`; gap, at: from there. `foot` (3) leaves with the outline's nearest point. beyond, near: room for one of each ball.
    """
    best = _from_middle(point, is_edge, first, count, over, ball, each, x, y, z, piece, at, foot, beyond)
    # Another part of the outline may come nearer to another part of the edge: what is nearest to the point found comes first.
    left, pile[0] = 1, zone
    while left and best > max(gap - reach, 0.0) + _CLOSE_M:
        left -= 1
        node = pile[left]
        if distance2_to_box(box, node, x, y, z) >= (best + reach) ** 2:
            continue
        found = balls_near_box(box, node, ball, best - _CLOSE_M, beyond, near)
        found = edges_near_box(box, node, point, count, over, ball, each, best - _CLOSE_M, near, found)
        if found == 0:
            continue
        if not link[node, IS_LEAF]:
            left = _wait(box, link[node, FIRST], link[node, END], foot, left, pile, gaps)
            continue
        for run in range(link[node, FIRST], link[node, END]):
            if distance2_to_chord(piece, run, x, y, z) < (best + reach + piece[run, BOW]) ** 2:
                is_last = run + 1 == link[node, END]
                least, near_x, near_y, near_z = _nearest_to_piece(
                    point, is_edge, first, count, over, ball, each, near, found, piece, run, is_last, best - _CLOSE_M
                )
                if least < best - _CLOSE_M:
                    best, at = least, run
                    foot[0], foot[1], foot[2] = near_x, near_y, near_z
    return best, at


@compiled
def _from_middle(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    over: Floats,
    ball: Floats,
    each: int,
    x: float,
    y: float,
    z: float,
    piece: Floats,
    at: int,
    foot: Floats,
    beyond: Floats,
) -> float:
    """Write into `foot` the outline's point nearest to where a piece is nearest to its middle; return how far apart these are."""
    _, t = distance2_to_piece(piece, at, x, y, z)
    there_x, there_y, there_z = on_piece(piece, at, t)
    here_x, here_y, here_z = nearest_on_outline(point, is_edge, first, count, over, ball, each, there_x, there_y, there_z, beyond)
    foot[0], foot[1], foot[2] = here_x, here_y, here_z
    return float(np.sqrt((here_x - there_x) ** 2 + (here_y - there_y) ** 2 + (here_z - there_z) ** 2))


@compiled
def _wait(box: Floats, first: int, end: int, foot: Floats, left: int, pile: Ints, gaps: Floats) -> int:
    """Put the nodes from `first` to `end` on the pile, the nearest to `foot` on top; return how many wait there then."""
    bottom = left
    for below in range(first, end):
        gap2 = distance2_to_box(box, below, foot[0], foot[1], foot[2])
        place = left
        while place > bottom and gaps[place - 1] < gap2:
            gaps[place], pile[place] = gaps[place - 1], pile[place - 1]
            place -= 1
        gaps[place], pile[place] = gap2, below
        left += 1
    return left


@compiled
def _nearest_to_piece(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    over: Floats,
    ball: Floats,
    each: int,
    near: Ints,
    found: int,
    piece: Floats,
    i: int,
    is_last: bool,
    best: float,
) -> tuple[float, float, float, float]:
    """Return how near the edges in some balls come to a piece, and their point at which they do; `best` if no nearer than that.

    Two lines that do not cross are nearest at an end of one of them. is_last: no other piece that is looked at goes on from it.
    """
    least, x, y, z, before, bow = best, 0.0, 0.0, 0.0, -1, piece[i, BOW]
    for listed in range(found):
        number = near[listed]
        # Nothing on a piece is further from its chord than its middle.
        away = least + ball[3, number] + bow
        if distance2_to_chord(piece, i, ball[0, number], ball[1, number], ball[2, number]) >= away * away:
            continue
        for j in range(number * each, min((number + 1) * each, count - 1)):
            if not is_edge[first + j]:
                continue
            # The corner it starts from was looked at with the edge before it, a piece's end is with the next one's start.
            for corner in range(j + 1 if before == j - 1 else j, j + 2):
                if distance2_to_chord(piece, i, point[0, corner], point[1, corner], point[2, corner]) < (least + bow) ** 2:
                    gap2, _ = distance2_to_piece(piece, i, point[0, corner], point[1, corner], point[2, corner])
                    if gap2 < least * least:
                        least, x, y, z = np.sqrt(gap2), point[0, corner], point[1, corner], point[2, corner]
            for end in range(i, i + 1 + is_last):
                gap2 = distance2_to_edge(point, over, j, piece[end, 0], piece[end, 1], piece[end, 2])
                if gap2 < least * least:
                    least = np.sqrt(gap2)
                    x, y, z = on_edge(point, over, j, piece[end, 0], piece[end, 1], piece[end, 2])
            before = j
    return least, x, y, z
