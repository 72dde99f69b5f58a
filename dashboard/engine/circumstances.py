"""What exemptions ask beyond the report, for many observations: whether a place lies outside zones, and what was announced.

The scalar rules are `domain.verdicts.match_circumstances` and `domain.notifications.match_notification`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.acts import match_act
from dashboard.domain.agreement import Agreement, Exemption
from dashboard.domain.matching import Match
from dashboard.domain.notifications import Notification
from dashboard.domain.parties import match_named
from dashboard.engine.numbering import number_rows
from dashboard.engine.shares import microseconds

Codes = NDArray[np.int8]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ShareInside = Callable[[BaseGeometry], Floats]
"""Share of each row's place inside a geometry in lon/lat."""


@dataclass(frozen=True, slots=True)
class Known:
    """Match codes, one per asked row, and the position of the notification that gave each; -1 for none."""

    match: Codes
    notification: Ints


class Circumstances:
    """The circumstances of every row of a table, worked out when an exemption first asks for them."""

    def __init__(
        self, observations: pd.DataFrame, times_us: tuple[Ints, Ints], agreement: Agreement, inside: ShareInside
    ) -> None:
        self._count = len(observations)
        self._start, self._end = times_us
        self._agreement = agreement
        self._inside = inside
        self._acts, self._parties = _Distinct(observations["act"]), _Distinct(observations["party"])
        self._shares: dict[bytes, Floats] = {}
        self._covered: dict[str, Known] = {}

    def of(self, entry: Exemption, rows: Ints) -> Known:
        """Return what is known of an exemption's circumstances for some rows; yes where it asks for none."""
        match = np.full(len(rows), Match.YES, dtype=np.int8)
        notification = np.full(len(rows), -1, dtype=np.int64)
        for zone_id in entry.outside:
            match = np.minimum(match, Match.YES - self._inside_code(self._agreement.zone(zone_id).geometry)[rows])
        if entry.asks_the_table:
            covered = self._covering(entry.claimed)
            match = np.minimum(match, covered.match[rows])
            notification = covered.notification[rows]
        return Known(match.astype(np.int8), notification)

    def _covering(self, claim: str) -> Known:
        """Return for the whole table whether a row of the notifications that makes a claim covers each observation."""
        if claim not in self._covered:
            self._covered[claim] = self._cover(claim)
        return self._covered[claim]

    def _cover(self, claim: str) -> Known:
        notified = self._agreement.notifications
        blank = Match.UNKNOWN if notified is None else Match.NO
        best = Known(np.full(self._count, blank, dtype=np.int8), np.full(self._count, -1, dtype=np.int64))
        for position, one in enumerate(notified or ()):
            if one.claim == claim:
                rows, match = self._match(one)
                better = match > best.match[rows]
                best.match[rows[better]] = match[better]
                best.notification[rows[better]] = position
        return best

    def _match(self, one: Notification) -> tuple[Ints, Codes]:
        """Return the rows whose time meets a notification's, and how far it covers each."""
        low, high = microseconds(one.times.start), microseconds(one.times.end)
        rows = np.flatnonzero((self._start < high) & (self._end > low))
        whole = (self._start[rows] >= low) & (self._end[rows] <= high)
        by_time = np.where(whole, Match.YES, Match.UNKNOWN).astype(np.int8)
        by_act = self._acts.codes(partial(_act_code, listed=(one.act,)))[rows]
        by_party = self._parties.codes(partial(_party_code, listed=(one.party,)))[rows]
        match = np.minimum(np.minimum(by_time, by_act), np.minimum(by_party, self._inside_code(one.area)[rows]))
        return rows, np.asarray(match, dtype=np.int8)

    def _inside_code(self, geometry: BaseGeometry) -> Codes:
        """Return for the whole table yes where a place lies inside, no where it lies outside, unknown where it straddles."""
        share = self._share(geometry)
        return np.select([share >= 1, share <= 0], [Match.YES, Match.NO], default=Match.UNKNOWN).astype(np.int8)

    def _share(self, geometry: BaseGeometry) -> Floats:
        key = geometry.wkb
        if key not in self._shares:
            self._shares[key] = self._inside(geometry)
        return self._shares[key]


class _Distinct:
    """A column of texts, so that a rule is asked once for each distinct one."""

    def __init__(self, column: pd.Series) -> None:
        self._column = column

    @cached_property
    def _numbered(self) -> tuple[Ints, list[str]]:
        number, first = number_rows([self._column])
        return number, self._column.array[first].tolist()

    def codes(self, rule: Callable[[str], int]) -> Codes:
        number, texts = self._numbered
        return np.array([rule(str(text)) for text in texts], dtype=np.int8)[number]


def _act_code(act: str, listed: tuple[str, ...]) -> int:
    return match_act(act, listed)


def _party_code(party: str, listed: tuple[str, ...]) -> int:
    return match_named(party, listed)
