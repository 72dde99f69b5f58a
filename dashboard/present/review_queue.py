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
from dashboard.engine.situation import Situation
from dashboard.language.say import words
from dashboard.present.sentences import act_label

Ints = NDArray[np.int64]

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
    keys = pd.DataFrame(
        {
            "state": _states(incidents, standpoints),
            "verdict": -incidents["verdict"].to_numpy(dtype=np.int64),
            "act": incidents["act"].map({act: _severity(act) for act in incidents["act"].unique()}).to_numpy(dtype=np.int64),
            "age": _ages(incidents["last"], now),
            "certain": ~_straddling(situation),
            "corroborated": incidents["origins"].to_numpy(dtype=np.int64) > 1,
            "first": incidents["first"].dt.as_unit("us").astype("int64").to_numpy(),
        }
    )
    # The table of incidents has those of one verdict and one moment by id, and what ties here stays as it stood there.
    order = np.lexsort(tuple(keys[name].to_numpy() for name in reversed(keys.columns)))
    begun = incidents["incident_id"].isin(list(standpoints)).to_numpy()
    return Queue(order.astype(np.int64), int((keys["state"] < _DECIDED).sum()), keys.assign(begun=begun))


def shown(queue: Queue, situation: Situation, kind: str) -> Ints:
    """Return the positions of one of `KINDS`, in the queue's order.

    Of what nobody ever began on, only what could be a violation is to be reviewed; the rest is under "All".
    """
    chosen = np.isin(queue.keys["state"].to_numpy(), KINDS[kind])
    if kind != "All":
        grave = situation.incidents["verdict"].to_numpy() >= Verdict.UNDETERMINED
        chosen &= grave | queue.keys["begun"].to_numpy(dtype=np.bool_)
    return np.asarray(queue.order[chosen[queue.order]], dtype=np.int64)


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


def _states(incidents: pd.DataFrame, standpoints: Mapping[str, Standpoint]) -> Ints:
    rank = {label: number for number, labels in enumerate(_STATES) for label in labels}
    known = {incident: rank[one.label] for incident, one in standpoints.items()}
    ids = incidents["incident_id"].tolist()
    unreviewed = rank[UNREVIEWED.label]
    return np.fromiter((known.get(one, unreviewed) for one in ids), dtype=np.int64, count=len(ids))


def _severity(act: str) -> int:
    root = act.split(".", maxsplit=1)[0]
    if root == "harm":
        return _HARM
    if act in BY_CODE and BY_CODE[act].hostile:
        return _HOSTILE
    if root in _BLOCKING_ROOTS:
        return _BLOCKING
    return _UNKNOWN if act in (UNDETERMINED, HEAT) else _OTHER


def _ages(last: "pd.Series[pd.Timestamp]", now: datetime) -> Ints:
    days = ((pd.Timestamp(now) - last).dt.total_seconds() / 86_400).to_numpy()
    return np.asarray(np.argmax(days[:, None] > np.array([least for least, _ in _AGES])[None, :], axis=1), dtype=np.int64)


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
