"""The share of a disc inside a zone, in closed form.

Walking round the zone, every step a → b of its edge inside the circle takes the triangle to the middle instead of the circle's
sector: area = inside · πR² + Σ ½(a × b - R² · angle from a to b). `inside` says whether the middle is.
"""

import numpy as np

from dashboard.engine.kernels.arrays import BOW, END, FIRST, IS_LEAF, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.nearest import distance2_to_box, distance2_to_piece, on_piece
from dashboard.engine.kernels.plane import Plane, in_plane

FLAT = 1e-5
"""Edges are taken as straight where they bend by less than this share of the radius: the area then holds 1e-5."""


@compiled
def disc_share(
    piece: Floats, box: Floats, link: Ints, zone: int, plane: Plane, reach: float, inside: bool, gap_m: float, pile: Ints
) -> float:
    """Return the share 0 to 1 of a disc inside a zone.

    reach: its radius as a straight line, metres. plane, inside, gap_m: its middle's, which must not be on the
    edge itself: whether it lies in the zone, and the least it is from the edge.
    """
    area = np.pi * reach * reach if inside else 0.0
    left = 1
    pile[0] = zone
    while left:
        left -= 1
        node = pile[left]
        if distance2_to_box(box, node, plane.x, plane.y, plane.z) >= reach * reach:
            continue
        for below in range(link[node, FIRST], link[node, END]):
            if link[node, IS_LEAF]:
                area += _taken_by(piece, below, plane, reach, gap_m)
            else:
                pile[left] = below
                left += 1
    return min(max(area / (np.pi * reach * reach), 0.0), 1.0)


@compiled
def _taken_by(piece: Floats, i: int, plane: Plane, reach: float, gap_m: float) -> float:
    """Return what one piece of the edge adds to the area, square metres."""
    area = 0.0
    first, foot, last, before, after = straight_steps(piece, i, plane, reach, gap_m)
    if before == 0:
        return 0.0
    start = in_plane(plane, on_piece(piece, i, first))
    for step in range(1, before + after + 1):
        end = in_plane(plane, on_piece(piece, i, after_step(step, first, foot, last, before, after)))
        area += _clipped(start, end, reach)
        start = end
    return area


@compiled
def straight_steps(piece: Floats, i: int, plane: Plane, reach: float, gap_m: float) -> tuple[float, float, float, int, int]:
    """Return where a piece comes within reach, is nearest, leaves (0 to 1), and in how many steps it is straight between them.

    No steps where it stays out of reach. It is cut where it is nearest only if it would else pass the middle on the wrong
    side; `gap_m` is the least the middle is from the edge.
    """
    bend = piece[i, BOW]
    first, last = _reached_part(piece, i, plane, reach + 1.5 * bend)
    if first >= last:
        return 0.0, 0.0, 0.0, 0, 0
    density = np.sqrt(bend / (FLAT * reach))
    if gap_m > 10 * bend * (last - first) ** 2:
        return first, last, last, 1 + int((last - first) * density), 0
    _, foot = distance2_to_piece(piece, i, plane.x, plane.y, plane.z)
    foot = min(max(foot, first), last)
    return first, foot, last, 1 + int((foot - first) * density), 1 + int((last - foot) * density)


@compiled
def after_step(step: int, first: float, foot: float, last: float, before: int, after: int) -> float:
    """Return where on a piece a step of `straight_steps` ends; steps count from 1."""
    if step <= before:
        return first + (foot - first) * step / before
    return foot + (last - foot) * (step - before) / after


@compiled
def _reached_part(piece: Floats, i: int, plane: Plane, reach: float) -> tuple[float, float]:
    """Return from where to where (0 to 1) a piece's chord lies within `reach` of the middle; from >= to where nowhere."""
    ax, ay, az = piece[i, 0] - plane.x, piece[i, 1] - plane.y, piece[i, 2] - plane.z
    bx, by, bz = piece[i + 1, 0] - plane.x, piece[i + 1, 1] - plane.y, piece[i + 1, 2] - plane.z
    start_beyond = ax * ax + ay * ay + az * az - reach * reach
    if start_beyond < 0.0 and bx * bx + by * by + bz * bz < reach * reach:
        return 0.0, 1.0
    dx, dy, dz = bx - ax, by - ay, bz - az
    return _crossings(dx * dx + dy * dy + dz * dz, ax * dx + ay * dy + az * dz, start_beyond)


@compiled
def _crossings(length2: float, along: float, beyond: float) -> tuple[float, float]:
    """Return from where to where in 0 to 1 length2·t² + 2·along·t + beyond is below 0."""
    under_root = along * along - length2 * beyond
    if length2 == 0.0 or under_root <= 0.0:
        return 1.0, 0.0
    root = np.sqrt(under_root)
    return max((-along - root) / length2, 0.0), min((root - along) / length2, 1.0)


@compiled
def _clipped(start: tuple[float, float], end: tuple[float, float], reach: float) -> float:
    """Return ½(a × b - R² · angle) of the part of a straight step inside the circle."""
    ax, ay = start
    bx, by = end
    start_beyond = ax * ax + ay * ay - reach * reach
    if start_beyond > 0.0 or bx * bx + by * by > reach * reach:
        dx, dy = bx - ax, by - ay
        first, last = _crossings(dx * dx + dy * dy, ax * dx + ay * dy, start_beyond)
        if first >= last:
            return 0.0
        ax, ay, bx, by = ax + first * dx, ay + first * dy, ax + last * dx, ay + last * dy
    cross, along = ax * by - ay * bx, ax * bx + ay * by
    return 0.5 * (cross - reach * reach * _angle(cross, along))


@compiled
def _angle(cross: float, along: float) -> float:
    """Return the angle whose tangent is cross / along; for a small one some terms of its series are exact and quicker."""
    if abs(cross) > 0.05 * along:
        return np.arctan2(cross, along)
    tangent = cross / along
    square = tangent * tangent
    return tangent * (1 - square * (1 / 3 - square * (1 / 5 - square * (1 / 7 - square * (1 / 9 - square / 11)))))
