"""What became of verdicts under another version, as the page shows it: a table of counts, and the reports that changed."""

from dataclasses import dataclass

import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.verdicts import Verdict
from dashboard.engine.reassess import KINDS_OF_CHANGE, Reassessment
from dashboard.present.sentences import count_of

COLUMNS = (
    "Observation", "Verdict, in use", "Verdict, the other", "Why", "Named by, in use", "Named by, the other", "Reason, in use",
    "Reason, the other",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Observations by verdict now (rows) and then (columns): only verdicts that occur, the strongest first."""

    verdicts: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


def counts_shown(told: Reassessment) -> Counts:
    """Return the counts that are not nothing throughout."""
    shown = [one for one in sorted(Verdict, reverse=True) if told.counts[one].any() or told.counts[:, one].any()]
    rows = tuple(tuple(int(told.counts[now, then]) for then in shown) for now in shown)
    return Counts(tuple(one.words for one in shown), rows)


def changes_shown(told: Reassessment, rows_max: int, before: Agreement, after: Agreement) -> pd.DataFrame:
    """Return the first rows of what changed, columns `COLUMNS`: other verdicts first, else in their own order.

    before, after: the agreements compared, by whose clauses and names of zones it is told what named a verdict.
    """
    rank = {kind: number for number, kind in enumerate(KINDS_OF_CHANGE)}
    changes = told.changes.sort_values("changed", kind="stable", key=lambda kinds: kinds.map(rank)).head(rows_max)
    sides = (("before", before), ("after", after))
    named = [_named(changes[f"provision_{side}"], changes[f"zone_{side}"], whole) for side, whole in sides]
    parts = [changes[name] for name in ("observation_id", "verdict_before", "verdict_after", "why")]
    reasons = [changes["reason_before"], changes["reason_after"]]
    return pd.DataFrame(dict(zip(COLUMNS, [*parts, *named, *reasons], strict=True)))


def summary_words(told: Reassessment) -> str:
    """Say in one sentence what changed."""
    if told.changes.empty:
        return f"Nothing would change: all {count_of(told.compared, 'observation')} keep verdict, clause and reason."
    others = len(told.changes) - told.other_verdicts
    said = f"{told.other_verdicts:,} of {count_of(told.compared, 'observation')} would get another verdict"
    return f"{said}, {others:,} the same one by another clause, zone or reason." if others else f"{said}."


def _named(provisions: pd.Series, zones: pd.Series, whole: Agreement) -> pd.Series:
    clauses = {one.id: f"{one.clause} ({one.id})" for one in whole.provisions}
    names = {one.id: one.name for one in whole.zones}
    clause = provisions.map(lambda one: clauses.get(one, one)).astype(object)
    return clause.where(zones == "", clause + ", " + zones.map(lambda one: names.get(one, one)).astype(object))
