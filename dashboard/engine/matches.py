"""Matches of many observations with one provision: the scalar rule, applied once to each distinct report."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Prohibition, Provision
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Told, match_exemption, match_provision
from dashboard.domain.weapon_systems import Identified, identify, systems
from dashboard.engine.circumstances import Circumstances

_REPORTED = ["act", "weapon", "calibre_mm", "party", "means"]
_CLASS, _CALIBRE = 1, 2
NO_BASIS = -1
Codes = NDArray[np.int8]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class MatchColumns:
    """`Match` codes, one per asked row.

    weapon_basis: what of the weapon is the table's, to be read by `weapon_of_basis`; -1 where nothing is. notification: position
    of the row of the agreement's notifications that covers the observation or may; -1 for none.
    """

    act: Codes
    weapon: Codes
    party: Codes
    exemption: Codes
    weapon_basis: Ints
    notification: Ints

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Return the codes of all parts, one after the other."""
        return cls(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(cls)))

    def taken(self, positions: Ints) -> Self:
        """Return the codes at some positions."""
        return type(self)(*(getattr(self, one.name)[positions] for one in fields(self)))


class Reports:
    """The distinct combinations of what reports say in a table; rows refer to them by number."""

    def __init__(self, observations: pd.DataFrame) -> None:
        reported = observations[_REPORTED].reset_index(drop=True)
        self._number = reported.groupby(_REPORTED, dropna=False, sort=False).ngroup().to_numpy()
        first = np.unique(self._number, return_index=True)[1]
        self._distinct = [_told(*one) for one in reported.iloc[first].itertuples(index=False, name=None)]

    def match(
        self, provision: Provision, zone_id: str, agreement: Agreement, rows: Ints, circumstances: Circumstances
    ) -> MatchColumns:
        """Hold the reports of these rows against a provision in one of its zones."""
        numbers = self._number[rows]
        width = 3 + len(provision.exempt)
        table = np.zeros((len(self._distinct), width), dtype=np.int8)
        basis = np.full(len(self._distinct), NO_BASIS, dtype=np.int64)
        for number in np.unique(numbers):
            told = self._distinct[number]
            table[number] = _codes(provision, zone_id, agreement, told)
            basis[number] = _basis(identify(told.weapon, told.calibre_mm), provision.prohibits)
        act, weapon, party, *entries = np.ascontiguousarray(table[numbers].T)
        exemption = np.full(len(rows), Match.NO, dtype=np.int8)
        notification = np.full(len(rows), NO_BASIS, dtype=np.int64)
        for entry, by_report in zip(provision.exempt, entries, strict=True):
            known = circumstances.of(entry, rows)
            holds = np.minimum(by_report, known.match)
            named = (holds != Match.NO) & (known.notification >= 0) & ((holds > exemption) | (notification < 0))
            notification = np.where(named, known.notification, notification)
            exemption = np.maximum(exemption, holds)
        return MatchColumns(act, weapon, party, exemption, basis[numbers], notification)


def weapon_of_basis(code: int) -> tuple[Identified, tuple[str, ...]]:
    """Return the system a basis names, with what of it is the table's ("class", "calibre")."""
    system = systems()[code // 4]
    told = tuple(name for name, flag in (("class", _CLASS), ("calibre", _CALIBRE)) if code % 4 & flag)
    return Identified(system.classes, system.calibre_mm, system), told


def _told(act: str, weapon: str, calibre_mm: float, party: str, means: str) -> Told:
    return Told(act, weapon, None if np.isnan(calibre_mm) else float(calibre_mm), party, means)


def _codes(provision: Provision, zone_id: str, agreement: Agreement, told: Told) -> tuple[int, ...]:
    matches = match_provision(provision, agreement.parties, told, zone_id=zone_id)
    return matches.act, matches.weapon, matches.party, *(match_exemption(entry, told) for entry in provision.exempt)


def _basis(weapon: Identified, prohibits: Prohibition) -> int:
    """Return a code for what the table, not the report, answers of what a provision asks."""
    if weapon.system is None:
        return NO_BASIS
    by_class = "class" in weapon.by_table and bool(prohibits.weapons)
    asks_calibre = prohibits.calibre_min_mm is not None or prohibits.calibre_max_mm is not None
    flags = _CLASS * by_class + _CALIBRE * ("calibre" in weapon.by_table and asks_calibre)
    return systems().index(weapon.system) * 4 + flags if flags else NO_BASIS
