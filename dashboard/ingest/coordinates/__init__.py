"""A position in any usual spelling, read from one cell for each coordinate or from one cell for both. Nothing is guessed.

A text is a position, or a way to write one from which none follows (`Unplaceable`), or it is refused with the reason. What a
text leaves open - the square of a grid reference, minutes without seconds - is its cell: the position is somewhere in it.
"""

import re

from dashboard.ingest.coordinates.angle import NO_COORDINATE, Angle, read_angle, tidy
from dashboard.ingest.coordinates.grid import read_grid
from dashboard.ingest.coordinates.pair import out_of_range, position, read_two
from dashboard.ingest.coordinates.result import (
    Axis,
    Bounds,
    Found,
    Order,
    Outcome,
    Refused,
    Unplaceable,
    as_cell,
    half_diagonal_m,
    in_metres,
    inside,
    metres_between,
)
from dashboard.ingest.coordinates.shape import read_shape

__all__ = [
    "Angle", "Axis", "Bounds", "Found", "Order", "Outcome", "Refused", "Unplaceable", "as_cell", "half_diagonal_m", "in_metres",
    "inside", "metres_between", "position", "read_axis", "read_pair", "tidy",
]  # fmt: skip

_LONGEST = 300
"""Letters; no position is longer."""
_TWO_NUMBERS = re.compile(r"-?[0-9]{1,3}(?:[.,][0-9]+)?[, ;]+-?[0-9]{1,3}(?:[.,][0-9]+)?")
"""The usual case, which is none of the other notations, so that these need not be tried."""
_NAMES = {"lat": "latitude", "lon": "longitude"}


def read_axis(text: str, axis: Axis) -> Angle | Refused:
    """Read a cell that holds one coordinate. Refused: a sentence whose subject is the coordinate, such as `lat is …`."""
    said = tidy(text)
    if len(said) > _LONGEST:
        return Refused(f"{axis} {NO_COORDINATE}")
    angle = read_angle(said)
    if isinstance(angle, Refused):
        return Refused(f"{axis} {_why_not_one(said, angle.reason)}")
    if angle.axis not in ("", axis):
        return Refused(f"{axis} says that it is a {_NAMES[angle.axis]}; lon and lat look swapped")
    return Refused(problem) if (problem := out_of_range(angle, axis)) else angle


def _why_not_one(said: str, reason: str) -> str:
    """Say of a cell for one coordinate that holds a whole position that it does."""
    if reason == NO_COORDINATE and any(map(str.isdigit, said)) and not isinstance(read_pair(said, "lat,lon"), Refused):
        return "holds a whole position, expected one coordinate; give the column as `coordinates` in a mapping"
    return reason


def read_pair(text: str, order: Order = "", bounds: Bounds | None = None, *, swapped: bool = False) -> Outcome:
    """Read a cell that holds a whole position.

    order: of two numbers that do not say which is which. bounds: the theatre's, which may tell it; then that is flagged.
    swapped: whether a person has said that notations which prescribe an order (WKT, GeoJSON) are filled in the wrong one.
    Refused: a sentence without its subject, the position.
    """
    said = tidy(text)
    if len(said) > _LONGEST:
        return Refused("is too long to be a position")
    outcome = None if _TWO_NUMBERS.fullmatch(said) else read_shape(said, swapped=swapped) or read_grid(said)
    return read_two(said, order, bounds) if outcome is None else outcome
