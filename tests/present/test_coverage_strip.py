"""The strip under the timeline: what is drawn for each bin, and which bins must not look quiet."""

from datetime import timedelta
from itertools import pairwise

import numpy as np
import pytest

from dashboard.domain.coverage import SHARES
from dashboard.present.coverage import as_far_as
from dashboard.present.coverage_strip import reported_in, strip_of
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select
from tests.factories import START, many, one_observation, situation_of
from tests.present.watching import DAYS, KYIV, LATER, covered, line_of, watch


def strip(watches, situation, *, zones=("inner",), reached=LATER, **filters):
    line, facets = line_of(situation, **filters), facets_of(situation)
    coverage, (_, reach) = covered(watches, line, zones, reached=reached), as_far_as(line.moments(KYIV), reached)
    selection = select(facets, situation, Filters(**{**DAYS, **filters}), KYIV)
    reported = reported_in(line, line.moments(KYIV), facets, selection)
    return strip_of(
        line, coverage.of_bins(), reported, coverage.means_of_bins(), reach=reach, is_narrowed="acts" in filters, language="en"
    ), reported


def test_a_bin_without_incidents_that_nobody_watched_is_hatched_and_one_that_was_watched_is_not():
    drawn, _ = strip(
        [watch("inner", day=0), watch("inner", day=1), watch("inner", day=2, days=0.5)], situation_of([one_observation(hours=12)])
    )

    assert drawn.bins["is_hollow"].tolist() == [False, False, *[True] * 8]
    assert drawn.bins["told"].tolist()[1] == "No incident reported while watched by patrol"
    assert drawn.bins["told"].tolist()[9] == "No incident reported; nobody said whether anyone looked"


def test_a_bin_with_incidents_is_never_hatched_over_but_its_strip_shows_that_nobody_said_who_looked():
    drawn, _ = strip([], situation_of([one_observation(hours=12)]))

    assert not drawn.bins["is_hollow"].iloc[0]
    assert drawn.bins["is_open"].all()
    assert drawn.parts.empty


def test_parts_stand_upon_each_other_and_what_is_left_is_not_stated():
    log = [
        watch("inner", days=0.25),
        watch("inner", day=0.25, days=0.25, state="jammed"),
        watch("inner", day=0.5, days=0.25, state="no asset"),
    ]
    drawn, _ = strip(log, situation_of([one_observation(hours=12)]))

    rows = drawn.parts[["part", "low", "high"]].round(6).values.tolist()
    assert rows == [["watched", 0, 0.25], ["prevented", 0.25, 0.5], ["no asset", 0.5, 0.75]]
    assert drawn.bins["is_open"].iloc[0]


def test_a_day_still_to_come_is_neither_hatched_nor_called_not_stated_and_today_counts_as_far_as_it_has_come():
    noon = START + timedelta(days=1, hours=9)  # noon of 2 June in Kyiv
    drawn, _ = strip([watch("inner", days=1.5)], situation_of([one_observation(hours=12)]), reached=noon)

    assert drawn.bins["told"].tolist()[1] == "No incident reported while watched by patrol (up to now)"
    assert set(drawn.bins["told"].tolist()[2:]) == {"Still to come"}
    assert not drawn.bins[["is_open", "is_hollow"]].any(axis=None)
    assert drawn.parts[["low", "high"]].round(6).values.tolist() == [[0, 1], [0, 1]]


def test_what_is_said_of_time_still_to_come_is_drawn_once_it_has_come():
    closed = [watch("inner", day=3, state="denied")]
    for hours, parts in ((0, 0), (24, 1)):
        reached = START + timedelta(days=3, hours=hours)
        drawn, _ = strip(closed, situation_of([one_observation(hours=12)]), reached=reached - timedelta(hours=3))
        assert len(drawn.parts) == parts


def test_a_day_into_which_an_incident_reaches_is_not_called_one_without():
    drawn, reported = strip([watch("inner", days=10)], situation_of([one_observation(hours=12, lasts=48)]))

    assert reported == ("begun", "going on", "going on", *["none"] * 7)
    assert "may go on" in drawn.bins["told"].iloc[1]


@pytest.mark.parametrize("seed", range(3))
def test_what_is_reported_in_a_bin_is_what_a_second_count_of_every_incident_finds(seed):
    situation = many(60, seed=seed, days=10)
    line, facets = line_of(situation), facets_of(situation)
    selection = select(facets, situation, Filters(**DAYS), KYIV)
    edges = line.moments(KYIV)

    found = reported_in(line, edges, facets, selection)

    begun = set(line.counts["from"])
    first, last = facets.first_us[selection.incidents], facets.last_us[selection.incidents]
    for number, (start, end) in enumerate(pairwise(edges)):
        reaches = bool(((first < end) & (last > start)).any())
        expected = "begun" if line.bins["from"].iloc[number] in begun else "going on" if reaches else "none"
        assert found[number] == expected


def test_where_no_zone_is_in_force_nothing_is_drawn_and_nothing_is_hatched():
    line = line_of(situation_of([one_observation(hours=12)]))
    nothing = np.full((len(line.bins), len(SHARES)), np.nan)

    none, past = ["none"] * len(nothing), ["past"] * len(nothing)
    drawn = strip_of(line, nothing, none, [()] * len(nothing), reach=past, is_narrowed=False, language="en")

    assert drawn.parts.empty
    assert not drawn.bins[["is_open", "is_hollow"]].any(axis=None)
    assert set(drawn.bins["told"]) == {"No zone shown was in force"}


def test_the_bins_of_a_timeline_follow_each_other_from_its_start_to_its_end():
    for days in (2, 60, 400, 2000):
        line = line_of(many(40, days=days), first_day=None, last_day=None)
        edges = line.moments(KYIV)

        assert (line.bins["from"].iloc[1:].to_numpy() == line.bins["to"].iloc[:-1].to_numpy()).all()
        assert (line.bins["from"].iloc[0], line.bins["to"].iloc[-1]) == (line.start, line.end)
        assert set(line.counts["from"]) <= set(line.bins["from"])
        assert len(edges) == len(line.bins) + 1
        assert (np.diff(edges) > 0).all()
