"""The queue of incidents put in order by whole columns, against the same rule written for one incident at a time.

`python -m bench reviewing [ROWS]`. A tenth of the incidents are reviewed.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from bench.places import agreement_over, mixed_observations, star_zones
from dashboard.domain.acts import BY_CODE
from dashboard.domain.lineage import Standpoint
from dashboard.domain.verdicts import Verdict
from dashboard.engine.fingerprints import fingerprints_at
from dashboard.engine.situation import Situation, build_situation
from dashboard.present.review_queue import review_queue, standpoint_of

ROWS = 200_000
_Result = TypeVar("_Result")
_NOW = datetime(2027, 1, 1, tzinfo=UTC)
_STATES = {"reopened": 0, "unreviewed": 2, "confirmed": 5}


def main(rows: int = ROWS) -> None:
    """Print seconds for the queue, for the plain way, and for the fingerprints of what is reviewed."""
    situation = build_situation(mixed_observations(rows), agreement_over(star_zones(50, 40)), engine_version="bench")
    ids = situation.incidents["incident_id"].tolist()
    reviewed = {one: Standpoint(label) for label, one in zip(("reopened", "confirmed") * len(ids), ids[::10], strict=False)}
    queue, ours_s = _timed(lambda: review_queue(situation, reviewed, _NOW))
    order, plain_s = _timed(lambda: _plainly(situation, reviewed))
    if order != queue.order.tolist():
        raise AssertionError("the two ways put incidents in another order")
    _, judged_s = _timed(lambda: fingerprints_at(situation, range(0, len(ids), 10)))
    print(f"{len(ids):,} incidents in order: {ours_s:.3f} s; one at a time {plain_s:.3f} s, {plain_s / ours_s:.1f} times as long")
    print(f"what is there now of {len(ids[::10]):,} reviewed incidents: {judged_s:.3f} s")


def _plainly(situation: Situation, reviewed: Mapping[str, Standpoint]) -> list[int]:
    records = situation.incidents.to_dict("records")
    keys = [_key(situation, record, standpoint_of(reviewed, str(record["incident_id"])).label) for record in records]
    return sorted(range(len(keys)), key=lambda position: (keys[position], position))


def _key(situation: Situation, incident: dict[Any, Any], label: str) -> tuple[object, ...]:
    days = (_NOW - incident["last"]).total_seconds() / 86_400
    decisive = int(situation.assessment.decisive[incident["leading_row"]])
    finding = situation.assessment.findings.iloc[decisive] if decisive >= 0 else None
    certainty = 0.0 if finding is None else float(finding["p_inside"] * finding["p_in_force"])
    straddles = incident["verdict"] == Verdict.UNDETERMINED and 0.05 <= certainty < 0.95
    age = sum(days <= least for least in (30, 7, 1))
    graver = -incident["verdict"], _gravity(incident["act"])
    return _STATES[label], *graver, age, not straddles, incident["origins"] > 1, incident["first"]


def _gravity(act: str) -> int:
    root = act.split(".", maxsplit=1)[0]
    if root == "harm":
        return 0
    if BY_CODE[act].hostile:
        return 1
    if root in ("obstruction", "interference", "detention"):
        return 2
    return 4 if act in ("undetermined", "heat") else 3


def _timed(work: Callable[[], _Result]) -> tuple[_Result, float]:
    begun = time.perf_counter()
    result = work()
    return result, time.perf_counter() - begun
