"""Numbers told apart: by counting them into their range where that is short, which is many times faster than sorting."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
_ROOM_PER_NUMBER, _ROOM_MIN = 4, 1 << 16
"""Length of a range beyond which numbers are sorted instead."""


def told_apart(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the different numbers, in order, and for each of all its position among them: `np.unique` with its inverse."""
    if not len(numbers):
        return numbers, np.empty(0, dtype=np.int64)
    least = int(numbers.min())
    room = int(numbers.max()) - least + 1
    if room > _ROOM_PER_NUMBER * len(numbers) + _ROOM_MIN:
        different, position = np.unique(numbers, return_inverse=True)
        return different, position.astype(np.int64)
    within = numbers - least
    taken = np.zeros(room, dtype=np.bool_)
    taken[within] = True
    return np.flatnonzero(taken) + least, (np.cumsum(taken) - 1)[within]
