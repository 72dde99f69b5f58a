"""Trees of boxes over runs of neighbouring edges, as the compiled searches of `kernels` read them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dashboard.engine.kernels.arrays import CHAIN_FROM, CHAIN_TO, END, FIRST, IS_LEAF, Floats, Ints

_BRANCHES = 4


@dataclass(frozen=True, slots=True)
class BoxTree:
    """box: (nodes, 4 or 6) least and greatest coordinates. link: (nodes, 5), its columns as in `kernels.arrays`."""

    box: Floats
    link: Ints


@dataclass(frozen=True, slots=True)
class Leaves:
    """Runs of edges: their boxes, from which edge to which (not included), the owner's number and that of what hangs together.

    Ordered by owner. `chain` tells runs of one ring from those of another.
    """

    box: Floats
    first: Ints
    end: Ints
    owner: Ints
    chain: Ints


def box_trees(leaves: Leaves, owners: int) -> BoxTree:
    """Return a tree for each owner, node i the top of owner i's; an owner without leaves gets a node that nothing meets."""
    levels = [_Level.of(leaves, owners)]
    while levels[-1].count.max(initial=0) > 1:
        levels.append(levels[-1].above())
    return _joined(levels, owners)


def reduced(smallest: np.ufunc, values: Floats, first: Ints, end: Ints) -> Floats:
    """Return the smallest (or greatest) value of each run, `first` up to `end`; what lies between runs is left out."""
    if not first.size:
        return np.empty((0, values.shape[1]))
    # reduceat takes pairs of bounds; every second result is what lies between runs. One row more lets the last run end.
    bounds = np.stack([first, end], axis=1).ravel()
    return np.asarray(smallest.reduceat(np.append(values, values[-1:], axis=0), bounds, axis=0)[::2])


@dataclass(frozen=True, slots=True)
class _Level:
    """Nodes of one height. count: of each owner. below: from which node of the level under it to which (not included).

    corners: first and last corner. chains: of the first and the last leaf under it.
    """

    box: Floats
    count: Ints
    below: NDArray[np.int64]
    corners: NDArray[np.int64]
    chains: NDArray[np.int64]

    @classmethod
    def of(cls, leaves: Leaves, owners: int) -> "_Level":
        runs = np.stack([leaves.first, leaves.end], axis=1).astype(np.int64)
        chains = np.stack([leaves.chain, leaves.chain], axis=1).astype(np.int64)
        return cls(leaves.box, np.bincount(leaves.owner, minlength=owners).astype(np.int64), runs, runs, chains)

    def above(self) -> "_Level":
        half = self.box.shape[1] // 2
        count = np.where(self.count > 1, -(-self.count // _BRANCHES), 0)
        owner = np.repeat(np.arange(len(count)), count)
        number = np.arange(len(owner)) - (np.cumsum(count) - count)[owner]
        first = (np.cumsum(self.count) - self.count)[owner] + _BRANCHES * number
        end = np.minimum(first + _BRANCHES, np.cumsum(self.count)[owner])
        least, greatest = self.box[:, :half], self.box[:, half:]
        return _Level(
            np.concatenate([reduced(np.minimum, least, first, end), reduced(np.maximum, greatest, first, end)], axis=1),
            count,
            np.stack([first, end], axis=1),
            np.stack([self.corners[first, 0], self.corners[end - 1, 1]], axis=1),
            np.stack([self.chains[first, 0], self.chains[end - 1, 1]], axis=1),
        )


def _joined(levels: list[_Level], owners: int) -> BoxTree:
    """Number the nodes: tops first, then level by level downwards, so that children stand side by side."""
    places = _places(levels, owners)
    nodes = max(owners, *(int(place.max(initial=-1)) + 1 for place in places))
    half = levels[0].box.shape[1] // 2
    box = np.concatenate([np.full((nodes, half), np.inf), np.full((nodes, half), -np.inf)], axis=1)
    link = np.zeros((nodes, 5), dtype=np.int64)
    link[:, IS_LEAF] = 1
    for height, (level, place) in enumerate(zip(levels, places, strict=True)):
        box[place] = level.box
        link[place, IS_LEAF] = height == 0
        below = level.below if height == 0 else _renumbered(level.below, places[height - 1])
        link[place, FIRST], link[place, END] = below.T
        whole = level.chains[:, 0] == level.chains[:, 1]
        link[place, CHAIN_FROM] = np.where(whole, level.corners[:, 0], -1)
        link[place, CHAIN_TO] = np.where(whole, level.corners[:, 1], -1)
    return BoxTree(box, link)


def _places(levels: list[_Level], owners: int) -> list[Ints]:
    places, used = [], owners
    for level in reversed(levels):
        owner = np.repeat(np.arange(owners), level.count)
        is_top = level.count[owner] == 1
        place = np.where(is_top, owner, 0)
        place[~is_top] = used + np.arange(np.count_nonzero(~is_top))
        used += int(np.count_nonzero(~is_top))
        places.append(place)
    return places[::-1]


def _renumbered(below: NDArray[np.int64], place: Ints) -> NDArray[np.int64]:
    first = place[below[:, 0]]
    return np.stack([first, first + below[:, 1] - below[:, 0]], axis=1)
