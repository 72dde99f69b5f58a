"""Invented statements of who looked, for tests of what is shown of coverage."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dashboard.domain.agreement import ALWAYS
from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.situation import Situation
from dashboard.present.coverage import Coverage, areas_shown, as_far_as, in_bins, looked_of
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select, shown_period
from dashboard.present.timeline import Timeline, timeline
from tests.factories import START, invented_agreement

KYIV = ZoneInfo("Europe/Kyiv")
LATER = START + timedelta(days=1000)
DAYS = {"first_day": date(2026, 6, 1), "last_day": date(2026, 6, 10)}
"""Ten days, which are drawn day by day."""


def watch(zone: str = "outer", *, day: float = 0, days: float = 1, state: str = "observed", means: str = "patrol") -> Watch:
    """Somebody said of a zone, from so many local days after the first of June 2026 on: it was so."""
    begun = START - timedelta(hours=3) + timedelta(days=day)
    return Watch(Interval(begun, begun + timedelta(days=days)), means, state, zone=zone)


def line_of(situation: Situation, **filters: object) -> Timeline:
    """The timeline of a situation under filters."""
    facets, narrowed = facets_of(situation), Filters(**{**DAYS, **filters})
    selection = select(facets, situation, narrowed, KYIV)
    return timeline(situation, selection, shown_period(narrowed, facets, KYIV), KYIV)


def covered(
    watches: Sequence[Watch],
    line: Timeline,
    zones: tuple[str, ...] = (),
    ground: object = None,
    *,
    reached: datetime = LATER,
    **told: object,
) -> Coverage:
    """The coverage of the invented agreement's zones in the bins of a timeline, as far as the time has come."""
    agreement = invented_agreement(**{"in_force": ALWAYS, **told})
    outlines = {zone.id: zone.geometry for zone in agreement.zones}
    looked = looked_of(watches, areas_shown(agreement, ground), lambda one: outlines.get(one.zone))
    return in_bins(looked.only(zones), as_far_as(line.moments(KYIV), reached)[0])
