"""The review of an incident by people: a list of events that only grows, and the state they lead to.

Open → under review → confirmed, not a violation, or cannot be determined. To confirm takes two: one proposes, another confirms,
who neither recorded the incident nor reviewed it first. What people decide never touches the machine's verdict. A decision names
what it judged; where something else is there now, it no longer stands, and the incident is to be reviewed anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from dashboard.domain.judged import Fingerprint
from dashboard.domain.review_events import (
    Action,
    Comment,
    Conclude,
    Confirm,
    Event,
    Propose,
    Reopen,
    Return,
    TakeUp,
    Withdraw,
    could_be_one,
    event_words,
    given_text,
    same_person,
)
from dashboard.domain.review_states import (
    Concluded,
    Confirmed,
    Open,
    Proposed,
    Reopened,
    Returned,
    Review,
    State,
    UnderReview,
    standing,
    state_words,
)


class ReviewError(ValueError):
    """A step of a review is not allowed as things stand; the message says why and what is."""


class StaleReviewError(ReviewError):
    """Somebody else was there in between; the message says who did what."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision is on, as it is now. recorded_by: who handed in its observations.

    reviewed_by: who first reviewed the incidents it was made of, where it merged, grew or split.
    """

    now: Fingerprint
    recorded_by: frozenset[str] = frozenset()
    reviewed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody wants done. seen: number of the last event they saw. judged: hash of the fingerprint they saw."""

    who: str
    action: Action
    seen: int
    judged: str


def decide(review: Review, decision: Decision, subject: Subject, at: datetime) -> Event:
    """Return the next event of a review; ReviewError with the reason where it is not allowed.

    A comment is never refused for what others did in between: it changes nothing.
    """
    action = decision.action
    event = Event(len(review.events) + 1, at, " ".join(decision.who.split()), given_text(action), subject.now)
    _refuse_blanks(event)
    if not isinstance(action, Comment):
        _refuse_stale(review, decision, subject.now)
    if isinstance(action, Confirm):
        _refuse_involved(event.who, subject)
    _next_state(review, event)
    return event


def after(review: Review, event: Event) -> Review:
    """Return a review with one event more; ReviewError where it cannot follow."""
    if event.number != len(review.events) + 1:
        raise ReviewError(f"{review.incident_id} has {len(review.events)} events, event {event.number} cannot be the next")
    state = _next_state(review, event)
    took_up = isinstance(event.action, TakeUp)
    first = review.first_reviewer or (event.who if took_up else "")
    return Review(review.incident_id, (*review.events, event), state, first)


def replay(incident_id: str, events: Iterable[Event]) -> Review:
    """Return the review that events lead to, first event first; ReviewError where one cannot follow the others."""
    review = Review(incident_id)
    for event in events:
        review = after(review, event)
    return review


def _refuse_blanks(event: Event) -> None:
    if not event.who:
        raise ReviewError("a decision needs the name of whoever makes it, but none is given")
    if not isinstance(event.action, TakeUp) and not event.action.text:
        raise ReviewError(f"it needs to be said {event.action.asks}, but nothing is")


def _refuse_stale(review: Review, decision: Decision, now: Fingerprint) -> None:
    missed = review.events[max(decision.seen, 0) :]
    if missed:
        told = "; ".join(map(event_words, missed))
        raise StaleReviewError(f"{review.incident_id} is not as you saw it, look again: {told}")
    if decision.seen != len(review.events):
        raise StaleReviewError(f"{review.incident_id} has {len(review.events)} events, but {decision.seen} are said to be seen")
    if decision.judged != now.sha256:
        raise StaleReviewError(f"the evidence of {review.incident_id} is not as you saw it, look again")


def _refuse_involved(who: str, subject: Subject) -> None:
    if any(could_be_one(who, one) for one in subject.recorded_by):
        raise ReviewError(f"{who} recorded observations of it, and nobody confirms what they recorded")
    if any(could_be_one(who, one) for one in subject.reviewed_by):
        raise ReviewError(f"{who} was the first to review what it was made of, and nobody confirms what they first reviewed")


def _next_state(review: Review, event: Event) -> State:
    action, state = event.action, review.state
    if isinstance(action, Comment):
        return state
    reopened = isinstance(standing(review, event.judged), Reopened)
    following: State
    match action:
        case TakeUp():
            following = _taken_up(state, event, reopened=reopened)
        case Propose():
            following = Proposed(event.number, event.who, _held(state, event))
        case Conclude(outcome):
            _held(state, event)
            following = Concluded(event.number, event.who, outcome)
        case Confirm():
            following = _confirmed(review, event, reopened=reopened)
        case Return():
            following = _returned(state, event, reopened=reopened)
        case Withdraw():
            following = _withdrawn(state, event)
        case Reopen():
            following = _reopened(state, event)
        case _:
            assert_never(action)
    return following


def _taken_up(state: State, event: Event, *, reopened: bool) -> State:
    match state:
        case UnderReview(by=by, before=before):
            if same_person(by, event.who):
                raise ReviewError(f"{event.who} has it under review already")
            return UnderReview(event.number, event.who, before)
        case Open() | Returned():
            return UnderReview(event.number, event.who, state)
        case Proposed(by=by):
            if not reopened:
                raise ReviewError(f"{by} proposed to confirm it: another person confirms it or returns it")
            return UnderReview(event.number, event.who, state)
        case Confirmed() | Concluded():
            if not reopened:
                raise ReviewError(f"it is decided ({state_words(state)}) on what is there now: reopen it, with a reason")
            return UnderReview(event.number, event.who, state)
        case _:
            assert_never(state)


def _held(state: State, event: Event) -> UnderReview:
    """Return the review that a person has in hand; ReviewError where it is not theirs."""
    match state:
        case UnderReview(by=by):
            if not same_person(by, event.who):
                raise ReviewError(f"{by} has it under review: take it up first")
            return state
        case Open() | Returned() | Proposed() | Confirmed() | Concluded():
            raise ReviewError(f"it is {state_words(state)}, not under review: take it up first")
        case _:
            assert_never(state)


def _confirmed(review: Review, event: Event, *, reopened: bool) -> State:
    state = review.state
    match state:
        case Proposed(by=by):
            if reopened:
                raise ReviewError("what was proposed to be confirmed is no longer what is there: take it up anew")
            if could_be_one(by, event.who):
                raise ReviewError(f"{by} proposed it, and it takes a second person to confirm it")
            if could_be_one(review.first_reviewer, event.who):
                raise ReviewError(f"{event.who} was the first to review it, and nobody confirms what they first reviewed")
            return Confirmed(event.number, by, event.who)
        case Open() | Returned() | UnderReview() | Confirmed() | Concluded():
            raise ReviewError(f"it is {state_words(state)}: a reviewer has to propose it before another confirms it")
        case _:
            assert_never(state)


def _returned(state: State, event: Event, *, reopened: bool) -> State:
    if isinstance(state, Proposed) and not reopened:
        return Returned(event.number, event.who, event.action.text)
    _held(state, event)
    return Returned(event.number, event.who, event.action.text)


def _withdrawn(state: State, event: Event) -> State:
    match state:
        case UnderReview(by=by, before=before):
            _refuse_others((by,), event, "has it under review")
            return before
        case Proposed(by=by, review=review):
            _refuse_others((by,), event, "proposed to confirm it")
            return replace(review, event=event.number)
        case Confirmed(proposed_by=first, by=second):
            _refuse_others((first, second), event, "confirmed it")
            return Open(event.number)
        case Concluded(by=by):
            _refuse_others((by,), event, "decided it")
            return Open(event.number)
        case Open() | Returned():
            raise ReviewError(f"it is {state_words(state)}: there is nothing to withdraw")
        case _:
            assert_never(state)


def _refuse_others(names: tuple[str, ...], event: Event, what: str) -> None:
    if not any(same_person(one, event.who) for one in names):
        raise ReviewError(f"{' and '.join(names)} {what}, and only they can withdraw that")


def _reopened(state: State, event: Event) -> State:
    match state:
        case Confirmed() | Concluded():
            return Open(event.number)
        case Open() | Returned() | UnderReview() | Proposed():
            raise ReviewError(f"it is {state_words(state)}: there is no decision to reopen")
        case _:
            assert_never(state)
