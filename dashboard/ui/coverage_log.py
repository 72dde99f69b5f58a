"""The coverage log in view, for all pages of this server: put together once for each state of the record."""

from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.coverages import CoverageLog, coverage_in_view
from dashboard.domain.agreement import Agreement
from dashboard.domain.coverage import Watch
from dashboard.domain.intervals import Interval
from dashboard.engine.coverage_ground import Outline
from dashboard.engine.latest import Latest
from dashboard.ui.session import Scene, opened_project

_Key = tuple[object, ...]
_LATEST: Latest[_Key, "Log"] = Latest(4)


@dataclass(frozen=True, slots=True, eq=False)
class Log:
    """What counts of the log. key: tells one state of it from another.

    span: from the first to the last time it speaks of, as far as that is past and the agreement is in force; None where it says
    nothing of such a time. whole: with all that does not count, and where everything came from: not for everybody's eyes.
    """

    key: _Key
    watches: tuple[Watch, ...]
    span: Interval | None
    whole: CoverageLog

    @property
    def outline(self) -> Outline:
        """Which ground a watch speaks of."""
        ground = self.whole.ground
        return (lambda _: None) if ground is None else ground.outline

    @property
    def has_any(self) -> bool:
        """Whether there is a log at all, even one that counts for nothing here."""
        return bool(self.whole.watches)


def log_of(scene: Scene) -> Log:
    """Return the coverage log in view. Raises StoreError."""
    # The log is read as the program itself: what a visitor may see of it is for whoever shows it to say.
    project, agreement = opened_project(), scene.picture.situation.agreement
    kept, ground = project.store.coverage(), project.grounds.now()
    # By what it holds rather than by the revision, which grows with every file of reports.
    key = (agreement.version, kept.files, kept.entries, ground.files)
    return _LATEST.of(key, lambda: _log(key, coverage_in_view(project.store, agreement, ground.gazetteer), agreement))


def _log(key: _Key, whole: CoverageLog, agreement: Agreement) -> Log:
    watches = tuple(one.watch for one in whole.watches if not one.unresolved)
    return Log(key, watches, _span(watches, agreement), whole)


def _span(watches: tuple[Watch, ...], agreement: Agreement) -> Interval | None:
    if not watches or not agreement.in_force:
        return None
    first = max(min(one.times.start for one in watches), min(one.start for one in agreement.in_force))
    now = datetime.now(UTC).replace(microsecond=0)
    last = min(max(one.times.end for one in watches), max(one.end for one in agreement.in_force), now)
    return Interval(first, last) if first < last else None
