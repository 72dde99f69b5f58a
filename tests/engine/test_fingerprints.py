"""What a decision rests on: the same for the same reports however they came, another where anything was read otherwise."""

import numpy as np
import pytest
import shapely

from dashboard.domain.judged import changes
from dashboard.domain.observation import Area
from dashboard.engine.fingerprints import content_hashes, fingerprint_at, fingerprints_at, incident_of_keys
from dashboard.engine.situation import build_situation
from tests.engine.builders import table
from tests.factories import REGION, invented_agreement, many, one_observation, situation_of


def test_a_fingerprint_names_members_verdict_clause_and_agreement():
    situation = situation_of([one_observation(), one_observation(lon=37.501), one_observation(lon=36.0)])
    position = situation.position_of(situation.incidents["incident_id"].iloc[0])
    found = fingerprint_at(situation, position)
    assert [key for key, _ in found.observations] == sorted(situation.observations["row_key"].iloc[situation.members(position)])
    assert (found.verdict.words, found.provision_id, found.zone_id) == ("potential violation", "P1", "outer")
    assert found.agreement == situation.agreement.version


def test_an_incident_without_a_finding_rests_on_no_clause():
    situation = situation_of([one_observation(lon=30.0)])
    assert (fingerprint_at(situation, 0).provision_id, fingerprint_at(situation, 0).zone_id) == ("", "")


def test_the_order_and_the_file_of_rows_do_not_matter():
    rows = many(60).observations
    situation = build_situation(rows, invented_agreement(), engine_version="test")
    turned = rows.iloc[::-1].reset_index(drop=True).assign(file="another.csv", line=np.arange(len(rows)), flags="looked odd")
    again = build_situation(turned, invented_agreement(), engine_version="test")
    positions = range(len(situation.incidents))
    by_id = dict(zip(again.incidents["incident_id"], fingerprints_at(again, positions), strict=True))
    assert [by_id[one] for one in situation.incidents["incident_id"]] == list(fingerprints_at(situation, positions))


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("lon", 37.6),
        ("radius_m", 5.0),
        ("act", "fire.mortar"),
        ("party", "B"),
        ("superseded", True),
        ("origin", "elsewhere"),
        ("calibre_mm", 82.0),
    ],
)
def test_a_row_read_otherwise_is_other_evidence(column, cell):
    rows = table([one_observation(), one_observation(hours=9)])
    other = rows.copy()
    other.loc[0, column] = cell
    before, after = content_hashes(rows), content_hashes(other)
    assert before[0] != after[0]
    assert before[1] == after[1]


def test_another_outline_of_the_same_region_is_another_place():
    one, other = (table([one_observation(place=Area("R-1", shape))]) for shape in (REGION, shapely.box(36, 47, 40, 50.1)))
    assert content_hashes(one) != content_hashes(other)


def test_what_changed_between_two_pictures_is_told():
    before = situation_of([one_observation(), one_observation(lon=37.501)])
    after = situation_of([one_observation(), one_observation(lon=37.501), one_observation(lon=37.502)])
    assert len(before.incidents) == len(after.incidents) == 1
    told = changes(fingerprint_at(before, 0), fingerprint_at(after, 0))
    assert told == ("1 observation added",)


def test_where_observations_are_now_is_told_by_key():
    situation = many(40)
    keys = frozenset(situation.observations["row_key"].iloc[[3, 7]]) | {"gone"}
    found = incident_of_keys(situation, keys)
    ids = situation.incidents["incident_id"].to_numpy()[situation.incident_of[[3, 7]]]
    assert found == dict(zip(situation.observations["row_key"].iloc[[3, 7]], ids, strict=True))
