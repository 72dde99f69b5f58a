"""What people decided on incidents, as columns of their own: never in the place of the machine's verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

from dashboard.domain.lineage import Standpoint
from dashboard.domain.review_events import Conclude, Confirm, Event, Propose
from dashboard.domain.review_states import Review

COLUMNS = ("review", "review_because", "review_by", "review_at", "review_reason", "review_evidence")
"""review: where the incident stands with people. review_because: why a decision no longer stands, empty where it does."""


@dataclass(frozen=True, slots=True)
class PeopleSaid:
    """One incident's review, without events where it has none, and where it stands now.

    in_full: whether people's own words may be told; else only where it stands, and since when.
    """

    review: Review
    standpoint: Standpoint
    in_full: bool = True


def decision_columns(decisions: Sequence[PeopleSaid]) -> dict[str, list[str]]:
    """Return `COLUMNS`, a cell for each incident. by, at, reason and evidence are of the event that led to the state."""
    rows = [_cells(one) for one in decisions]
    return {name: [row[number] for row in rows] for number, name in enumerate(COLUMNS)}


def _cells(one: PeopleSaid) -> tuple[str, ...]:
    review, point = one.review, one.standpoint
    because = "; ".join((*point.because, *(f"see {earlier}" for earlier in point.earlier)))
    event = review.leading
    if event is None:
        return point.label, because if one.in_full else "", "", "", "", ""
    at = event.at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    if not one.in_full:
        return point.label, "", "", at, "", ""
    return point.label, because, "; ".join(review.by), at, event.action.text, "; ".join(_evidence(event))


def _evidence(event: Event) -> tuple[str, ...]:
    return event.action.evidence if isinstance(event.action, Propose | Confirm | Conclude) else ()
