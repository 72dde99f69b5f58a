"""How near the outline of a place inside a zone comes to the zone's edge."""

import numpy as np

from dashboard.engine.kernels.arrays import BOW, END, FIRST, IS_LEAF, Bools, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.nearest import distance2_to_box, distance2_to_chord, distance2_to_piece, nearest_piece, on_piece

BALLS = 32
"""Into so many balls at most the corners of an outline are gathered, neighbours together."""
_FEWEST = 8
_SETTLED = 1e-4
"""Share of the radius: when going back and forth brings less, it is left at that."""
_TRIES = 8
_CLOSE_M = 1e-3
"""What is nearer by less than this is not looked for."""


@compiled
def gap_of_outline(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
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
    room: Floats,
    ball: Floats,
    half: Floats,
    near: Ints,
    until: Ints,
    waiting: Ints,
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int]:
    """Return how near an outline that does not cross a zone's edge comes to it: the straight line in metres, and to which piece.

    point: its corners in space. x, y, z: its middle, no corner further away than `reach`; gap, at: from there. `foot` (3)
    leaves with the outline's nearest point. room: for a number for each edge. ball, half, near, until, waiting: room.
    """
    _set_foot(piece, at, x, y, z, foot)
    best, at, near_x, near_y, near_z = _settle(
        point, is_edge, first, count, reach, piece, box, link, zone, at, foot, room, pile, gaps
    )
    # Going back and forth finds the nearest around; another part of the outline may come nearer to another part of the edge.
    balls, left = 0, 0
    if best > gap - reach + _CLOSE_M:
        balls = _gather(point, is_edge, first, count, ball, half)
        left, waiting[0] = 1, zone
    while left:
        left -= 1
        node = waiting[left]
        if distance2_to_box(box, node, x, y, z) >= (best + reach) ** 2:
            continue
        if not link[node, IS_LEAF]:
            if _may_come_near(box, node, ball, balls, best - _CLOSE_M):
                for below in range(link[node, FIRST], link[node, END]):
                    waiting[left] = below
                    left += 1
            continue
        found = _corners_near(box, node, point, count, ball, balls, half, best - _CLOSE_M, near, until)
        for run in range(link[node, FIRST], link[node, END] if found else 0):
            nearer, here_x, here_y, here_z = _nearer_to_piece(
                point,
                is_edge,
                first,
                count,
                ball,
                balls,
                half,
                near,
                until,
                piece,
                run,
                run + 1 == link[node, END],
                best - _CLOSE_M,
            )
            if nearer:
                _set_foot(piece, run, here_x, here_y, here_z, foot)
                best, at, near_x, near_y, near_z = _settle(
                    point, is_edge, first, count, reach, piece, box, link, zone, run, foot, room, pile, gaps
                )
    foot[0], foot[1], foot[2] = near_x, near_y, near_z
    return best, at


@compiled
def _settle(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    reach: float,
    piece: Floats,
    box: Floats,
    link: Ints,
    zone: int,
    at: int,
    foot: Floats,
    room: Floats,
    pile: Ints,
    gaps: Floats,
) -> tuple[float, int, float, float, float]:
    """Go from `foot`, on the edge, to the outline and back until it comes no nearer; return the gap, its piece and its point."""
    best = np.inf
    for _ in range(_TRIES):
        x, y, z = _nearest_on_outline(point, is_edge, first, count, foot, room)
        gap2, at = nearest_piece(piece, box, link, zone, x, y, z, np.inf, at, pile, gaps)
        improved = best - np.sqrt(gap2)
        best = min(best, np.sqrt(gap2))
        if improved < _SETTLED * reach:
            break
        _set_foot(piece, at, x, y, z, foot)
    return best, at, x, y, z


@compiled
def _gather(point: Floats, is_edge: Bools, first: int, count: int, ball: Floats, half: Floats) -> int:
    """Write of each corner half the longer of its edges into `half`, and balls (x, y, z, radius) around runs of corners.

    Any point of an edge is within half of its length of one of its corners; a ball holds all such points of its own corners.
    Return how many balls.
    """
    half[:count] = 0.0
    for i in range(count - 1):
        if is_edge[first + i]:
            length = np.sqrt(_distance2(point, i, point[0, i + 1], point[1, i + 1], point[2, i + 1]))
            half[i], half[i + 1] = max(half[i], length / 2), length / 2
    each = _corners_a_ball(count)
    balls = (count + each - 1) // each
    for number in range(balls):
        start, end = number * each, min((number + 1) * each, count)
        for axis in range(3):
            low, high = point[axis, start], point[axis, start]
            for i in range(start, end):
                low, high = min(low, point[axis, i]), max(high, point[axis, i])
            ball[number, axis] = (low + high) / 2
        radius = 0.0
        for i in range(start, end):
            away2 = _distance2(point, i, ball[number, 0], ball[number, 1], ball[number, 2])
            radius = max(radius, np.sqrt(away2) + half[i])
        ball[number, 3] = radius
    return balls


@compiled
def _corners_a_ball(count: int) -> int:
    return max((count + BALLS - 1) // BALLS, _FEWEST)


@compiled
def _distance2(point: Floats, i: int, x: float, y: float, z: float) -> float:
    return (point[0, i] - x) ** 2 + (point[1, i] - y) ** 2 + (point[2, i] - z) ** 2


@compiled
def _may_come_near(box: Floats, node: int, ball: Floats, balls: int, best: float) -> bool:
    """Return whether any part of an outline may be nearer to a box than `best`."""
    for number in range(balls):
        away = best + ball[number, 3]
        if distance2_to_box(box, node, ball[number, 0], ball[number, 1], ball[number, 2]) < away * away:
            return True
    return False


@compiled
def _corners_near(
    box: Floats,
    node: int,
    point: Floats,
    count: int,
    ball: Floats,
    balls: int,
    half: Floats,
    best: float,
    near: Ints,
    until: Ints,
) -> int:
    """Write into `near` the corners around which an outline may be nearer to a box than `best`, ball by ball.

    until: of each ball where its own end in `near`. Return how many.
    """
    each, found = _corners_a_ball(count), 0
    for number in range(balls):
        away = best + ball[number, 3]
        if distance2_to_box(box, node, ball[number, 0], ball[number, 1], ball[number, 2]) < away * away:
            for i in range(number * each, min((number + 1) * each, count)):
                away = best + half[i]
                if distance2_to_box(box, node, point[0, i], point[1, i], point[2, i]) < away * away:
                    near[found] = i
                    found += 1
        until[number] = found
    return found


@compiled
def _nearer_to_piece(
    point: Floats,
    is_edge: Bools,
    first: int,
    count: int,
    ball: Floats,
    balls: int,
    half: Floats,
    near: Ints,
    until: Ints,
    piece: Floats,
    i: int,
    is_last: bool,
    best: float,
) -> tuple[bool, float, float, float]:
    """Return whether an outline comes nearer to a piece than `best` around some corners, and the point at which it is nearest.

    Two lines that do not cross are nearest at an end of one of them. is_last: no other piece that is looked at goes on from it.
    """
    least2, x, y, z, begin, before = best * best, 0.0, 0.0, 0.0, 0, -1
    for number in range(balls):
        end = until[number]
        # Nothing on a piece is further from its chord than its middle.
        away = best + ball[number, 3] + piece[i, BOW]
        if begin < end and distance2_to_chord(piece, i, ball[number, 0], ball[number, 1], ball[number, 2]) < away * away:
            for listed in range(begin, end):
                j = near[listed]
                away = best + half[j] + piece[i, BOW]
                if distance2_to_chord(piece, i, point[0, j], point[1, j], point[2, j]) >= away * away:
                    continue
                gap2, _ = distance2_to_piece(piece, i, point[0, j], point[1, j], point[2, j])
                if gap2 < least2:
                    least2, x, y, z = gap2, point[0, j], point[1, j], point[2, j]
                # The edge before it was looked at with the corner before it, a piece's end with the next one's start.
                for edge in range(j if before == j - 1 else j - 1, min(j + 1, count - 1)):
                    for corner in range(i, i + 1 + is_last):
                        here_x, here_y, here_z = _on_outline(point, edge, piece[corner, 0], piece[corner, 1], piece[corner, 2])
                        gap2 = (
                            (piece[corner, 0] - here_x) ** 2 + (piece[corner, 1] - here_y) ** 2 + (piece[corner, 2] - here_z) ** 2
                        )
                        if gap2 < least2 and is_edge[first + edge]:
                            least2, x, y, z = gap2, here_x, here_y, here_z
                before = j
        begin = end
    return least2 < best * best, x, y, z


@compiled
def _on_outline(point: Floats, i: int, x: float, y: float, z: float) -> tuple[float, float, float]:
    """Return the point of an outline's edge nearest to another one in space."""
    dx, dy, dz = point[0, i + 1] - point[0, i], point[1, i + 1] - point[1, i], point[2, i + 1] - point[2, i]
    t = _foot(x - point[0, i], y - point[1, i], z - point[2, i], dx, dy, dz)
    return point[0, i] + t * dx, point[1, i] + t * dy, point[2, i] + t * dz


@compiled
def _nearest_on_outline(
    point: Floats, is_edge: Bools, first: int, count: int, foot: Floats, gap2: Floats
) -> tuple[float, float, float]:
    """Return the point of an outline nearest to another one in space. gap2: room for a number for each edge."""
    x, y, z, joined = point[0, :count], point[1, :count], point[2, :count], is_edge[first : first + count]
    foot_x, foot_y, foot_z = foot[0], foot[1], foot[2]
    # Without a branch, so that the compiler lets it do several edges at a time.
    for i in range(count - 1):
        dx, dy, dz = x[i + 1] - x[i], y[i + 1] - y[i], z[i + 1] - z[i]
        ax, ay, az = foot_x - x[i], foot_y - y[i], foot_z - z[i]
        t = _foot(ax, ay, az, dx, dy, dz)
        away = (ax - t * dx) ** 2 + (ay - t * dy) ** 2 + (az - t * dz) ** 2
        gap2[i] = away if joined[i] else np.inf
    best = 0
    for i in range(1, count - 1):
        if gap2[i] < gap2[best]:
            best = i
    return _on_outline(point, best, foot_x, foot_y, foot_z)


@compiled
def _foot(ax: float, ay: float, az: float, dx: float, dy: float, dz: float) -> float:
    """Return where along d (0 to 1) the point nearest to a is."""
    return min(max((ax * dx + ay * dy + az * dz) / max(dx * dx + dy * dy + dz * dz, 1e-30), 0.0), 1.0)


@compiled
def _set_foot(piece: Floats, i: int, x: float, y: float, z: float, foot: Floats) -> None:
    _, t = distance2_to_piece(piece, i, x, y, z)
    foot[0], foot[1], foot[2] = on_piece(piece, i, t)
