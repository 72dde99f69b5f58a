import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dashboard.present import counting
from dashboard.present.screen import crowds, down_a_web_map, home_box, middle, seen_from, wider

LON, LAT = st.floats(-180, 180), st.floats(-90, 90)


@given(st.lists(st.tuples(LON, LAT), max_size=40), st.floats(0, 18), st.integers(8, 60))
def test_every_point_is_in_the_one_crowd_of_its_cell_and_every_cell_has_one(points, zoom, side):
    lon, lat = np.array([one[0] for one in points]), np.array([one[1] for one in points])

    found = crowds(lon.astype(float), down_a_web_map(lat.astype(float)), zoom, side)

    assert len(found.number) == len(points)
    assert found.count.tolist() == np.bincount(found.number, minlength=len(found.count)).tolist()
    assert (found.count > 0).all()
    cells = {}
    across = 256 * 2.0**zoom / side
    for number, (east, north) in zip(found.number.tolist(), points, strict=True):
        sine = np.sin(np.radians(min(max(north, -85.05112878), 85.05112878)))
        down = 0.5 - np.arctanh(sine) / (2 * np.pi)
        cells.setdefault(number, set()).add((np.floor((east + 180) / 360 * across), np.floor(down * across)))
    assert all(len(one) == 1 for one in cells.values())
    assert len(set.union(set(), *cells.values())) == len(cells)


@given(st.lists(st.tuples(st.floats(36, 38), st.floats(47, 49)), min_size=2, max_size=30), st.floats(5, 9))
def test_a_crowd_lies_in_its_square(points, zoom):
    lon, lat = np.array(points).T
    found = crowds(lon, down_a_web_map(lat), zoom, 44)

    west, south, east, north = found.square[found.number].T
    assert (west - 1e-9 <= lon).all()
    assert (lon <= east + 1e-9).all()
    assert (south - 1e-9 <= lat).all()
    assert (lat <= north + 1e-9).all()


def test_cells_are_the_same_whether_points_are_counted_or_sorted_into_them(monkeypatch):
    random = np.random.default_rng(1)
    lon, lat = random.uniform(-170, 170, 500), random.uniform(-80, 80, 500)
    counted = crowds(lon, down_a_web_map(lat), 5.0, 44)
    monkeypatch.setattr(counting, "_ROOM_MIN", -(10**9))
    ranked = crowds(lon, down_a_web_map(lat), 5.0, 44)
    assert counted.number.tolist() == ranked.number.tolist()
    assert counted.square.tolist() == ranked.square.tolist()


def test_a_cell_is_as_wide_on_the_screen_as_was_asked():
    ((west, _, east, _),) = crowds(np.array([37.5, 37.5]), down_a_web_map(np.array([48.5, 48.5])), 8.0, 44).square

    assert (east - west) / 360 * 256 * 2**8 == pytest.approx(44)


@pytest.mark.parametrize("view", [(37.5, 48.5, 9.0), (0.0, 0.0, 3.0), (140.0, -35.0, 6.5)])
def test_what_a_view_shows_has_the_view_in_its_middle(view):
    box, zoom = seen_from(view, (0, 0, 1, 1))

    assert zoom == view[2]
    assert middle(box) == pytest.approx(view[:2], abs=1e-6)


def test_a_home_is_seen_whole_at_a_zoom_that_fits_the_map():
    home = (36.0, 47.0, 40.0, 50.0)
    box, zoom = seen_from(None, home, width_px=850, height_px=500)

    across = 4 / 360 * 256 * 2**zoom
    assert box == home
    assert across <= 850
    assert zoom > 6


def test_the_home_is_around_the_zones_with_a_margin_or_another_where_there_are_none():
    assert home_box([], (1, 2, 3, 4)) == (1, 2, 3, 4)
    assert home_box([shapely.box(0, 0, 1, 1), shapely.box(1, 1, 2, 2)], (1, 2, 3, 4)) == pytest.approx((-0.12, -0.12, 2.12, 2.12))
    assert wider((0, 0, 10, 2), 0.5) == (-5, -1, 15, 3)
