"""Everything within a distance of a position, on the ground."""

import numpy as np
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon

from dashboard.engine.ground import EARTH_RADIUS_M, GREATEST_DISTANCE_M, GroundError, cut_at_antimeridian

_GEOD = Geod(ellps="WGS84")
_TOLERANCE_M = 0.5
_LEAST_POINTS = 256
_HIGHEST_LATITUDE = 89.0


def circle_on_ground(lon: float, lat: float, radius_m: float) -> Polygon | MultiPolygon:
    """Return the area within `radius_m` geodesic metres of a position in degrees, in lon/lat; edges within half a metre.

    Across the antimeridian it is cut as RFC 7946, section 3.1.9, asks. Raises GroundError: a radius out of range, or a pole near.
    """
    if not 0 < radius_m <= GREATEST_DISTANCE_M:
        raise GroundError(f"found a radius of {radius_m:,} m, expected more than 0 and at most {GREATEST_DISTANCE_M:,.0f} m")
    if abs(lat) + np.degrees(radius_m / EARTH_RADIUS_M) > _HIGHEST_LATITUDE:
        raise GroundError(f"the circle of {radius_m:,} m reaches beyond {_HIGHEST_LATITUDE:.0f}° of latitude")
    # The chord of a step stays within the tolerance of its arc, and the edge in lon/lat within that of the chord.
    bend = 1 / radius_m + np.tan(np.radians(abs(lat)) + radius_m / EARTH_RADIUS_M) / EARTH_RADIUS_M
    count = max(_LEAST_POINTS, int(np.ceil(2 * np.pi * radius_m / np.sqrt(8 * _TOLERANCE_M / bend))))
    bearings = -np.linspace(0, 360, count, endpoint=False)
    ends = _GEOD.fwd(np.full(count, lon), np.full(count, lat), bearings, np.full(count, radius_m))
    east = ends[0] - 360 * np.round((ends[0] - lon) / 360)
    return cut_at_antimeridian(Polygon(np.stack([east, ends[1]], axis=1)))
