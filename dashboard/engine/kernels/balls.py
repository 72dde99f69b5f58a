"""The edges of an outline gathered into balls, neighbours together, so that most of them need not be looked at one by one."""

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.outline import RUNS, run_length

_NO_LENGTH2 = 1e-30
"""Added to the square of a length, it is lost in any but that of an edge of no length, which must not be divided by."""
_NOWHERE = 1e30
"""Where an empty run is: further from anything than any part of the ground, and its square still a number."""


@compiled
def gather(point: Floats, count: int, over: Floats, ball: Floats) -> None:
    """Write of an outline's edges one over the square of their length into `over`, and balls around runs of them into `ball`.

    point: (3, n) its corners in space; edge i runs from corner i to i + 1. ball: (4, `RUNS`) x, y, z, radius.
    """
    x, y, z = point[0, :count], point[1, :count], point[2, :count]
    # Without a branch, so that the compiler lets it do several edges at a time.
    for i in range(count - 1):
        dx, dy, dz = x[i + 1] - x[i], y[i + 1] - y[i], z[i + 1] - z[i]
        over[i] = 1 / (dx * dx + dy * dy + dz * dz + _NO_LENGTH2)
    each = run_length(count)
    for number in range(RUNS):
        _gather_one(x, y, z, min(number * each, count - 1), min((number + 1) * each, count - 1), number, ball)


@compiled
def _gather_one(x: Floats, y: Floats, z: Floats, start: int, end: int, number: int, ball: Floats) -> None:
    """Write the ball that holds the corners from `start` to `end`, and with them all of the edges between."""
    if start == end:
        ball[0, number], ball[1, number], ball[2, number], ball[3, number] = _NOWHERE, _NOWHERE, _NOWHERE, 0.0
        return
    west, east, south, north, low, high = x[start], x[start], y[start], y[start], z[start], z[start]
    for i in range(start + 1, end + 1):
        west, east = x[i] if x[i] < west else west, x[i] if x[i] > east else east
        south, north = y[i] if y[i] < south else south, y[i] if y[i] > north else north
        low, high = z[i] if z[i] < low else low, z[i] if z[i] > high else high
    ball[0, number], ball[1, number], ball[2, number] = (west + east) / 2, (south + north) / 2, (low + high) / 2
    ball[3, number] = 0.5 * np.sqrt((east - west) ** 2 + (north - south) ** 2 + (high - low) ** 2)


@compiled
def balls_near_box(box: Floats, node: int, ball: Floats, best: float, beyond: Floats, near: Ints) -> int:
    """Write into `near` the balls in which an outline may be nearer to a box than `best`; return how many.

    beyond: room for a number for each ball.
    """
    x, y, z, radius = ball[0], ball[1], ball[2], ball[3]
    west, south, low, east, north, high = box[node, 0], box[node, 1], box[node, 2], box[node, 3], box[node, 4], box[node, 5]
    # Without a branch, so that the compiler lets it do several balls at a time.
    for i in range(RUNS):
        dx = max(west - x[i], x[i] - east, 0.0)
        dy = max(south - y[i], y[i] - north, 0.0)
        dz = max(low - z[i], z[i] - high, 0.0)
        away = best + radius[i]
        beyond[i] = dx * dx + dy * dy + dz * dz - away * away
    found = 0
    for i in range(RUNS):
        near[found] = i
        found += beyond[i] < 0.0
    return found


@compiled
def edges_near_box(
    box: Floats, node: int, point: Floats, count: int, over: Floats, ball: Floats, best: float, near: Ints, found: int
) -> int:
    """Leave of the balls in `near` those with an edge that may be nearer to a box than `best`; return how many."""
    x, y, z = 0.5 * (box[node, 0] + box[node, 3]), 0.5 * (box[node, 1] + box[node, 4]), 0.5 * (box[node, 2] + box[node, 5])
    across2 = (box[node, 3] - box[node, 0]) ** 2 + (box[node, 4] - box[node, 1]) ** 2 + (box[node, 5] - box[node, 2]) ** 2
    each, reach, left = run_length(count), 0.5 * np.sqrt(across2), 0
    away2 = (best + reach) ** 2
    for listed in range(found):
        number = near[listed]
        # A box that is larger than the ball is seldom further from its edges.
        if reach > ball[3, number]:
            near[left] = number
            left += 1
            continue
        for i in range(number * each, min((number + 1) * each, count - 1)):
            if distance2_to_edge(point, over, i, x, y, z) < away2:
                near[left] = number
                left += 1
                break
    return left


@compiled
def nearest_on_outline(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    over: Floats,
    ball: Floats,
    x: float,
    y: float,
    z: float,
    beyond: Floats,
) -> tuple[float, float, float]:
    """Return the point of an outline nearest to another one in space. beyond: room for a number for each ball."""
    ball_x, ball_y, ball_z, radius = ball[0], ball[1], ball[2], ball[3]
    for i in range(RUNS):
        dx, dy, dz = x - ball_x[i], y - ball_y[i], z - ball_z[i]
        beyond[i] = np.sqrt(dx * dx + dy * dy + dz * dz) - radius[i]
    nearest = 0
    for i in range(1, RUNS):
        if beyond[i] < beyond[nearest]:
            nearest = i
    best2, best = _nearest_of_run(point, is_edge, first, count, over, nearest, x, y, z, np.inf, 0)
    for i in range(RUNS):
        if beyond[i] < np.sqrt(best2) and i != nearest:
            best2, best = _nearest_of_run(point, is_edge, first, count, over, i, x, y, z, best2, best)
    return on_edge(point, over, best, x, y, z)


@compiled
def _nearest_of_run(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    over: Floats,
    number: int,
    x: float,
    y: float,
    z: float,
    best2: float,
    best: int,
) -> tuple[float, int]:
    each = run_length(count)
    for i in range(number * each, min((number + 1) * each, count - 1)):
        away2 = distance2_to_edge(point, over, i, x, y, z)
        if away2 < best2 and is_edge[first + i]:
            best2, best = away2, i
    return best2, best


@compiled
def distance2_to_edge(point: Floats, over: Floats, i: int, x: float, y: float, z: float) -> float:
    """Return the squared distance of a point in space to an outline's edge."""
    near_x, near_y, near_z = on_edge(point, over, i, x, y, z)
    return (near_x - x) ** 2 + (near_y - y) ** 2 + (near_z - z) ** 2


@compiled
def on_edge(point: Floats, over: Floats, i: int, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the point of an outline's edge nearest to another one in space."""
    ax, ay, az = point[0, i], point[1, i], point[2, i]
    dx, dy, dz = point[0, i + 1] - ax, point[1, i + 1] - ay, point[2, i + 1] - az
    t = ((x - ax) * dx + (y - ay) * dy + (z - az) * dz) * over[i]
    t = min(max(t, 0.0), 1.0)
    return ax + t * dx, ay + t * dy, az + t * dz
