"""What is in force when, as rows of a chart: a bar for each zone and provision and state, cut to what can be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.domain.agreement import Agreement
from dashboard.domain.in_force import Span, bounds_of, spans
from dashboard.domain.intervals import BEGINNING, END, Interval
from dashboard.present.agreement_words import times_words

STATES = ("in force", "at hours of the day", "phased in", "suspended")
"""In the order of the legend."""
_LEAST = timedelta(days=30)
_MARGIN = 0.12


@dataclass(frozen=True, slots=True)
class InForceChart:
    """Bars and what the axis spans; all times are local wall time without zone.

    bars: columns `part` (its label, unique), `state` (of STATES), `from`, `to`, `told` (the times in words, open ends too).
    parts: every label in order, those without a bar too.
    """

    bars: pd.DataFrame
    parts: tuple[str, ...]
    start: datetime
    end: datetime


def in_force_chart(agreement: Agreement, *, now: datetime) -> InForceChart:
    """Return the chart of an agreement. now: aware; the middle of the axis where nothing has a declared beginning or end."""
    local = ZoneInfo(agreement.time_zone)
    told = spans(agreement)
    bounds = bounds_of(told) or (now,)
    margin = max((bounds[-1] - bounds[0]) * _MARGIN, _LEAST)
    shown = Interval(_earlier(bounds[0], margin), _later(bounds[-1], margin))
    labels = _labels(agreement)
    by_hours = {provision.id for provision in agreement.provisions if provision.daily}
    rows = list(_rows(told, labels, by_hours, shown, local))
    bars = pd.DataFrame(rows, columns=["part", "state", "from", "to", "told"])
    return InForceChart(bars, tuple(labels.values()), _wall(shown.start, local), _wall(shown.end, local))


def _labels(agreement: Agreement) -> dict[tuple[bool, str], str]:
    zones = {(True, zone.id): f"{number}. {zone.name}" for number, zone in enumerate(agreement.zones, start=1)}
    clauses = {(False, one.id): f"{one.id}: {one.clause}" for one in agreement.provisions}
    return {**zones, **clauses}


def _rows(
    told: tuple[Span, ...], labels: dict[tuple[bool, str], str], by_hours: set[str], shown: Interval, local: ZoneInfo
) -> Iterator[tuple[str, str, datetime, datetime, str]]:
    for one in told:
        is_by_hours = one.state == "in force" and not one.is_zone and one.of in by_hours
        start, end = max(one.times.start, shown.start), min(one.times.end, shown.end)
        state = STATES[1] if is_by_hours else one.state
        yield labels[one.is_zone, one.of], state, _wall(start, local), _wall(end, local), times_words((one.times,), local)


def _wall(moment: datetime, local: ZoneInfo) -> datetime:
    return moment.astimezone(local).replace(tzinfo=None)


def _earlier(moment: datetime, by: timedelta) -> datetime:
    # A day is kept at the ends of time, where no local time could be told.
    return moment - by if moment - BEGINNING > by + timedelta(days=2) else moment


def _later(moment: datetime, by: timedelta) -> datetime:
    return moment + by if END - moment > by + timedelta(days=2) else moment
