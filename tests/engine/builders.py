"""Observations tables and agreements made from plain values, for the engine's tests. Everything is invented."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dashboard.domain.agreement import Agreement, Prohibition, Provision, Thresholds, Zone
from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Observation, Place, Point, Sector, Unplaced
from dashboard.engine.sector_shape import sector_shapes

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
SQUARE = shapely.box(37.0, 48.0, 38.0, 49.0)


def observation(place: Place, **told: object) -> Observation:
    """One observation at noon for a minute unless told otherwise."""
    values = {
        "observation_id": "o",
        "observed": Interval(NOON, NOON + timedelta(minutes=1)),
        "act": "fire.artillery",
        "party": "A",
    }
    return Observation(place=place, **{**values, **told})


def table(observations: Sequence[Observation], **columns: Sequence[object]) -> gpd.GeoDataFrame:
    """The observations as the engine gets them; `columns` set further columns of the table."""
    count = len(observations)
    frame = pd.DataFrame({name: pd.Series([""] * count, dtype="str") for name in OBSERVATION_TABLE})
    frame["row_key"] = [f"key-{number}" for number in range(count)]
    frame["observation_id"] = [one.observation_id for one in observations]
    frame["line"] = np.arange(count) + 2
    frame["superseded"] = False
    for name, side in (("observed_from", "start"), ("observed_to", "end")):
        times = pd.to_datetime([getattr(one.observed, side) for one in observations], utc=True)
        frame[name] = times.as_unit("us")
    frame["place_kind"] = [_KINDS[type(one.place)] for one in observations]
    circles = [_circle(one.place) for one in observations]
    frame[["lon", "lat", "radius_m"]] = np.array(circles, dtype=float).reshape(-1, 3)
    for name in SECTOR_NUMBERS:
        frame[name] = np.array([getattr(one.place, name, np.nan) for one in observations], dtype=float)
    frame["reference_place"] = [getattr(one.place, "reference", "") for one in observations]
    frame["region_code"] = [getattr(one.place, "region_code", "") for one in observations]
    frame["region_name"] = frame["region_code"]
    frame["unplaced_reason"] = [getattr(one.place, "reason", "") for one in observations]
    for name in ("act", "weapon", "party"):
        frame[name] = [getattr(one, name) for one in observations]
    frame["calibre_mm"] = np.array([np.nan if one.calibre_mm is None else one.calibre_mm for one in observations], dtype=float)
    frame["count_min"] = np.array([np.nan if one.count is None else one.count for one in observations], dtype=float)
    frame["means"] = [one.means or "patrol" for one in observations]
    for name, values in columns.items():
        frame[name] = list(values)
    text = dict.fromkeys(_TEXTS, "str")
    frame = frame.astype({**text, "superseded": bool})
    return gpd.GeoDataFrame(frame, geometry=[_geometry(one.place) for one in observations], crs="EPSG:4326")


_TEXTS = ("act", "weapon", "party", "means", "source", "origin", "region_code", "unplaced_reason", "reference_place")
_KINDS = {Point: "point", Sector: "sector", Area: "area", Unplaced: "unplaced"}


def _circle(place: Place) -> tuple[float, float, float]:
    match place:
        case Point(lon, lat, radius_m):
            return lon, lat, radius_m
        case Sector():
            shapes = sector_shapes([place])
            return float(shapes.lon[0]), float(shapes.lat[0]), float(shapes.radius_m[0])
        case Area() | Unplaced():
            return np.nan, np.nan, np.nan


def _geometry(place: Place) -> shapely.Geometry | None:
    match place:
        case Sector():
            return sector_shapes([place]).polygon[0]
        case Area(_, geometry):
            return geometry
        case Point() | Unplaced():
            return None


def zone(geometry: shapely.Geometry = SQUARE, **told: object) -> Zone:
    """A zone, always in force unless told otherwise."""
    values = {"id": "z", "name": "Zone", "kind": "security zone"}
    return Zone(geometry=geometry, **{**values, **told})


def provision(*acts: str, **told: object) -> Provision:
    """A provision that prohibits acts in zone `z`, binding both parties."""
    values = {"id": "P1", "clause": "para 1", "text": "", "zone_ids": ("z",), "binds": ("A", "B")}
    return Provision(prohibits=told.pop("prohibits", Prohibition(acts or ("fire",))), **{**values, **told})


def agreement(zones: Sequence[Zone], provisions: Sequence[Provision], **told: object) -> Agreement:
    """An agreement between A and B, in force from the first of June 2026."""
    values = {
        "id": "test",
        "title": "Test",
        "kind": "ceasefire",
        "time_zone": "UTC",
        "in_force": (Interval(datetime(2026, 6, 1, tzinfo=UTC)),),
        "parties": ("A", "B"),
        "source": "invented",
        "version": "v1",
        "thresholds": Thresholds(),
    }
    return Agreement(zones=tuple(zones), provisions=tuple(provisions), **{**values, **told})
