"""Which zones' time is watched, bin by bin of the timeline and under its filters."""

from datetime import date, timedelta

import numpy as np
import pytest
import shapely

from dashboard.domain.coverage import SHARES, STATES
from dashboard.domain.intervals import Interval
from dashboard.engine.coverage import watched
from dashboard.engine.shares import microseconds
from dashboard.present.coverage import areas_shown, as_far_as, in_bins, looked_of
from dashboard.present.coverage_table import zone_hours, zone_table, zone_titles
from dashboard.report.coverage_bins import coverage_bins_csv
from tests.factories import START, invented_agreement, one_observation, situation_of
from tests.present.watching import KYIV, covered, line_of, watch

OBSERVED = SHARES.index("observed")


@pytest.fixture(scope="module")
def line():
    return line_of(situation_of([one_observation(hours=30)]))


def test_a_zone_watched_all_day_is_watched_that_day_and_not_stated_on_the_next(line):
    shares = covered([watch("inner")], line, ("inner",)).of_bins()

    assert shares[0].tolist() == [1, 0, 0, 0, 0, 0]
    assert shares[1].tolist() == [0, 0, 0, 0, 0, 1]
    assert len(shares) == len(line.bins) == 10


def test_shares_add_up_to_all_of_the_time_of_the_zones_shown(line):
    log = [watch("outer", day=0.25, days=3), watch("inner", day=2, days=4, state="jammed"), watch("inner", day=3, days=0.5)]
    coverage = covered(log, line)

    for shares in (coverage.of_bins(), coverage.of_zones(), coverage.of_all()[None]):
        assert np.allclose(shares.sum(axis=-1), 1)


def test_the_hours_of_each_zone_count_alike(line):
    # The outer zone holds the inner one: who watched all of it watched that too, and what was said of the inner adds nothing.
    coverage = covered([watch("outer", days=5), watch("inner", days=5)], line)

    assert coverage.of_all()[OBSERVED] == pytest.approx(0.5)
    assert covered([watch("inner", days=10)], line, ("inner",)).of_all()[OBSERVED] == pytest.approx(1)


def test_only_the_zones_that_are_chosen_are_asked_about(line):
    log = [watch("inner", days=10)]

    assert covered(log, line, ("inner",)).zone_ids == ("inner",)
    assert covered(log, line).zone_ids == ("outer", "inner")
    assert covered(log, line, ("no such zone",)).zone_ids == ()


def test_of_a_region_only_the_ground_within_it_is_asked_about(line):
    half = shapely.box(37.4, 48.2, 37.6, 48.6)

    assert covered([watch("inner")], line, ("inner",), half).shares[0, 0, OBSERVED] == pytest.approx(1)
    assert covered([watch("inner")], line, (), half).shares[0, 0, OBSERVED] == pytest.approx(1)
    assert covered([watch("inner")], line, (), shapely.box(0, 0, 1, 1)).zone_ids == ()
    assert covered([watch("inner")], line, (), shapely.Polygon()).zone_ids == (), "a region that has no ground"


def test_time_in_which_no_zone_is_in_force_is_neither_watched_nor_not(line):
    from_third = (Interval(START + timedelta(days=2)),)
    coverage = covered([watch("outer", days=10)], line, ("outer",), in_force=from_third)

    assert np.isnan(coverage.of_bins()[0]).all()
    assert coverage.of_bins()[-1, OBSERVED] == pytest.approx(1)
    assert coverage.of_all()[OBSERVED] == pytest.approx(1)


@pytest.mark.parametrize("share", [0.25, 1.0])
def test_shares_are_of_the_time_up_to_now(line, share):
    reached = START - timedelta(hours=3) + timedelta(days=2)
    coverage = covered([watch("outer", days=2 * share)], line, ("outer",), reached=reached)

    assert coverage.of_all()[OBSERVED] == pytest.approx(share)
    assert np.isnan(coverage.of_bins()[2:]).all()
    assert zone_hours(coverage, {"outer": "Outer"})["Hours in force"].tolist() == [48]


def test_bins_are_past_go_on_or_are_still_to_come(line):
    edges = line.moments(KYIV)
    noon = START + timedelta(hours=9)

    assert as_far_as(edges, noon)[1] == ("now", *["ahead"] * 9)
    assert as_far_as(edges, START + timedelta(days=1) - timedelta(hours=3))[1] == ("past", *["ahead"] * 9)
    assert as_far_as(edges, START + timedelta(days=99))[1] == ("past",) * 10
    assert (np.diff(as_far_as(edges, noon)[0]) == [12 * 3_600_000_000, *[0] * 9]).all()


def test_means_of_a_bin_are_those_of_all_zones_that_were_watched_then(line):
    log = [watch("outer", means="drone"), watch("inner", means="camera"), watch("inner", means="patrol", state="denied")]

    coverage = covered(log, line)

    assert coverage.means_of_bins()[0] == ("camera", "drone")
    assert coverage.means_of_bins()[1] == ()


def test_the_hour_that_the_clock_leaves_out_is_no_time_and_the_one_it_shows_twice_is_two_hours():
    spring = line_of(situation_of([one_observation()]), first_day=date(2026, 3, 29), last_day=date(2026, 3, 29))
    autumn = line_of(situation_of([one_observation()]), first_day=date(2026, 10, 25), last_day=date(2026, 10, 25))

    assert covered([], spring).seconds[0].tolist() == [3600, 3600, 3600, 0, *[3600] * 20]
    assert covered([], autumn).seconds[0].tolist() == [3600, 3600, 3600, 7200, *[3600] * 20]
    assert len(covered([watch()], spring).means_of_bins()) == 24


@pytest.mark.parametrize("seed", range(4))
def test_shares_of_bins_are_those_that_the_engine_works_out_for_each_bin(seed):
    random = np.random.default_rng(seed)
    log = [
        watch(
            str(random.choice(["outer", "inner"])),
            day=random.uniform(-2, 11),
            days=random.uniform(0.01, 4),
            state=str(random.choice(STATES)),
            means=str(random.choice(["drone", "patrol", ""])),
        )
        for _ in range(30)
    ]
    in_force = (Interval(START + timedelta(days=1.3), START + timedelta(days=4)), Interval(START + timedelta(days=6)))
    agreement = invented_agreement(in_force=in_force)
    outlines = {zone.id: zone.geometry for zone in agreement.zones}
    edges = [START + timedelta(hours=float(hours)) for hours in np.unique(random.integers(-72, 300, 25))]

    areas = areas_shown(agreement)
    found = watched(log, areas, lambda one: outlines[one.zone], edges)
    coverage = in_bins(looked_of(log, areas, lambda one: outlines[one.zone]), np.array([microseconds(one) for one in edges]))

    assert np.allclose(coverage.shares, found.shares, atol=1e-9, equal_nan=True)
    assert (coverage.means_seen == found.means_seen).all()
    assert coverage.zone_ids == found.names


def test_the_table_has_a_row_for_each_zone_and_bin_in_force_and_becomes_a_file(line):
    table = zone_table(covered([watch("inner", means="drone")], line, ("inner",)), line, KYIV)

    assert len(table) == 10
    lines = coverage_bins_csv(table).decode().splitlines()
    assert lines[0] == "zone_id,from,to,hours_in_force,observed,denied,jammed,weather,no_asset,not_stated,means"
    assert lines[1] == "inner,2026-05-31T21:00:00Z,2026-06-01T21:00:00Z,24,1,0,0,0,0,0,drone"
    assert lines[2] == "inner,2026-06-01T21:00:00Z,2026-06-02T21:00:00Z,24,0,0,0,0,0,1,"


def test_a_table_of_no_zone_is_a_file_of_headings(line):
    table = zone_table(covered([], line, ("no such zone",)), line, KYIV)

    assert len(coverage_bins_csv(table).decode().splitlines()) == 1


def test_hours_of_a_zone_are_its_time_in_force_divided_by_state(line):
    coverage = covered([watch("inner", days=2.5), watch("inner", day=5, days=1, state="jammed")], line, ("inner",))
    (row,) = zone_hours(coverage, {"inner": "Inner zone"}).to_dict("records")

    assert (row["Zone"], row["Hours in force"]) == ("Inner zone", 240)
    assert (row["Observed"], row["Jammed"], row["Not stated"]) == (60, 24, 156)
    assert zone_titles(coverage, {"inner": "Inner zone"}, "en", zones_max=5) == ("watched 25 %: Inner zone",)


def test_who_watched_a_zone_watched_every_zone_within_it(line):
    assert covered([watch("outer")], line, ("inner",)).shares[0, 0, OBSERVED] == pytest.approx(1)
    assert 0 < covered([watch("inner")], line, ("outer",)).shares[0, 0, OBSERVED] < 1
