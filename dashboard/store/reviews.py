"""Reviews of incidents in the record: an event is kept only where the rules of a review allow it as the next one.

What an event may be is decided inside the transaction that keeps it, on the events that are there then, so that of two people who
decide at once, in whatever process, the second is told.
"""

import json
from datetime import UTC, datetime
from itertools import groupby
from typing import assert_never

from dashboard.domain.access import Action as Permission
from dashboard.domain.judged import Fingerprint
from dashboard.domain.review import Decision, Subject, decide, replay
from dashboard.domain.review_events import (
    Action,
    Comment,
    Conclude,
    Confirm,
    Event,
    Outcome,
    Propose,
    Reopen,
    Return,
    TakeUp,
    Withdraw,
)
from dashboard.domain.review_states import Review
from dashboard.domain.verdicts import Verdict
from dashboard.store.kept import StoreError
from dashboard.store.record import Record
from dashboard.store.sql import Connection, Row
from dashboard.store.tables import REVIEW_EVENT, REVIEW_JUDGED

_EVENTS = "SELECT incident_id, number, who, did, said, evidence_json, judged_sha256, decided_at FROM review_event"
_IN_ORDER = "ORDER BY incident_id, number"
_VERDICTS = {verdict.words: verdict for verdict in Verdict}


def decide_on(record: Record, incident_id: str, decision: Decision, subject: Subject, now: datetime) -> Event:
    """Keep a decision as the next event of an incident's review; ReviewError where it is not allowed as things stand."""
    rows = record.rows(f"{_EVENTS} WHERE incident_id = ? {_IN_ORDER}", (incident_id,))
    review = _review(incident_id, rows, _judged(record.connection, {row[6] for row in rows}))
    event = decide(review, decision, subject, now.astimezone(UTC))
    _keep_judged(record, event.judged)
    did, evidence = _kept_as(event.action)
    record.add(
        REVIEW_EVENT,
        incident_id=incident_id,
        number=event.number,
        who=event.who,
        did=did,
        said=event.action.text,
        evidence_json=json.dumps(evidence, ensure_ascii=False),
        judged_sha256=event.judged.sha256,
        decided_at=record.at,
    )
    return event


def needs(decision: Decision) -> Permission:
    """Return what a person has to be allowed for a decision to be taken at all; what the rules say comes after."""
    match decision.action:
        case TakeUp() | Return() | Withdraw() | Reopen():
            return Permission.REVIEW
        case Comment():
            return Permission.COMMENT
        case Propose() | Conclude():
            return Permission.PROPOSE_DECISIONS
        case Confirm():
            return Permission.CONFIRM_DECISIONS
        case _:
            assert_never(decision.action)


def all_of(connection: Connection) -> tuple[Review, ...]:
    """Return every review, by incident id; StoreError where what is kept cannot have come about."""
    rows = connection.rows(f"{_EVENTS} {_IN_ORDER}")
    judged = _judged(connection)
    return tuple(_review(incident_id, list(events), judged) for incident_id, events in groupby(rows, key=lambda row: str(row[0])))


def revision(connection: Connection) -> int:
    """Return how many events there are."""
    return int(connection.rows("SELECT count(*) FROM review_event")[0][0])


def _review(incident_id: str, rows: list[Row], judged: dict[str, Fingerprint]) -> Review:
    try:
        return replay(incident_id, (_event(row, judged) for row in rows))
    except (ValueError, KeyError) as error:
        raise StoreError(f"the review of {incident_id} cannot have come about, verify the record: {error}") from error


def _event(row: Row, judged: dict[str, Fingerprint]) -> Event:
    _, number, who, did, said, evidence_json, sha256, decided_at = row
    action = _action(did, said, tuple(json.loads(evidence_json)))
    return Event(number, datetime.fromisoformat(decided_at), who, action, judged[sha256])


def _kept_as(action: Action) -> tuple[str, tuple[str, ...]]:
    """Return what of `REVIEW_STEPS` an action is, and its evidence."""
    did = ""
    evidence: tuple[str, ...] = ()
    match action:
        case TakeUp():
            did = "took up"
        case Comment():
            did = "commented"
        case Propose(evidence=evidence):
            did = "proposed"
        case Confirm(evidence=evidence):
            did = "confirmed"
        case Conclude(outcome, evidence=evidence):
            did = outcome.value
        case Return():
            did = "returned"
        case Withdraw():
            did = "withdrew"
        case Reopen():
            did = "reopened"
        case _:
            assert_never(action)
    return did, evidence


def _action(did: str, said: str, evidence: tuple[str, ...]) -> Action:
    plain: dict[str, type[TakeUp | Comment | Return | Withdraw | Reopen]] = {
        "took up": TakeUp,
        "commented": Comment,
        "returned": Return,
        "withdrew": Withdraw,
        "reopened": Reopen,
    }
    if did in plain:
        return plain[did](said)
    if did == "proposed":
        return Propose(said, evidence)
    return Confirm(said, evidence) if did == "confirmed" else Conclude(Outcome(did), said, evidence)


def _keep_judged(record: Record, judged: Fingerprint) -> None:
    """Keep what was judged, once however many decisions rest on it."""
    if not record.rows("SELECT 1 FROM review_judged WHERE sha256 = ?", (judged.sha256,)):
        record.add(REVIEW_JUDGED, sha256=judged.sha256, judged_json=_spelled(judged))


def _judged(connection: Connection, only: set[str] | None = None) -> dict[str, Fingerprint]:
    """Return what was judged by its hash: everything, or only what these hashes name."""
    if only is None:
        rows = connection.rows("SELECT sha256, judged_json FROM review_judged")
    else:
        asked = "SELECT sha256, judged_json FROM review_judged WHERE sha256 = ?"
        rows = [row for one in sorted(only) for row in connection.rows(asked, (one,))]
    return {sha256: _fingerprint(spelled) for sha256, spelled in rows}


def _spelled(judged: Fingerprint) -> str:
    parts = {
        "observations": judged.observations,
        "verdict": judged.verdict.words,
        "provision": judged.provision_id,
        "zone": judged.zone_id,
        "agreement": judged.agreement,
    }
    return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def _fingerprint(spelled: str) -> Fingerprint:
    parts = json.loads(spelled)
    observations = tuple((str(key), str(content)) for key, content in parts["observations"])
    return Fingerprint(observations, _VERDICTS[parts["verdict"]], parts["provision"], parts["zone"], parts["agreement"])
