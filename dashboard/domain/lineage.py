"""What becomes of a review when its incident merges with another, splits, or grows into one with another id.

An incident's id comes from one of its observations, so that a row that arrives or leaves can change which id a group goes by.
A decision therefore hangs on the observations it judged, and is never carried over to others: the review stays readable under
its own id, every incident that now holds any of the observations points to it, and counts as reopened until somebody reviews it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.domain.judged import Fingerprint
from dashboard.domain.review_states import Open, Reopened, Review, UnderReview, standing, state_words


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where an incident stands with people, now.

    label: the state in words, as printed everywhere. reopened: whether a judgement was there that is not about what is there now;
    because: why that is so, one reason each. earlier: ids of other incidents whose reviews it goes back to.
    """

    label: str
    reopened: bool = False
    because: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


REOPENED = "reopened"
"""The label of an incident whose judgement is not about what is there now."""
UNREVIEWED = Standpoint("unreviewed")


def earlier_reviews(reviews: Iterable[Review], incident_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return for each incident of now the ids of the other incidents in whose reviews its observations were ever judged.

    incident_of: incident now by observation key. Incidents that go back to none are left out.
    """
    found: dict[str, list[str]] = {}
    for review in reviews:
        for incident in sorted({incident_of[key] for key in _ever_judged(review) if key in incident_of}):
            if incident != review.incident_id:
                found.setdefault(incident, []).append(review.incident_id)
    return {incident: tuple(sorted(ids)) for incident, ids in found.items()}


def standpoint(review: Review | None, now: Fingerprint, earlier: Iterable[Review] = ()) -> Standpoint:
    """Return where an incident stands. review: its own, None for none. earlier: those it goes back to."""
    others = tuple(earlier)
    ids = tuple(one.incident_id for one in others)
    if review is not None and review.events:
        match standing(review, now):
            case Reopened(changed):
                return Standpoint(REOPENED, True, (f"it was {state_words(review.state)}", *changed, *_mentions(others, now)), ids)
            case _:
                return Standpoint(state_words(review.state), earlier=ids)
    judged = tuple(_mentions(others, now))
    return Standpoint(REOPENED, True, judged, ids) if judged else Standpoint("unreviewed", earlier=ids)


def whereabouts(review: Review, incident_of: Mapping[str, str]) -> str:
    """Return in words where the observations that a review last judged are now; "" where they are the incident of its own id."""
    if not review.events:
        return ""
    keys = review.events[-1].judged.keys
    now = Counter(incident_of[key] for key in keys if key in incident_of)
    gone = len(keys) - now.total()
    if set(now) <= {review.incident_id} and not gone:
        return ""
    places = [f"{count:,} in {incident}" for incident, count in sorted(now.items(), key=lambda one: (-one[1], one[0]))]
    return f"of its {len(keys):,} observation{'' if len(keys) == 1 else 's'}: " + ", ".join(
        [*places, *([f"{gone:,} no longer in view"] if gone else [])]
    )


def _mentions(earlier: tuple[Review, ...], now: Fingerprint) -> list[str]:
    """Return what was judged elsewhere of what is here, one phrase for each review that came to a judgement."""
    said = []
    for review in earlier:
        if isinstance(review.state, Open | UnderReview) or review.judged is None:
            continue
        there, here = review.judged.keys, now.keys
        shared = len(there & here)
        if shared:
            whose = f"{review.incident_id}, {state_words(review.state)},"
            said.append(f"{shared:,} of the {len(there):,} observations of {whose} are here")
    return said


def _ever_judged(review: Review) -> frozenset[str]:
    return frozenset().union(*(event.judged.keys for event in review.events))
