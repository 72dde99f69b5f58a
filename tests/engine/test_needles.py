"""Zones that part by hardly anything: cutting them to the neighbourhood of a report must neither fail nor change its share."""

import numpy as np
import pytest
import shapely
from pyproj import Transformer

from dashboard.domain.observation import Point
from dashboard.engine.assess import assess
from dashboard.engine.tables import findings_table
from tests.engine.builders import agreement, observation, provision, table, zone


def comb(seed: int) -> tuple[shapely.Polygon, list[Point]]:
    """Return a strip with forty needles on it, some far narrower than a metre, and discs across them."""
    random = np.random.default_rng(seed)
    gap = 10.0 ** -random.integers(3, 15)
    positions = [(36.9, 47.5)]
    for lon in np.sort(random.uniform(37.0, 38.0, 40)):
        positions += [(lon, 47.6), (lon + random.uniform(-0.004, 0.004), 48.4), (lon + gap, 47.6)]
    lons, lats = random.uniform(37.1, 37.9, 12), random.uniform(47.7, 48.2, 12)
    radii = random.uniform(500, 9_000, 12)
    return shapely.Polygon([*positions, (38.1, 47.5)]), [
        Point(float(lon), float(lat), float(radius)) for lon, lat, radius in zip(lons, lats, radii, strict=True)
    ]


@pytest.mark.parametrize("seed", [143, 216, 260, 269])
def test_a_zone_with_needles_is_met_as_much_as_its_ground_says(seed: int) -> None:
    ground, places = comb(seed)
    places += [Point(37.2, 47.58, 4_000.0), Point(37.7, 47.62, 9_000.0)]
    held = agreement([zone(ground)], [provision()])
    seen = table([observation(one) for one in places])
    done = findings_table(seen, assess(seen, held, engine_version="t"), held)
    plane = Transformer.from_crs("EPSG:4326", "+proj=laea +lat_0=47.6 +lon_0=37.5 +ellps=WGS84", always_xy=True)
    flat = shapely.transform(shapely.segmentize(ground, 0.005), plane.transform, interleaved=False)
    expected = []
    for one in places:
        disc = shapely.Point(plane.transform(one.lon, one.lat)).buffer(one.radius_m, quad_segs=64)
        expected.append(shapely.area(shapely.intersection(flat.buffer(0), disc)) / disc.area)
    met = [share for share in expected if share > 0.001]
    found = [share for share in done["p_inside"] if share > 0.001]
    assert found == pytest.approx(met, abs=0.002)
