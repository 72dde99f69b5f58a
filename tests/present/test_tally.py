from zoneinfo import ZoneInfo

import pytest

from dashboard.domain.verdicts import STRONGEST_FIRST, Verdict
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select
from dashboard.present.tally import by_verdict, counts_of, tally, tally_by_zone
from tests.factories import many, one_observation, situation_of

UTC_ZONE = ZoneInfo("UTC")


@pytest.fixture(scope="module")
def pictured():
    situation = many(400)
    return situation, facets_of(situation)


def test_the_verdicts_add_up_to_the_incidents_under_the_other_filters(pictured):
    situation, facets = pictured
    narrowed = Filters(verdicts=("undetermined",), means=("drone",))

    counted = by_verdict(facets, situation, narrowed, UTC_ZONE)

    assert list(counted) == [verdict.words for verdict in STRONGEST_FIRST]
    assert sum(counted.values()) == len(select(facets, situation, Filters(means=("drone",)), UTC_ZONE).incidents)
    assert counted["undetermined"] == len(select(facets, situation, narrowed, UTC_ZONE).incidents)


def test_the_counts_are_of_the_selection_and_of_everything(pictured):
    situation, facets = pictured
    selection = select(facets, situation, Filters(verdicts=("unplaced",)), UTC_ZONE)

    counts = counts_of(facets, situation, selection)

    assert counts.incidents == counts.unplaced == len(selection.incidents)
    assert (counts.incidents_in_all, counts.observations_in_all) == (len(situation.incidents), 400)


def test_an_act_is_counted_once_for_each_incident_and_by_its_verdict(pictured):
    situation, facets = pictured
    selection = select(facets, situation, Filters(), UTC_ZONE)

    rows = {row.value: row for row in tally(facets, situation, selection, "acts")}

    mortar = select(facets, situation, Filters(acts=("fire.mortar",)), UTC_ZONE).incidents
    assert rows["fire.mortar"].total == len(mortar)
    violations = (situation.incidents["verdict"].iloc[mortar] == Verdict.POTENTIAL_VIOLATION).sum()
    assert rows["fire.mortar"].by_verdict[0] == violations


def test_in_a_zone_the_finding_of_that_zone_counts_not_the_verdict_another_zone_gave():
    situation = situation_of([one_observation(37.5, 48.5, act="presence.heavy-weapon")])
    facets = facets_of(situation)
    rows = tally_by_zone(facets, select(facets, situation, Filters(), UTC_ZONE))

    by_zone = {row.value: dict(zip((one.words for one in STRONGEST_FIRST), row.by_verdict, strict=True)) for row in rows}
    assert by_zone["inner"]["potential violation"] == 1
    assert by_zone["outer"]["potential violation"] == 0
    assert by_zone["outer"]["consistent with terms"] == 1


def test_nothing_selected_is_nothing_tallied(pictured):
    situation, facets = pictured
    nothing = select(facets, situation, Filters(parties=("no such",)), UTC_ZONE)

    assert tally(facets, situation, nothing, "acts") == ()
    assert tally_by_zone(facets, nothing) == ()
