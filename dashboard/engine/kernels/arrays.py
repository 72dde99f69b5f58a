"""The arrays that stand for all area zones of an agreement in this room: corners, edges, and trees of boxes over runs of them.

The compiled functions take these arrays one by one, since passing them bundled costs more than what is computed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIRST, END, IS_LEAF, CHAIN_FROM, CHAIN_TO = range(5)
"""Columns of a tree's links. Of a node its children, from FIRST up to END, not included; of a leaf its run of neighbouring edges.
CHAIN: the first and the last corner where all edges below hang together, else -1."""
BOW, OVER_LENGTH2 = 6, 7
"""Columns of a piece."""
GREATEST_DEPTH = 96
"""Room for nodes still to be visited: three more a level, and no tree has 30 levels."""


class Zones(NamedTuple):
    """All area zones. Node i of the two trees of edges is the top of zone i; the tree over the zones' boxes has its top at 0.

    box, link: a leaf of the tree over the zones' boxes is one zone, FIRST its number.
    corner: (corners, 2) lon, lat of closed rings as drawn; edge i runs from corner i to i + 1. Outer rings run anticlockwise and
    holes clockwise. ring_box: (nodes, 4) west, south, east, north.
    piece: (pieces, 8) the edges on the ground in pieces of some kilometres, each a parabola in space that bends as the ground
    does: where it starts, metres from the earth's centre; how far its middle lies off its chord, as x, y, z and as a length; one
    over the square of its length, 0 for none. It ends where the next one starts. edge_box: (nodes, 6) x, y, z from and to.
    """

    box: Floats
    link: Ints
    corner: Floats
    ring_box: Floats
    ring_link: Ints
    piece: Floats
    edge_box: Floats
    edge_link: Ints


class Scratch(NamedTuple):
    """What one thread works on, so that nothing is set up for a single place.

    pile, gaps: nodes still to be visited, and their squared distance. near: candidates. hints: for each zone the piece of its
    edge that was nearest to the last place, -1 for none.
    """

    pile: Ints
    gaps: Floats
    near: Ints
    hints: Ints


def scratch(zones: int) -> Scratch:
    """Return fresh room for one thread and a number of zones."""
    return Scratch(
        np.empty(GREATEST_DEPTH, np.int64),
        np.empty(GREATEST_DEPTH),
        np.empty(zones, np.int64),
        np.full(zones, -1, np.int64),
    )
