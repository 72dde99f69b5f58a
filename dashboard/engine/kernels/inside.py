"""Which zones a position lies in, exactly; on an edge or a corner it lies inside."""

from dashboard.engine.kernels.arrays import CHAIN_FROM, CHAIN_TO, END, FIRST, IS_LEAF, Floats, Ints
from dashboard.engine.kernels.compiling import compiled
from dashboard.engine.kernels.orientation import side_of

_OFF, _ON, _CROSSED = 0, 1, 2


@compiled
def lies_inside(corner: Floats, box: Floats, link: Ints, zone: int, lon: float, lat: float, pile: Ints) -> bool:
    """Return whether a position (degrees) lies in a zone or on its edge.

    A ray to the east counts the edges it crosses. A run of neighbouring edges wholly east of the position is crossed as often as
    the straight line between its ends, give or take twos, so only runs around the position are looked into.
    """
    odd = False
    left = 1
    pile[0] = zone
    while left:
        left -= 1
        node = pile[left]
        if lat < box[node, 1] or lat > box[node, 3] or lon > box[node, 2]:
            continue
        if lon < box[node, 0] and link[node, CHAIN_FROM] >= 0:
            if (corner[link[node, CHAIN_FROM], 1] > lat) != (corner[link[node, CHAIN_TO], 1] > lat):
                odd = not odd
        elif link[node, IS_LEAF]:
            for edge in range(link[node, FIRST], link[node, END]):
                met = _ray_meets(corner, edge, lon, lat)
                if met == _ON:
                    return True
                if met == _CROSSED:
                    odd = not odd
        else:
            for child in range(link[node, FIRST], link[node, END]):
                pile[left] = child
                left += 1
    return odd


@compiled
def _ray_meets(corner: Floats, edge: int, lon: float, lat: float) -> int:
    """Return whether the ray to the east crosses an edge, misses it, or starts on it."""
    from_lon, from_lat = corner[edge, 0], corner[edge, 1]
    to_lon, to_lat = corner[edge + 1, 0], corner[edge + 1, 1]
    if lon == from_lon and lat == from_lat:
        return _ON
    if (from_lat > lat) != (to_lat > lat):
        if lon > max(from_lon, to_lon):
            return _OFF
        side = side_of(from_lon, from_lat, to_lon, to_lat, lon, lat)
        if side == 0:
            return _ON
        return _CROSSED if (side > 0) == (to_lat > from_lat) else _OFF
    if from_lat == lat and to_lat == lat and min(from_lon, to_lon) <= lon <= max(from_lon, to_lon):
        return _ON
    return _OFF


@compiled
def find_zones(
    box: Floats, link: Ints, west: float, south: float, east: float, north: float, found: int, near: Ints, pile: Ints
) -> int:
    """Write the zones whose box meets a box into `near`, past the `found` already there; return how many there are then."""
    known = found
    left = 1
    pile[0] = 0
    while left:
        left -= 1
        node = pile[left]
        if west > box[node, 2] or east < box[node, 0] or south > box[node, 3] or north < box[node, 1]:
            continue
        if link[node, IS_LEAF]:
            zone = link[node, FIRST]
            for other in range(known):
                if near[other] == zone:
                    zone = -1
            if zone >= 0:
                near[found] = zone
                found += 1
        else:
            for child in range(link[node, FIRST], link[node, END]):
                pile[left] = child
                left += 1
    return found
