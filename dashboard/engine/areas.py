"""Areas, which reports name over and over, held against zones: each different one once, and kept for the next table."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from dashboard.engine.pairs import Ints, Pairs
from dashboard.engine.shapes import Shapes
from dashboard.engine.zone_cache import ZoneIndex

_Key = TypeVar("_Key")
_Held = TypeVar("_Held")
_Areas = NDArray[np.object_]
_MOST_KEPT = 10_000
_NEARLY = 0.01
"""An area of which no more than this is outside, or inside, may meet the zone by its edge alone."""


def meet_areas(areas: _Areas, zones: ZoneIndex, told: Callable[[float], None]) -> tuple[Pairs, Ints]:
    """Return which zones areas meet, and of each area which number it has there: alike ones share theirs.

    areas: polygons and multipolygons in lon/lat (EPSG:4326). told: hears the share done and may raise to give up.
    """
    keys = _keys(areas, zones)
    first_of = {key: number for number, key in reversed(list(enumerate(keys)))}
    different = {key: number for number, key in enumerate(first_of)}
    pairs = _met_by(list(different), areas[list(first_of.values())], zones, told)
    return pairs, np.array([different[key] for key in keys], dtype=np.int64)


def _keys(areas: _Areas, zones: ZoneIndex) -> list[bytes]:
    """Return the well-known binary of each area, written once for the same object."""
    known = {number: held for number in map(id, areas) if (held := zones.keys.get(number)) is not None}
    new = [area for area in areas if id(area) not in known]
    written = {id(area): (area, key) for area, key in zip(new, shapely.to_wkb(np.array(new, dtype=object)), strict=True)}
    _keep(zones.keys, written)
    known |= written
    return [known[id(area)][1] for area in areas]


def _met_by(keys: list[bytes], areas: _Areas, zones: ZoneIndex, told: Callable[[float], None]) -> Pairs:
    """Hold different areas against all zones, each of them once for the same zones. keys: the well-known binary of each."""
    known = {key: pairs for key in keys if (pairs := zones.met_by.get(key)) is not None}
    new = np.array([number for number, key in enumerate(keys) if key not in known], dtype=np.int64)
    if new.size:
        met = _settled(Shapes.of_areas(areas[new], len(zones.geometry)).meeting(zones, told), areas[new], zones)
        bounds = np.searchsorted(met.row, np.arange(len(new) + 1))
        made = {keys[number]: met.taken(np.arange(*bounds[place : place + 2])) for place, number in enumerate(new)}
        _keep(zones.met_by, made)
        known |= made
    return Pairs.joined([replace(known[key], row=np.full_like(known[key].row, number)) for number, key in enumerate(keys)])


def _keep(kept: dict[_Key, _Held], more: dict[_Key, _Held]) -> None:
    """Keep more, and no more than `_MOST_KEPT` from before."""
    if len(kept) > _MOST_KEPT:
        kept.clear()
    kept.update(more)


def _settled(met: Pairs, areas: _Areas, zones: ZoneIndex) -> Pairs:
    """Let areas drawn with the same line as a zone's edge be wholly inside, or outside, exactly."""
    share = met.p_inside.copy()
    doubtful = np.flatnonzero((np.minimum(share, 1 - share) < _NEARLY) & (met.edge_distance_m == 0))
    area, zone = areas[met.row[doubtful]], zones.geometry[met.zone[doubtful]]
    share[doubtful] = np.where(shapely.covers(zone, area), 1.0, share[doubtful])
    share[doubtful] = np.where(shapely.relate_pattern(zone, area, "F********"), 0.0, share[doubtful])
    settled = Pairs(met.row, met.zone, share, met.edge_distance_m)
    return settled.taken(np.flatnonzero(share > 0))
