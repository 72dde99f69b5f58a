"""People who sign in: who the identity provider says they are, and which roles they hold at a moment.

Nothing here is ever changed in place: roles are granted and taken back, access ends from a moment on, and what holds follows from
all of it in its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dashboard.domain.access import Action, Role, actions_of


@dataclass(frozen=True, slots=True)
class Identity:
    """One person to one identity provider. issuer: the provider's address; subject: its own name for the person, never reused."""

    issuer: str
    subject: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person within one session. name, email: as the provider told, "" where it did not.

    email_is_verified: whether the provider vouches for the address. began_at: when the provider signed the person in, UTC.
    ends_at: from when on the session is too old and the person has to sign in anew.
    """

    identity: Identity
    name: str
    email: str
    email_is_verified: bool
    began_at: datetime
    ends_at: datetime

    @property
    def called(self) -> str:
        """What to call the person on a page."""
        return self.name or self.email or self.identity.subject

    @property
    def who(self) -> str:
        """What the audit log calls the person: the identity is always part of it, since names repeat."""
        told = " ".join(filter(None, (self.name, f"<{self.email}>" if self.email else "")))
        return f"{told} [{self.identity.subject} at {self.identity.issuer}]".strip()


@dataclass(frozen=True, slots=True)
class Grant:
    """A role was given (held) or taken back. entry: its number in the record, which says what came after what."""

    entry: int
    role: Role
    held: bool
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class AccessEnd:
    """From a moment on, every session begun before it has ended and every role granted before it is held no more."""

    entry: int
    ends_from: datetime


@dataclass(frozen=True, slots=True)
class Access:
    """What somebody holds at one moment. ended_from: sessions begun before it have ended; None where none was ended."""

    roles: frozenset[Role]
    ended_from: datetime | None = None

    @property
    def actions(self) -> frozenset[Action]:
        """What the roles allow."""
        return actions_of(self.roles)

    def admits(self, session: SignedIn, at: datetime) -> bool:
        """Whether a session is still one, whatever the person may do in it."""
        was_ended = self.ended_from is not None and session.began_at < self.ended_from
        return at < session.ends_at and not was_ended

    def allows(self, action: Action, session: SignedIn, at: datetime) -> bool:
        """Whether an action may be done in a session at a moment."""
        return self.admits(session, at) and action in self.actions


def access_at(grants: Sequence[Grant], ends: Sequence[AccessEnd], at: datetime) -> Access:
    """Return what follows from all grants and ends of one person at a moment, whatever order they are listed in.

    Ends that lie ahead do not count yet. A grant outlives an end only where it was written after it and decided at or after the
    moment the end names.
    """
    effective = [end for end in ends if end.ends_from <= at]
    latest: dict[Role, Grant] = {}
    for grant in sorted(grants, key=lambda one: one.entry):
        latest[grant.role] = grant
    roles = frozenset(
        role for role, grant in latest.items() if grant.held and not any(_is_after(end, grant) for end in effective)
    )
    return Access(roles, max((end.ends_from for end in effective), default=None))


def _is_after(end: AccessEnd, grant: Grant) -> bool:
    return end.entry > grant.entry or grant.decided_at < end.ends_from


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the record knows, and what they hold at the moment it was asked."""

    identity: Identity
    name: str
    email: str
    access: Access

    @property
    def called(self) -> str:
        """What to call the person."""
        return self.name or self.email or self.identity.subject


class EventKind(StrEnum):
    """What is written down though it changed nothing."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    REFUSED = "refused"
    LOOKED = "looked at a sensitive record"
    EXPORTED = "exported"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened. who: as the audit log calls the person. subject: whom or what it was about."""

    kind: EventKind
    who: str
    subject: str
    detail: str
    happened_at: datetime
