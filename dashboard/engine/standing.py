"""Where and when the provisions of an agreement stand, whatever is reported: made once for an agreement, and kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from dashboard.domain.agreement import ALWAYS, Agreement, Provision
from dashboard.domain.intervals import END, Interval, subtract
from dashboard.engine.kernels.arrays import Stand, Times
from dashboard.engine.latest import Latest
from dashboard.engine.pairs import Ints, When
from dashboard.engine.shares import times_table
from dashboard.engine.zone_cache import ZoneIndex, zone_index

_NEVER = (np.iinfo(np.int64).max, np.iinfo(np.int64).min)
_LATEST: Latest[tuple[int, ...], "Standing"] = Latest(4)


@dataclass(frozen=True, slots=True, eq=False)
class ProvisionStanding:
    """Where one provision stands, by the number of an area zone in its own order.

    number: of each area zone its number there, -1 where it is none of its. bound: which of `bound_in` tells who is bound there.
    bound_in: ids of zones that bind differently. times: when it is in force, and after any phase-in (no sets where it has none);
    None where it has windows within the day, which are told for the days that anybody reported of.
    """

    number: Ints
    bound: Ints
    bound_in: tuple[str, ...]
    times: tuple[Times, Times] | None

    @property
    def is_in_order(self) -> bool:
        """Whether its own order of zones is that of the agreement."""
        return bool((np.diff(self.number[self.number >= 0]) >= 0).all())

    def stand(self, in_force: Times) -> Stand:
        """Return it for the compiled kernels, given when it is in force in each of its zones."""
        since, until = (np.full(len(self.number), bound) for bound in _NEVER)
        _widen(since, until, self.number, in_force)
        return Stand(self.number, since, until, in_force, self.bound, bool((np.diff(in_force.begin) > 1).any()))


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """An agreement's area zones, searchable and with their positions in it; its provisions; since when and until when in a zone.

    agreement: kept, so that what it is known by stays its own.
    """

    agreement: Agreement
    position: Ints
    zones: ZoneIndex
    provisions: tuple[ProvisionStanding, ...]
    since: Ints
    until: Ints

    def when(self, start_us: Ints, end_us: Ints) -> When:
        """Return from when to when rows and zones are asked for."""
        return When(start_us, end_us, self.since, self.until)


def standing_of(agreement: Agreement) -> Standing:
    """Return where and when the provisions of an agreement with an area zone stand; that of the latest few agreements is kept."""
    # Agreements that differ in other things share these tuples, which stay the same as long as something holds them.
    key = tuple(map(id, (agreement.zones, agreement.provisions, agreement.in_force, agreement.suspended, agreement.time_zone)))
    return _LATEST.of(key, lambda: _made(agreement))


def times_of(provision: Provision, agreement: Agreement, within: Iterable[Interval] = ALWAYS) -> tuple[Times, Times]:
    """Return by the number of each of its zones when a provision is in force, and when it is so after any phase-in."""
    in_force = _in_force(provision, agreement, within)
    if provision.phase_in_until is None:
        return times_table(in_force), times_table([])
    until = Interval(end=provision.phase_in_until) if provision.phase_in_until < END else Interval()
    return times_table(in_force), times_table([subtract(one, (until,)) for one in in_force])


def _in_force(provision: Provision, agreement: Agreement, within: Iterable[Interval]) -> Sequence[Sequence[Interval]]:
    zone_of = {zone.id: zone for zone in agreement.zones}
    zones = [zone_of[zone_id] for zone_id in provision.zone_ids]
    # Zones mostly share their times.
    different = {(zone.in_force, zone.suspended): zone for zone in zones}
    times = {told: agreement.times_in_force(zone, provision, within) for told, zone in different.items()}
    return [times[zone.in_force, zone.suspended] for zone in zones]


def _made(agreement: Agreement) -> Standing:
    position = np.array([number for number, zone in enumerate(agreement.zones) if not zone.is_line], dtype=np.int64)
    areas = [agreement.zones[number] for number in position]
    provisions = tuple(_provision(one, agreement, [zone.id for zone in areas]) for one in agreement.provisions)
    since, until = (np.full(len(areas), bound) for bound in _NEVER)
    for one, provision in zip(provisions, agreement.provisions, strict=True):
        widest = one.times or times_of(replace(provision, daily=None), agreement)
        _widen(since, until, one.number, widest[0])
    return Standing(agreement, position, zone_index([zone.geometry for zone in areas]), provisions, since, until)


def _provision(provision: Provision, agreement: Agreement, area_ids: Sequence[str]) -> ProvisionStanding:
    place = {zone_id: number for number, zone_id in reversed(list(enumerate(provision.zone_ids)))}
    bound_by = [provision.bound_in(zone_id) for zone_id in provision.zone_ids]
    different = list(dict.fromkeys(bound_by))
    return ProvisionStanding(
        np.array([place.get(zone_id, -1) for zone_id in area_ids], dtype=np.int64),
        np.array([different.index(one) for one in bound_by], dtype=np.int64),
        tuple(provision.zone_ids[bound_by.index(one)] for one in different),
        None if provision.daily else times_of(provision, agreement),
    )


def _widen(since: Ints, until: Ints, number: Ints, times: Times) -> None:
    """Let zones be asked for from the first to the last time in which a provision is in force in them."""
    mine = np.flatnonzero(number >= 0)
    first, end = times.begin[number[mine]], times.begin[number[mine] + 1]
    ever = first < end
    some, first, last = mine[ever], first[ever], end[ever] - 1
    since[some], until[some] = np.minimum(since[some], times.low[first]), np.maximum(until[some], times.high[last])
