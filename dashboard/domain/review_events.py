"""What people do about an incident, and how each of it is told."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import ClassVar, assert_never

from dashboard.domain.judged import Fingerprint

_IDENTITY = re.compile(r"\[[^\[\]]+ at [^\[\] ]+\]\Z")
"""How `SignedIn.who` ends: subject and identity provider."""


class Outcome(Enum):
    """What one reviewer can decide alone."""

    NOT_A_VIOLATION = "not a violation"
    CANNOT_BE_DETERMINED = "cannot be determined"


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Take an incident under review, or over from somebody. text: may stay empty."""

    text: str = ""
    asks: ClassVar[str] = "why it is taken up"
    done: ClassVar[str] = "took it up for review"


@dataclass(frozen=True, slots=True)
class Comment:
    """Say something that changes nothing."""

    text: str
    asks: ClassVar[str] = "what the comment is"
    done: ClassVar[str] = "commented"


@dataclass(frozen=True, slots=True)
class Propose:
    """Propose that a violation be confirmed. text: the reason. evidence: links, hashes or references, one each."""

    text: str
    evidence: tuple[str, ...] = ()
    asks: ClassVar[str] = "why it is a violation"
    done: ClassVar[str] = "proposed to confirm it"


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm what another proposed."""

    text: str
    evidence: tuple[str, ...] = ()
    asks: ClassVar[str] = "why it is confirmed"
    done: ClassVar[str] = "confirmed it"


@dataclass(frozen=True, slots=True)
class Conclude:
    """Decide that it is none, or that it cannot be told."""

    outcome: Outcome
    text: str
    evidence: tuple[str, ...] = ()
    asks: ClassVar[str] = "why it is decided so"

    @property
    def done(self) -> str:
        """What was done, to follow a name."""
        return f"decided: {self.outcome.value}"


@dataclass(frozen=True, slots=True)
class Return:
    """Wait for more information. text: what is missing."""

    text: str
    asks: ClassVar[str] = "what information is missing"
    done: ClassVar[str] = "returned it for more information"


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back one's own step: a review, a proposal, a decision."""

    text: str
    asks: ClassVar[str] = "why it is withdrawn"
    done: ClassVar[str] = "withdrew"


@dataclass(frozen=True, slots=True)
class Reopen:
    """Have what was decided looked at again."""

    text: str
    asks: ClassVar[str] = "why it is reopened"
    done: ClassVar[str] = "reopened it"


Action = TakeUp | Comment | Propose | Confirm | Conclude | Return | Withdraw | Reopen
"""What can be done. asks: what the text has to say. done: what was done, to follow a name."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done. number: from 1, within the incident. at: UTC. judged: what was there then."""

    number: int
    at: datetime
    who: str
    action: Action
    judged: Fingerprint


def given_text(action: Action) -> Action:
    """Return an action without blanks around its text, and without blank evidence."""
    match action:
        case TakeUp() | Comment() | Return() | Withdraw() | Reopen():
            return replace(action, text=action.text.strip())
        case Propose() | Confirm() | Conclude():
            evidence = tuple(one.strip() for one in action.evidence if one.strip())
            return replace(action, text=action.text.strip(), evidence=evidence)
        case _:
            assert_never(action)


def event_words(event: Event) -> str:
    """Return an event in one line: who did what, when (UTC), and what was said."""
    said = f": {event.action.text}" if event.action.text else ""
    return f"{event.who} {event.action.done} on {event.at.astimezone(UTC):%Y-%m-%d at %H:%M} UTC{said}"


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's, whatever their case, their blanks, and the ways Unicode has to write a letter.

    Of people who signed in their identity counts alone: somebody whose name or address changed stays who they are.
    """
    first, second = _IDENTITY.search(one), _IDENTITY.search(other)
    if first and second:
        return first.group() == second.group()
    return _as_compared(one) == _as_compared(other)


def could_be_one(one: str, other: str) -> bool:
    """Whether two names may be one person's: also where one signed in, and the other typed that name or address before they did.

    Whoever confirms must be surely another: it is better to ask for a third person than to let one confirm alone.
    """
    if _IDENTITY.search(one) and _IDENTITY.search(other):
        return same_person(one, other)
    return bool(_names_of(one) & _names_of(other))


def called(who: str) -> str:
    """Return a name to show: of somebody who signed in without their identity, which the record and files keep."""
    return _IDENTITY.sub("", who).strip() or who


def _names_of(who: str) -> frozenset[str]:
    """Return what somebody may be called: all of it, and of somebody who signed in name and address alone."""
    names = {who}
    if _IDENTITY.search(who):
        name, _, address = called(who).partition("<")
        names |= {name, address.rstrip("> ")}
    return frozenset(filter(None, map(_as_compared, names)))


def _as_compared(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
