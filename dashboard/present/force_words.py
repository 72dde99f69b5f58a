"""Reports from times at which no clause was in force: outside scope for that alone, whatever happened and wherever."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement
from dashboard.domain.intervals import Interval, union
from dashboard.engine.shares import microseconds
from dashboard.present.agreement_words import times_words

Ints = NDArray[np.int64]


def times_of_any_clause(agreement: Agreement) -> tuple[Interval, ...]:
    """Return when any clause is in force in any of its zones, hours within the day left aside."""
    zone_of = {zone.id: zone for zone in agreement.zones}
    whole = [replace(rule, daily=None) for rule in agreement.provisions]
    # Zones mostly share their times.
    different = {
        (rule.id, zone_of[one].in_force, zone_of[one].suspended): (zone_of[one], rule) for rule in whole for one in rule.zone_ids
    }
    return union(one for zone, rule in different.values() for one in agreement.times_in_force(zone, rule))


def out_of_force_words(agreement: Agreement, first_us: Ints, last_us: Ints) -> tuple[str, tuple[str, ...]] | None:
    """Return a heading and lines where there are times and no clause was in force at any of them.

    first_us, last_us: from when to when each is, microseconds since 1970 UTC.
    """
    times = times_of_any_clause(agreement)
    if not len(first_us) or any(bool(np.any(_meets(one, first_us, last_us))) for one in times):
        return None
    return (
        "None of these reports is from a time at which a clause of the agreement was in force",
        (
            f"Clauses are in force: {times_words(times, ZoneInfo(agreement.time_zone))} ({agreement.time_zone} time).",
            "Whatever has a place is outside scope for that alone. If the agreement has other dates, or another one was meant, "
            "change it on the Agreement page.",
        ),
    )


def _meets(one: Interval, first_us: Ints, last_us: Ints) -> NDArray[np.bool_]:
    return np.asarray((first_us < microseconds(one.end)) & (last_us > microseconds(one.start)))
