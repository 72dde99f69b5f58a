"""Distances told by geodesics, and lines to tell them of."""

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Geod, Transformer
from scipy.spatial import cKDTree
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from dashboard.engine.ground import Frame, densify

GEOD = Geod(ellps="WGS84")
LATITUDES = (0.0, 30.0, 48.0, 60.0, 70.0)
Floats = NDArray[np.float64]


def crooked_line(lat: float, *, degrees: float, points: int = 12, seed: int = 1) -> LineString:
    rng = np.random.default_rng(seed)
    lon = np.linspace(0, degrees, points) + 20
    return LineString(np.stack([lon, lat + rng.normal(0, degrees / 60, points)], axis=1))


def on_sphere(positions: Floats) -> Floats:
    lon, lat = np.radians(positions.T)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def geodesic_distance(positions: Floats, line: BaseGeometry, spacing: float) -> Floats:
    """Distance in metres to the nearest of many positions along the line, `spacing` degrees apart."""
    along = shapely.get_coordinates(shapely.segmentize(line, spacing))
    _, near = cKDTree(on_sphere(along)).query(on_sphere(positions), k=8)
    metres = [GEOD.inv(*positions.T, *along[column].T)[2] for column in near.T]
    return np.min(metres, axis=0)


def least_geodesic(one: BaseGeometry, other: BaseGeometry, spacing: float = 0.01) -> float:
    """Metres between two outlines straight in lon/lat: the geodesic between what is nearest in a plane around the first."""
    plane = Transformer.from_crs(4326, f"+proj=aeqd +lat_0={one.centroid.y} +lon_0={one.centroid.x} +ellps=WGS84", always_xy=True)
    flat = [
        shapely.transform(shapely.segmentize(each.boundary, spacing), plane.transform, interleaved=False) for each in (one, other)
    ]
    ends = shapely.get_coordinates(shapely.shortest_line(*flat)).T
    (from_lon, to_lon), (from_lat, to_lat) = plane.transform(*ends, direction="INVERSE")
    return float(GEOD.inv(from_lon, from_lat, to_lon, to_lat)[2])


def sampled(edge: BaseGeometry, spacing: float, count: int = 2000) -> Floats:
    positions = shapely.get_coordinates(shapely.segmentize(edge, spacing))
    return np.random.default_rng(7).permutation(positions)[:count]


def side_of(positions: Floats, line: LineString) -> NDArray[np.bool_]:
    """Whether each position is left of the place on the line it is nearest to, told in the line's own frame.

    At a corner the line runs the mean of its two ways: either edge alone, run on, can put a position on the wrong side.
    """
    frame = Frame.for_geometry(line)
    ground = shapely.get_coordinates(frame.project(densify(line)))
    steps = np.diff(ground, axis=0)
    xy = np.stack(frame.project_points(*positions.T), axis=1)
    edges = shapely.linestrings(np.stack([ground[:-1], ground[1:]], axis=1))
    index, edge = shapely.STRtree(edges).query_nearest(shapely.points(xy), all_matches=False)
    assert (index == np.arange(len(positions))).all()
    ways = steps / np.hypot(*steps.T)[:, None]
    along = np.sum((xy - ground[edge]) * steps[edge], axis=1) / np.sum(steps[edge] ** 2, axis=1)
    other = np.clip(edge + np.where(along <= 0, -1, np.where(along >= 1, 1, 0)), 0, len(edges) - 1)
    way, start = ways[edge] + ways[other], ground[edge + (along >= 1)]
    return way[:, 0] * (xy - start)[:, 1] - way[:, 1] * (xy - start)[:, 0] > 0
