"""Cutting a zone to what lies near."""

import shapely
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry


def clipped(shape: BaseGeometry, west: float, south: float, east: float, north: float) -> BaseGeometry:
    """Return the part of a valid shape inside a box, both in lon/lat; valid, and the whole shape where it cannot be cut."""
    try:
        piece = shapely.clip_by_rect(shape, west, south, east, north)
    except GEOSException:
        # It gives up on a needle that the cut leaves as a line; the whole shape only takes longer.
        return shape
    if piece.is_valid:
        return piece
    # Cutting may leave a polygon that touches or crosses itself along the cut, which GEOS refuses to intersect.
    return shapely.make_valid(piece, method="structure", keep_collapsed=False)
