"""A verdict explained: one sentence a diplomat understands, the table behind it, and what would change it.

Page, report and command line all show this one structure; `worded` puts it into a language.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypedDict

import geopandas as gpd
import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.answers import Change
from dashboard.domain.explain import LIKELY, verdict_key
from dashboard.domain.message import Listed, Message, Notes, Value, message
from dashboard.domain.verdicts import Verdict
from dashboard.engine.assess import Assessment
from dashboard.engine.change_words import change_messages
from dashboard.engine.changes import changes_of
from dashboard.engine.explanation_rows import Row, table_rows
from dashboard.engine.findings import NO_FINDING, Finding, findings_of
from dashboard.engine.report_words import (
    party_said,
    place_against_zone,
    source_said,
    time_in_force,
    what_said,
    when_said,
    where_said,
)
from dashboard.language.catalogue import Language
from dashboard.language.say import sentence, words

_AT_ONCE = 2_000
"""Rows explained together: the trials of so many fit in memory with room to spare."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why one observation has its verdict.

    findings: all of them, the decisive one first. said: the sentence of each finding, in their order; without a finding the one
    sentence of the verdict. changes: empty unless the verdict is undetermined.
    """

    observation_id: str
    verdict: Verdict
    findings: tuple[Finding, ...]
    said: tuple[Message, ...]
    source: Message
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    change_lines: tuple[Message, ...]
    agreement_version: str
    engine_version: str


@dataclass(frozen=True, slots=True)
class Worded:
    """An explanation in one language. rows: what, as reported, read as, held against, result.

    verdict: as it is printed everywhere, the same in all languages. edge_distance_m: of the decisive finding, negative inside.
    """

    language: Language
    observation_id: str
    verdict: str
    provision_id: str
    zone_id: str
    p_inside: float
    p_in_force: float
    edge_distance_m: float
    sentence: str
    findings: tuple[str, ...]
    source: str
    standing: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_keys: tuple[str, ...]
    change_title: str
    table_title: str
    others_title: str
    changes: tuple[str, ...]
    agreement_version: str
    engine_version: str


class _Decisive(TypedDict):
    """The figures of the decisive finding; empty or NaN where there is none."""

    provision_id: str
    zone_id: str
    p_inside: float
    p_in_force: float
    edge_distance_m: float


def explanations(
    observations: gpd.GeoDataFrame, assessment: Assessment, agreement: Agreement, rows: Sequence[int]
) -> Iterator[Explanation]:
    """Yield the explanation of each observation at `rows` (positions), in that order."""
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        changes = {} if assessment.is_coarse else changes_of(some, observations, assessment, agreement)
        for row in some:
            yield _explained(observations.iloc[row], row, assessment, agreement, changes.get(row))


def worded(explanation: Explanation, language: Language) -> Worded:
    """Put an explanation into words."""
    said = tuple(sentence(one, language) for one in explanation.said)
    return Worded(
        language=language,
        observation_id=explanation.observation_id,
        verdict=explanation.verdict.words,
        **_decisive(explanation),
        sentence=said[0],
        findings=said if explanation.findings else (),
        source=sentence(explanation.source, language),
        standing=sentence(message("standing.machine"), language),
        columns=tuple(words(message(f"column.{name}"), language) for name in _COLUMNS),
        rows=tuple(tuple(words(value, language) for value in (row.what, *row.cells)) for row in explanation.rows),
        row_keys=tuple(row.key for row in explanation.rows),
        change_title=words(message("change.title"), language),
        table_title=words(message("table.title"), language),
        others_title=words(message("table.others", count=max(len(said) - 1, 0)), language),
        changes=tuple(sentence(one, language) for one in explanation.change_lines),
        agreement_version=explanation.agreement_version,
        engine_version=explanation.engine_version,
    )


def _decisive(explanation: Explanation) -> _Decisive:
    if not explanation.findings:
        return _Decisive(provision_id="", zone_id="", p_inside=math.nan, p_in_force=math.nan, edge_distance_m=math.nan)
    first = explanation.findings[0]
    return _Decisive(
        provision_id=first.provision.id,
        zone_id=first.zone.id,
        p_inside=first.shares.inside,
        p_in_force=first.shares.in_force,
        edge_distance_m=first.edge_distance_m,
    )


_COLUMNS = ("what", "reported", "read-as", "held-against", "result")


def _explained(
    observation: pd.Series, row: int, assessment: Assessment, agreement: Agreement, changes: tuple[Change, ...] | None
) -> Explanation:
    findings = findings_of(assessment, agreement, row)
    verdict = Verdict(int(assessment.verdicts[row]))
    said = _Said(observation, agreement.time_zone)
    return Explanation(
        observation_id=str(observation["observation_id"]),
        verdict=verdict,
        findings=findings,
        said=tuple(said.of(one) for one in findings) or (said.without_finding(verdict),),
        source=source_said(observation),
        rows=tuple(table_rows(observation, findings[0] if findings else None, agreement, assessment.engine_version)),
        changes=changes or (),
        change_lines=() if changes is None else tuple(change_messages(changes, findings, agreement)),
        agreement_version=assessment.agreement_version,
        engine_version=assessment.engine_version,
    )


class _Said:
    """What one report says, told once for all of its sentences."""

    def __init__(self, observation: pd.Series, time_zone: str) -> None:
        self._told: dict[str, Value] = {
            "what": what_said(observation),
            "where": where_said(observation),
            "when": when_said(observation, time_zone),
        }
        self._party = party_said(observation)
        self._why_unplaced = Notes(str(observation["unplaced_reason"]))

    def of(self, finding: Finding) -> Message:
        """Return what, where, when, by which clause and zone, how sure and why, in one sentence."""
        because = message(
            "sentence.because",
            reasons=Listed(_why(finding)),
            place=place_against_zone(finding),
            time=time_in_force(finding),
            party=self._party,
        )
        clause = message("sentence.clause", clause=finding.provision.clause, id=finding.provision.id)
        return message(f"sentence.{verdict_key(finding.verdict)}", **self._told, clause=clause, because=because)

    def without_finding(self, verdict: Verdict) -> Message:
        """Return the sentence of a report without a place, or where no clause was in force."""
        if verdict is Verdict.UNPLACED:
            return message("sentence.unplaced", **self._told, why=self._why_unplaced)
        return message("sentence.no-finding", **self._told, because=NO_FINDING)


def _why(finding: Finding) -> tuple[Message, ...]:
    """Return the reasons; of a potential violation only what the rest of the sentence does not tell by place, time and party."""
    if finding.verdict is Verdict.POTENTIAL_VIOLATION and finding.quota_count < 0:
        return (message("reason.act-prohibited"), *finding.reasons[1:])
    return tuple(one for one in finding.reasons if one.key != LIKELY)
