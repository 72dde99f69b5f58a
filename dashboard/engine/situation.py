"""Everything that follows from the observations and one agreement: findings, verdicts, incidents."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.engine.assess import Assessment, Progress, assess, part, untold
from dashboard.engine.findings import Finding, findings_of
from dashboard.engine.incident_table import incident_table
from dashboard.engine.incidents import incident_labels

_ASSESSED, _LINKED = 0.5, 0.75
"""How far the work is when all is assessed, and when it is known which reports are of one event."""


@dataclass(frozen=True, slots=True)
class Situation:
    """One picture of what is known.

    observations: `domain.columns.OBSERVATION_TABLE` with geometry, EPSG:4326. incidents: `engine.incident_table.INCIDENTS`.
    incident_of: for each observation the position of its incident.
    """

    observations: gpd.GeoDataFrame
    agreement: Agreement
    assessment: Assessment
    incidents: pd.DataFrame
    incident_of: NDArray[np.int64]

    def members(self, incident: int) -> NDArray[np.int64]:
        """Return the positions of an incident's observations in order of time, superseded ones included."""
        rows = np.flatnonzero(self.incident_of == incident)
        start = self.observations["observed_from"].iloc[rows]
        return rows[np.lexsort((self.observations["row_key"].iloc[rows], start))]

    def position_of(self, incident_id: str) -> int | None:
        """Return the position of an incident by its id, None where the data in view holds no such incident."""
        # Asked of Arrow, which stops where it finds it; a page asks several times.
        found = pc.index(pa.array(self.incidents["incident_id"]), incident_id).as_py()
        return None if found < 0 else int(found)

    def findings_of(self, row: int) -> tuple[Finding, ...]:
        """Return an observation's findings, the decisive one first, the others in the agreement's order."""
        return findings_of(self.assessment, self.agreement, row)


def build_situation(
    observations: gpd.GeoDataFrame, agreement: Agreement, *, engine_version: str, progress: Progress = untold
) -> Situation:
    """Assess placed observations and bring those of one event together. `progress` may raise to give the work up."""
    told = part(progress, 0.0, _ASSESSED)
    assessment = assess(observations, agreement, engine_version=engine_version, progress=told)
    labels = incident_labels(observations, part(progress, _ASSESSED, _LINKED))
    progress(_LINKED, "putting incidents in order")
    incidents, incident_of = incident_table(observations, labels, assessment.verdicts)
    return Situation(observations, agreement, assessment, incidents, incident_of)
