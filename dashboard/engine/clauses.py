"""The clauses of an agreement held against the reports of a table, for the places that meet a zone."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from dashboard.domain.agreement import Agreement, Provision
from dashboard.domain.intervals import Interval
from dashboard.engine.circumstances import Circumstances, ShareInside
from dashboard.engine.kernels.arrays import Clause, Codes, Held, Met, Numbers, Reported
from dashboard.engine.kernels.holding import count_held, hold_rows
from dashboard.engine.matches import Reports, rule_table
from dashboard.engine.pairs import Floats, Ints
from dashboard.engine.parts import in_parts
from dashboard.engine.shares import days_told
from dashboard.engine.standing import ProvisionStanding, Standing, times_of

_PART, _LEAST_PART = 1 << 16, 1 << 15
"""Rows at a time."""
Told = Callable[[float, str], None]


class Clauses:
    """The reports and times of a table, to be held against every provision of an agreement."""

    def __init__(
        self,
        observations: pd.DataFrame,
        times_us: tuple[Ints, Ints],
        agreement: Agreement,
        standing: Standing,
        inside: ShareInside,
    ) -> None:
        self._agreement = agreement
        self._standing = standing
        self._reports = Reports(observations)
        self._reported = Reported(*times_us, self._reports.number)
        self._circumstances = Circumstances(observations, times_us, agreement, inside)

    def findings(self, met: Met, told: Told) -> pd.DataFrame:
        """Return the findings (`assess.FINDINGS`) by row and then in the agreement's order.

        met: which zones each row's place meets, by their number in the standing's. told: hears the share done and a step, and may
        raise to give up.
        """
        count = np.zeros(len(self._reported.report), dtype=np.int64)
        both = zip(self._agreement.provisions, self._standing.provisions, strict=True)
        prepared = [self._prepared(provision, here, met, count) for provision, here in both]
        held, place = _columns(int(count.sum())), np.cumsum(count) - count
        for order, one in enumerate(prepared):
            heard = partial(_told_part, told, order, len(prepared), one.provision)
            heard(0.0)
            exempted = self._reports.exempted(one.provision, one.exempt, self._circumstances)
            hold = partial(hold_rows, one.met, self._reported, one.clause, exempted, order, place, held)
            in_parts(len(place), _PART, hold, heard, least=_LEAST_PART)
        return _table(held)

    def _prepared(self, provision: Provision, here: ProvisionStanding, met: Met, count: Ints) -> "_Prepared":
        """Return a provision made ready; `count` grows by the findings it will have with each row."""
        ordered = met if here.is_in_order else _in_order(met, here.number)
        used = np.zeros((len(here.bound_in), len(self._reports.distinct)), dtype=np.bool_)
        in_force, settled = here.times or times_of(provision, self._agreement, self._days())
        stand = here.stand(in_force)
        counted = partial(count_held, ordered, self._reported, stand, count, used)
        in_parts(len(count), _PART, counted, least=_LEAST_PART)
        matches = self._reports.matches(provision, self._agreement, here.bound_in, used)
        decided = matches.decided(rule_table(for_a_person=bool(provision.judged_because)))
        by_report, limits = (matches.match, matches.basis, decided), self._agreement.thresholds
        clause = Clause(self._standing.position, stand, settled, *by_report, limits.outside, limits.violation)
        return _Prepared(provision, clause, ordered, matches.exempt)

    def _days(self) -> tuple[Interval, ...]:
        return days_told(self._reported.start, self._reported.end)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A provision ready to be held against every row. met: zones in its own order. exempt: as of `matches.ReportMatches`."""

    provision: Provision
    clause: Clause
    met: Met
    exempt: Codes


def _told_part(told: Told, order: int, count: int, provision: Provision, share: float) -> None:
    told((order + share) / count, f"holding reports against {provision.clause or provision.id}")


def _in_order(met: Met, number: Ints) -> Met:
    """Return what each row's place meets in the order of the zones' numbers."""
    starts = np.unique(met.first[met.end > met.first])
    owner = np.zeros(len(met.zone), dtype=np.int64)
    owner[starts] = 1
    order = np.lexsort((number[met.zone], np.cumsum(owner)))
    return met._replace(zone=met.zone[order], share=met.share[order], edge_m=met.edge_m[order])


def no_findings() -> pd.DataFrame:
    """Return the findings where there is no area to be in."""
    return _table(_columns(0))


def _table(held: Held) -> pd.DataFrame:
    return pd.DataFrame(held._asdict(), copy=False)


def _columns(count: int) -> Held:
    """Return room for findings."""
    kinds: dict[object, type] = {Ints: np.int64, Floats: np.float64, Codes: np.int8, Numbers: np.int32}
    return Held(*(np.empty(count, dtype=kinds[kind]) for kind in Held.__annotations__.values()))
