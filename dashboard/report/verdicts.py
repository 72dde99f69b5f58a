"""verdicts.csv: one row per observation, in the input's order."""

import pandas as pd

from dashboard.report.cells import share_texts, texts
from dashboard.report.csv_out import csv_bytes

VERDICT_COLUMNS = ("observation_id", "verdict", "provision_id", "zone_id", "p_inside", "p_in_force", "reason")
_SHARES = ("p_inside", "p_in_force")


def verdicts_csv(verdicts: pd.DataFrame) -> bytes:
    """Write the columns `VERDICT_COLUMNS` of a table, its rows as they stand.

    verdict: in words. provision_id, zone_id: empty, and shares NaN (printed as empty), where no finding gives the verdict.
    """
    return csv_bytes(VERDICT_COLUMNS, [_texts(verdicts[name]) for name in VERDICT_COLUMNS])


def _texts(column: pd.Series) -> list[str]:
    return share_texts(column) if column.name in _SHARES else texts(column)
