"""Whether certainty means what it says: of reports that are x certain, the truth they stand for was inside and in force in x."""

from datetime import timedelta

import numpy as np
import pytest
import shapely
from numpy.typing import NDArray

from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Place, Point, Sector
from dashboard.engine.assess import assess
from dashboard.engine.shares import microseconds
from tests.engine.builders import NOON, agreement, observation, provision, table, zone
from tests.engine.geodesics import GEOD
from tests.engine.kernels.zones import star

Floats = NDArray[np.float64]
ZONE = star(300)
SPANS = (Interval(NOON - timedelta(hours=5), NOON + timedelta(hours=4)),)
SUSPENDED = (Interval(NOON, NOON + timedelta(hours=1)),)
REPORTS, TRUTHS = 2_400, 100
CORNERS = shapely.get_coordinates(ZONE)


def a_disc(rng: np.random.Generator) -> tuple[Place, Floats]:
    """A place, and where the truth may have been: anywhere in it, with equal chance, (truths, 2)."""
    lon, lat, radius = *near_the_edge(rng), rng.uniform(500, 20_000)
    away, turn = radius * np.sqrt(rng.random(TRUTHS)), rng.uniform(0, 360, TRUTHS)
    return Point(float(lon), float(lat), float(radius)), told_from(lon, lat, turn, away)


def a_sector(rng: np.random.Generator) -> tuple[Place, Floats]:
    lon, lat, bearing, spread = *near_the_edge(rng), rng.uniform(0, 360), rng.choice([11.25, 22.5, 180.0])
    from_m, to_m = np.sort(rng.uniform(0, 20_000, 2))
    away = np.sqrt(rng.uniform(from_m**2, to_m**2, TRUTHS))
    place = Sector(float(lon), float(lat), float(bearing), float(spread), float(from_m), float(to_m))
    return place, told_from(lon, lat, bearing + rng.uniform(-spread, spread, TRUTHS), away)


def an_area(rng: np.random.Generator) -> tuple[Place, Floats]:
    area = star(25, *near_the_edge(rng), reach=rng.uniform(0.02, 0.3), seed=int(rng.integers(1 << 30)))
    west, south, east, north = area.bounds
    # By equal area: longitudes evenly, latitudes by their sine.
    lon = rng.uniform(west, east, 50 * TRUTHS)
    lat = np.degrees(np.arcsin(rng.uniform(*np.sin(np.radians([south, north])), 50 * TRUTHS)))
    held = np.flatnonzero(shapely.contains_xy(area, lon, lat))[:TRUTHS]
    assert len(held) == TRUTHS
    return Area("R", area), np.column_stack([lon[held], lat[held]])


def near_the_edge(rng: np.random.Generator) -> Floats:
    return rng.choice(CORNERS) + rng.normal(0, 0.07, 2)


def told_from(lon: float, lat: float, turn: Floats, away: Floats) -> Floats:
    return np.column_stack(GEOD.fwd(np.full(TRUTHS, lon), np.full(TRUTHS, lat), turn, away)[:2])


@pytest.mark.slow
@pytest.mark.parametrize("kind", [a_disc, a_sector, an_area], ids=["discs", "sectors", "areas"])
def test_of_reports_that_are_x_certain_the_truth_was_inside_and_in_force_in_x_of_all(kind) -> None:
    """A report straddles the edge, the times in force, or both; place and time of the truth are drawn apart."""
    rng = np.random.default_rng(21)
    places, truths = zip(*(kind(rng) for _ in range(REPORTS)), strict=True)
    begun = [NOON + timedelta(minutes=int(m)) for m in rng.integers(-400, 240, REPORTS)]
    ended = [start + timedelta(minutes=int(m)) for start, m in zip(begun, rng.choice([1, 1, 60, 500], REPORTS), strict=True)]
    reports = [observation(place, observed=Interval(*when)) for place, *when in zip(places, begun, ended, strict=True)]
    held = agreement([zone(ZONE, in_force=SPANS, suspended=SUSPENDED)], [provision()])

    findings = assess(table(reports), held, engine_version="t").findings
    certainty = np.zeros(REPORTS)
    certainty[findings["row"]] = findings["p_inside"] * findings["p_in_force"]

    start, end = (np.array([microseconds(one) for one in times])[:, None] for times in (begun, ended))
    moment = start + rng.random((REPORTS, TRUTHS)) * (end - start)
    in_force = within(moment, SPANS) & ~within(moment, SUSPENDED)
    inside = shapely.intersects_xy(ZONE, *np.array(truths).reshape(-1, 2).T).reshape(REPORTS, TRUTHS)
    true = (inside & in_force).mean(axis=1)

    assert true[certainty == 0].max() == 0
    assert true[certainty == 1].min() == 1
    doubtful = (certainty > 0) & (certainty < 1)
    decile = np.minimum((certainty * 10).astype(int), 9)
    for one in range(10):
        mine = doubtful & (decile == one)
        assert mine.sum() * TRUTHS > 5_000
        assert true[mine].mean() == pytest.approx(certainty[mine].mean(), abs=0.02)


def within(moments: NDArray[np.float64], spans: tuple[Interval, ...]) -> NDArray[np.bool_]:
    return np.any([(moments >= microseconds(one.start)) & (moments < microseconds(one.end)) for one in spans], axis=0)
