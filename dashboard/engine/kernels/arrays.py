"""The arrays that stand for all area zones of an agreement in this room: corners, edges, and trees of boxes over runs of them.

The compiled functions take these arrays one by one, since passing them bundled costs more than what is computed.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Numbers = NDArray[np.int32]
"""Positions in an agreement, or -1: narrow, since there are as many as findings."""
Words = NDArray[np.uint64]
"""Eight bytes each."""
Bools = NDArray[np.bool_]
Codes = NDArray[np.int8]

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


class Met(NamedTuple):
    """Which zones each row's place meets: those of row i stand from first[i] up to end[i], in order.

    Rows of one shape share theirs. zone: its number in `Zones`. share: of the place inside, above 0 to 1. edge_m: as
    `pairs.Pairs` has it.
    """

    first: Ints
    end: Ints
    zone: Ints
    share: Floats
    edge_m: Floats


class Times(NamedTuple):
    """Sets of disjoint intervals `[low, high)` in order, microseconds since 1970 UTC.

    Set i stands from begin[i] up to begin[i + 1]. before: how much of its set stands before each interval.
    """

    begin: Ints
    low: Ints
    high: Ints
    before: Ints


class Stand(NamedTuple):
    """Where and when a provision stands.

    number: of each zone its number in the provision's own order, -1 where it is none of its. since, until: of each zone from when
    to when the provision is in force there at most; never where it is not. By its number: when exactly, and which of the tables
    of matches is for those bound there. has_gaps: whether it is in force in any of them more than once.
    """

    number: Ints
    since: Ints
    until: Ints
    in_force: Times
    bound: Ints
    has_gaps: bool


class Clause(NamedTuple):
    """A provision as it is held against reports.

    position: of each zone its position in the agreement. settled: by the zone's number in the provision's own order when it is in
    force after any phase-in (no sets where it has none). match: (tables, distinct reports, 3) codes of act, weapon, party. basis:
    of each distinct report, see `matches.weapon_of_basis`. decided: (tables, distinct reports, 3, 3) the finding by how certain
    it is (below `outside`; not, but what is settled is below `violation`; neither) and by exemption.
    """

    position: Ints
    stand: Stand
    settled: Times
    match: Codes
    basis: Ints
    decided: Codes
    outside: float
    violation: float


class Reported(NamedTuple):
    """Of each row: from when to when it was observed, microseconds since 1970 UTC, and the number of its distinct report."""

    start: Ints
    end: Ints
    report: Ints


class Exempted(NamedTuple):
    """Of each row, how far an exemption of a provision holds, and the notification that is the reason, -1 for none."""

    match: Codes
    notification: Ints


class Held(NamedTuple):
    """The columns of `assess.FINDINGS`."""

    row: Ints
    provision: Numbers
    zone: Numbers
    finding: Codes
    p_inside: Floats
    p_in_force: Floats
    p_settled: Floats
    edge_distance_m: Floats
    act: Codes
    weapon: Codes
    party: Codes
    exemption: Codes
    weapon_basis: Numbers
    notification: Numbers
    quota_count: Ints


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
