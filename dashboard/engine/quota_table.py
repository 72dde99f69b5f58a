"""What reports add up to under each quota: one row per provision, zone, party and period that anybody reported of."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Provision, Quota, Thresholds
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import Verdict
from dashboard.engine.matches import rule_table
from dashboard.engine.quota import period_bounds, period_numbers

QUOTAS: dict[str, str] = {
    "provision_id": "id of the provision",
    "zone_id": "id of the zone, empty where zones are counted together",
    "party": "as reported, empty where parties are counted together or nobody is named",
    "period_from": "first local day of the period, empty where the quota has none",
    "period_to": "last local day, included",
    "count_max": "objects that are allowed",
    "at_least": "the least number that the reports which surely belong here give together, 0 where none does",
    "finding": "in words: consistent with terms, undetermined, or potential violation where one report alone exceeds the quota",
    "observation_ids": "the reports that surely belong here, separated by blanks",
    "possible_ids": "those that may: over several periods, by nobody named, or with anything of the clause's terms left open",
}
"""Columns of the table of quotas."""
_COUNT = ["zone", "party", "period"]


def quota_table(findings: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement) -> pd.DataFrame:
    """Return the table `QUOTAS` from findings (`assess.FINDINGS`) of observations.

    A report over several periods stands in the one in which it begins, and says "undetermined" where it may exceed another.
    What a later revision replaced does not count and is not listed.
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


def surely_counts(findings: pd.DataFrame, provision: Provision, thresholds: Thresholds) -> NDArray[np.bool_]:
    """Tell of findings under a quota whether they would be potential violations without it (`verdicts.decide`)."""
    act, weapon, party, exemption = (findings[name].to_numpy() for name in ("act", "weapon", "party", "exemption"))
    inside = findings["p_inside"].to_numpy()
    # As `kernels.holding.hold_rows` has it.
    sure = (inside * findings["p_in_force"].to_numpy() >= thresholds.outside) * (
        1 + (inside * findings["p_settled"].to_numpy() >= thresholds.violation)
    )
    rule = rule_table(for_a_person=bool(provision.judged_because))
    return np.asarray(rule[sure, act, weapon, party, exemption] == Verdict.POTENTIAL_VIOLATION)


def _rows(
    part: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement, provision: Provision
) -> Iterator[tuple[object, ...]]:
    quota = provision.quota or Quota(0)
    # Parties are told apart as matching tells them, whatever their capitals, and shown as the agreement spells them.
    spelled = {one.casefold(): one for one in agreement.parties}
    for _, group in _counted(part, observations, agreement, provision).groupby(_COUNT, sort=True):
        zone, party, period = group.iloc[0][_COUNT]
        reports = group.sort_values("finding", ascending=False, kind="stable").drop_duplicates("row").sort_values("row")
        surely = reports[reports["sure"]]
        start, end = period_bounds(int(period), quota, agreement)
        yield (
            provision.id,
            agreement.zones[int(zone)].id if zone >= 0 else "",
            spelled.get(party, reports["reported"].iloc[0]),
            start,
            end,
            quota.count_max,
            int(surely["least"].sum()),
            Verdict(int(reports["finding"].max())).words,
            " ".join(surely["id"]),
            " ".join(reports.loc[~reports["sure"], "id"]),
        )


def _counted(part: pd.DataFrame, observations: pd.DataFrame, agreement: Agreement, provision: Provision) -> pd.DataFrame:
    """Return one row for each finding that counts or may, with the count it belongs to and whether it surely does."""
    quota = provision.quota or Quota(0)
    live = part[~observations["superseded"].to_numpy(dtype=np.bool_)[part["row"].to_numpy()]]
    told = observations.iloc[live["row"].to_numpy()]
    reported = ["" if "party" not in quota.per or names_nobody(one) else one.strip() for one in told["party"]]
    first = period_numbers(told["observed_from"], quota, agreement)
    last = period_numbers(told["observed_to"] - pd.Timedelta(microseconds=1), quota, agreement)
    named = np.array([bool(one) for one in reported], dtype=np.bool_) | ("party" not in quota.per)
    counted = pd.DataFrame(
        {
            "zone": live["zone"].to_numpy() if "zone" in quota.per else -1,
            "party": [one.casefold() for one in reported],
            "period": first,
            "row": live["row"].to_numpy(),
            "finding": live["finding"].to_numpy(),
            "least": told["count_min"].fillna(1).to_numpy(dtype=np.int64),
            "id": told["observation_id"].to_numpy(),
            "reported": reported,
            "sure": surely_counts(live, provision, agreement.thresholds) & (first == last) & named,
        }
    )
    # Where zones are counted together, a report that is surely in one of them counts.
    return counted.assign(sure=counted.groupby([*_COUNT, "row"])["sure"].transform("any"))
