from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.intervals import Interval
from dashboard.domain.verdicts import Verdict
from dashboard.present.facets import NOBODY, facets_of
from dashboard.present.filters import MANY, Filters
from dashboard.present.selection import counted_period, select, shown_period
from tests.factories import START, many, one_observation, situation_of

UTC_ZONE = ZoneInfo("UTC")


@pytest.fixture(scope="module")
def pictured():
    situation = many(400)
    return situation, facets_of(situation)


def chosen(pictured, **filters):
    situation, facets = pictured
    return select(facets, situation, Filters(**filters), UTC_ZONE)


def test_without_filters_everything_is_selected(pictured):
    selection = chosen(pictured)

    assert len(selection.incidents) == len(pictured[0].incidents)
    assert selection.observations == pictured[0].incidents["observations"].sum() == 400


@pytest.mark.parametrize("name", MANY)
def test_each_option_of_a_filter_selects_what_has_that_value_and_all_of_them_together_what_has_any(pictured, name):
    facets = pictured[1]
    options = facets.options(name)

    singly = [set(chosen(pictured, **{name: (one,)}).incidents) for one in options]

    assert options
    assert all(singly)
    assert set.union(*singly) == set(chosen(pictured, **{name: tuple(options)}).incidents)


def test_verdicts_select_by_the_incident_and_are_offered_strongest_first(pictured):
    situation, facets = pictured
    violations = chosen(pictured, verdicts=("potential violation",)).incidents

    assert (situation.incidents["verdict"].iloc[violations] == Verdict.POTENTIAL_VIOLATION).all()
    assert facets.options("verdicts")[0] == "potential violation"
    assert facets.options("verdicts")[-1] == "unplaced"


def test_filters_narrow_together(pictured):
    both = chosen(pictured, acts=("fire.mortar",), means=("drone",)).incidents

    alone = set(chosen(pictured, acts=("fire.mortar",)).incidents) & set(chosen(pictured, means=("drone",)).incidents)
    assert set(both) == alone


def test_an_unknown_value_selects_nothing(pictured):
    assert len(chosen(pictured, parties=("{{7*7}}",)).incidents) == 0


def test_a_day_selects_what_overlaps_it_and_nothing_that_ends_as_it_begins():
    situation = situation_of(
        [
            one_observation(hours=23, lasts=1, act="fire.mortar", observation_id="ends at midnight"),
            one_observation(hours=23.5, lasts=1, act="fire.tank", observation_id="across midnight"),
            one_observation(hours=48, lasts=1, act="flight.uav", observation_id="the day after"),
        ]
    )
    selection = select(facets_of(situation), situation, Filters(first_day=date(2026, 6, 2), last_day=date(2026, 6, 2)), UTC_ZONE)

    assert situation.incidents["act"].iloc[selection.incidents].tolist() == ["fire.tank"]


def test_those_who_name_nobody_are_one_choice_however_they_say_it():
    situation = situation_of([one_observation(hours=hours, party=party) for hours, party in ((0, ""), (9, "unknown"), (18, "A"))])
    facets = facets_of(situation)

    assert facets.options("parties") == ["A", NOBODY]
    assert len(select(facets, situation, Filters(parties=(NOBODY,)), UTC_ZONE).incidents) == 2


def test_a_superseded_version_is_no_reason_to_select_its_incident():
    situation = situation_of(
        [one_observation(act="fire.tank"), one_observation(act="fire.mortar")], superseded=[True, False], source=["p", "p"]
    )

    assert facets_of(situation).options("acts") == ["fire.mortar"]


def test_a_box_selects_the_points_on_its_edge_and_nothing_without_a_point(pictured):
    situation, facets = pictured
    lon, lat = facets.lon[~(facets.lon != facets.lon)][0], facets.lat[~(facets.lat != facets.lat)][0]

    assert len(chosen(pictured, box=(lon, lat, lon, lat)).incidents) == 1
    everywhere = chosen(pictured, box=(-180.0, -90.0, 180.0, 90.0)).incidents
    places = situation.observations["place_kind"].to_numpy()[situation.incidents["place_row"].to_numpy()[everywhere]]
    assert set(places) == {"point"}


def test_the_period_shown_is_that_of_the_filters_and_an_open_side_ends_with_the_data(pictured):
    situation, facets = pictured
    whole = shown_period(Filters(), facets, UTC_ZONE)
    from_a_day = shown_period(Filters(first_day=date(2026, 6, 10)), facets, UTC_ZONE)

    assert (whole.start, whole.end) == (situation.incidents["first"].min(), situation.incidents["last"].max())
    assert (from_a_day.start.date(), from_a_day.end) == (date(2026, 6, 10), whole.end)


def test_days_beyond_the_data_leave_the_period_of_the_data(pictured):
    assert shown_period(Filters(first_day=date(2027, 1, 1)), pictured[1], UTC_ZONE) == shown_period(
        Filters(), pictured[1], UTC_ZONE
    )


@pytest.mark.parametrize("side", ["first_day", "last_day"])
@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2020, 1, 1)])
def test_what_is_counted_on_days_beyond_the_data_is_of_these_days(pictured, side, day):
    period = counted_period(Filters(**{side: day}), pictured[1], UTC_ZONE)
    whole = counted_period(Filters(), pictured[1], UTC_ZONE)

    beyond = (side == "first_day") == (day.year > 2026)
    assert period.start.date() == (day if beyond or side == "first_day" else whole.start.date())
    assert period.seconds == 86_400 if beyond else period.seconds > whole.seconds


def test_what_is_counted_reaches_as_far_as_reports_or_the_coverage_log_do(pictured):
    log = Interval(START - timedelta(days=9), START + timedelta(days=500))

    assert counted_period(Filters(), pictured[1], UTC_ZONE) == shown_period(Filters(), pictured[1], UTC_ZONE)
    assert counted_period(Filters(), pictured[1], UTC_ZONE, log) == log
    assert counted_period(Filters(), facets_of(situation_of([])), UTC_ZONE, log) == log
    assert counted_period(Filters(last_day=date(2026, 6, 3)), pictured[1], UTC_ZONE, log).start == log.start
    assert counted_period(Filters(), facets_of(situation_of([])), UTC_ZONE) == Interval()


def test_without_data_or_days_the_period_is_always():
    assert shown_period(Filters(), facets_of(situation_of([])), UTC_ZONE) == Interval()


def test_the_factories_start_is_the_first_of_june():
    assert START.date() == date(2026, 6, 1)
