"""incidents.csv: one row per incident, as the list on the page shows them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from dashboard.domain.verdicts import Verdict
from dashboard.report.cells import texts
from dashboard.report.csv_out import csv_bytes
from dashboard.report.decisions import PeopleSaid, decision_columns

_AS_THEY_STAND = ("observations", "superseded", "origins", "means", "parties", "reliability", "credibility")
_PLACE = ("place_kind", "lon", "lat", "radius_m", "region_code", "region_name")


def incidents_csv(incidents: pd.DataFrame, observations: pd.DataFrame, decisions: Sequence[PeopleSaid]) -> bytes:
    """Write incidents in the order they stand, the best place and the leading report's id taken from their observations.

    incidents: `engine.incident_table.INCIDENTS`, whose rows point into observations by position. last: not included.
    decisions: what people said of each, in the same order; it has columns of its own, apart from the machine's verdict.
    """
    place = observations.iloc[incidents["place_row"].to_numpy(dtype=np.int64)]
    leading = observations.iloc[incidents["leading_row"].to_numpy(dtype=np.int64)]
    columns = {
        "incident_id": texts(incidents["incident_id"]),
        "verdict": [Verdict(code).words for code in incidents["verdict"].tolist()],
        "first": texts(incidents["first"]),
        "last": texts(incidents["last"]),
        "act": texts(incidents["act"]),
        **{name: texts(place[name]) for name in _PLACE},
        **{name: texts(incidents[name]) for name in _AS_THEY_STAND},
        "leading_observation_id": texts(leading["observation_id"]),
        **decision_columns(decisions),
    }
    return csv_bytes(list(columns), list(columns.values()))
