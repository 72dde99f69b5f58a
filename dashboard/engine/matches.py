"""Matches of many observations with one provision: the scalar rule, applied once to each distinct report."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Provision
from dashboard.domain.verdicts import Matches, match_provision

_REPORTED = ["act", "weapon", "calibre_mm", "party"]
Codes = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class MatchColumns:
    """`Match` codes, one per asked row."""

    act: Codes
    weapon: Codes
    party: Codes
    exemption: Codes


class Reports:
    """The distinct combinations of act, weapon, calibre and party in a table; rows refer to them by number."""

    def __init__(self, observations: pd.DataFrame) -> None:
        reported = observations[_REPORTED].reset_index(drop=True)
        self._number = reported.groupby(_REPORTED, dropna=False, sort=False).ngroup().to_numpy()
        first = np.unique(self._number, return_index=True)[1]
        self._distinct = list(reported.iloc[first].itertuples(index=False, name=None))

    def match(self, provision: Provision, agreement: Agreement, rows: NDArray[np.int64]) -> MatchColumns:
        """Hold the reports of these rows against a provision."""
        numbers = self._number[rows]
        table = np.zeros((len(self._distinct), 4), dtype=np.int8)
        for number in np.unique(numbers):
            table[number] = _codes(_match_one(provision, agreement, self._distinct[number]))
        return MatchColumns(*np.ascontiguousarray(table[numbers].T))


def _match_one(provision: Provision, agreement: Agreement, reported: tuple[str, str, float, str]) -> Matches:
    act, weapon, calibre_mm, party = reported
    return match_provision(
        provision,
        agreement.parties,
        act=act,
        weapon=weapon,
        calibre_mm=None if np.isnan(calibre_mm) else float(calibre_mm),
        party=party,
    )


def _codes(matches: Matches) -> tuple[int, int, int, int]:
    return matches.act, matches.weapon, matches.party, matches.exemption
