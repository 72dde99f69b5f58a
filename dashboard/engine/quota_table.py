"""What reports add up to under each quota: one row per provision, zone, party and period that anybody reported of."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Provision, Quota
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import Verdict
from dashboard.engine.quota import period_bounds, period_numbers

QUOTAS: dict[str, str] = {
    "provision_id": "id of the provision",
    "zone_id": "id of the zone, empty where zones are counted together",
    "party": "as reported, empty where parties are counted together or nobody is named",
    "period_from": "first local day of the period, empty where the quota has none",
    "period_to": "last local day, included",
    "count_max": "objects that are allowed",
    "at_least": "the least number that the reports give together",
    "finding": "in words: consistent with terms, undetermined, or potential violation where one report alone exceeds the quota",
    "observation_ids": "the reports that are counted, separated by blanks",
}
"""Columns of the table of quotas."""


def quota_table(findings: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement) -> pd.DataFrame:
    """Return the table `QUOTAS` from findings (`assess.FINDINGS`) of observations.

    A report over several periods stands in the one in which it begins, and says "undetermined" where it may exceed another.
    """
    rows = [
        row
        for order, provision in enumerate(agreement.provisions)
        if provision.quota is not None
        for row in _rows(
            findings[(findings["provision"] == order) & (findings["quota_count"] >= 0)], observations, agreement, provision
        )
    ]
    return pd.DataFrame(rows, columns=list(QUOTAS))


def _rows(
    part: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement, provision: Provision
) -> Iterator[tuple[object, ...]]:
    quota = provision.quota or Quota(0)
    told = observations.iloc[part["row"].to_numpy()]
    least = told["count_min"].fillna(1).to_numpy(dtype=np.int64)
    counted = pd.DataFrame(
        {
            "zone": part["zone"].to_numpy() if "zone" in quota.per else -1,
            "party": ["" if names_nobody(one) else one for one in told["party"]] if "party" in quota.per else "",
            "period": period_numbers(told["observed_from"], quota, agreement),
            "row": part["row"].to_numpy(),
            "finding": part["finding"].to_numpy(),
            "least": np.where(told["superseded"], 0, least),
            "id": told["observation_id"].to_numpy(),
        }
    )
    for _, group in counted.groupby(["zone", "party", "period"], sort=True):
        zone, party, period = group.iloc[0][["zone", "party", "period"]]
        reports = group.sort_values("finding", ascending=False, kind="stable").drop_duplicates("row").sort_values("row")
        start, end = period_bounds(int(period), quota, agreement)
        yield (
            provision.id,
            agreement.zones[int(zone)].id if zone >= 0 else "",
            party,
            start,
            end,
            quota.count_max,
            int(reports["least"].sum()),
            Verdict(int(reports["finding"].max())).words,
            " ".join(reports["id"]),
        )
