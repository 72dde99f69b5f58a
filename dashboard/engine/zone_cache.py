"""Zones as the engine searches them: their geometry, and the arrays of the compiled kernels, built once for the same geometry."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.engine.kernels.arrays import Zones
from dashboard.engine.latest import Latest
from dashboard.engine.pairs import Pairs
from dashboard.engine.zone_index import index_zones

_LATEST: Latest[bytes, "ZoneIndex"] = Latest(4)


@dataclass(frozen=True, slots=True, eq=False)
class ZoneIndex:
    """Area zones by number: polygons and multipolygons in lon/lat (EPSG:4326), and their arrays.

    keys: areas that were held against these zones, by their id, with their WKB: kept, so that an id stays its own. met_by: the
    pairs of each, by its WKB: regions come again with every file.
    """

    geometry: NDArray[np.object_]
    arrays: Zones
    keys: dict[int, tuple[BaseGeometry, bytes]] = field(default_factory=dict)
    met_by: dict[bytes, Pairs] = field(default_factory=dict)


def zone_index(zones: Sequence[BaseGeometry]) -> ZoneIndex:
    """Return the index of some area zones, numbered as they come; that of the latest few sets of zones is kept."""
    geometry = np.array(zones, dtype=object)
    digest = hashlib.sha256(b"".join(shapely.to_wkb(geometry))).digest()
    return _LATEST.of(digest, lambda: new_index(zones))


def new_index(zones: Sequence[BaseGeometry]) -> ZoneIndex:
    """Return the index of some area zones that nobody will ask for again."""
    return ZoneIndex(np.array(zones, dtype=object), index_zones(zones))
