"""The coverage log in view and what it says of the zones, for all pages of this server: once for each state of the record.

Knows nothing of Streamlit, so that it can be worked out before the first page is asked for.
"""

from dataclasses import dataclass
from datetime import datetime

from shapely.geometry import MultiPolygon, Polygon

from dashboard.coverages import CoverageLog, coverage_in_view
from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.latest import Latest
from dashboard.present.coverage import Looked, areas_shown, looked_of
from dashboard.present.coverage_words import Speaks
from dashboard.workflows import Project

_Key = tuple[object, ...]
_LOGS: Latest[_Key, "Log"] = Latest(4)
_LOOKED: Latest[_Key, Looked] = Latest(12)


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """What counts of the log. key: tells one state of it from another.

    whole: with all that does not count, and where everything came from: not for everybody's eyes.
    """

    key: _Key
    watches: tuple[Watch, ...]
    whole: CoverageLog
    agreement: Agreement

    def span(self, now: datetime) -> Interval | None:
        """Return from the first to the last time it speaks of, as far as that is past and the agreement in force.

        None where it says nothing of such a time. now: aware UTC.
        """
        in_force = self.agreement.in_force
        if not self.watches or not in_force:
            return None
        first = max(min(one.times.start for one in self.watches), min(one.start for one in in_force))
        last = min(max(one.times.end for one in self.watches), max(one.end for one in in_force), now)
        return Interval(first, last) if first < last else None

    def reached(self, now: datetime) -> datetime:
        """Return up to when anybody can have watched: all later time is still to come.

        now: aware UTC; where this machine's clock is behind, the moment at which the last of the log was handed in, or the end
        of an invented log, which no clock bounds.
        """
        return max([now, *(one.told_at or one.watch.times.end for one in self.whole.watches)])

    @property
    def speaks(self) -> Speaks:
        """Of what the log speaks."""
        if not self.whole.watches:
            return "nowhere"
        return "here" if self.watches else "elsewhere"


def log_in_view(project: Project, agreement: Agreement) -> Log:
    """Return the coverage log in view, its places looked up in an agreement. Raises StoreError, TheatreError."""
    kept, ground = project.store.coverage(), project.grounds.now()
    # By what it holds rather than by the revision, which grows with every file of reports.
    key = (agreement.version, kept.files, kept.entries, ground.files)
    return _LOGS.of(key, lambda: _log(key, coverage_in_view(project.store, agreement, ground.gazetteer), agreement))


def looked_at(log: Log, place: _Key = ((), None), ground: Polygon | MultiPolygon | None = None) -> Looked:
    """Return what the log says of all zones. ground: what of them is shown, lon/lat; None for all. place: names it."""
    outline = log.whole.ground.outline
    return _LOOKED.of((log.key, place), lambda: looked_of(log.whole.counted, areas_shown(log.agreement, ground), outline))


def _log(key: _Key, whole: CoverageLog, agreement: Agreement) -> Log:
    return Log(key, tuple(one.watch for one in whole.watches if not one.unresolved), whole, agreement)
