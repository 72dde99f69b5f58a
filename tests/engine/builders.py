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
    geometry, circles = _placed([one.place for one in observations])
    told = {
        "row_key": _texts([f"key-{number}" for number in range(count)]),
        "line": np.arange(count) + 2,
        "superseded": np.zeros(count, dtype=bool),
        "observed_from": _instants([one.observed.start for one in observations]),
        "observed_to": _instants([one.observed.end for one in observations]),
        "place_kind": _texts([_KINDS[type(one.place)] for one in observations]),
        **dict(zip(("lon", "lat", "radius_m"), circles.T, strict=True)),
        **{name: _numbers([getattr(one.place, name, None) for one in observations]) for name in SECTOR_NUMBERS},
        **{name: _texts([getattr(one.place, of, "") for one in observations]) for name, of in _OF_PLACES.items()},
        **{name: _texts([getattr(one, name) for one in observations]) for name in ("observation_id", "act", "weapon", "party")},
        "calibre_mm": _numbers([one.calibre_mm for one in observations]),
        "count_min": _numbers([one.count for one in observations]),
        "count_most": _numbers([one.count for one in observations]),
        "means": _texts([one.means or "patrol" for one in observations]),
    }
    further = {name: list(values) for name, values in columns.items()}
    frame = pd.DataFrame({**dict.fromkeys(OBSERVATION_TABLE, _texts([""] * count)), **told, **further})
    return gpd.GeoDataFrame(frame, geometry=gpd.array.from_shapely(geometry, crs="EPSG:4326"))


def _texts(values: Sequence[object]) -> pd.api.extensions.ExtensionArray:
    return pd.array(list(values), dtype="str")


def _numbers(values: Sequence[float | None]) -> np.ndarray:
    return np.array([np.nan if one is None else one for one in values], dtype=float)


def _instants(values: Sequence[datetime]) -> pd.DatetimeIndex:
    return pd.to_datetime(values, utc=True).as_unit("us")


_OF_PLACES = {
    "reference_place": "reference",
    "region_code": "region_code",
    "region_name": "region_code",
    "unplaced_reason": "reason",
}
_KINDS = {Point: "point", Sector: "sector", Area: "area", Unplaced: "unplaced"}


def _placed(places: Sequence[Place]) -> tuple[np.ndarray, np.ndarray]:
    """The geometry of each place, and the circle around a point or a sector: lon, lat, metres."""
    geometry, circles = np.full(len(places), None, dtype=object), np.full((len(places), 3), np.nan)
    for number, place in enumerate(places):
        match place:
            case Point(lon, lat, radius_m):
                circles[number] = lon, lat, radius_m
            case Area():
                geometry[number] = place.geometry
    # Drawn together, which a test holds equal to drawing each.
    sectors = [number for number, place in enumerate(places) if isinstance(place, Sector)]
    drawn = sector_shapes([places[number] for number in sectors])
    geometry[sectors] = drawn.polygon
    circles[sectors] = np.stack([drawn.lon, drawn.lat, drawn.radius_m], axis=1)
    return geometry, circles


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
