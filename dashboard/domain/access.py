"""Who may do what: roles, actions, and the one table that joins them. What the table does not say is refused.

A person may hold several roles and may then do what any of them may. On a machine where nobody signs in, the one person there
may do everything.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a person is to the record."""

    VIEWER = "viewer"
    RECORDER = "recorder"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    """One thing that a role lets a person do, in words that complete "may …"."""

    LOOK = "look at verdicts and the map"
    EXPORT = "download what is shown"
    SEE_SOURCES = "see who reported"
    SEE_EXACT_PLACES = "see exact places"
    UPLOAD_FILES = "load files of observations"
    WITHDRAW_FILES = "take files out of view"
    RECORD_COVERAGE = "write the coverage log"
    CHANGE_OWN_FILES = "change boundaries and places"
    CORRECT_PLACES = "decide what names of places mean"
    KEEP_MAPPINGS = "keep and delete mappings"
    COMPARE = "try another agreement on what is in view"
    WRITE_AGREEMENTS = "write versions of agreements"
    USE_AGREEMENTS = "put an agreement to use"
    CHANGE_SETTINGS = "change settings"
    REVIEW = "take incidents under review"
    PROPOSE_DECISIONS = "propose decisions"
    CONFIRM_DECISIONS = "confirm what another proposed"
    COMMENT = "comment"
    MANAGE_USERS = "grant and revoke roles"
    READ_AUDIT_LOG = "read the audit log"


_EVERYONE = frozenset({Action.LOOK, Action.EXPORT})
_SEES_ALL = frozenset({Action.SEE_SOURCES, Action.SEE_EXACT_PLACES, Action.COMPARE, Action.COMMENT})

MATRIX: Mapping[Role, frozenset[Action]] = MappingProxyType(
    {
        Role.VIEWER: _EVERYONE,
        Role.RECORDER: _EVERYONE
        | _SEES_ALL
        | {
            Action.UPLOAD_FILES,
            Action.WITHDRAW_FILES,
            Action.RECORD_COVERAGE,
            Action.CHANGE_OWN_FILES,
            Action.CORRECT_PLACES,
            Action.KEEP_MAPPINGS,
        },
        Role.REVIEWER: _EVERYONE | _SEES_ALL | {Action.REVIEW, Action.PROPOSE_DECISIONS},
        Role.APPROVER: _EVERYONE
        | _SEES_ALL
        | {
            Action.REVIEW,
            Action.CONFIRM_DECISIONS,
            Action.WRITE_AGREEMENTS,
            Action.USE_AGREEMENTS,
            Action.READ_AUDIT_LOG,
        },
        # Who hands out roles neither feeds the record nor decides on it, and sees no more of it than a viewer.
        Role.ADMINISTRATOR: _EVERYONE | {Action.CHANGE_SETTINGS, Action.MANAGE_USERS, Action.READ_AUDIT_LOG},
    }
)
"""What each role may do. Nothing else holds this; a role or an action that is missing here is refused."""

EVERY_ACTION: frozenset[Action] = frozenset(Action)
"""What the one person may do where nobody signs in."""


def actions_of(roles: Iterable[Role]) -> frozenset[Action]:
    """Return what somebody with these roles may do; without a role nothing."""
    return frozenset().union(*(MATRIX.get(role, frozenset()) for role in roles))


def roles_for(action: Action) -> tuple[Role, ...]:
    """Return the roles that may do something, in the order they are declared."""
    return tuple(role for role in Role if action in MATRIX.get(role, frozenset()))


def sees_everything(actions: Iterable[Action]) -> bool:
    """Whether somebody sees who reported and exactly where; everybody else sees a coarsened copy."""
    return frozenset(actions) >= {Action.SEE_SOURCES, Action.SEE_EXACT_PLACES}


def matrix_table() -> str:
    """Return the table as Markdown, an action a row: what the documentation prints."""
    head = f"| may | {' | '.join(Role)} |\n|---|{'---|' * len(Role)}\n"
    return head + "".join(
        f"| {action} | {' | '.join('yes' if action in MATRIX[role] else '–' for role in Role)} |\n" for action in Action
    )
