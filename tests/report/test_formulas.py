"""No table that leaves the program holds a cell that a spreadsheet would run, and no number in it was touched."""

import csv
import importlib
import io
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from dashboard import report
from dashboard.domain.columns import OBSERVATION_TABLE
from dashboard.domain.coverage import SHARES
from dashboard.domain.lineage import Standpoint
from dashboard.domain.observation import Point
from dashboard.domain.review import replay
from dashboard.domain.review_events import Confirm, Event, Propose, TakeUp
from dashboard.engine.coverage import Watched
from dashboard.engine.explanation import explanations, worded
from dashboard.engine.reassess import CHANGES
from dashboard.report.changes import changes_csv
from dashboard.report.corrections import corrections_csv
from dashboard.report.coverage_bins import coverage_bins_csv
from dashboard.report.coverage_days import coverage_days_csv, coverage_template_csv
from dashboard.report.csv_out import neutralised
from dashboard.report.decisions import PeopleSaid
from dashboard.report.explanations import explanations_file
from dashboard.report.findings import findings_csv
from dashboard.report.incidents import incidents_csv
from dashboard.report.observations import observations_csv
from dashboard.report.quotas import quotas_csv
from dashboard.report.rejected import rejected_csv
from dashboard.report.template import template_csv
from dashboard.report.verdicts import verdicts_csv
from tests.factories import one_observation, situation_of
from tests.report.test_observation_files import JUDGED, NUMBERS, observations
from tests.report.test_rejected import Problem, Rejection
from tests.report.test_verdict_files import FINDINGS, VERDICTS

FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\0=1", "'=1", "-12.5e", '=HYPERLINK("x")')
NOT_TEXT = {*NUMBERS, "observed_from", "observed_to", "line", "superseded", "place_kind"}


def everywhere(formula: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table with a formula in every column of text."""
    return table.assign(**{name: formula for name in table.columns if table[name].dtype in ("object", "str")})


def of_observations(formula: str) -> bytes:
    cells = dict.fromkeys(set(OBSERVATION_TABLE) - NOT_TEXT, formula)
    return observations_csv(observations({**cells, "place_kind": "point", "lon": -12.5, "lat": 3.0, "radius_m": 0.0}))


def of_incidents(formula: str) -> bytes:
    shown = situation_of([one_observation(-12.5, 3.0, observation_id=formula, party=formula)], source=[formula])
    steps = ((f"{formula} Ann", TakeUp()), (f"{formula} Ann", Propose("so")), ("Ben", Confirm(formula, (formula, formula))))
    at = datetime(2026, 5, 3, tzinfo=UTC)
    review = replay("INC-1", [Event(number, at, who, did, JUDGED) for number, (who, did) in enumerate(steps, start=1)])
    said = [PeopleSaid(review, Standpoint("confirmed", because=(formula,)))] * len(shown.incidents)
    return incidents_csv(shown.incidents, shown.observations, said)


def of_explanations(formula: str) -> bytes:
    shown = situation_of([one_observation(-12.5, 3.0, observation_id=formula)], source=[formula], description=[formula])
    found = explanations(shown.observations, shown.assessment, shown.agreement, range(1))
    return explanations_file(".csv", tuple(worded(one, "en") for one in found), shown.observations)


def of_changes(formula: str) -> bytes:
    return changes_csv(pd.DataFrame({name: [formula] for name in CHANGES}))


def of_corrections(formula: str) -> bytes:
    moment = datetime(2026, 5, 3, tzinfo=UTC)
    names = (formula, formula, formula)
    chosen = (Point(-12.5, 3.0, 0.0), formula)
    return corrections_csv(
        [SimpleNamespace(names=names, chosen=one, who=formula, why=formula, decided_at=moment) for one in chosen]
    )


def of_rejected(formula: str) -> bytes:
    cells = {formula: formula, "lon": "-12.5"}
    return rejected_csv([Rejection(formula, 3, (Problem(formula, formula, formula),), cells)])


def of_coverage_bins(formula: str) -> bytes:
    shares = {state.replace(" ", "_"): [0.5] for state in SHARES}
    moment = pd.Series(pd.to_datetime(["2026-05-03T11:20:00Z"], utc=True))
    told = {"zone_id": [formula], "from": moment, "to": moment, "hours_in_force": [-12.5], **shares, "means": [formula]}
    return coverage_bins_csv(pd.DataFrame(told))


def of_coverage_days(formula: str) -> bytes:
    begin, end = datetime(2026, 5, 3, tzinfo=UTC), datetime(2026, 5, 4, tzinfo=UTC)
    shares, seen = np.full((1, 1, len(SHARES)), 0.2), np.ones((1, 1, 1), dtype=bool)
    found = Watched((formula,), (begin, end), shares, np.ones((1, 1)), (formula,), seen)
    return coverage_days_csv(found, (begin.date(),))


def of_quotas(formula: str) -> bytes:
    return quotas_csv(pd.DataFrame({"provision_id": [formula], "zone_id": [formula], "count": [-12.5]}))


TABLES = {
    "observations_csv": of_observations,
    "incidents_csv": of_incidents,
    "verdicts_csv": lambda formula: verdicts_csv(everywhere(formula, VERDICTS)),
    "findings_csv": lambda formula: findings_csv(everywhere(formula, FINDINGS)),
    "quotas_csv": of_quotas,
    "changes_csv": of_changes,
    "corrections_csv": of_corrections,
    "rejected_csv": of_rejected,
    "explanations_file": of_explanations,
    "coverage_bins_csv": of_coverage_bins,
    "coverage_days_csv": of_coverage_days,
    "template_csv": lambda _: template_csv(),
    "coverage_template_csv": lambda _: coverage_template_csv(),
}
WITHOUT_TEXT_FROM_OUTSIDE = {"template_csv", "coverage_template_csv"}
WITH_THE_NUMBER = {"observations_csv", "coverage_bins_csv", "quotas_csv", "corrections_csv", "rejected_csv"}


def writers() -> Iterator[str]:
    """Every function of the program that writes a table for others."""
    for module in pkgutil.iter_modules(report.__path__):
        for name, value in vars(importlib.import_module(f"dashboard.report.{module.name}")).items():
            if callable(value) and (name.endswith("_csv") or name == "explanations_file") and not name.startswith("_"):
                yield name


def cells_of(table: bytes) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(table.decode(), newline="")) for cell in row]


def test_every_table_that_is_written_is_among_these():
    assert set(writers()) == set(TABLES)


@pytest.mark.parametrize("formula", FORMULAS, ids=ascii)
@pytest.mark.parametrize("name", TABLES)
def test_no_cell_is_run_by_a_spreadsheet_and_numbers_stay_numbers(name, formula):
    cells = cells_of(TABLES[name](formula))
    # Treated once more, each would stay as it is, but for the apostrophe that already stands there.
    assert [cell for cell in cells if not cell.startswith("'") and neutralised(cell) != cell] == []
    assert (neutralised(formula) in cells) == (name not in WITHOUT_TEXT_FROM_OUTSIDE)
    if name in WITH_THE_NUMBER:
        assert "-12.5" in cells
