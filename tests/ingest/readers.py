"""Short ways to read invented files in tests."""

import pandas as pd

from dashboard.ingest.coordinates import Bounds
from dashboard.ingest.intake import Intake, ReadOptions, SourceFile, read_files
from dashboard.ingest.mappings.mapping import Mapping
from tests.ingest.told_notes import untold

ZONE = "Europe/Kyiv"


def load(
    *files: tuple[str, str | bytes], mapping: Mapping | None = None, zone: str = ZONE, bounds: Bounds | None = None
) -> Intake:
    """Read files given as name and content; the account of each must balance, and every note be told in Ukrainian."""
    options = ReadOptions(zone, mapping, bounds)
    intake = read_files([(SourceFile(name, data.encode() if isinstance(data, str) else data), options) for name, data in files])
    assert all(account.balanced for account in (*intake.accounts, intake.total))
    assert intake.total.accepted == len(intake.observations)
    assert intake.total.rejected == len(intake.rejections)
    assert untold(text for name in ("flags", "unplaced_reason") for text in intake.observations[name]) == []
    return intake


def load_rows(header: str, *rows: str, mapping: Mapping | None = None, zone: str = ZONE, bounds: Bounds | None = None) -> Intake:
    """Read one file of a header line and rows, `a.csv`."""
    return load(("a.csv", "\n".join((header, *rows, ""))), mapping=mapping, zone=zone, bounds=bounds)


def only(intake: Intake) -> pd.Series:
    """Return the one observation of a load without rejections."""
    assert intake.rejections == ()
    assert len(intake.observations) == 1
    return intake.observations.iloc[0]


def problems(intake: Intake) -> list[tuple[int, str, str, str]]:
    """Return every problem as line, column, value, reason."""
    return [(one.line, problem.column, problem.value, problem.reason) for one in intake.rejections for problem in one.problems]
