"""How far a position is from a zone's edge: a search of the tree of boxes that leaves out what cannot be nearer."""

import numpy as np

from dashboard.engine.kernels.arrays import BOW, END, FIRST, IS_LEAF, OVER_LENGTH2, Floats, Ints
from dashboard.engine.kernels.compiling import compiled


@compiled
def nearest_piece(
    piece: Floats,
    box: Floats,
    link: Ints,
    zone: int,
    x: float,
    y: float,
    z: float,
    bound2: float,
    hint: int,
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int]:
    """Return the squared straight distance to a zone's edge and the piece it is reached at.

    Distances of `bound2` or more are not looked for: piece -1. x, y, z, distances: metres in space. hint: a piece of the zone's
    edge that is likely near, -1 for none.
    """
    best2, best = bound2, -1
    if hint >= 0:
        gap2, _ = distance2_to_piece(piece, hint, x, y, z)
        if gap2 < best2:
            best2, best = gap2, hint
    reach = np.sqrt(best2)
    left = 1
    pile[0], gaps[0] = zone, distance2_to_box(box, zone, x, y, z)
    while left:
        left -= 1
        if gaps[left] >= best2:
            continue
        node = pile[left]
        if link[node, IS_LEAF]:
            for run in range(link[node, FIRST], link[node, END]):
                # Nothing on a piece is further from its chord than its middle.
                if distance2_to_chord(piece, run, x, y, z) < (reach + piece[run, BOW]) ** 2:
                    gap2, _ = distance2_to_piece(piece, run, x, y, z)
                    if gap2 < best2:
                        best2, best = gap2, run
                        reach = np.sqrt(best2)
            continue
        bottom = left
        for child in range(link[node, FIRST], link[node, END]):
            gap2 = distance2_to_box(box, child, x, y, z)
            if gap2 < best2:
                place = left
                while place > bottom and gaps[place - 1] < gap2:
                    gaps[place], pile[place] = gaps[place - 1], pile[place - 1]
                    place -= 1
                gaps[place], pile[place] = gap2, child
                left += 1
    return best2, best


@compiled
def distance2_to_box(box: Floats, node: int, x: float, y: float, z: float) -> float:
    """Return the squared distance of a point in space to a box."""
    east = max(box[node, 0] - x, x - box[node, 3], 0.0)
    north = max(box[node, 1] - y, y - box[node, 4], 0.0)
    up = max(box[node, 2] - z, z - box[node, 5], 0.0)
    return east * east + north * north + up * up


@compiled
def distance2_to_chord(piece: Floats, i: int, x: float, y: float, z: float) -> float:
    """Return the squared distance of a point in space to the straight line between a piece's ends."""
    ax, ay, az = piece[i, 0] - x, piece[i, 1] - y, piece[i, 2] - z
    dx, dy, dz = piece[i + 1, 0] - piece[i, 0], piece[i + 1, 1] - piece[i, 1], piece[i + 1, 2] - piece[i, 2]
    t = min(max(-(ax * dx + ay * dy + az * dz) * piece[i, OVER_LENGTH2], 0.0), 1.0)
    ex, ey, ez = ax + t * dx, ay + t * dy, az + t * dz
    return ex * ex + ey * ey + ez * ez


@compiled
def distance2_to_piece(piece: Floats, i: int, x: float, y: float, z: float) -> tuple[float, float]:
    """Return the squared distance of a point in space to a piece of an edge, and where along it (0 to 1) the nearest point is.

    The piece is the parabola a + t·d + 4t(1 - t)·m: nearest on the chord first, then one Newton step on the curve.
    """
    ax, ay, az = piece[i, 0] - x, piece[i, 1] - y, piece[i, 2] - z
    mx, my, mz = piece[i, 3], piece[i, 4], piece[i, 5]
    dx, dy, dz = piece[i + 1, 0] - piece[i, 0], piece[i + 1, 1] - piece[i, 1], piece[i + 1, 2] - piece[i, 2]
    if piece[i, OVER_LENGTH2] == 0.0:
        return ax * ax + ay * ay + az * az, 0.0
    t = min(max(-(ax * dx + ay * dy + az * dz) * piece[i, OVER_LENGTH2], 0.0), 1.0)
    bend, lean = 4 * t * (1 - t), 4 - 8 * t
    ex, ey, ez = ax + t * dx + bend * mx, ay + t * dy + bend * my, az + t * dz + bend * mz
    sx, sy, sz = dx + lean * mx, dy + lean * my, dz + lean * mz
    t = min(max(t - (ex * sx + ey * sy + ez * sz) / (sx * sx + sy * sy + sz * sz), 0.0), 1.0)
    bend = 4 * t * (1 - t)
    ex, ey, ez = ax + t * dx + bend * mx, ay + t * dy + bend * my, az + t * dz + bend * mz
    return ex * ex + ey * ey + ez * ez, t


@compiled
def on_piece(piece: Floats, i: int, t: float) -> tuple[float, float, float]:
    """Return the point `t` (0 to 1) along a piece."""
    bend = 4 * t * (1 - t)
    return (
        piece[i, 0] + t * (piece[i + 1, 0] - piece[i, 0]) + bend * piece[i, 3],
        piece[i, 1] + t * (piece[i + 1, 1] - piece[i, 1]) + bend * piece[i, 4],
        piece[i, 2] + t * (piece[i + 1, 2] - piece[i, 2]) + bend * piece[i, 5],
    )
