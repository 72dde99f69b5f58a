"""Coverage of what the overview shows: worked out for its filters and the bins of its timeline."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from dashboard.domain.intervals import Interval
from dashboard.domain.message import message
from dashboard.engine.latest import Latest
from dashboard.language.say import say
from dashboard.present.coverage import Coverage, Looked, areas_shown, in_bins, looked_of
from dashboard.present.coverage_strip import Strip, reported_in, strip_of
from dashboard.present.coverage_words import looked_message, period_message
from dashboard.present.selection import Selection, counted_period
from dashboard.present.timeline import Timeline, timeline
from dashboard.ui import link
from dashboard.ui.coverage_log import Log, log_of
from dashboard.ui.session import Scene

_LATEST: Latest[tuple[object, ...], Looked] = Latest(12)
"""By the state of the log, under an agreement, and the regions chosen."""
_NARROWING = frozenset({"verdicts", "acts", "means", "parties", "box"})
"""Filters that leave incidents out and say nothing of places and times."""


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """The timeline of a selection with the coverage of the zones shown, bin by bin. strip: as it is drawn."""

    line: Timeline
    coverage: Coverage
    strip: Strip
    has_log: bool

    @property
    def in_words(self) -> str:
        """What stands beside a count."""
        return say(period_message(self.coverage.of_all(), has_log=self.has_log), link.asked().language)


def covered(scene: Scene, selection: Selection) -> Covered | None:
    """Return the timeline of a selection and who looked; None where neither a report nor a log speaks of any day."""
    log, filters = log_of(scene), link.asked().filters
    period = counted_period(filters, scene.facets, scene.zone, log.span)
    if period.start == Interval().start or period.end == Interval().end:
        return None
    line = timeline(scene.picture.situation, selection, period, scene.zone)
    edges = line.moments(scene.zone)
    coverage = in_bins(_looked(scene, log, filters.regions).only(filters.zones), edges)
    strip = strip_of(
        line,
        coverage.of_bins(),
        reported_in(line, edges, scene.facets, selection),
        coverage.means_of_bins(),
        is_narrowed=bool(_NARROWING & set(filters.active)),
        language=link.asked().language,
    )
    return Covered(line, coverage, strip, log.has_any)


def looked_beside(scene: Scene, position: int) -> tuple[str, ...]:
    """Return in words who looked at the zones of an incident while it lasted, a line for each; nothing without a log.

    position: of the incident in the incidents table.
    """
    log, found = log_of(scene), scene.facets.zone_findings
    zone_ids = [found.zone_ids[zone] for zone in found.zone[found.incident == position]]
    if not log.has_any or not zone_ids:
        return ()
    edges = np.array([scene.facets.first_us[position], scene.facets.last_us[position]])
    then = in_bins(_looked(scene, log, ()).only(zone_ids), edges)
    told = [(zone, looked_message(then.shares[at, 0], then.means_of(at, 0))) for at, zone in enumerate(then.zone_ids)]
    language = link.asked().language
    return tuple(
        say(message("coverage.then", zone=scene.labels.of("zones", zone), looked=looked), language) for zone, looked in told
    )


def nothing_looked() -> str:
    """Return what stands beside a count where no day is shown at all."""
    return say(message("coverage.no-log"), link.asked().language)


def _looked(scene: Scene, log: Log, regions: tuple[str, ...]) -> Looked:
    """Return what the log says of all zones, as far as they lie in some regions; worked out once for each state of the log."""
    agreement = scene.picture.situation.agreement
    return _LATEST.of(
        (log.key, regions), lambda: looked_of(log.watches, areas_shown(agreement, _ground(scene, regions)), log.outline)
    )


def _ground(scene: Scene, regions: tuple[str, ...]) -> Polygon | MultiPolygon | None:
    """Return the ground of the regions chosen; None where none is, and for those without an outline."""
    gazetteer = scene.project.gazetteer
    known = [gazetteer.area(code) for code in regions if gazetteer.of_code(code) is not None]
    ground = shapely.union_all(known)
    return ground if isinstance(ground, Polygon | MultiPolygon) and not ground.is_empty else None
