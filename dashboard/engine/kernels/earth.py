"""Positions on the WGS 84 ellipsoid as points in space, and what a straight line through it comes to on the ground."""

import numpy as np

from dashboard.engine.kernels.compiling import compiled

EQUATOR_M = 6_378_137.0
"""Half the greater axis of WGS 84."""
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)
"""Square of the first eccentricity."""


@compiled
def in_space(lon: float, lat: float) -> tuple[float, float, float]:
    """Return x, y, z in metres from the earth's centre of a position in degrees."""
    sin_lat, cos_lat = np.sin(np.radians(lat)), np.cos(np.radians(lat))
    normal = EQUATOR_M / np.sqrt(1 - E2 * sin_lat * sin_lat)
    out = normal * cos_lat
    return out * np.cos(np.radians(lon)), out * np.sin(np.radians(lon)), normal * (1 - E2) * sin_lat


@compiled
def mean_radius(z: float) -> float:
    """Return the mean radius of curvature in metres at a height `z` above the plane of the equator."""
    return EQUATOR_M * np.sqrt(1 - E2) / (1 - E2 * _sine_squared(z))


@compiled
def along_ground(chord: float, rise: float, z: float) -> float:
    """Return the geodesic's length in metres for a straight line of `chord` metres between two positions.

    rise: how much higher above the plane of the equator it ends than it starts; z: the height of its middle. The ground is taken
    as a circle of the radius of curvature in the line's direction: right to 1e-9 at 100 km and 1e-6 at 2,000 km.
    """
    if chord == 0.0:
        return 0.0
    sine2 = _sine_squared(z)
    north2 = min(rise * rise / (chord * chord * max(1 - sine2, 1e-12)), 1.0)
    normal = EQUATOR_M / np.sqrt(1 - E2 * sine2)
    meridian = normal * (1 - E2) / (1 - E2 * sine2)
    radius = 1 / (north2 / meridian + (1 - north2) / normal)
    return 2 * radius * np.arcsin(min(chord / (2 * radius), 1.0))


@compiled
def _sine_squared(z: float) -> float:
    """Return the square of the sine of the latitude at height z; z = normal * (1 - E2) * sine, solved for the sine."""
    scaled = (z / (EQUATOR_M * (1 - E2))) ** 2
    return min(scaled / (1 + E2 * scaled), 1.0)
