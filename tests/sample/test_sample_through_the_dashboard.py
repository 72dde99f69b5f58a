"""The sample read, placed and assessed by the dashboard agrees with the truth, which was worked out without it."""

from collections import Counter

import pytest

from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import assess
from dashboard.ingest.agreements.file import bundle_from_path, read_agreement
from dashboard.ingest.intake import ReadOptions, SourceFile
from dashboard.pictures import read_and_place
from tests.sample.truth import SAMPLE, observation_files, truth_rows
from tests.ukraine import ukraine_names


@pytest.fixture(scope="module")
def placed():
    options = ReadOptions(time_zone="Europe/Kyiv")
    files = [(SourceFile(path.name, path.read_bytes()), options) for path in observation_files()]
    return read_and_place(files, ukraine_names())


@pytest.fixture(scope="module")
def observations(placed):
    return {(row.file, row.line): row for row in placed.observations.itertuples()}


@pytest.fixture(scope="module")
def verdicts(placed):
    agreement = read_agreement(bundle_from_path(SAMPLE / "agreement.yaml"), default_time_zone="Europe/Kyiv")
    assessment = assess(placed.observations, agreement, engine_version="test")
    places = zip(placed.observations["file"], placed.observations["line"], strict=True)
    return dict(zip(places, (Verdict(int(code)).words for code in assessment.verdicts), strict=True))


def with_outcome(outcome):
    return {place for place, row in truth_rows().items() if row["outcome"] == outcome}


def test_every_row_is_accounted_for_as_the_truth_says(placed):
    expected = Counter((row["file"], row["outcome"]) for row in truth_rows().values())
    for account in placed.intake.accounts:
        assert account.balanced
        counted = (account.accepted, account.duplicates, account.rejected)
        assert counted == tuple(expected[account.file, outcome] for outcome in ("accepted", "duplicate", "rejected"))
    assert len(placed.intake.accounts) == len(observation_files())


def test_the_very_rows_are_accepted_that_should_be(observations):
    assert observations.keys() == with_outcome("accepted")


def test_each_refused_row_is_refused_for_the_column_at_fault(placed):
    truth = truth_rows()
    refused = {
        (rejection.file, rejection.line): {problem.column for problem in rejection.problems}
        for rejection in placed.intake.rejections
    }
    assert refused.keys() == with_outcome("rejected")
    assert [place for place, columns in refused.items() if truth[place]["fault"] not in {"", *columns}] == []


def test_the_corrected_rows_are_superseded_and_no_others(observations):
    superseded = {place for place, row in observations.items() if row.superseded}
    assert superseded == {place for place, row in truth_rows().items() if row["superseded"] == "yes"}


def test_places_are_of_the_kind_that_is_certain(observations):
    certain = {place: row["placing"] for place, row in truth_rows().items() if row["placing"]}
    found = {place: observations[place].place_kind for place in certain}
    assert {place: (found[place], kind) for place, kind in certain.items() if found[place] != kind} == {}


def test_verdicts_are_those_that_are_certain(verdicts):
    certain = {place: row["expected_verdict"] for place, row in truth_rows().items() if row["expected_verdict"]}
    assert len(certain) > 1_500
    assert {place: (verdicts[place], words) for place, words in certain.items() if verdicts[place] != words} == {}
