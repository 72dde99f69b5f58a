"""Getting the compiled kernels ready before anybody waits for them."""

import numpy as np
import shapely

from dashboard.engine.points import Discs
from dashboard.engine.shapes import Shapes
from dashboard.engine.zone_cache import ZoneIndex
from dashboard.engine.zone_index import index_zones


def warm() -> None:
    """Load what is compiled, or compile it, which takes half a minute once: a disc and an area are held against a zone."""
    zone = np.array([shapely.box(0, 0, 1, 1)])
    zones = ZoneIndex(zone, index_zones(list(zone)))
    Discs(np.zeros(1, np.int64), np.zeros(1), np.zeros(1), np.full(1, 1_000.0)).meeting(zones, _unheard)
    Shapes.of_areas(np.array([shapely.box(0.5, 0.5, 1.5, 1.5)])).meeting(zones, _unheard)


def _unheard(_share: float) -> None:
    return None
