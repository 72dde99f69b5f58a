"""Matches of many observations with one provision: the scalar rule, applied once to each distinct report."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import inf, isnan

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Prohibition, Provision, Thresholds
from dashboard.domain.matching import Match
from dashboard.domain.verdicts import Matches, Told, decide, match_exemption, match_provision
from dashboard.domain.weapon_systems import Identified, identify, systems
from dashboard.engine.circumstances import Circumstances
from dashboard.engine.kernels.arrays import Bools, Codes, Exempted, Ints
from dashboard.engine.numbering import number_rows

_REPORTED = ["act", "weapon", "calibre_mm", "party", "means"]
_CLASS, _CALIBRE = 1, 2
NO_BASIS = -1


@dataclass(frozen=True, slots=True)
class ReportMatches:
    """How each distinct report meets a provision, as `kernels.arrays.Clause` has it.

    match: (tables, reports, 3). basis: what of the weapon is the table's, to be read by `weapon_of_basis`; -1 where nothing is.
    exempt: (reports, entries) how far each exemption holds by what is reported.
    """

    match: Codes
    basis: Ints
    exempt: Codes

    def decided(self, rule: Codes) -> Codes:
        """Return (tables, reports, 3, 3) what a rule (`rule_table`) decides by how certain a finding is and by exemption."""
        act, weapon, party = np.moveaxis(self.match, 2, 0)
        return np.ascontiguousarray(np.moveaxis(rule[:, act, weapon, party, :], 0, 2))


class Reports:
    """The distinct combinations of what reports say in a table; rows refer to them by `number`."""

    def __init__(self, observations: pd.DataFrame) -> None:
        columns = [observations[name] for name in _REPORTED]
        self.number, first = number_rows(columns)
        told = [column.array[first].tolist() for column in columns]
        self.distinct = [_told(*one) for one in zip(*told, strict=True)]

    def matches(self, provision: Provision, agreement: Agreement, bound_in: Sequence[str], used: Bools) -> ReportMatches:
        """Hold the reports against a provision. bound_in: a zone for each table. used: (tables, reports) which are asked for."""
        match = np.zeros((len(bound_in), len(self.distinct), 3), dtype=np.int8)
        basis = np.full(len(self.distinct), NO_BASIS, dtype=np.int64)
        exempt = np.zeros((len(self.distinct), len(provision.exempt)), dtype=np.int8)
        for number in np.flatnonzero(used.any(axis=0)):
            told = self.distinct[number]
            for table in np.flatnonzero(used[:, number]).tolist():
                found = match_provision(provision, agreement.parties, told, zone_id=bound_in[table])
                match[table, number] = found.act, found.weapon, found.party
            basis[number] = _basis(identify(told.weapon, told.calibre_mm), provision.prohibits)
            exempt[number] = [match_exemption(entry, told) for entry in provision.exempt]
        return ReportMatches(match, basis, exempt)

    def exempted(self, provision: Provision, exempt: Codes, circumstances: Circumstances) -> Exempted:
        """Return of each row how far an exemption holds, given how far each does by what is reported; nothing where none is."""
        if not provision.exempt:
            return Exempted(np.empty(0, np.int8), np.empty(0, np.int64))
        rows = np.arange(len(self.number))
        exemption = np.full(len(rows), Match.NO, dtype=np.int8)
        notification = np.full(len(rows), NO_BASIS, dtype=np.int64)
        for entry, by_report in zip(provision.exempt, exempt.T, strict=True):
            known = circumstances.of(entry, rows)
            holds = np.minimum(by_report[self.number], known.match)
            named = (holds != Match.NO) & (known.notification >= 0) & ((holds > exemption) | (notification < 0))
            notification = np.where(named, known.notification, notification)
            exemption = np.maximum(exemption, holds)
        return Exempted(exemption, notification)


@cache
def rule_table(*, for_a_person: bool) -> Codes:
    """Return what the scalar rule `domain.verdicts.decide` makes of every case.

    The axes: how certain it is, as of `kernels.arrays.Clause.decided`; act, weapon, party, exemption.
    """
    table = np.zeros((3, 3, 3, 3, 3), dtype=np.int8)
    limits = Thresholds()
    for sure, (certainty, settled) in enumerate([(-inf, -inf), (inf, -inf), (inf, inf)]):
        for case in product(Match, repeat=4):
            table[sure, *case] = decide(Matches(*case), certainty, limits, settled=settled, for_a_person=for_a_person)
    return table


def weapon_of_basis(code: int) -> tuple[Identified, tuple[str, ...]]:
    """Return the system a basis names, with what of it is the table's ("class", "calibre")."""
    system = systems()[code // 4]
    told = tuple(name for name, flag in (("class", _CLASS), ("calibre", _CALIBRE)) if code % 4 & flag)
    return Identified(system.classes, system.calibre_mm, system), told


def _told(act: str, weapon: str, calibre_mm: float, party: str, means: str) -> Told:
    return Told(act, weapon, None if isnan(calibre_mm) else float(calibre_mm), party, means)


def _basis(weapon: Identified, prohibits: Prohibition) -> int:
    """Return a code for what the table, not the report, answers of what a provision asks."""
    if weapon.system is None:
        return NO_BASIS
    by_class = "class" in weapon.by_table and bool(prohibits.weapons)
    asks_calibre = prohibits.calibre_min_mm is not None or prohibits.calibre_max_mm is not None
    flags = _CLASS * by_class + _CALIBRE * ("calibre" in weapon.by_table and asks_calibre)
    return systems().index(weapon.system) * 4 + flags if flags else NO_BASIS
