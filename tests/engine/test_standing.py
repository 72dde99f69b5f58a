"""What follows from an agreement alone is made once, and made anew where anything of it differs."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import shapely

from dashboard.domain.intervals import Interval
from dashboard.domain.observation import Area, Point
from dashboard.engine.assess import assess
from dashboard.engine.standing import standing_of
from tests.engine.builders import NOON, SQUARE, agreement, observation, provision, table, zone

HOUR = timedelta(hours=1)
LATER = Interval(NOON + 2 * HOUR, NOON + 4 * HOUR)


def test_the_same_agreement_and_one_with_other_notifications_share_it():
    held = agreement([zone()], [provision()])
    assert standing_of(held) is standing_of(held) is standing_of(replace(held, notifications=()))


def test_another_time_in_force_has_its_own():
    held = agreement([zone()], [provision()])
    later = replace(held, in_force=(LATER,))
    seen = table([observation(Point(37.5, 48.5))])
    assert [len(assess(seen, one, engine_version="t").findings) for one in (held, later, held)] == [1, 0, 1]


def test_a_zone_is_asked_for_from_the_first_to_the_last_time_any_provision_holds_in_it():
    window = Interval(NOON, NOON + HOUR)
    rules = [provision(in_force=(window,)), provision(id="P2", in_force=(LATER,)), provision(id="P3", zone_ids=("y",))]
    standing = standing_of(agreement([zone(), zone(id="y"), zone(id="never")], rules))
    hours = (standing.until - standing.since)[:1] / 3_600_000_000
    assert hours.tolist() == [4.0]
    assert standing.since[2] > standing.until[2]


def test_rows_of_one_region_each_have_what_was_in_force_at_their_time():
    region = Area("R1", shapely.box(37.2, 48.2, 37.4, 48.4))
    told = [observation(region, observed=Interval(NOON + hours * HOUR, NOON + (hours + 1) * HOUR)) for hours in (0, 1.5, 3, 5)]
    held = agreement([zone(), zone(SQUARE.buffer(1), id="y", in_force=(LATER,))], [provision(zone_ids=("y", "z"))])
    found = assess(table(told), held, engine_version="t").findings
    assert found["row"].tolist() == [0, 1, 1, 2, 2, 3]
    # In the provision's own order of zones.
    assert found["zone"].tolist() == [0, 1, 0, 1, 0, 0]
    assert found["p_in_force"].tolist() == [1.0, 0.5, 1.0, 1.0, 1.0, 1.0]
    assert np.all(found["p_inside"] == 1.0)
