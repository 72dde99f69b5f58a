"""What docs/review.md prints of states, keys and columns is what the review does."""

from pathlib import Path

import pytest

from dashboard.domain.review_events import Outcome
from dashboard.domain.review_states import Concluded, Confirmed, Open, Proposed, Returned, UnderReview, state_words
from dashboard.report.decisions import COLUMNS
from dashboard.ui.review_steps import STEPS

REVIEW = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
HELD = UnderReview(1, "", Open())
STATES = (Open(), Open(1), Returned(1, "", ""), HELD, Proposed(1, "", HELD), Confirmed(1, "", ""))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_key_stands_in_the_table_with_its_step(step):
    assert f"| {step.key} | {step.label.lower()}" in REVIEW or f", {step.label.lower()} |" in REVIEW


@pytest.mark.parametrize("state", [*STATES, *(Concluded(1, "", outcome) for outcome in Outcome)], ids=state_words)
def test_every_state_is_named(state):
    assert state_words(state).removesuffix(" for more information") in REVIEW


def test_every_column_of_the_file_is_named():
    assert all(f"`{name}`" in REVIEW for name in COLUMNS)


def test_no_key_means_two_steps():
    taken = [step.key for step in {step.name: step for step in STEPS}.values()]
    assert len(set(taken)) == len(taken)
    assert not {"j", "k", "c", "r"} & set(taken)
