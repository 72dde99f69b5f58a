"""The queue a page at a time, and a review's history, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.lineage import Standpoint
from dashboard.domain.review_events import Conclude, Confirm, Event, Propose
from dashboard.domain.review_states import Review
from dashboard.domain.verdicts import Verdict
from dashboard.engine.situation import Situation
from dashboard.language.catalogue import Language
from dashboard.present.incident_list import where_words
from dashboard.present.review_queue import Ints, Queue, reasons, standpoint_of
from dashboard.present.sentences import act_label, count_of, time_span

COLUMNS = ("Machine verdict", "People", "Act", "When", "Why it stands here", "Where", "Incident")


@dataclass(frozen=True, slots=True)
class QueuePage:
    """One page of the queue. table: columns `COLUMNS`; ids: of its incidents in the same order."""

    table: pd.DataFrame
    ids: tuple[str, ...]
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One event of a review as it is read. when: UTC."""

    when: str
    who: str
    did: str
    said: str
    evidence: tuple[str, ...]
    judged: str


def queue_page(
    queue: Queue,
    situation: Situation,
    standpoints: Mapping[str, Standpoint],
    positions: Ints,
    *,
    number: int,
    size: int,
    zone: ZoneInfo,
    language: Language = "en",
) -> QueuePage:
    """Return page `number`, 1 up, of these positions; a number past the end gives the last page.

    language: of the reasons why an incident is not on the map.
    """
    of = max(1, -(-len(positions) // size))
    number = min(max(number, 1), of)
    on_page = positions[(number - 1) * size : number * size].tolist()
    ids = situation.incidents["incident_id"].iloc[on_page].tolist()
    rows = [
        _row(queue, situation, position, standpoint_of(standpoints, one), zone, language=language)
        for position, one in zip(on_page, ids, strict=True)
    ]
    return QueuePage(pd.DataFrame(rows, columns=list(COLUMNS)), tuple(ids), number, of)


def history(review: Review) -> tuple[HistoryEntry, ...]:
    """Return a review's events in words, first event first."""
    return tuple(_history(review.events))


def _row(
    queue: Queue, situation: Situation, position: int, point: Standpoint, zone: ZoneInfo, *, language: Language
) -> tuple[str, ...]:
    incident = situation.incidents.iloc[position]
    return (
        Verdict(int(incident["verdict"])).words,
        point.label,
        act_label(incident["act"]),
        time_span(incident["first"].to_pydatetime(), incident["last"].to_pydatetime(), zone),
        "; ".join((*point.because, *reasons(queue, situation, position, point)[2:])),
        where_words(situation.observations.iloc[int(incident["place_row"])], language),
        incident["incident_id"],
    )


def _history(events: tuple[Event, ...]) -> Iterator[HistoryEntry]:
    for event in events:
        action, judged = event.action, event.judged
        evidence = action.evidence if isinstance(action, Propose | Confirm | Conclude) else ()
        said = count_of(len(judged.observations), "observation") + ", earlier versions included"
        clause = f", {judged.provision_id} in {judged.zone_id}" if judged.provision_id else ""
        yield HistoryEntry(
            when=f"{event.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
            who=event.who,
            did=action.done,
            said=action.text,
            evidence=evidence,
            judged=f"on {said}; machine verdict {judged.verdict.words}{clause}",
        )
