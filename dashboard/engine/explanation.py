"""A verdict explained: one sentence a diplomat understands, the table behind it, and what would change it.

Page, report and command line all show this one structure; `worded` puts it into a language.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.answers import Change
from dashboard.domain.explain import verdict_key, verdict_message
from dashboard.domain.message import Listed, Message, Value, message
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
    """An explanation in one language. rows: what, as reported, read as, held against, result."""

    language: Language
    observation_id: str
    verdict: str
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


def explanations(
    observations: gpd.GeoDataFrame, assessment: Assessment, agreement: Agreement, rows: Sequence[int]
) -> Iterator[Explanation]:
    """Yield the explanation of each observation at `rows` (positions), in that order."""
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        changes = changes_of(some, observations, assessment, agreement)
        for row in some:
            yield _explained(observations.iloc[row], row, assessment, agreement, changes.get(row))


def worded(explanation: Explanation, language: Language) -> Worded:
    """Put an explanation into words."""
    said = tuple(sentence(one, language) for one in explanation.said)
    return Worded(
        language=language,
        observation_id=explanation.observation_id,
        verdict=words(verdict_message(explanation.verdict), language),
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


_COLUMNS = ("what", "reported", "read-as", "held-against", "result")


def _explained(
    observation: pd.Series, row: int, assessment: Assessment, agreement: Agreement, changes: tuple[Change, ...] | None
) -> Explanation:
    findings = findings_of(assessment, agreement, row)
    verdict = Verdict(int(assessment.verdicts[row]))
    said = tuple(finding_sentence(observation, one, agreement.time_zone) for one in findings)
    return Explanation(
        observation_id=str(observation["observation_id"]),
        verdict=verdict,
        findings=findings,
        said=said or (_without_finding(observation, verdict, agreement.time_zone),),
        source=source_said(observation),
        rows=tuple(table_rows(observation, findings[0] if findings else None, agreement, assessment.engine_version)),
        changes=changes or (),
        change_lines=() if changes is None else tuple(change_messages(changes, findings, agreement)),
        agreement_version=assessment.agreement_version,
        engine_version=assessment.engine_version,
    )


def finding_sentence(observation: pd.Series, finding: Finding, time_zone: str) -> Message:
    """Return what, where, when, by which clause and zone, how sure and why, in one sentence."""
    because = message(
        "sentence.because",
        reasons=Listed(finding.reasons),
        place=place_against_zone(finding),
        time=time_in_force(finding),
        party=party_said(observation),
    )
    return message(
        f"sentence.{verdict_key(finding.verdict)}",
        what=what_said(observation),
        where=where_said(observation),
        when=when_said(observation, time_zone),
        clause=message("sentence.clause", clause=finding.provision.clause, id=finding.provision.id),
        because=because,
    )


def _without_finding(observation: pd.Series, verdict: Verdict, time_zone: str) -> Message:
    told: dict[str, Value] = {
        "what": what_said(observation),
        "where": where_said(observation),
        "when": when_said(observation, time_zone),
    }
    if verdict is Verdict.UNPLACED:
        return message("sentence.unplaced", **told, why=str(observation["unplaced_reason"]))
    return message("sentence.no-finding", **told, because=NO_FINDING)
