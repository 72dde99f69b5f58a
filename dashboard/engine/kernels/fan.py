"""The share of any polygon inside a zone, exactly as far as its edges are straight in the plane around its middle.

Both outlines are taken as fans of triangles from the middle, signed by the way each edge runs. Walking round the zone, every step
of its edge takes away what of the polygon lies beyond it: area = inside · area of the polygon - Σ beyond. `inside` says whether
the middle lies in the zone. Edges of the polygon are kept by direction, so a step looks only at those it has in sight.
"""

from dashboard.engine.kernels.arrays import END, FIRST, IS_LEAF, Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.disc import after_step, straight_steps
from dashboard.engine.kernels.nearest import distance2_to_box, on_piece
from dashboard.engine.kernels.plane import Plane, in_plane

DIRECTIONS = 128
"""A power of two, so that going round is cheap."""


@compiled
def direction_of(x: float, y: float) -> int:
    """Return in which of `DIRECTIONS` parts of the full turn a point lies, seen from the middle."""
    around = y / max(abs(x) + abs(y), 1e-300)
    turn = 2 - around if x < 0 else (around if y >= 0 else 4 + around)
    return int(turn * (DIRECTIONS / 4)) & (DIRECTIONS - 1)


@compiled
def list_by_direction(
    flat: Floats, is_edge: Bools, first: int, count: int, toward: Ints, latest: Ints, before: Ints, edge: Ints
) -> tuple[float, int]:
    """List a polygon's edges under every direction they pass; return its area and how many entries there are.

    latest: (`DIRECTIONS`,) of each direction the last entry, -1 for none. before, edge: of each entry the one before it under its
    direction, and its edge. Entries there is no room for are counted and not listed. toward: room for each corner's direction.
    The area is negative of a polygon that runs clockwise.
    """
    area, listed = 0.0, 0
    latest[:] = -1
    for i in range(count):
        toward[i] = direction_of(flat[0, i], flat[1, i])
    for i in range(count - 1):
        cross = flat[0, i] * flat[1, i + 1] - flat[1, i] * flat[0, i + 1]
        # What runs straight to the middle hides nothing.
        if not is_edge[first + i] or cross == 0.0:
            continue
        area += 0.5 * cross
        direction, last = (toward[i], toward[i + 1]) if cross > 0.0 else (toward[i + 1], toward[i])
        while True:
            if listed < len(edge):
                before[listed], edge[listed], latest[direction] = latest[direction], i, listed
            listed += 1
            if direction == last:
                break
            direction = (direction + 1) & (DIRECTIONS - 1)
    return area, listed


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
    latest: Ints,
    before: Ints,
    edge: Ints,
    seen: Ints,
    gap_m: float,
    pile: Ints,
) -> float:
    """Return the area of a polygon inside a zone, signed as `whole`, its own where its middle lies in the zone, else 0.

    reach: no corner is further from the middle. flat, latest, before, edge: as `list_by_direction` leaves them. seen: room for a
    number for each corner; the last one holds the latest step. gap_m: the least the middle is from the edge.
    """
    area = whole
    left = 1
    pile[0] = zone
    while left:
        left -= 1
        node = pile[left]
        if distance2_to_box(box, node, plane.x, plane.y, plane.z) >= reach * reach:
            continue
        for below in range(link[node, FIRST], link[node, END]):
            if not link[node, IS_LEAF]:
                pile[left] = below
                left += 1
                continue
            first, foot, last, to_foot, from_foot = straight_steps(piece, below, plane, reach, gap_m)
            px, py = in_plane(plane, on_piece(piece, below, first))
            for step in range(1, to_foot + from_foot + 1):
                qx, qy = in_plane(plane, on_piece(piece, below, after_step(step, first, foot, last, to_foot, from_foot)))
                cross = px * qy - py * qx
                if cross > 0.0:
                    area -= _beyond(px, py, qx, qy, flat, latest, before, edge, seen)
                elif cross < 0.0:
                    area += _beyond(qx, qy, px, py, flat, latest, before, edge, seen)
                px, py = qx, qy
    return area


@compiled
def _beyond(
    px: float, py: float, qx: float, qy: float, flat: Floats, latest: Ints, before: Ints, edge: Ints, seen: Ints
) -> float:
    """Return the area of the polygon that lies in sight of a step p → q, anticlockwise around the middle, and beyond it."""
    seen[-1] += 1
    area = 0.0
    dx, dy, level = qx - px, qy - py, px * qy - py * qx
    direction, last = direction_of(px, py), direction_of(qx, qy)
    while True:
        entry = latest[direction]
        while entry >= 0:
            i = edge[entry]
            entry = before[entry]
            ux, uy, vx, vy = flat[0, i], flat[1, i], flat[0, i + 1], flat[1, i + 1]
            # How far out the corners are, in the measure in which the step's own line is `level`.
            out_u, out_v = ux * dy - uy * dx, vx * dy - vy * dx
            if max(out_u, out_v) <= level or seen[i] == seen[-1]:
                continue
            seen[i] = seen[-1]
            turn = ux * vy - uy * vx
            if min(out_u, out_v) >= level and _in_sight(px, py, qx, qy, ux, uy) and _in_sight(px, py, qx, qy, vx, vy):
                area += 0.5 * turn * (1 - level * level / (out_u * out_v))
            elif turn > 0:
                area += _beyond_in_triangle(px, py, qx, qy, ux, uy, vx, vy)
            else:
                area -= _beyond_in_triangle(px, py, qx, qy, vx, vy, ux, uy)
        if direction == last:
            return area
        direction = (direction + 1) & (DIRECTIONS - 1)


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
