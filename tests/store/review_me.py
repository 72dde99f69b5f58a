"""Takes up every one of some incidents, as if nobody else were there, and comments on each; prints what it was told."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.domain.judged import Fingerprint
from dashboard.domain.review import Decision, StaleReviewError, Subject
from dashboard.domain.review_events import Comment, TakeUp
from dashboard.domain.verdicts import Verdict
from dashboard.store.opening import store_in_folder, store_on_server

NOON = datetime(2026, 5, 3, 12, tzinfo=UTC)
JUDGED = Fingerprint((("a", "1"), ("b", "2")), Verdict.POTENTIAL_VIOLATION, "P1", "line", "v1")


def take_up_all(store, who, incidents):
    """Return the incidents that were got, and those of which somebody else was told to have them."""
    got, told = [], []
    for incident in incidents:
        try:
            store.decide_review(incident, Decision(who, TakeUp(), 0, JUDGED.sha256), Subject(JUDGED), NOON)
            got.append(incident)
        except StaleReviewError as error:
            assert "took it up for review" in str(error)  # noqa: PT017 # run outside of pytest too
            told.append(incident)
        store.decide_review(incident, Decision(who, Comment(f"{who} was here"), -1, ""), Subject(JUDGED), NOON)
    return got, told


def opened(place):
    """The store in a folder, or on a server."""
    return store_in_folder(Path(place)) if Path(place).is_dir() else store_on_server(place)


if __name__ == "__main__":
    place, name, count = sys.argv[1:]
    store = opened(place)
    print("ready", flush=True)
    sys.stdin.readline()
    won, lost = take_up_all(store, name, [f"INC-{number}" for number in range(int(count))])
    print(len(won), len(lost))
