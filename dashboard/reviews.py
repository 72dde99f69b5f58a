"""What people decide about incidents: taken from the record, laid beside the picture in view, and kept with the next decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.domain.judged import Fingerprint
from dashboard.domain.lineage import UNREVIEWED, Standpoint, earlier_reviews, standpoint
from dashboard.domain.review import Decision, ReviewError, StaleReviewError, Subject
from dashboard.domain.review_events import Action, Conclude, Event, Outcome, Return, TakeUp
from dashboard.domain.review_states import Review
from dashboard.engine.fingerprints import fingerprint_at, fingerprints_at, incident_of_keys
from dashboard.engine.situation import Situation
from dashboard.store.interface import Store
from dashboard.store.kept import Upload

BatchAction = TakeUp | Return | Conclude
"""What may be decided of several incidents at once; of conclusions only that they are no violation."""


@dataclass(frozen=True, slots=True, eq=False)
class Docket:
    """Reviews beside what is in view, as they were at one moment.

    revision: of what is in view. reviews: by the incident id they were made under, in view or not. standpoints: of incidents in
    view that were ever reviewed or go back to one that was. incident_of: the incident in view by key of the observations judged.
    recorders: who handed in a file, by its name.
    """

    situation: Situation
    revision: int
    reviews: Mapping[str, Review]
    standpoints: Mapping[str, Standpoint]
    incident_of: Mapping[str, str]
    recorders: Mapping[str, frozenset[str]]

    def standpoint(self, incident_id: str) -> Standpoint:
        """Return where an incident in view stands."""
        return self.standpoints.get(incident_id, UNREVIEWED)

    def review(self, incident_id: str) -> Review:
        """Return an incident's own review, without events where it has none."""
        return self.reviews.get(incident_id, Review(incident_id))

    def earlier(self, incident_id: str) -> tuple[Review, ...]:
        """Return the reviews of other incidents that an incident goes back to."""
        return tuple(self.reviews[one] for one in self.standpoint(incident_id).earlier)


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a decision on several incidents: those decided, and of each of the others why not."""

    decided: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def docket(store: Store, situation: Situation, uploads: Sequence[Upload], revision: int) -> Docket:
    """Lay every review beside the picture in view. revision: of the picture."""
    reviews = {review.incident_id: review for review in store.reviews()}
    recorders = _recorders(store, uploads)
    if not reviews:
        return Docket(situation, revision, {}, {}, {}, recorders)
    keys = frozenset(key for review in reviews.values() for event in review.events for key in event.judged.keys)
    incident_of = incident_of_keys(situation, keys)
    earlier = earlier_reviews(reviews.values(), incident_of)
    now = _fingerprints(situation, reviews.keys() | earlier.keys())
    standpoints = {
        incident: standpoint(reviews.get(incident), judged, [reviews[one] for one in earlier.get(incident, ())])
        for incident, judged in now.items()
    }
    return Docket(situation, revision, reviews, standpoints, incident_of, recorders)


def decide(store: Store, held: Docket, incident_id: str, action: Action, who: str) -> Event:
    """Keep what somebody decides who saw a docket; ReviewError where it is not allowed, StaleReviewError where that is past."""
    if store.revision() != held.revision:
        raise StaleReviewError("what is in view has changed since you looked, look again")
    position = held.situation.position_of(incident_id)
    if position is None:
        raise ReviewError(f"there is no incident {incident_id} in view")
    now = fingerprint_at(held.situation, position)
    decision = Decision(who, action, len(held.review(incident_id).events), now.sha256)
    return store.decide_review(incident_id, decision, _subject(held, incident_id, position, now), datetime.now(UTC))


def decide_many(store: Store, held: Docket, incident_ids: Sequence[str], action: BatchAction, who: str) -> Batch:
    """Decide the same of several incidents, each by itself: what is refused of one stops none of the others.

    ReviewError for what is never decided of several at once.
    """
    if isinstance(action, Conclude) and action.outcome is not Outcome.NOT_A_VIOLATION:
        raise ReviewError(f"{action.outcome.value} is decided of one incident at a time")
    decided, refused = [], []
    for incident_id in incident_ids:
        try:
            decide(store, held, incident_id, action, who)
            decided.append(incident_id)
        except ReviewError as error:
            refused.append((incident_id, str(error)))
    return Batch(tuple(decided), tuple(refused))


def _subject(held: Docket, incident_id: str, position: int, now: Fingerprint) -> Subject:
    files = held.situation.observations["file"].iloc[held.situation.members(position)].unique()
    recorded_by = frozenset().union(*(held.recorders.get(str(name), frozenset()) for name in files))
    reviewed_by = frozenset(one.first_reviewer for one in held.earlier(incident_id) if one.first_reviewer)
    return Subject(now, recorded_by, reviewed_by)


def _fingerprints(situation: Situation, incident_ids: set[str]) -> dict[str, Fingerprint]:
    """Return what is there now of incidents, those that are not in view left out."""
    ids = situation.incidents["incident_id"].tolist()
    positions = [position for position, one in enumerate(ids) if one in incident_ids]
    judged = fingerprints_at(situation, positions)
    return {ids[position]: one for position, one in zip(positions, judged, strict=True)}


def _recorders(store: Store, uploads: Sequence[Upload]) -> dict[str, frozenset[str]]:
    by_upload = dict(store.recorders())
    found: dict[str, set[str]] = {}
    for upload in uploads:
        found.setdefault(upload.file_name, set()).add(by_upload[upload.id])
    return {name: frozenset(names) for name, names in found.items()}
