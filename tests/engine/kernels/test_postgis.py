"""Points in zones as PostGIS has them, where a server with it is installed."""

import os
from collections.abc import Iterator

import numpy as np
import psycopg
import pytest
import shapely

from tests.engine.kernels.test_inside import hard_positions, inside
from tests.engine.kernels.zones import ZONES, star
from tests.postgres_server import PostgresServer

MILLIMETRE = 1e-3 / 111_320
"""In degrees of latitude; a degree of longitude is shorter, so that this is never more than a millimetre."""


@pytest.fixture(scope="module")
def postgis(postgres_server: PostgresServer) -> Iterator[psycopg.Connection]:
    with postgres_server.empty_database() as url, psycopg.connect(url, autocommit=True) as connection:
        try:
            connection.execute("CREATE EXTENSION postgis")
        except psycopg.errors.FeatureNotSupported:
            reason = "NO POSTGIS: what is held against it was not tested; install postgresql-postgis"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        connection.execute("CREATE TABLE zone (n int, shape geometry)")
        connection.execute("CREATE TABLE point (n int, shape geometry)")
        yield connection


def load(postgis: psycopg.Connection, zones: list, positions: np.ndarray) -> None:
    """Put zones and positions, lon and lat in degrees, into the two tables, in place of what was there."""
    for table, shapes in (("zone", np.array(zones, dtype=object)), ("point", shapely.points(positions))):
        postgis.execute(f"TRUNCATE {table}")
        with postgis.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            copy.write("".join(f"{n}\t{shape}\n" for n, shape in enumerate(shapely.to_wkb(shapes, hex=True))))


def covered(postgis: psycopg.Connection, zones: int, positions: int) -> np.ndarray:
    """Whether each position lies in each zone, (positions, zones); every pair is asked."""
    found = np.zeros((positions, zones), dtype=bool)
    pairs = postgis.execute("SELECT p.n, z.n FROM zone z, point p WHERE ST_Covers(z.shape, p.shape)", binary=True).fetchall()
    found[tuple(np.array(pairs).reshape(-1, 2).T)] = True
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ZONES))
def test_points_lie_in_zones_where_postgis_has_them(postgis: psycopg.Connection, name: str) -> None:
    positions = hard_positions(ZONES[name])
    load(postgis, [ZONES[name]], positions)
    assert (inside([ZONES[name]], *positions.T) == covered(postgis, 1, len(positions))).all()


@pytest.mark.slow
def test_a_million_pairs_of_point_and_zone_agree_outside_a_millimetre(postgis: psycopg.Connection) -> None:
    zones, positions = many_zones(), many_positions(40_000)
    assert len(zones) * len(positions) == 1_000_000
    load(postgis, zones, positions)
    ours, theirs = inside(zones, *positions.T), covered(postgis, len(zones), len(positions))
    assert 100_000 < theirs.sum() < 900_000, "most pairs must not be settled by their bounds alone"
    point, zone = np.nonzero(ours != theirs)
    apart = shapely.distance(shapely.boundary(np.array(zones, dtype=object)[zone]), shapely.points(positions[point]))
    assert (apart <= MILLIMETRE).all()


def many_zones() -> list[shapely.Geometry]:
    """Twenty-five zones that lie over each other, the hard ones among them; of 4 to 20,000 corners."""
    rng = np.random.default_rng(11)
    places = zip(rng.uniform([37, 48], [38, 49], (19, 2)), rng.uniform(0.3, 0.9, 19), strict=True)
    return [*ZONES.values(), *(star(40 * (n + 1), *place, reach=reach, seed=n) for n, (place, reach) in enumerate(places))]


def many_positions(count: int) -> np.ndarray:
    """Half lie anywhere among the zones, half from a tenth of a micrometre to a hundred metres off an edge, (count, 2)."""
    rng = np.random.default_rng(12)
    corners = [shapely.get_coordinates(zone) for zone in many_zones()]
    starts, ends = (np.concatenate([some[part] for some in corners]) for part in (slice(-1), slice(1, None)))
    edge = rng.integers(0, len(starts), count // 2)
    beside = starts[edge] + rng.random((count // 2, 1)) * (ends[edge] - starts[edge])
    beside += rng.normal(size=beside.shape) * 10.0 ** rng.uniform(-12, -3, (count // 2, 1))
    return np.concatenate([rng.uniform([36.5, 47.5], [38.5, 49.5], (count - count // 2, 2)), beside])
