"""One hash for all that was decided: it changes with any verdict or finding, and with nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.domain.observation import Point
from dashboard.engine import verdict_hash as verdict_hashes
from dashboard.engine.assess import assess
from dashboard.engine.situation import build_situation
from dashboard.engine.verdict_hash import situation_hash, verdict_hash
from tests.engine.builders import agreement, observation, provision, table, zone
from tests.factories import many

HELD = agreement([zone()], [provision()])
REPORTS = [
    observation(Point(37.5, 48.5), observation_id="a"),
    observation(Point(37.0, 48.5, 900.0), observation_id="b", act="movement"),
    observation(Point(40.0, 48.5), observation_id="c"),
]


def hashed(reports=REPORTS, held=HELD) -> str:
    rows = table(reports)
    return verdict_hash(rows, assess(rows, held, engine_version="t"), held)


def test_the_order_of_reports_and_the_wording_of_a_clause_are_not_in_it() -> None:
    assert hashed(REPORTS[::-1]) == hashed()
    assert hashed(held=replace(HELD, version="other", title="Other")) == hashed()


@pytest.mark.parametrize(
    "other",
    [
        [*REPORTS[:2], replace(REPORTS[2], observation_id="d")],
        [replace(REPORTS[0], act="undetermined"), *REPORTS[1:]],
        [replace(REPORTS[0], place=Point(37.5001, 48.5)), *REPORTS[1:]],
        [*REPORTS, REPORTS[2]],
        REPORTS[:2],
    ],
    ids=["id", "verdict", "distance", "twice", "fewer"],
)
def test_another_report_or_verdict_is_another_hash(other) -> None:
    assert hashed(other) != hashed()


def test_a_finding_that_names_no_verdict_is_in_it() -> None:
    both = agreement([zone()], [provision(id="P1"), provision(id="P2")])
    rows = table(REPORTS[:1])
    done = assess(rows, both, engine_version="t")
    weaker = done.findings.assign(finding=np.where(done.findings["provision"] == 1, 2, done.findings["finding"]))
    assert verdict_hash(rows, replace(done, findings=weaker), both) != verdict_hash(rows, done, both)


def test_an_id_cannot_pass_for_another_row() -> None:
    one, other = (replace(REPORTS[2], observation_id=name) for name in ("x", "x outside scope \nverdict 1:y"))
    assert hashed([one, replace(one, observation_id="y")]) != hashed([other])


def test_a_situation_has_the_hash_of_its_assessment() -> None:
    rows = table(REPORTS)
    assert situation_hash(build_situation(rows, HELD, engine_version="t")) == hashed()


def test_no_reports_have_a_hash_too() -> None:
    assert len(hashed([])) == 64


def test_the_hash_of_many_lines_is_that_of_them_all_whatever_is_taken_together(monkeypatch: pytest.MonkeyPatch) -> None:
    situation = many(60)
    whole = situation_hash(situation)
    for size in (1, 7, 64):
        monkeypatch.setattr(verdict_hashes, "_AT_ONCE", size)
        assert situation_hash(situation) == whole
