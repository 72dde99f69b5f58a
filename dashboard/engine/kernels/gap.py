"""How near the outline of a place inside a zone comes to the zone's edge: a search that leaves out what cannot be nearer."""

import numpy as np

from dashboard.engine.kernels.arrays import BOW, END, FIRST, IS_LEAF, Bools, Floats, Ints
from dashboard.engine.kernels.balls import balls_near_box, distance2_to_edge, edges_near_box, nearest_on_outline, on_edge
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.nearest import distance2_to_box, distance2_to_chord, distance2_to_piece, on_piece
from dashboard.engine.kernels.outline import run_length

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
    """Return how near an outline comes to a zone's edge, the straight line in metres, and to which piece; 0 where it crosses it.

    point: its corners in space. over, ball: as `gather` leaves them. x, y, z: its middle, no corner further away than
    `reach`; gap, at: from there. `foot` (3) leaves with the outline's nearest point. beyond, near: room for one of each ball.
    """
    best = _from_middle(point, is_edge, first, count, over, ball, x, y, z, piece, at, foot, beyond)
    # Another part of the outline may come nearer to another part of the edge: what is nearest to the point found comes first.
    left, pile[0] = 1, zone
    while left and best > max(gap - reach, 0.0) + _CLOSE_M:
        left -= 1
        node = pile[left]
        if distance2_to_box(box, node, x, y, z) >= (best + reach) ** 2:
            continue
        found = balls_near_box(box, node, ball, best - _CLOSE_M, beyond, near)
        if found:
            found = edges_near_box(box, node, point, count, over, ball, best - _CLOSE_M, near, found)
        if not found:
            continue
        if not link[node, IS_LEAF]:
            left = _wait(box, link[node, FIRST], link[node, END], foot, left, pile, gaps)
            continue
        for run in range(link[node, FIRST], link[node, END]):
            if distance2_to_chord(piece, run, x, y, z) < (best + reach + piece[run, BOW]) ** 2:
                least, near_x, near_y, near_z = _nearest_to_piece(
                    point, is_edge, first, count, over, ball, near, found, piece, run, best - _CLOSE_M
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
    here_x, here_y, here_z = nearest_on_outline(point, is_edge, first, count, over, ball, there_x, there_y, there_z, beyond)
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
    near: Ints,
    found: int,
    piece: Floats,
    i: int,
    best: float,
) -> tuple[float, float, float, float]:
    """Return how near the edges in some balls come to a piece, and their point at which they do; `best` if no nearer than that.

    Two lines that do not cross are nearest at an end of one of them; what crosses counts as 0 away. Outlines and edges of zones
    are closed: of each edge only where it ends and of each piece only where it begins is looked at.
    """
    each, least, x, y, z, bow = run_length(count), best, 0.0, 0.0, 0.0, piece[i, BOW]
    for listed in range(found):
        number = near[listed]
        # Nothing on a piece is further from its chord than its middle.
        away = least + ball[3, number] + bow
        if distance2_to_chord(piece, i, ball[0, number], ball[1, number], ball[2, number]) >= away * away:
            continue
        for j in range(number * each, min((number + 1) * each, count - 1)):
            if not is_edge[first + j]:
                continue
            if _crosses(point, j, piece, i):
                return 0.0, point[0, j], point[1, j], point[2, j]
            end_x, end_y, end_z = point[0, j + 1], point[1, j + 1], point[2, j + 1]
            if distance2_to_chord(piece, i, end_x, end_y, end_z) < (least + bow) ** 2:
                gap2, _ = distance2_to_piece(piece, i, end_x, end_y, end_z)
                if gap2 < least * least:
                    least, x, y, z = np.sqrt(gap2), end_x, end_y, end_z
            gap2 = distance2_to_edge(point, over, j, piece[i, 0], piece[i, 1], piece[i, 2])
            if gap2 < least * least:
                least = np.sqrt(gap2)
                x, y, z = on_edge(point, over, j, piece[i, 0], piece[i, 1], piece[i, 2])
    return least, x, y, z


@compiled
def _crosses(point: Floats, j: int, piece: Floats, i: int) -> bool:
    """Return whether an edge of an outline and the chord of a piece cross, seen from above; not where they only touch."""
    up_x, up_y, up_z = point[0, j], point[1, j], point[2, j]
    dx, dy, dz = point[0, j + 1] - up_x, point[1, j + 1] - up_y, point[2, j + 1] - up_z
    ax, ay, az = piece[i, 0] - up_x, piece[i, 1] - up_y, piece[i, 2] - up_z
    bx, by, bz = piece[i + 1, 0] - up_x, piece[i + 1, 1] - up_y, piece[i + 1, 2] - up_z
    # Across the edge, on the ground: how far the piece's ends lie to its left.
    left_x, left_y, left_z = up_y * dz - up_z * dy, up_z * dx - up_x * dz, up_x * dy - up_y * dx
    a_left, b_left = ax * left_x + ay * left_y + az * left_z, bx * left_x + by * left_y + bz * left_z
    if a_left * b_left >= 0.0:
        return False
    # How far along the edge the piece meets its line.
    part = a_left / (a_left - b_left)
    x, y, z = ax + part * (bx - ax), ay + part * (by - ay), az + part * (bz - az)
    along, length2 = x * dx + y * dy + z * dz, dx * dx + dy * dy + dz * dz
    return 0.0 < along < length2
