"""What is in force when, as spans of time for zones and provisions: in force, suspended within that, phased in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.domain.agreement import Agreement, Provision, Zone
from dashboard.domain.intervals import BEGINNING, END, Interval, intersect, subtract, union

State = Literal["in force", "phased in", "suspended"]


@dataclass(frozen=True, slots=True)
class Span:
    """A zone or provision, by its id, in one state for a while."""

    of: str
    is_zone: bool
    state: State
    times: Interval


def spans(agreement: Agreement) -> tuple[Span, ...]:
    """Return for every zone, then every provision, its spans in order of time, as long as the agreement itself holds.

    A provision is in force while it is in any of its zones, and suspended where none of them is left. Windows of the day are not
    cut out: they recur every day.
    """
    zones = (one for zone in agreement.zones for one in _of_zone(agreement, zone))
    provisions = (one for provision in agreement.provisions for one in _of_provision(agreement, provision))
    return (*zones, *provisions)


def bounds_of(told: tuple[Span, ...]) -> tuple[datetime, ...]:
    """Return the moments at which anything begins or ends, each once, in order; undeclared ends are none."""
    bounds = {bound for one in told for bound in (one.times.start, one.times.end)}
    return tuple(sorted(bounds - {BEGINNING, END}))


def _of_zone(agreement: Agreement, zone: Zone) -> Iterator[Span]:
    declared = intersect(union(agreement.in_force), union(zone.in_force))
    yield from _told(zone.id, declared, (*agreement.suspended, *zone.suspended), is_zone=True)


def _of_provision(agreement: Agreement, provision: Provision) -> Iterator[Span]:
    own = intersect(union(agreement.in_force), union(provision.in_force))
    zones = [zone for zone in agreement.zones if zone.id in provision.zone_ids]
    declared = union(part for zone in zones for part in intersect(own, union(zone.in_force)))
    left = union(
        part
        for zone in zones
        for part in subtract(intersect(own, union(zone.in_force)), (*agreement.suspended, *zone.suspended, *provision.suspended))
    )
    until = provision.phase_in_until
    phase = (Interval(BEGINNING, until),) if until is not None else ()
    for one in subtract(declared, left):
        yield Span(provision.id, False, "suspended", one)
    for one in intersect(left, phase):
        yield Span(provision.id, False, "phased in", one)
    for one in subtract(left, phase):
        yield Span(provision.id, False, "in force", one)


def _told(of: str, declared: tuple[Interval, ...], suspended: tuple[Interval, ...], *, is_zone: bool) -> Iterator[Span]:
    for one in subtract(declared, suspended):
        yield Span(of, is_zone, "in force", one)
    for one in intersect(declared, union(suspended)):
        yield Span(of, is_zone, "suspended", one)
