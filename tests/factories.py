"""Invented pictures for tests of what is shown: observations, an agreement over them, and the situation they make."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import geopandas as gpd
import numpy as np
import shapely

from dashboard.domain.agreement import Agreement, Prohibition
from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Observation, Point, Unplaced
from dashboard.engine.situation import Situation, build_situation
from tests.engine.builders import agreement, provision, table, zone

START = datetime(2026, 6, 1, tzinfo=UTC)
REGION = shapely.box(36.0, 47.0, 40.0, 50.0)
INNER, OUTER = shapely.box(37.4, 48.2, 37.8, 48.6), shapely.box(37.0, 48.0, 38.0, 49.0)
ACTS = ("fire.artillery", "fire.mortar", "presence.heavy-weapon", "flight.uav", "movement.troops", "undetermined")
MEANS = ("patrol", "drone", "satellite", "partner")


def invented_agreement(**told: object) -> Agreement:
    """Two zones, one within the other; fire is prohibited in both, heavy weapons in the inner one."""
    zones = (zone(OUTER, id="outer", name="Outer zone"), zone(INNER, id="inner", name="Inner zone"))
    provisions = (
        provision(id="P1", clause="para 1", zone_ids=("outer", "inner"), prohibits=Prohibition(("fire",))),
        provision(id="P2", clause="para 2", zone_ids=("inner",), prohibits=Prohibition(("presence.heavy-weapon",))),
    )
    return agreement(zones, provisions, **told)


def one_observation(
    lon: float = 37.5, lat: float = 48.5, *, hours: float = 0, lasts: float = 1 / 60, **told: object
) -> Observation:
    """One observation at a point, `hours` after the start of June 2026, of one minute unless told otherwise."""
    begun = START + timedelta(hours=hours)
    observed = Interval(begun, begun + timedelta(hours=lasts))
    place = told.pop("place", None) or Point(lon, lat, float(told.pop("radius_m", 0)))
    values = {"observation_id": "o", "act": "fire.artillery", "party": "A"} | told
    return Observation(place=place, observed=observed, **values)


def situation_of(
    observations: Sequence[Observation], *, under: Agreement | None = None, **columns: Sequence[object]
) -> Situation:
    """The situation of some observations; `columns` set further columns of the table."""
    rows = table(observations, **columns)
    return build_situation(rows, under or invented_agreement(), engine_version="test")


def many_observations(count: int, *, seed: int = 1, days: int = 60) -> gpd.GeoDataFrame:
    """A table of many observations: points in and around the zones, some known to a region only, some without a place."""
    random = np.random.default_rng(seed)
    made = [_any_observation(random, number, days) for number in range(count)]
    means = random.choice(MEANS, count)
    return table(made, means=means, source=[f"{one} {number % 3}" for number, one in enumerate(means)])


def _any_observation(random: np.random.Generator, number: int, days: int) -> Observation:
    kind = random.random()
    place = Point(float(random.uniform(36.5, 38.5)), float(random.uniform(47.6, 49.4)), float(random.choice((0, 0, 300, 2500))))
    told = {"place": place}
    if kind > 0.95:
        told = {"place": Unplaced("no such place")}
    elif kind > 0.85:
        told = {"place": Area("R-1", REGION)}
    return one_observation(
        hours=float(random.uniform(0, 24 * days)),
        lasts=float(random.choice((1 / 60, 1, 24))),
        observation_id=f"o-{number}",
        act=str(random.choice(ACTS)),
        party=str(random.choice(("A", "B", ""))),
        **told,
    )


def many(count: int, **told: int) -> Situation:
    """The situation of many observations."""
    return build_situation(many_observations(count, **told), invented_agreement(), engine_version="test")
