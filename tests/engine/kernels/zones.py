"""Zones that are hard to search, and the compiled functions called for one place. Everything is invented."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.engine.overlaps import Places
from dashboard.engine.pairs import Pairs
from dashboard.engine.zone_cache import zone_index
from tests.engine.builders import SQUARE, observation, table


def star(corners: int, lon: float = 37.5, lat: float = 48.5, reach: float = 0.5, seed: int = 1) -> shapely.Polygon:
    """A zone that winds, with a spike at every corner."""
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    out = reach * (1 + 0.2 * np.sin(9 * turn) + 0.05 * np.random.default_rng(seed).random(corners))
    return shapely.Polygon(np.column_stack([lon + out * np.cos(turn), lat + 0.7 * out * np.sin(turn)]))


DONUT = shapely.Polygon([(36, 47), (39, 47), (39, 50), (36, 50)], [[(37, 48), (37, 49), (38, 49), (38, 48)]])
COMB = shapely.Polygon([(37 + i / 40, 48 + (i % 2)) for i in range(41)] + [(38, 47.9), (37, 47.9)])
ISLANDS = shapely.MultiPolygon([star(30, 36.8 + 0.12 * i, 48.1 + 0.13 * (i % 7), 0.05, i) for i in range(14)])
ZONES: dict[str, BaseGeometry] = {
    "square": SQUARE,
    "donut": DONUT,
    "comb": COMB,
    "islands": ISLANDS,
    "star": star(200),
    "long": star(20_000),
}


def met(places: list, zone: BaseGeometry) -> tuple[np.ndarray, np.ndarray]:
    """The share inside one zone and the metres to its edge of each place; 0 and NaN where they do not meet."""
    seen = Places(table([observation(place) for place in places]))
    found = Pairs.of_rows(seen.meeting(zone_index([zone]), lambda _share: None))
    share, gap = np.zeros(len(places)), np.full(len(places), np.nan)
    share[found.row], gap[found.row] = found.p_inside, found.edge_distance_m
    return share, gap
