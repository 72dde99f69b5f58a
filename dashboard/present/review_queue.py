"""In which order people look at incidents: what asks for a person most stands first, and each says why it stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.acts import BY_CODE, HEAT, UNDETERMINED
from dashboard.domain.lineage import REOPENED, UNREVIEWED, Standpoint
from dashboard.domain.message import percent
from dashboard.domain.verdicts import Verdict
from dashboard.engine.shares import microseconds
from dashboard.engine.situation import Situation
from dashboard.language.say import words
from dashboard.present.facets import microseconds_of
from dashboard.present.sentences import act_label

Ints = NDArray[np.int64]
Codes = NDArray[np.int8]

_STATES: tuple[tuple[str, ...], ...] = (
    (REOPENED,),
    ("proposed for confirmation",),
    ("open again", "unreviewed"),
    ("returned for more information",),
    ("under review",),
    ("confirmed", "not a violation", "cannot be determined"),
)
"""By what people did: a judgement that no longer stands misleads, so it comes first; then what waits for a second person."""
_REOPENED, _PROPOSED, _OPEN, _RETURNED, _HELD, _DECIDED = range(len(_STATES))
KINDS: dict[str, tuple[int, ...]] = {
    "To review": (_REOPENED, _OPEN),
    "To confirm": (_PROPOSED,),
    "Under review": (_HELD,),
    "Returned": (_RETURNED,),
    "Decided": (_DECIDED,),
    "All": tuple(range(len(_STATES))),
}
"""What of the queue to show, by places in `_STATES`."""
_HARM, _HOSTILE, _BLOCKING, _OTHER, _UNKNOWN = range(5)
_BLOCKING_ROOTS = ("obstruction", "interference", "detention")
_AGES: tuple[tuple[float, str], ...] = (
    (30, "older than a month"),
    (7, "older than a week"),
    (1, "older than a day"),
    (-np.inf, ""),
)
_VALUES = {"state": len(_STATES), "verdict": len(Verdict), "act": 5, "age": len(_AGES), "certain": 2, "corroborated": 2}
"""What the order follows, weightiest first, and how many values each has; where all are the same, the older stands first."""
_DAY_US = 86_400_000_000
"""Days since the end of the incident from which it counts as so old; witnesses and traces do not wait."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Incidents in the order to look at them. order: positions in the incidents table. waiting: how many are not decided; they
    stand first. keys: for each incident, by position, what the order follows, smaller first, and whether people ever began on it.
    """

    order: Ints
    waiting: int
    keys: pd.DataFrame


def review_queue(situation: Situation, standpoints: Mapping[str, Standpoint], now: datetime) -> Queue:
    """Order incidents by what people did, verdict, act, age, whether they straddle an edge, origins, and then the oldest first.

    standpoints: by incident id; incidents left out are unreviewed. now: aware.
    """
    incidents = situation.incidents
    begun = incidents["incident_id"].isin(list(standpoints)).to_numpy(dtype=np.bool_)
    keys = pd.DataFrame(
        {
            "state": _states(incidents, begun, standpoints),
            "verdict": max(Verdict) - incidents["verdict"].to_numpy(),
            "act": _severities(incidents["act"]),
            "age": _ages(incidents["last"], now),
            "certain": ~_straddling(situation),
            "corroborated": incidents["origins"].to_numpy() > 1,
        }
    )
    # The table of incidents has those of one verdict and one moment by id, and what ties here stays as it stood there.
    oldest_first = np.argsort(microseconds_of(incidents["first"]), kind="stable")
    order = oldest_first[np.argsort(_ranks(keys)[oldest_first], kind="stable")]
    return Queue(order, int((keys["state"] < _DECIDED).sum()), keys.assign(begun=begun))


def _ranks(keys: pd.DataFrame) -> NDArray[np.int16]:
    """Return one number for each row, smaller where its keys are: numbers of two bytes are put in order by counting them."""
    ranks = np.zeros(len(keys), dtype=np.int16)
    for name, values in _VALUES.items():
        ranks = ranks * np.int16(values) + keys[name].to_numpy().astype(np.int16)
    return ranks


def count_shown(queue: Queue, situation: Situation, kind: str) -> int:
    """Return how many incidents `shown` returns."""
    return int(np.count_nonzero(_chosen(queue, situation, kind)))


def shown(queue: Queue, situation: Situation, kind: str) -> Ints:
    """Return the positions of one of `KINDS`, in the queue's order.

    Of what nobody ever began on, only what could be a violation is to be reviewed; the rest is under "All".
    """
    chosen = _chosen(queue, situation, kind)
    return np.asarray(queue.order[chosen[queue.order]], dtype=np.int64)


def _chosen(queue: Queue, situation: Situation, kind: str) -> NDArray[np.bool_]:
    chosen = np.isin(queue.keys["state"].to_numpy(), KINDS[kind])
    if kind != "All":
        grave = situation.incidents["verdict"].to_numpy() >= Verdict.UNDETERMINED
        chosen &= grave | queue.keys["begun"].to_numpy(dtype=np.bool_)
    return chosen


@dataclass(frozen=True, slots=True, eq=False)
class QueuedIds:
    """The ids of incidents at positions of the incidents table, each looked up when it is asked for: there may be millions."""

    situation: Situation
    positions: Ints

    def __len__(self) -> int:
        return len(self.positions)

    def place_of(self, incident_id: str) -> int | None:
        """Return where an incident stands, 0 up, None where it does not."""
        position = self.situation.position_of(incident_id)
        found = np.flatnonzero(self.positions == (-1 if position is None else position))
        return int(found[0]) if found.size else None

    def around(self, gap: int, *, without: int | None) -> tuple[str | None, str | None]:
        """Return the ids before and after a gap among those left without the one in its place; a gap too far is the end."""
        left = len(self) - (without is not None)
        gap = min(gap, left)
        return (self._left(gap - 1, without) if gap else None), (self._left(gap, without) if gap < left else None)

    def _left(self, place: int, without: int | None) -> str:
        passed = without is not None and place >= without
        return str(self.situation.incidents["incident_id"].iloc[self.positions[place + passed]])


def reasons(queue: Queue, situation: Situation, position: int, standpoint: Standpoint) -> tuple[str, ...]:
    """Return in words why the incident at a position of the incidents table stands where it does, weightiest first."""
    incident, key = situation.incidents.iloc[position], queue.keys.iloc[position]
    said = [
        "; ".join((standpoint.label, *standpoint.because)),
        f"{Verdict(int(incident['verdict'])).words}: {act_label(incident['act'])}",
        _AGES[int(key["age"])][1],
        "" if key["certain"] else _straddling_words(situation, int(incident["leading_row"])),
        "" if key["corroborated"] else "one origin, nothing corroborates it",
    ]
    return tuple(one for one in said if one)


def is_decided(queue: Queue, position: int) -> bool:
    """Whether people decided on the incident at a position of the incidents table, and the decision stands."""
    return bool(queue.keys["state"].iloc[position] == _DECIDED)


def queue_words() -> str:
    """Return the rule of the order in one sentence, to stand above the queue."""
    return (
        "First what was decided on evidence that has changed, then what waits for a second person; among these the stronger "
        "verdict, the graver act, the older, what lies across an edge, what rests on one origin."
    )


def standpoint_of(standpoints: Mapping[str, Standpoint], incident_id: str) -> Standpoint:
    """Return where an incident stands, unreviewed where nothing is known of it."""
    return standpoints.get(incident_id, UNREVIEWED)


def _states(incidents: pd.DataFrame, begun: NDArray[np.bool_], standpoints: Mapping[str, Standpoint]) -> Codes:
    rank = {label: number for number, labels in enumerate(_STATES) for label in labels}
    states = np.full(len(incidents), rank[UNREVIEWED.label], dtype=np.int8)
    known = np.flatnonzero(begun)
    states[known] = [rank[standpoints[one].label] for one in incidents["incident_id"].iloc[known].tolist()]
    return states


def _severities(acts: "pd.Series[str]") -> Codes:
    numbers, different = pd.factorize(acts)
    return np.array([_severity(act) for act in different], dtype=np.int8)[numbers]


def _severity(act: str) -> int:
    root = act.split(".", maxsplit=1)[0]
    if root == "harm":
        return _HARM
    if act in BY_CODE and BY_CODE[act].hostile:
        return _HOSTILE
    if root in _BLOCKING_ROOTS:
        return _BLOCKING
    return _UNKNOWN if act in (UNDETERMINED, HEAT) else _OTHER


def _ages(last: "pd.Series[pd.Timestamp]", now: datetime) -> Codes:
    """Return for each incident its place in `_AGES`."""
    ended, present = microseconds_of(last), microseconds(now)
    ages = np.full(len(ended), len(_AGES), dtype=np.int8)
    for days, _ in _AGES:
        ages -= ended < present - days * _DAY_US
    return ages


def _straddling(situation: Situation) -> NDArray[np.bool_]:
    """Tell for each incident whether its verdict is open because place or time lie across an edge, in part in and in part out."""
    certainty = _certainty(situation)
    undetermined = situation.incidents["verdict"].to_numpy() == Verdict.UNDETERMINED
    thresholds = situation.agreement.thresholds
    # Without a finding certainty is no number, and compares as neither.
    return np.asarray(undetermined & (certainty >= thresholds.outside) & (certainty < thresholds.violation), dtype=np.bool_)


def _certainty(situation: Situation) -> NDArray[np.float64]:
    """Return `p_inside * p_in_force` of the finding that names each incident's verdict, NaN where it has none."""
    decisive = situation.assessment.decisive[situation.incidents["leading_row"].to_numpy(dtype=np.int64)]
    findings = situation.assessment.findings
    shares = findings["p_inside"].to_numpy(dtype=np.float64) * findings["p_in_force"].to_numpy(dtype=np.float64)
    certainty = np.full(len(decisive), np.nan)
    certainty[decisive >= 0] = shares[decisive[decisive >= 0]]
    return certainty


def _straddling_words(situation: Situation, row: int) -> str:
    finding = situation.assessment.findings.iloc[int(situation.assessment.decisive[row])]
    zone = situation.agreement.zones[int(finding["zone"])].name
    inside, in_force = float(finding["p_inside"]), float(finding["p_in_force"])
    parts = []
    if inside < 1:
        parts.append(f"{words(percent(inside), 'en')} of the place lies in {zone}")
    if in_force < 1:
        parts.append(f"{words(percent(in_force), 'en')} of the time is in force")
    return f"lies across an edge: {', '.join(parts)}"
