from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from dashboard.domain.agreement import Exemption, Prohibition, Quota, Thresholds
from dashboard.domain.observation import Point, Unplaced
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.engine.reassess import CHANGES, Side, reassessed, reassessed_since
from dashboard.engine.tables import verdict_table
from tests.engine.builders import table
from tests.factories import invented_agreement, many_observations, one_observation

BEFORE = invented_agreement()
MANY = many_observations(300)


def side(agreement, observations=MANY, engine="1"):
    return Side(observations, assess(observations, agreement, engine_version=engine), agreement)


def with_provision(number, agreement=BEFORE, **told):
    provisions = list(agreement.provisions)
    provisions[number] = replace(provisions[number], **told)
    return replace(agreement, provisions=tuple(provisions))


def with_zone(number, **told):
    zones = list(BEFORE.zones)
    zones[number] = replace(zones[number], **told)
    return replace(BEFORE, zones=tuple(zones))


VERSIONS = (
    BEFORE,
    with_provision(0, prohibits=Prohibition(("fire.mortar",))),
    with_provision(0, exempt=(Exemption(parties=("A",)),)),
    with_provision(0, quota=Quota(3, per=())),
    with_zone(0, geometry=box(37.3, 48.0, 38.2, 49.0)),
    replace(BEFORE, thresholds=Thresholds(0.8, 0.2)),
    replace(BEFORE, provisions=BEFORE.provisions[1:]),
    replace(BEFORE, provisions=BEFORE.provisions[::-1]),
    replace(BEFORE, zones=BEFORE.zones[:1], provisions=(replace(BEFORE.provisions[0], zone_ids=("outer",)),)),
)
SIDES = [side(one) for one in VERSIONS]
WHY = {
    1: "provision P1 differs (what is prohibited)",
    2: "provision P1 differs (what is exempt)",
    3: "provision P1 differs (what is prohibited)",
    4: "zone outer “Outer zone” differs (its shape)",
    5: "the agreement differs (its thresholds)",
    6: "provision P1 is no longer there",
}


@pytest.mark.parametrize("number", range(len(SIDES)))
def test_compared_with_itself_nothing_changed(number):
    again = side(VERSIONS[number])
    told = reassessed(SIDES[number], again)

    assert list(told.changes) == list(CHANGES)
    assert (len(told.changes), told.other_verdicts, told.compared) == (0, 0, len(MANY))


def test_a_table_of_changes_names_the_versions_it_compares():
    after = side(replace(VERSIONS[1], version="f" * 64))

    told = reassessed(SIDES[0], after).changes
    since = reassessed_since(kept(MANY), after).changes

    assert set(zip(told["version_before"], told["version_after"], strict=True)) == {(VERSIONS[0].version, "f" * 64)}
    assert set(zip(since["version_before"], since["version_after"], strict=True)) == {("", "f" * 64)}


@settings(max_examples=12)
@given(st.sampled_from(SIDES), st.sampled_from(SIDES))
def test_the_other_way_round_the_counts_are_transposed_and_the_same_rows_changed(one, other):
    there, back = reassessed(one, other), reassessed(other, one)

    assert np.array_equal(there.counts, back.counts.T)
    for name, mirrored in (("verdict_before", "verdict_after"), ("reason_before", "reason_after"), ("changed", "changed")):
        assert there.changes[name].tolist() == back.changes[mirrored].tolist()


@settings(max_examples=10)
@given(st.sampled_from(SIDES), st.sampled_from(SIDES))
def test_the_counts_and_the_rows_are_those_of_the_two_tables_of_verdicts(one, other):
    names = ["observation_id", "verdict", "provision_id", "zone_id", "reason"]
    was, now = (
        verdict_table(each.observations, each.assessment, each.agreement)[names].to_numpy().tolist() for each in (one, other)
    )
    told = reassessed(one, other)

    expected = [before[0] for before, after in zip(was, now, strict=True) if before != after]
    assert told.changes["observation_id"].tolist() == expected
    pairs = Counter((before[1], after[1]) for before, after in zip(was, now, strict=True))
    assert told.counts.tolist() == [[pairs[before.words, after.words] for after in sorted(Verdict)] for before in sorted(Verdict)]


@settings(max_examples=20)
@given(st.sampled_from(SIDES), st.sampled_from(SIDES))
def test_every_change_is_explained_by_what_differs(one, other):
    # The order is told as the reason only where the order is what differs.
    unexplained = reassessed(one, other).changes["why"].eq("the provisions stand in another order")
    if VERSIONS[7] not in (one.agreement, other.agreement):
        assert not unexplained.any()


@pytest.mark.parametrize(("number", "why"), WHY.items())
def test_why_names_the_part_that_differs_and_no_other(number, why):
    told = reassessed(SIDES[0], SIDES[number])

    assert len(told.changes)
    assert set(told.changes["why"]) == {why}


def test_words_and_names_that_decide_nothing_are_not_told_as_a_reason():
    renamed = replace(with_provision(0, clause="para 9", prohibits=Prohibition(("fire.mortar",))), title="Another")

    assert set(reassessed(SIDES[0], side(renamed)).changes["why"]) == {"provision P1 differs (what is prohibited)"}


def test_a_place_a_report_and_an_engine_that_changed_are_told_apart():
    before = table([one_observation(observation_id=name) for name in "abc"])
    after = table([one_observation(39.5), one_observation(party="C"), one_observation()])

    told = reassessed(side(BEFORE, before), side(BEFORE, after)).changes
    assert told["why"].str.split(" ", n=3).str[:3].map(" ".join).tolist() == ["the report is", "the report itself"]

    moved = reassessed(side(BEFORE, before), side(BEFORE, after, engine="2")).changes["why"]
    assert moved.str.endswith("another version of the rules' program: 1 before, 2 now").all()


def test_tables_of_other_lengths_are_refused():
    with pytest.raises(ValueError, match="300 and 1 observations"):
        reassessed(SIDES[0], side(BEFORE, table([one_observation()])))


def kept(observations, agreement=BEFORE):
    return verdict_table(observations, assess(observations, agreement, engine_version="1"), agreement)


def test_against_kept_verdicts_only_what_is_known_is_told():
    told = reassessed_since(kept(MANY), SIDES[6])

    same = reassessed(SIDES[0], SIDES[6])
    assert np.array_equal(told.counts, same.counts)
    assert set(told.changes["why"]) == {"provision P1 is no longer there"}
    assert reassessed_since(kept(MANY), SIDES[4]).changes["why"].str.startswith("cannot be told").all()
    assert len(reassessed_since(kept(MANY), SIDES[0]).changes) == 0


def test_ids_that_occur_twice_or_on_one_side_only_are_counted_as_unmatched():
    before = table([one_observation(observation_id=name) for name in ("a", "b", "b", "gone")])
    after = table([one_observation(observation_id=name) for name in ("a", "b", "new", "twice", "twice")])

    told = reassessed_since(kept(before), side(BEFORE, after))

    assert (told.compared, told.unmatched_before, told.unmatched_after) == (1, 3, 4)


def test_a_report_that_was_revised_since_is_compared_with_its_later_word():
    before = table([one_observation(observation_id="a"), one_observation(observation_id="b", place=Unplaced("no such place"))])
    later = [
        one_observation(observation_id=name, place=place)
        for name, place in zip("aab", [None, Point(39.5, 48.5, 0), None], strict=True)
    ]
    after = table(later, superseded=[True, False, False])

    told = reassessed_since(kept(before), side(BEFORE, after))

    assert told.changes["observation_id"].tolist() == ["a", "b"]
    assert told.changes["why"].iloc[0] == "the report itself is another (a revision or a repair)"
    assert told.changes["why"].iloc[1].startswith("it has a place in one of the two only")


def test_a_report_whose_quota_others_no_longer_fill_says_that_others_changed():
    under = with_provision(0, quota=Quota(1, per=()))
    before = table([one_observation(observation_id=name, count=1) for name in "ab"])
    after = table([one_observation(observation_id="a", count=1), one_observation(39.5, observation_id="b", count=1)])

    why = reassessed(side(under, before), side(under, after)).changes["why"]

    assert why.tolist()[0] == "other reports that are counted with it are others"
    assert why.tolist()[1].startswith("the report is placed otherwise")
