"""Coverage of what the overview shows: worked out for its filters and the bins of its timeline."""

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from dashboard.coverage_log import Log, log_in_view, looked_at
from dashboard.domain.intervals import Interval
from dashboard.domain.message import message
from dashboard.engine.coverage_ground import polygons_of
from dashboard.language.say import say, sentence
from dashboard.present.coverage import Coverage, as_far_as, in_bins
from dashboard.present.coverage_strip import Strip, reported_in, strip_of
from dashboard.present.coverage_words import Reach, Speaks, looked_message, no_word_message, period_message, unbroken
from dashboard.present.filters import Box
from dashboard.present.selection import Selection, counted_period
from dashboard.present.timeline import Timeline, timeline
from dashboard.ui import link
from dashboard.ui.session import Scene

_NARROWING = frozenset({"verdicts", "acts", "means", "parties"})
"""Filters that leave incidents out and say nothing of places and times."""


@dataclass(frozen=True, slots=True, eq=False)
class Covered:
    """The timeline of a selection with the coverage of the zones shown, bin by bin, as far as the time has come.

    strip: as it is drawn. reach: of each bin. is_narrowed: whether filters leave out incidents that coverage knows nothing of.
    """

    line: Timeline
    coverage: Coverage
    strip: Strip
    speaks: Speaks
    reach: tuple[Reach, ...]
    is_narrowed: bool

    @property
    def in_words(self) -> str:
        """What stands beside a count."""
        return unbroken(say(period_message(self.coverage.of_all(), self.speaks, self.reach), link.asked().language))

    @property
    def remark(self) -> str:
        """What is said under the strip: which filters it does not follow, where they are set; "" where none is."""
        counts_all = message("coverage.counts-all")
        return f"{sentence(counts_all, link.asked().language)}." if self.is_narrowed else ""


def covered(scene: Scene, selection: Selection) -> Covered | None:
    """Return the timeline of a selection and who looked; None where neither a report nor a log speaks of any day."""
    log, filters = log_of(scene), link.asked().filters
    now = datetime.now(UTC).replace(microsecond=0)
    period = counted_period(filters, scene.facets, scene.zone, log.span(now))
    if period.start == Interval().start or period.end == Interval().end:
        return None
    line = timeline(scene.picture.situation, selection, period, scene.zone)
    edges = line.moments(scene.zone)
    so_far, reach = as_far_as(edges, log.reached(now))
    place = (filters.regions, filters.box)
    coverage = in_bins(looked_at(log, place, _ground(scene, *place)).only(filters.zones), so_far)
    is_narrowed = bool(_NARROWING & set(filters.active))
    strip = strip_of(
        line,
        coverage.of_bins(),
        reported_in(line, edges, scene.facets, selection),
        coverage.means_of_bins(),
        reach=reach,
        is_narrowed=is_narrowed,
        language=link.asked().language,
    )
    return Covered(line, coverage, strip, log.speaks, reach, is_narrowed)


def looked_beside(scene: Scene, position: int) -> tuple[str, ...]:
    """Return in words who looked at the zones of an incident while it lasted, a line for each; nothing without a log.

    position: of the incident in the incidents table.
    """
    log, found = log_of(scene), scene.facets.zone_findings
    zone_ids = [found.zone_ids[zone] for zone in found.zone[found.incident == position]]
    if log.speaks != "here" or not zone_ids:
        return ()
    edges = np.array([scene.facets.first_us[position], scene.facets.last_us[position]])
    so_far, (reach,) = as_far_as(edges, log.reached(datetime.now(UTC)))
    then = in_bins(looked_at(log).only(zone_ids), so_far)
    language = link.asked().language
    told = []
    for at, zone in enumerate(then.zone_ids):
        looked = message("coverage.ahead") if reach == "ahead" else looked_message(then.shares[at, 0], then.means_of(at, 0))
        told.append(say(message("coverage.then", zone=scene.labels.of("zones", zone), looked=looked), language))
    return tuple(map(unbroken, told))


def log_of(scene: Scene) -> Log:
    """Return the coverage log in view, all of it: what a visitor may see of it is for whoever shows it to say. StoreError."""
    return log_in_view(scene.project, scene.picture.situation.agreement)


def nothing_looked(scene: Scene) -> str:
    """Return what stands beside a count where no day is shown at all."""
    return say(no_word_message(log_of(scene).speaks), link.asked().language)


def _ground(scene: Scene, regions: tuple[str, ...], box: Box | None) -> Polygon | MultiPolygon | None:
    """Return the ground of the regions chosen, as far as it is known, within the box; None where neither is chosen."""
    if not regions:
        return None if box is None else shapely.box(*box)
    gazetteer = scene.project.gazetteer
    ground = shapely.union_all([gazetteer.area(code) for code in regions if gazetteer.of_code(code) is not None])
    ground = ground if box is None else polygons_of(ground.intersection(shapely.box(*box)))
    return ground if isinstance(ground, Polygon | MultiPolygon) else Polygon()
