"""Quotas: a number of objects at a time is allowed in a zone, more is not.

Observations of different times may count the same object twice, so a sum of reports alone never establishes a violation:
one report above the quota is a potential violation; reports that only together exceed it, or that do not say how many, leave it
undetermined.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Quota
from dashboard.domain.verdicts import Verdict


def hold_against_quota(
    findings: pd.DataFrame, counts: NDArray[np.float64], superseded: NDArray[np.bool_], quota: Quota
) -> pd.DataFrame:
    """Return the findings of one provision in one zone with the quota taken into account.

    findings: as decided without the quota. counts: the least number each report commits to, NaN where it gives none.
    superseded: rows that a later revision replaces, which add nothing to the total.
    """
    decided = findings["finding"].to_numpy()
    counted = (decided == Verdict.POTENTIAL_VIOLATION) | (decided == Verdict.UNDETERMINED)
    least = np.where(np.isnan(counts), 1, counts)
    total = int(least[counted & ~superseded].sum())
    alone = counts > quota.count_max
    open_question = np.isnan(counts) | (total > quota.count_max)
    within = np.where(open_question, np.int8(Verdict.UNDETERMINED), np.int8(Verdict.CONSISTENT))
    result = np.where(counted & ~alone, within, decided)
    return findings.assign(finding=result.astype(np.int8), quota_count=np.where(counted, total, -1))
