"""Who may do what: nothing that is not declared, and what is declared is what the documentation prints."""

from pathlib import Path

import pytest

from dashboard.domain.access import MATRIX, Action, Role, actions_of, matrix_table, roles_for, sees_everything

USERS = (Path(__file__).parents[2] / "docs" / "users.md").read_text(encoding="utf-8")


def test_without_a_role_nothing_is_allowed():
    assert actions_of([]) == frozenset()


def test_a_role_that_nobody_declared_allows_nothing():
    assert actions_of(["owner"]) == frozenset()


@pytest.mark.parametrize("role", Role)
def test_every_role_is_declared_and_may_look(role):
    assert Action.LOOK in MATRIX[role]


@pytest.mark.parametrize("action", Action)
def test_every_action_can_be_done_by_some_role_and_not_by_all_of_them_unless_it_is_looking(action):
    allowed = roles_for(action)
    assert allowed
    assert (set(allowed) == set(Role)) == (action in {Action.LOOK, Action.EXPORT})


def test_several_roles_allow_what_each_of_them_does():
    assert actions_of([Role.RECORDER, Role.REVIEWER]) == MATRIX[Role.RECORDER] | MATRIX[Role.REVIEWER]


def test_no_single_role_both_proposes_and_confirms_or_both_feeds_the_record_and_decides_on_it():
    for actions in MATRIX.values():
        assert not {Action.PROPOSE_DECISIONS, Action.CONFIRM_DECISIONS} <= actions
        assert not (Action.UPLOAD_FILES in actions and actions & {Action.PROPOSE_DECISIONS, Action.CONFIRM_DECISIONS})


def test_who_hands_out_roles_sees_no_more_than_a_viewer():
    assert roles_for(Action.MANAGE_USERS) == (Role.ADMINISTRATOR,)
    assert not sees_everything(MATRIX[Role.ADMINISTRATOR])


def test_seeing_who_reported_and_seeing_where_are_both_needed_to_see_everything():
    assert sees_everything({Action.SEE_SOURCES, Action.SEE_EXACT_PLACES})
    assert not sees_everything({Action.SEE_SOURCES})
    assert not sees_everything({Action.SEE_EXACT_PLACES})


def test_the_table_in_the_documentation_is_the_one_the_program_goes_by():
    assert matrix_table() in USERS, "run `python -m tools.access_table`, which writes it into docs/users.md"
