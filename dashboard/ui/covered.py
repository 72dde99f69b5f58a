"""Coverage of what the overview shows: worked out for its filters and the bins of its timeline."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from dashboard.coverage_log import Log, log_in_view, looked_at
from dashboard.domain.intervals import Interval
from dashboard.domain.message import message
from dashboard.language.say import say
from dashboard.present.coverage import Coverage, in_bins
from dashboard.present.coverage_strip import Strip, reported_in, strip_of
from dashboard.present.coverage_words import Speaks, looked_message, no_word_message, period_message
from dashboard.present.selection import Selection, counted_period
from dashboard.present.timeline import Timeline, timeline
from dashboard.ui import link
from dashboard.ui.session import Scene

_NARROWING = frozenset({"verdicts", "acts", "means", "parties", "box"})
"""Filters that leave incidents out and say nothing of places and times."""


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """The timeline of a selection with the coverage of the zones shown, bin by bin. strip: as it is drawn."""

    line: Timeline
    coverage: Coverage
    strip: Strip
    speaks: Speaks

    @property
    def in_words(self) -> str:
        """What stands beside a count."""
        return say(period_message(self.coverage.of_all(), self.speaks), link.asked().language)


def covered(scene: Scene, selection: Selection) -> Covered | None:
    """Return the timeline of a selection and who looked; None where neither a report nor a log speaks of any day."""
    log, filters = log_of(scene), link.asked().filters
    now = datetime.now(UTC).replace(microsecond=0)
    period = counted_period(filters, scene.facets, scene.zone, log.span(now))
    if period.start == Interval().start or period.end == Interval().end:
        return None
    line = timeline(scene.picture.situation, selection, period, scene.zone)
    edges = line.moments(scene.zone)
    coverage = in_bins(looked_at(log, filters.regions, _ground(scene, filters.regions)).only(filters.zones), edges)
    strip = strip_of(
        line,
        coverage.of_bins(),
        reported_in(line, edges, scene.facets, selection),
        coverage.means_of_bins(),
        is_narrowed=bool(_NARROWING & set(filters.active)),
        language=link.asked().language,
    )
    return Covered(line, coverage, strip, log.speaks)


def looked_beside(scene: Scene, position: int) -> tuple[str, ...]:
    """Return in words who looked at the zones of an incident while it lasted, a line for each; nothing without a log.

    position: of the incident in the incidents table.
    """
    log, found = log_of(scene), scene.facets.zone_findings
    zone_ids = [found.zone_ids[zone] for zone in found.zone[found.incident == position]]
    if log.speaks != "here" or not zone_ids:
        return ()
    edges = np.array([scene.facets.first_us[position], scene.facets.last_us[position]])
    then = in_bins(looked_at(log).only(zone_ids), edges)
    told = [(zone, looked_message(then.shares[at, 0], then.means_of(at, 0))) for at, zone in enumerate(then.zone_ids)]
    language = link.asked().language
    return tuple(
        say(message("coverage.then", zone=scene.labels.of("zones", zone), looked=looked), language) for zone, looked in told
    )


def log_of(scene: Scene) -> Log:
    """Return the coverage log in view, all of it: what a visitor may see of it is for whoever shows it to say. StoreError."""
    return log_in_view(scene.project, scene.picture.situation.agreement)


def nothing_looked(scene: Scene) -> str:
    """Return what stands beside a count where no day is shown at all."""
    return say(no_word_message(log_of(scene).speaks), link.asked().language)


def _ground(scene: Scene, regions: tuple[str, ...]) -> Polygon | MultiPolygon | None:
    """Return the ground of the regions chosen, as far as it is known; None where none is chosen."""
    if not regions:
        return None
    gazetteer = scene.project.gazetteer
    ground = shapely.union_all([gazetteer.area(code) for code in regions if gazetteer.of_code(code) is not None])
    return ground if isinstance(ground, Polygon | MultiPolygon) else Polygon()
