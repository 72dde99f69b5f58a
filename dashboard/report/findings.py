"""findings.csv: one row per observation, provision and zone that meet."""

import pandas as pd

from dashboard.report.cells import metre_texts, share_texts, texts
from dashboard.report.csv_out import csv_bytes

FINDING_COLUMNS = (
    "observation_id",
    "provision_id",
    "zone_id",
    "finding",
    "p_inside",
    "p_in_force",
    "edge_distance_m",
    "act_match",
    "weapon_match",
    "party_match",
    "reasons",
)
_PRINT = {"p_inside": share_texts, "p_in_force": share_texts, "edge_distance_m": metre_texts}


def findings_csv(findings: pd.DataFrame) -> bytes:
    """Write the columns `FINDING_COLUMNS` of a table, its rows as they stand.

    finding and matches: in words. edge_distance_m: metres to the zone's edge, negative inside, one decimal. reasons: one text.
    """
    return csv_bytes(FINDING_COLUMNS, [_PRINT.get(name, texts)(findings[name]) for name in FINDING_COLUMNS])
