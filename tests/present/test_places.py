"""Every kind of place in words: a sector says distance, direction and what it was measured from."""

from zoneinfo import ZoneInfo

import pytest
import shapely

from dashboard.domain.observation import Area, Sector, Unplaced
from dashboard.present.detail import incident_detail
from dashboard.present.places import place_words, sector_words, uncertainty_words
from dashboard.present.preview import preview_table
from tests.factories import REGION, one_observation, situation_of

ZONE = ZoneInfo("UTC")
ESE = Sector(37.5, 48.5, 112.5, 11.25, 3_000, 5_000, 2_000, "Northbridge")


def first_row(place):
    return situation_of([one_observation(place=place)]).observations.iloc[0]


@pytest.mark.parametrize(
    ("sector", "words"),
    [
        (ESE, "3.0–5.0 km ESE ± 11.25° of Northbridge, which reaches 2.0 km"),
        (Sector(37.5, 48.5, 0, 180, 0, 5_000, 0, "Northbridge"), "up to 5.0 km from Northbridge"),
        (Sector(37.5, 48.5, 120, 10, 450, 550, 0, "Northbridge"), "450–550 m at 120° ± 10° of Northbridge"),
        (Sector(37.5, 48.5, 315, 45, 500, 1_500, 0, "Northbridge"), "500 m–1.5 km NW ± 45° of Northbridge"),
    ],
)
def test_a_sector_in_words(sector, words):
    assert sector_words(first_row(sector)) == words


def test_every_kind_of_place_has_its_words():
    rows = [first_row(place) for place in (None, ESE, Area("R-1", REGION), Unplaced("not known"))]
    assert [place_words(row) for row in rows] == ["48.5000° N, 37.5000° E", sector_words(rows[1]), "area", "unplaced"]
    assert [uncertainty_words(row) for row in rows] == ["", f", read as {sector_words(rows[1])}", "", ""]


def test_the_preview_and_the_detail_tell_the_sector_beside_what_was_reported():
    situation = situation_of([one_observation(place=ESE)], reported_place=["3-5km ESE of Northbridge"])
    preview = preview_table(situation.observations, ["undetermined"], ZONE, rows_max=1)
    assert preview["Place"].tolist() == ["3.0–5.0 km ESE ± 11.25° of Northbridge, which reaches 2.0 km"]
    detail = incident_detail(situation, 0, ZONE)
    assert detail.where == "3-5km ESE of Northbridge"
    place = dict(detail.observations[0].facts)["Place"]
    assert place == "3-5km ESE of Northbridge, read as 3.0–5.0 km ESE ± 11.25° of Northbridge, which reaches 2.0 km"
    assert shapely.intersects_xy(situation.observations.geometry.iloc[0], detail.lon, detail.lat)
