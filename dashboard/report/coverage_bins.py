"""coverage.csv of the page: who looked, zone by zone and stretch of time by stretch of time."""

import pandas as pd

from dashboard.domain.coverage import SHARES
from dashboard.report.cells import number_texts, share_texts, texts
from dashboard.report.csv_out import csv_bytes


def coverage_bins_csv(table: pd.DataFrame) -> bytes:
    """Write a table of `zone_id, from, to` (UTC), `hours_in_force`, shares by state of coverage, and the means that observed."""
    columns = {
        **{name: texts(table[name]) for name in ("zone_id", "from", "to")},
        "hours_in_force": number_texts(table["hours_in_force"].round(4)),
        **{name: share_texts(table[name]) for name in (state.replace(" ", "_") for state in SHARES)},
        "means": texts(table["means"]),
    }
    return csv_bytes(list(columns), list(columns.values()))
