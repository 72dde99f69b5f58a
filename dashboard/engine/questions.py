"""What a report leaves open, and the answers worth trying: of place, weapon, act, party, means, time, notice and count."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from dashboard.domain.acts import ACTS, HEAT, UNDETERMINED, is_or_lies_under
from dashboard.domain.agreement import Agreement, Exemption
from dashboard.domain.answers import (
    ActIs,
    CalibreWithin,
    ClassIs,
    CountAbove,
    MeansIs,
    Notified,
    NotNotified,
    PartyIs,
    PositionIn,
    RadiusAtMost,
    Single,
    TimeWithin,
)
from dashboard.domain.columns import MEANS
from dashboard.domain.intervals import Interval
from dashboard.domain.matching import Match
from dashboard.domain.notifications import Notification
from dashboard.domain.parties import names_nobody
from dashboard.domain.verdicts import Verdict
from dashboard.domain.weapon_systems import Identified, identify
from dashboard.domain.weapons import CLASSES, PARENT
from dashboard.engine.findings import Finding
from dashboard.engine.trials import Trial

_METRES_A_DEGREE = 110_500.0
_PIECES_MAX = 8
_DAY = timedelta(days=1)
_SAYS_NOTHING = ("", UNDETERMINED, HEAT)


@dataclass(frozen=True)
class Questions:
    """One undetermined report. row: its position. findings: all of its findings, the decisive one first."""

    row: int
    observation: pd.Series
    findings: tuple[Finding, ...]
    agreement: Agreement

    @cached_property
    def live(self) -> tuple[Finding, ...]:
        """The findings that an answer on place or time could raise: none of act, weapon, party is a plain no."""
        return tuple(one for one in self.findings if Match.NO not in (one.matches.act, one.matches.weapon, one.matches.party))

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """The undetermined findings."""
        return tuple(one for one in self.findings if one.verdict is Verdict.UNDETERMINED)

    def trials(self) -> Iterator[Trial]:
        """Yield every single answer worth trying."""
        yield from self.radii()
        yield from self._positions()
        yield from self.calibres()
        yield from self.classes()
        yield from self.acts()
        yield from self.parties()
        yield from self._means()
        yield from self.times()
        yield from self.notices()
        yield from self.counts()

    def radii(self) -> Iterator[Trial]:
        """Yield the radius that keeps the disc clear of every edge that matters, then the one clear of every edge."""
        if self.observation["place_kind"] != "point" or not self.observation["radius_m"] > 0:
            return
        asked = [_rounded_down(nearest_edge_m(some)) for some in (self.live, self.findings)]
        for metres in dict.fromkeys(asked):
            if 0 < metres < self.observation["radius_m"]:
                yield self.trial(RadiusAtMost(metres), radius_m=metres)

    @cached_property
    def crossing(self) -> dict[str, BaseGeometry]:
        """The zones whose edge crosses the place, by id."""
        return {one.zone.id: one.zone.geometry for one in self.findings if one.shares.inside < 1}

    @cached_property
    def apart(self) -> tuple[BaseGeometry, ...]:
        """Those of them that hold only a part of what lies inside the decisive zone: a position there may be in them or not."""
        inside, first = self._inside_decisive(), self.findings[0].zone.id
        return tuple(one for name, one in self.crossing.items() if name != first and not one.covers(inside))

    def _positions(self) -> Iterator[Trial]:
        """Yield a position inside and one outside the decisive zone, each standing for all positions there.

        Where the edge of a second zone crosses the place, there is no such position outside; the one inside lies in no other zone
        that not all of them lie in, so that whatever is violated there is violated by all of them.
        """
        place, first = self.observation["geometry"], self.findings[0]
        depends = any(_asks_place(entry) for one in self.live for entry in one.provision.exempt)
        if self.observation["place_kind"] not in ("sector", "area") or first.zone.id not in self.crossing or depends:
            return
        zone = next(number for number, one in enumerate(self.agreement.zones) if one.id == first.zone.id)
        parts = [(True, self._inside_decisive().difference(shapely.union_all(self.apart)))]
        if len(self.crossing) == 1:
            parts.append((False, place.difference(first.zone.geometry)))
        for inside, part in parts:
            if part.area > 0:
                at = part.representative_point()
                yield self.trial(PositionIn(zone, inside), place_kind="point", lon=at.x, lat=at.y, radius_m=0.0, geometry=None)

    def _inside_decisive(self) -> BaseGeometry:
        return self.observation["geometry"].intersection(self.findings[0].zone.geometry)

    def calibres(self) -> Iterator[Trial]:
        """Yield a calibre at and between all bounds that the agreement names, where none is known."""
        if not self._weapon_open or self._known.calibre_mm is not None:
            return
        prohibitions = [one.prohibits for one in self.agreement.provisions]
        bounds = sorted({one for told in prohibitions for one in (told.calibre_min_mm, told.calibre_max_mm) if one is not None})
        before: float | None = None
        for bound in bounds:
            middle = bound / 2 if before is None else (before + bound) / 2
            yield self.trial(CalibreWithin(before, False, bound, False), calibre_mm=middle)
            yield self.trial(CalibreWithin(bound, True, bound, True), calibre_mm=bound)
            before = bound
        if before is not None:
            yield self.trial(CalibreWithin(before, False, None, False), calibre_mm=2 * before)

    def classes(self) -> Iterator[Trial]:
        """Yield every class the reported weapon may belong to, where that is open; the reported calibre is kept."""
        known = self._known
        calibre = math.nan if known.calibre_mm is None else known.calibre_mm
        for one in CLASSES if self._weapon_open and known.system is None else ():
            if not known.classes or PARENT[one] in known.classes:
                yield self.trial(ClassIs((one,)), weapon=one, calibre_mm=calibre)

    def acts(self) -> Iterator[Trial]:
        """Yield every act of the list that the reported one may be."""
        said = self.observation["act"]
        for act in ACTS if any(one.matches.act is Match.UNKNOWN for one in self.open) else ():
            narrower = act.code != said and is_or_lies_under(act.code, said)
            if act.code not in _SAYS_NOTHING and (said in _SAYS_NOTHING or narrower):
                yield self.trial(ActIs((act.code,)), act=act.code)

    def parties(self) -> Iterator[Trial]:
        """Yield every party of the agreement, where nobody is named and that matters."""
        matters = any(Match.UNKNOWN in (one.matches.party, one.matches.exemption) for one in self.open)
        if not matters or not names_nobody(self.observation["party"]):
            return
        exempt = [party for one in self.open for entry in one.provision.exempt for party in entry.parties]
        bound = [party for one in self.open for party in one.provision.binds]
        for party in dict.fromkeys((*self.agreement.parties, *bound, *exempt)):
            yield self.trial(PartyIs((party,)), party=party)

    def _means(self) -> Iterator[Trial]:
        if self.observation["means"] in ("", "other") and any(entry.means for entry in self._unclear):
            for means in MEANS:
                if means != "other":
                    yield self.trial(MeansIs((means,)), means=means)

    def times(self) -> Iterator[Trial]:
        """Yield the parts of the reported time within which nothing begins or ends to hold."""
        observed = self._observed
        if all(min(one.shares.in_force, _settled(one)) == 1 for one in self.live) and not self._unclear:
            return
        edges = sorted({edge for edge in self._edges() if observed.start < edge < observed.end})
        if not 0 < len(edges) < _PIECES_MAX:
            return
        bounds = [observed.start, *edges, observed.end]
        for start, end in pairwise(bounds):
            yield self.trial(TimeWithin(Interval(start, end)), observed_from=pd.Timestamp(start), observed_to=pd.Timestamp(end))

    def notices(self) -> Iterator[Trial]:
        """Yield a notification that covers the report in full, by each claim that is asked for, and the lack of any."""
        asked = list(dict.fromkeys(entry.claimed for entry in self._unclear if entry.asks_the_table))
        if not asked:
            return
        area = _around(self.observation)
        if area is not None and not names_nobody(self.observation["party"]):
            for claim in asked:
                one = Notification("", self.observation["party"], self.observation["act"], "", area, self._observed, claim)
                yield Trial(self.row, Notified(claim), notices="covering", covering=one)
        if self.agreement.notifications is None:
            yield Trial(self.row, NotNotified(), notices="none")

    def counts(self) -> Iterator[Trial]:
        """Yield a count that alone exceeds the quota of the decisive finding."""
        quota = self.findings[0].provision.quota
        if quota is not None:
            yield self.trial(CountAbove(quota.count_max), count_min=float(quota.count_max + 1))

    def trial(self, answer: Single, **columns: object) -> Trial:
        """Return a trial of this report."""
        return Trial(self.row, answer, columns)

    @property
    def _weapon_open(self) -> bool:
        return any(one.matches.weapon is Match.UNKNOWN for one in self.open)

    @cached_property
    def _known(self) -> Identified:
        calibre = self.observation["calibre_mm"]
        return identify(self.observation["weapon"], None if pd.isna(calibre) else float(calibre))

    @property
    def _unclear(self) -> list[Exemption]:
        unknown = [one for one in self.open if one.matches.exemption is Match.UNKNOWN]
        return [entry for one in unknown for entry in one.provision.exempt]

    @cached_property
    def _observed(self) -> Interval:
        start, end = (self.observation[name].to_pydatetime() for name in ("observed_from", "observed_to"))
        return Interval(start, end)

    def _edges(self) -> Iterator[datetime]:
        around = (Interval(self._observed.start - _DAY, self._observed.end + _DAY),)
        for one in self.findings:
            for times in self.agreement.times_in_force(one.zone, one.provision, around):
                yield from (times.start, times.end)
            if one.provision.phase_in_until:
                yield one.provision.phase_in_until
        for notice in self.agreement.notifications or ():
            yield from (notice.times.start, notice.times.end)


def _settled(finding: Finding) -> float:
    return 1.0 if finding.shares.settled is None else finding.shares.settled


def nearest_edge_m(findings: Sequence[Finding]) -> float:
    """Return metres to the nearest edge that a disc crosses, 0 where it crosses none."""
    return min((abs(one.edge_distance_m) for one in findings if one.shares.inside < 1), default=0.0)


def _rounded_down(metres: float) -> float:
    """Return a distance that can be said, never more than it is: 432.7 is 430, 1,480 is 1,400, 24,900 is 24,000."""
    step = 1 if metres < 10 else 10 if metres < 990 else 100 if metres < 9_900 else 1_000
    return math.floor(metres / step) * step


def _asks_place(entry: Exemption) -> bool:
    return bool(entry.outside) or entry.asks_the_table


def _around(observation: pd.Series) -> BaseGeometry | None:
    """Return a box that surely holds the place, None where it would pass a pole or the antimeridian."""
    if observation["place_kind"] == "point":
        tall = observation["radius_m"] / _METRES_A_DEGREE + 0.01
        wide = tall / max(math.cos(math.radians(min(abs(observation["lat"]) + tall, 89.0))), 0.01)
        west, east = observation["lon"] - wide, observation["lon"] + wide
        south, north = observation["lat"] - tall, observation["lat"] + tall
    else:
        west, south, east, north = observation["geometry"].buffer(0.1).bounds
    inside = west > -180 and east < 180 and south > -90 and north < 90
    return shapely.box(west, south, east, north) if inside else None
