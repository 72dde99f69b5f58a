"""The situation as somebody sees it who may see neither who reported nor exactly where: one door for everything they are shown.

Verdicts are those of the exact reports and are never worked out anew. A copy is made of columns that are declared here one by
one; one that nobody declared is not in it. Whoever is handed the copy can forget nothing: what is left out is not there.
"""

import hashlib
import secrets
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.columns import SECTOR_NUMBERS
from dashboard.engine.assess import Assessment
from dashboard.engine.report_words import NOT_SHOWN
from dashboard.engine.situation import Situation

GRID_LON_DEG, GRID_LAT_DEG = 0.02, 0.01
"""Size of a cell of the grid, EPSG:4326: 1.1 km from south to north, and at 48° north 1.5 km from west to east."""
RADIUS_STEP_M = 500.0
"""A radius is rounded up to a multiple of this."""
SHARE_STEPS = 20
"""A share inside a zone is rounded down to one of so many equal steps: 5 %."""
COARSE_SECTOR_M = 1_500.0
"""A piece of a ring that no smaller circle holds is as vague as the grid, and stays as it was reported."""

OPEN = frozenset(
    {
        *("superseded", "observed_from", "observed_to", "reported_time", "region_code", "region_name"),
        *(
            "act",
            "reported_act",
            "weapon",
            "calibre_mm",
            "count",
            "count_min",
            "count_most",
            "party",
            "party_confidence",
            "means",
        ),
        *("reliability", "credibility"),
    }
)
"""Columns of the observations that everybody sees as they are."""
MADE_COARSE = frozenset(
    {
        *("row_key", "observation_id", "place_kind", "lon", "lat", "radius_m", "reference_place", *SECTOR_NUMBERS),
        *("unplaced_reason", "source", "origin", "geometry"),
    }
)
"""Columns that are made anew: rounded, or told only as far as they say nothing."""
LEFT_OUT = frozenset({"file", "line", "reported_place", "place_note", "description", "evidence", "other", "flags"})
"""Columns that are emptied: nobody can say what a text, a link or the name of a file gives away."""

_KEY = secrets.token_bytes(32)
"""What ids are made with: known to this process alone, so that nobody can guess a row and prove it by its id."""
_METRES_A_DEGREE = 111_700.0
"""No degree of the globe is longer."""


def coarse(situation: Situation) -> Situation:
    """Return a copy in which no report says who sent it, nor where more exactly than the grid."""
    return replace(
        situation,
        observations=_observations(situation.observations),
        assessment=_assessment(situation.assessment),
    )


def _observations(exact: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    columns: dict[str, object] = {name: exact[name] for name in exact.columns if name in OPEN}
    columns |= {name: 0 if name == "line" else "" for name in LEFT_OUT}
    columns |= {name: _instead_of(exact[name]) for name in ("source", "origin")}
    columns |= {"row_key": _pseudonyms("row", exact["row_key"]), "observation_id": _ids(exact)}
    unplaced = exact["place_kind"] == "unplaced"
    columns |= {"unplaced_reason": np.where(unplaced, "why is not shown", "")}
    columns |= _places(exact)
    made = pd.DataFrame(columns, index=exact.index)
    return gpd.GeoDataFrame(
        made[list(exact.columns)].astype(exact.drop(columns="geometry").dtypes), geometry="geometry", crs=exact.crs
    )


def _places(exact: gpd.GeoDataFrame) -> dict[str, object]:
    kind = exact["place_kind"].to_numpy(dtype=object)
    lon, lat, radius = (exact[name].to_numpy(dtype=np.float64) for name in ("lon", "lat", "radius_m"))
    is_vague_sector = (kind == "sector") & (radius >= COARSE_SECTOR_M)
    is_point = (kind == "point") | ((kind == "sector") & ~is_vague_sector)
    told = {name: np.where(is_vague_sector, exact[name], np.nan) for name in SECTOR_NUMBERS}
    snapped_lon, snapped_lat, around = snapped(lon, lat, radius)
    keeps_shape = is_vague_sector | (kind == "area")
    return {
        "place_kind": np.where(is_point, "point", kind),
        "lon": np.where(is_point, snapped_lon, np.where(is_vague_sector, lon, np.nan)),
        "lat": np.where(is_point, snapped_lat, np.where(is_vague_sector, lat, np.nan)),
        "radius_m": np.where(is_point, around, np.where(is_vague_sector, radius, np.nan)),
        "reference_place": np.where(is_vague_sector, exact["reference_place"], ""),
        **told,
        "geometry": exact["geometry"].where(keeps_shape, None),
    }


def snapped(
    lon: NDArray[np.float64], lat: NDArray[np.float64], radius_m: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the middles of the grid's cells, degrees, and radii in metres around them that hold all of each place."""
    middle_lon = (np.floor(lon / GRID_LON_DEG) + 0.5) * GRID_LON_DEG
    middle_lat = np.clip((np.floor(lat / GRID_LAT_DEG) + 0.5) * GRID_LAT_DEG, -90.0, 90.0)
    # The widest parallel of a cell is the one nearer to the equator.
    widest = np.cos(np.radians(np.maximum(np.abs(middle_lat) - GRID_LAT_DEG, 0.0)))
    to_corner = np.hypot(GRID_LON_DEG / 2 * widest, GRID_LAT_DEG / 2) * _METRES_A_DEGREE
    around = np.ceil((to_corner + radius_m) / RADIUS_STEP_M) * RADIUS_STEP_M
    return np.round(middle_lon, 6), np.round(middle_lat, 6), around


def _assessment(exact: Assessment) -> Assessment:
    rounded = np.floor(exact.findings["p_inside"].to_numpy(dtype=np.float64) * SHARE_STEPS + 1e-9) / SHARE_STEPS
    return replace(exact, findings=exact.findings.assign(p_inside=rounded, edge_distance_m=np.nan), is_coarse=True)


def _instead_of(named: pd.Series) -> NDArray[np.object_]:
    return np.where(named.to_numpy(dtype=object) == "", "", NOT_SHOWN)


def _ids(exact: gpd.GeoDataFrame) -> list[str]:
    """Return other ids; reports that a revision joins, of one source and id, stay joined."""
    return _pseudonyms("report", exact["source"] + "\0" + exact["observation_id"])


def _pseudonyms(kind: str, names: pd.Series) -> list[str]:
    # BLAKE2 takes the key by itself and is quick enough for a million rows.
    return [f"{kind}-{hashlib.blake2b(name.encode(), key=_KEY, digest_size=8).hexdigest()}" for name in names.tolist()]
