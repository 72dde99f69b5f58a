"""quotas.csv: what reports add up to under each quota."""

import pandas as pd

from dashboard.report.cells import texts
from dashboard.report.csv_out import csv_bytes


def quotas_csv(quotas: pd.DataFrame) -> bytes:
    """Write a table of quotas, its columns and rows as they stand."""
    return csv_bytes(list(quotas.columns), [texts(quotas[name].astype("str")) for name in quotas.columns])
