"""Invented observations and zones in memory, for measuring the engine alone: seeded, so that two runs measure the same thing.

Six in ten places are points, two discs, one a sector, one an area (a region, as a tag names it).
"""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry import Polygon

from dashboard.domain.agreement import Agreement, Prohibition, Provision, Zone
from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Sector
from dashboard.engine.sector_shape import sector_shapes

Floats = NDArray[np.float64]

WEST, SOUTH, EAST, NORTH = 30.0, 46.0, 40.0, 51.0
_START = pd.Timestamp("2026-06-01", tz="UTC")
_ACTS = np.array(["fire", "fire.artillery", "fire.small-arms", "presence.heavy-weapon", "flight.uav", "undetermined"])
_KINDS = {"point": 0.8, "sector": 0.1, "area": 0.1}
DIFFERENT_SECTORS, _REGIONS = 20_000, (8, 5)


def mixed_observations(count: int, seed: int = 1, different_sectors: int = DIFFERENT_SECTORS) -> gpd.GeoDataFrame:
    """Return a table as the engine gets it. Only so many sectors differ: reports name the same places over and over."""
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame({name: pd.Series(np.full(count, ""), dtype="str") for name in OBSERVATION_TABLE})
    kind = rng.choice(list(_KINDS), count, p=list(_KINDS.values()))
    lon, lat = rng.uniform(WEST, EAST, count), rng.uniform(SOUTH, NORTH, count)
    radius = np.where(rng.random(count) < 0.25, rng.uniform(50, 5_000, count).round(), 0.0)
    geometry = shapely.points(lon, lat)
    sectors, areas = np.flatnonzero(kind == "sector"), np.flatnonzero(kind == "area")
    lon[sectors], lat[sectors], radius[sectors], geometry[sectors] = _sectors(rng, len(sectors), different_sectors)
    lon[areas], lat[areas], radius[areas] = np.nan, np.nan, np.nan
    geometry[areas] = _regions(rng)[rng.integers(0, _REGIONS[0] * _REGIONS[1], len(areas))]
    start = _START + pd.to_timedelta(rng.integers(0, 90 * 86_400, count), unit="s")
    columns: dict[str, object] = {
        "superseded": np.zeros(count, dtype=np.bool_),
        "observed_from": start.as_unit("us"),
        "observed_to": (start + pd.Timedelta(minutes=1)).as_unit("us"),
        "place_kind": pd.Series(kind, dtype="str"),
        "lon": lon,
        "lat": lat,
        "radius_m": radius,
        "act": pd.Series(_ACTS[rng.integers(0, len(_ACTS), count)], dtype="str"),
        "party": pd.Series(np.array(["", "A", "B"])[rng.integers(0, 3, count)], dtype="str"),
        "calibre_mm": rng.choice([np.nan, 82.0, 122.0, 152.0], count),
        "count_min": np.full(count, np.nan),
        "count_most": np.full(count, np.nan),
        **dict.fromkeys(SECTOR_NUMBERS, np.full(count, np.nan)),
    }
    frame = pd.concat([frame.drop(columns=list(columns)), pd.DataFrame(columns)], axis=1)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs="EPSG:4326")


def agreement_over(zones: list[Polygon], seed: int = 2) -> Agreement:
    """Return an agreement of one provision over some zones, each in force for a part of the ninety days."""
    rng = np.random.default_rng(seed)
    declared = tuple(
        Zone(f"z{number}", f"Zone {number}", "security zone", shape, in_force=(_some_days(rng),))
        for number, shape in enumerate(zones)
    )
    rule = Provision("P1", "para 1", "", tuple(zone.id for zone in declared), Prohibition(("fire",)), binds=("A", "B"))
    return Agreement(
        "bench", "Bench", "ceasefire", "UTC", (Interval(),), ("A", "B"), "invented", declared, (rule,), version="bench"
    )


def star_zones(count: int, vertices: int, share: float = 0.7, seed: int = 2) -> list[Polygon]:
    """Return star-shaped zones that together cover about `share` of the theatre, their edges winding at every scale."""
    rng = np.random.default_rng(seed)
    reach = np.sqrt(share * (EAST - WEST) * (NORTH - SOUTH) / (count * np.pi * 0.7))
    return [_star(rng, reach * rng.uniform(0.6, 1.3), vertices) for _ in range(count)]


def _star(rng: np.random.Generator, reach: float, vertices: int) -> Polygon:
    turn = np.linspace(0, 2 * np.pi, vertices, endpoint=False)
    winding = 1 + sum(
        0.3 / k * np.sin(k * turn + rng.uniform(0, 6)) for k in 3 ** np.arange(1, max(int(np.log(vertices) - 1), 2))
    )
    east, north = rng.uniform(WEST, EAST), rng.uniform(SOUTH, NORTH)
    return Polygon(np.column_stack([east + reach * winding * np.cos(turn), north + 0.7 * reach * winding * np.sin(turn)]))


def _some_days(rng: np.random.Generator) -> Interval:
    first, length = int(rng.integers(0, 60)), int(rng.integers(10, 60))
    start = _START + pd.Timedelta(days=first)
    return Interval(start.to_pydatetime(), (start + pd.Timedelta(days=length)).to_pydatetime())


def _sectors(rng: np.random.Generator, count: int, different: int) -> tuple[Floats, Floats, Floats, NDArray[np.object_]]:
    most = min(count, different)
    lon, lat, bearing = rng.uniform(WEST, EAST, most), rng.uniform(SOUTH, NORTH, most), rng.integers(0, 16, most) * 22.5
    told = np.stack([lon, lat, bearing, rng.integers(1, 12, most), rng.uniform(0, 3_000, most)], axis=1).tolist()
    shapes = sector_shapes(
        [Sector(east, north, turn, 22.5, (km - 0.5) * 1e3, (km + 0.5) * 1e3, wide) for east, north, turn, km, wide in told]
    )
    pick = rng.integers(0, most, count)
    return shapes.lon[pick], shapes.lat[pick], shapes.radius_m[pick], shapes.polygon[pick]


def _regions(rng: np.random.Generator) -> NDArray[np.object_]:
    """Return the theatre cut into regions with winding borders that neighbours share."""
    columns, rows = _REGIONS
    along = np.linspace(-0.1, 1.1, 1_200)

    def winding() -> NDArray[np.float64]:
        return np.asarray(np.cumsum(rng.normal(0, 0.004, len(along))))

    lines = [np.column_stack([WEST + (EAST - WEST) * along, lat + winding()]) for lat in np.linspace(SOUTH, NORTH, rows + 1)]
    lines += [np.column_stack([lon + winding(), SOUTH + (NORTH - SOUTH) * along]) for lon in np.linspace(WEST, EAST, columns + 1)]
    cells = shapely.get_parts(shapely.polygonize([shapely.union_all([shapely.LineString(line) for line in lines])]))
    largest = np.argsort(-shapely.area(cells))[: columns * rows]
    return np.asarray(cells[largest])
