"""On which side of a line a point lies, exactly: floating point with a bound on its error, exact sums where that is not enough.

After J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates (1997).
"""

import numpy as np

from dashboard.engine.kernels.compiling import compiled

_UNSURE = (3 + 16 * 2.0**-53) * 2.0**-53
_SPLITTER = 2.0**27 + 1


@compiled
def side_of(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return 1 where p lies left of the line from a to b, -1 where right of it, 0 where exactly on it.

    Exact for differences of degrees from 2**-300 up: below, their products are too small for a number.
    """
    left, right = (ax - px) * (by - py), (ay - py) * (bx - px)
    difference = left - right
    if abs(difference) > _UNSURE * (abs(left) + abs(right)):
        return 1 if difference > 0 else -1
    return _exact_side(ax, ay, bx, by, px, py)


@compiled
def _exact_side(ax: float, ay: float, bx: float, by: float, px: float, py: float) -> int:
    """Return the sign of ax·by - ax·py - px·by - ay·bx + ay·px + py·bx without rounding."""
    total = np.zeros(12)
    used = 0
    for one, other in ((ax, by), (-ax, py), (-px, by), (-ay, bx), (ay, px), (py, bx)):
        high, low = _product(one, other)
        used = _add(total, used, low)
        used = _add(total, used, high)
    for part in range(used - 1, -1, -1):
        if total[part] != 0.0:
            return 1 if total[part] > 0 else -1
    return 0


@compiled
def _product(one: float, other: float) -> tuple[float, float]:
    """Return a product as the nearest number and what it misses."""
    product = one * other
    turned = _SPLITTER * one
    one_high = turned - (turned - one)
    one_low = one - one_high
    turned = _SPLITTER * other
    other_high = turned - (turned - other)
    other_low = other - other_high
    missed = one_low * other_low - (((product - one_high * other_high) - one_low * other_high) - one_high * other_low)
    return product, missed


@compiled
def _add(total: np.ndarray, used: int, number: float) -> int:
    """Add a number to an exact sum of `used` parts, smallest first; return the parts used then."""
    for part in range(used):
        grown = number + total[part]
        virtual = grown - number
        total[part] = (number - (grown - virtual)) + (total[part] - virtual)
        number = grown
    total[used] = number
    return used + 1
