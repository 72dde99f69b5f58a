"""changes.csv: one row per observation with another verdict, provision, zone or reason than before."""

import pandas as pd

from dashboard.engine.reassess import CHANGES
from dashboard.report.cells import texts
from dashboard.report.csv_out import csv_bytes


def changes_csv(changes: pd.DataFrame) -> bytes:
    """Write the columns `CHANGES` of a table, its rows as they stand."""
    return csv_bytes(tuple(CHANGES), [texts(changes[name]) for name in CHANGES])
