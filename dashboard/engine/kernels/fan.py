"""The share of any polygon inside a zone, exactly as far as its edges are straight in the plane around its middle.

Both outlines are taken as fans of triangles from the middle, signed by the way each edge runs. Walking round the zone, every step
of its edge takes away what of the polygon lies beyond it: area = inside · area of the polygon - Σ beyond. `inside` says whether
the middle lies in the zone. Edges of the polygon are gathered into runs of neighbours; a step looks only at those in its sight.
"""

import numpy as np

from dashboard.engine.kernels.arrays import END, FIRST, IS_LEAF, Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.disc import after_step, straight_steps
from dashboard.engine.kernels.nearest import distance2_to_box, on_piece
from dashboard.engine.kernels.outline import RUNS, run_length
from dashboard.engine.kernels.plane import Plane, in_plane

CIRCLES = RUNS * (RUNS + 1)
_LONG = 2 * RUNS
"""Runs of so many edges are looked at by parts: it costs about as much to tell which as to look at so many edges."""
_WIDE = 32
"""Steps within this part of the reach see about the same runs, which are a few times as wide: looked for once."""
_SHORT = 0.5
"""A step is short, and others around likely to come, where it is not longer than this part of that width."""


@compiled
def gather_flat(flat: Floats, is_edge: Bools, first: int, count: int, circle: Floats) -> float:
    """Write circles around runs of a polygon's edges; return its area, negative where it runs clockwise.

    flat: (2, n) its corners in the plane around its middle; edge i runs from corner i to i + 1 where `is_edge[first + i]`.
    circle: (3, `CIRCLES`) x, y, radius; first those of the runs, then, of long runs, those of the parts of each.
    """
    each, area = run_length(count), 0.0
    for run in range(RUNS):
        start, end = min(run * each, count - 1), min((run + 1) * each, count - 1)
        area += _draw_around(flat, is_edge, first, start, end, circle, run)
        if each >= _LONG:
            part = run_length(each + 1)
            for i in range(RUNS):
                here, there = min(start + i * part, end), min(start + (i + 1) * part, end)
                _draw_around(flat, is_edge, first, here, there, circle, RUNS * (run + 1) + i)
    return area


@compiled
def _draw_around(flat: Floats, is_edge: Bools, first: int, start: int, end: int, circle: Floats, at: int) -> float:
    """Write the circle around the edges from `start` up to `end`, one that nothing sees if there are none; return their area."""
    circle[0, at], circle[1, at], circle[2, at] = 0.0, 0.0, -np.inf
    if start == end:
        return 0.0
    x, y = flat[0], flat[1]
    west, east, south, north, area = x[start], x[start], y[start], y[start], 0.0
    for i in range(start, end):
        cross = x[i] * y[i + 1] - y[i] * x[i + 1]
        area += cross if is_edge[first + i] else 0.0
        west, east = x[i + 1] if x[i + 1] < west else west, x[i + 1] if x[i + 1] > east else east
        south, north = y[i + 1] if y[i + 1] < south else south, y[i + 1] if y[i + 1] > north else north
    circle[0, at], circle[1, at] = (west + east) / 2, (south + north) / 2
    circle[2, at] = 0.5 * np.sqrt((east - west) ** 2 + (north - south) ** 2)
    return 0.5 * area


@compiled
def area_within(
    piece: Floats,
    box: Floats,
    link: Ints,
    zone: int,
    plane: Plane,
    reach: float,
    whole: float,
    flat: Floats,
    is_edge: Bools,
    begin: int,
    count: int,
    circle: Floats,
    gap_m: float,
    pile: Ints,
) -> float:
    """Return the area of a polygon inside a zone, signed as `whole`, its own where its middle lies in the zone, else 0.

    reach: no corner is further from the middle. flat, is_edge, begin, circle: as of `gather_flat`, with its `first` as `begin`.
    gap_m: the least the middle is from the edge.
    """
    area = whole
    left = 1
    pile[0] = zone
    wide, runs, sight_x, sight_y, sight2 = reach / _WIDE, 0, 0.0, 0.0, -1.0
    qx, qy, each = 0.0, 0.0, run_length(count)
    while left:
        left -= 1
        node = pile[left]
        if distance2_to_box(box, node, plane.x, plane.y, plane.z) >= reach * reach:
            continue
        reached = -1
        for below in range(link[node, FIRST], link[node, END]):
            if not link[node, IS_LEAF]:
                pile[left] = below
                left += 1
                continue
            first, foot, last, to_foot, from_foot = straight_steps(piece, below, plane, reach, gap_m)
            if to_foot == 0:
                continue
            if first > 0.0 or reached != below:
                qx, qy = in_plane(plane, on_piece(piece, below, first))
            for step in range(1, to_foot + from_foot + 1):
                px, py = qx, qy
                qx, qy = in_plane(plane, on_piece(piece, below, after_step(step, first, foot, last, to_foot, from_foot)))
                cross = px * qy - py * qx
                if cross == 0.0:
                    continue
                ax, ay, bx, by = (px, py, qx, qy) if cross > 0.0 else (qx, qy, px, py)
                if max((ax - sight_x) ** 2 + (ay - sight_y) ** 2, (bx - sight_x) ** 2 + (by - sight_y) ** 2) > sight2:
                    sight_x, sight_y = ax, ay
                    runs, sight2 = _look(ax, ay, bx, by, wide, circle)
                if each < _LONG:
                    beyond = _beyond(ax, ay, bx, by, flat, is_edge, begin, 0, count - 1, each, runs)
                else:
                    beyond = _beyond_by_parts(ax, ay, bx, by, flat, is_edge, begin, count, circle, runs)
                area += -beyond if cross > 0.0 else beyond
            reached = below + 1 if last == 1.0 else -1
    return area


@compiled
def _look(px: float, py: float, qx: float, qy: float, wide: float, circle: Floats) -> tuple[int, float]:
    """Return the runs beyond a step, or beyond any steps not further than `wide` from p, if this one is short; a bit for each.

    Then the square of how far from p they hold, -1 if for this step only.
    """
    away2 = px * px + py * py
    if (qx - px) ** 2 + (qy - py) ** 2 > (_SHORT * wide) ** 2 or away2 < 4 * wide * wide:
        return _runs_beyond(px, py, qx, qy, circle, 0), -1.0
    # A step that spans what a disc around p hides, on the side of the disc toward the middle.
    nearer, aside = 1 - wide / np.sqrt(away2), wide / np.sqrt(away2 - wide * wide)
    ax, ay, bx, by = px + aside * py, py - aside * px, px - aside * py, py + aside * px
    return _runs_beyond(nearer * ax, nearer * ay, nearer * bx, nearer * by, circle, 0), wide * wide


@compiled
def _beyond_by_parts(
    px: float, py: float, qx: float, qy: float, flat: Floats, is_edge: Bools, begin: int, count: int, circle: Floats, runs: int
) -> float:
    """Return what `_beyond` does, of an outline whose runs are long."""
    area, each, run = 0.0, run_length(count), 0
    part = run_length(each + 1)
    while runs:
        if runs & 1:
            parts = _runs_beyond(px, py, qx, qy, circle, RUNS * (run + 1))
            start, end = run * each, min((run + 1) * each, count - 1)
            area += _beyond(px, py, qx, qy, flat, is_edge, begin, start, end, part, parts)
        runs, run = runs >> 1, run + 1
    return area


@compiled
def _beyond(
    px: float,
    py: float,
    qx: float,
    qy: float,
    flat: Floats,
    is_edge: Bools,
    begin: int,
    start: int,
    end: int,
    each: int,
    runs: int,
) -> float:
    """Return the area of the polygon that lies in sight of a step p → q, anticlockwise around the middle, and beyond it.

    start, end: which edges belong to the runs, `each` to each of them. runs: which of these to look at, a bit for each.
    """
    dx, dy, level = qx - px, qy - py, px * qy - py * qx
    area, start = 0.0, start - each
    while runs:
        start += each
        is_seen, runs = runs & 1, runs >> 1
        if not is_seen:
            continue
        vx, vy = flat[0, start], flat[1, start]
        # How far out the corners are, in the measure in which the step's own line is `level`; how far on from p, and before q.
        out_v, on_v, off_v = vx * dy - vy * dx, px * vy - py * vx, vx * qy - vy * qx
        for i in range(start, min(start + each, end)):
            ux, uy, out_u, on_u, off_u = vx, vy, out_v, on_v, off_v
            vx, vy = flat[0, i + 1], flat[1, i + 1]
            out_v, on_v, off_v = vx * dy - vy * dx, px * vy - py * vx, vx * qy - vy * qx
            if max(out_u, out_v) <= level or max(on_u, on_v) < 0.0 or max(off_u, off_v) < 0.0 or not is_edge[begin + i]:
                continue
            turn = ux * vy - uy * vx
            if min(out_u, out_v) >= level and min(on_u, on_v, off_u, off_v) >= 0.0:
                area += 0.5 * turn * (1 - level * level / (out_u * out_v))
            elif turn > 0.0:
                area += _beyond_in_triangle(px, py, qx, qy, ux, uy, vx, vy)
            elif turn < 0.0:
                area -= _beyond_in_triangle(px, py, qx, qy, vx, vy, ux, uy)
    return area


@compiled
def _runs_beyond(px: float, py: float, qx: float, qy: float, circle: Floats, at: int) -> int:
    """Return which of the runs whose circles begin at `at` may lie in sight of a step p → q and beyond it, a bit for each."""
    x, y, radius = circle[0, at : at + RUNS], circle[1, at : at + RUNS], circle[2, at : at + RUNS]
    dx, dy, level = qx - px, qy - py, px * qy - py * qx
    to_p, to_q, length = np.sqrt(px * px + py * py), np.sqrt(qx * qx + qy * qy), np.sqrt(dx * dx + dy * dy)
    runs = 0
    # Without a branch, so that the compiler lets it do several runs at a time.
    for i in range(RUNS):
        on, off = px * y[i] - py * x[i] + radius[i] * to_p, x[i] * qy - y[i] * qx + radius[i] * to_q
        out = x[i] * dy - y[i] * dx + radius[i] * length - level
        runs |= int((on >= 0.0) & (off >= 0.0) & (out >= 0.0)) << i
    return runs


@compiled
def _in_sight(px: float, py: float, qx: float, qy: float, x: float, y: float) -> bool:
    """Return whether a point lies between the rays to p and to q, which run anticlockwise by less than half a turn."""
    return px * y - py * x >= 0 and x * qy - y * qx >= 0


@compiled
def _beyond_in_triangle(px: float, py: float, qx: float, qy: float, ux: float, uy: float, vx: float, vy: float) -> float:
    """Return the area of the triangle of the middle, u and v in sight of p → q and beyond it; both run anticlockwise."""
    if _in_sight(px, py, qx, qy, ux, uy):
        ax, ay = ux, uy
    elif _in_sight(ux, uy, vx, vy, px, py):
        ax, ay = px, py
    else:
        return 0.0
    bx, by = (vx, vy) if _in_sight(px, py, qx, qy, vx, vy) else (qx, qy)
    if ax * by - ay * bx <= 0.0:
        return 0.0
    near_a, near_b = _along_ray(ax, ay, px, py, qx, qy), _along_ray(bx, by, px, py, qx, qy)
    far_a, far_b = _along_ray(ax, ay, ux, uy, vx, vy), _along_ray(bx, by, ux, uy, vx, vy)
    over_a, over_b = far_a - near_a, far_b - near_b
    if over_a <= 0.0 and over_b <= 0.0:
        return 0.0
    half = 0.5 * (ax * by - ay * bx)
    if over_a >= 0.0 and over_b >= 0.0:
        return half * (far_a * far_b - near_a * near_b)
    # They cross at c, where 1 / near and 1 / far, linear between the two rays in the right measure, are equal.
    at_a, at_b = 1 / near_a - 1 / far_a, 1 / near_b - 1 / far_b
    weight_b = at_a / (at_a - at_b)
    cx, cy = (1 - weight_b) * ax + weight_b * bx, (1 - weight_b) * ay + weight_b * by
    at_c = 1 / ((1 - weight_b) / near_a + weight_b / near_b)
    if over_a > 0.0:
        return 0.5 * (ax * cy - ay * cx) * at_c * (far_a - near_a)
    return 0.5 * (cx * by - cy * bx) * at_c * (far_b - near_b)


@compiled
def _along_ray(rx: float, ry: float, ux: float, uy: float, vx: float, vy: float) -> float:
    """Return at how many times r the line through u and v meets the ray to r."""
    dx, dy = vx - ux, vy - uy
    across = rx * dy - ry * dx
    return (ux * dy - uy * dx) / across if across != 0.0 else 0.0
