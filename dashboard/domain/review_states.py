"""Where the review of an incident stands: the state that its events lead to, and whether that is about what is there now."""

from dataclasses import dataclass
from typing import assert_never

from dashboard.domain.judged import Fingerprint, changes
from dashboard.domain.review_events import Event, Outcome


@dataclass(frozen=True, slots=True)
class Open:
    """Nobody is on it. event: number of the event that opened it again, 0 where nobody ever was."""

    event: int = 0


@dataclass(frozen=True, slots=True)
class Returned:
    """It waits for more information."""

    event: int
    by: str
    missing: str


@dataclass(frozen=True, slots=True)
class UnderReview:
    """Somebody is on it. before: what it goes back to where they withdraw."""

    event: int
    by: str
    before: "Before"


@dataclass(frozen=True, slots=True)
class Proposed:
    """The reviewer found a violation; another person has to confirm it."""

    event: int
    by: str
    review: UnderReview


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Two persons found a violation."""

    event: int
    proposed_by: str
    by: str


@dataclass(frozen=True, slots=True)
class Concluded:
    """The reviewer found none, or that it cannot be told."""

    event: int
    by: str
    outcome: Outcome


Before = Open | Returned | Proposed | Confirmed | Concluded
State = Before | UnderReview


@dataclass(frozen=True, slots=True)
class Review:
    """All that people did about one incident. first_reviewer: who took it up first of all, "" for nobody yet."""

    incident_id: str
    events: tuple[Event, ...] = ()
    state: State = Open()
    first_reviewer: str = ""

    @property
    def leading(self) -> Event | None:
        """The event that led to the state; None where nobody ever did anything that did."""
        return self.events[self.state.event - 1] if self.state.event else None

    @property
    def judged(self) -> Fingerprint | None:
        """What was there when the state was reached; None where it was from the beginning."""
        return self.leading.judged if self.leading else None

    @property
    def by(self) -> tuple[str, ...]:
        """Who brought the state about: of a confirmation both, the one who proposed it first."""
        if isinstance(self.state, Confirmed):
            return self.state.proposed_by, self.state.by
        return (self.leading.who,) if self.leading else ()


@dataclass(frozen=True, slots=True)
class Stands:
    """The state is about what is there now, or is no judgement."""


@dataclass(frozen=True, slots=True)
class Reopened:
    """The state is about something else than is there now. changed: what, in words."""

    changed: tuple[str, ...]


def standing(review: Review, now: Fingerprint) -> Stands | Reopened:
    """Return whether a review's state still stands, and if not, what changed."""
    match review.state:
        case Open() | UnderReview():
            return Stands()
        case Returned() | Proposed() | Confirmed() | Concluded():
            changed = changes(review.judged, now) if review.judged else ()
            return Reopened(changed) if changed else Stands()
        case _:
            assert_never(review.state)


def state_words(state: State) -> str:
    """Return a state as it is printed everywhere."""
    match state:
        case Open(event):
            return "open again" if event else "unreviewed"
        case Returned():
            return "returned for more information"
        case UnderReview():
            return "under review"
        case Proposed():
            return "proposed for confirmation"
        case Confirmed():
            return "confirmed"
        case Concluded(outcome=outcome):
            return outcome.value
        case _:
            assert_never(state)
