"""What the map shows of a selection: single incidents, and counts per cell where they would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.domain.agreement import Agreement, Zone
from dashboard.domain.columns import HAVE_A_RADIUS
from dashboard.domain.intervals import Interval, intersect, union
from dashboard.domain.verdicts import STRONGEST_FIRST, Verdict
from dashboard.engine.clipping import clipped
from dashboard.engine.situation import Situation
from dashboard.present.facets import Facets
from dashboard.present.filters import Box
from dashboard.present.map_payload import AreaMark, Cell, MapPayload, Mark, ZoneShape
from dashboard.present.places import sector_words
from dashboard.present.screen import Crowds, crowds, degrees_per_px, wider
from dashboard.present.selection import Selection
from dashboard.present.sentences import act_label, count_of, time_span

SINGLE_MARKS_MAX = 400
"""Beyond this many in view, marks would hide each other and slow the page: cells are larger then."""
_FEW_PX, _MANY_PX = 18, 44
"""Side of a cell on the screen while single marks are few, and when they are many."""
_FINE_DEGREES = 3e-4
"""Simplification of outlines, for the screen only, where the zoom is not known: about 30 m."""
_OUTLINE_MAX = 5_000
"""Coordinates of one outline beyond which only what lies near the view is sent."""
_SPOT_DEGREES = 3e-4
"""Points within about 30 m cannot be told apart at the closest zoom."""
_IDS_MAX = 50
"""Ids that the mark of an area carries."""
_SHORT_NUMBERS = 1 << 15
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Viewport:
    """What the browser shows: west, south, east, north in degrees and Leaflet's zoom."""

    box: Box
    zoom: float

    @property
    def degrees_per_px(self) -> float:
        """Degrees of longitude that one CSS pixel shows."""
        return degrees_per_px(self.zoom)


def map_payload(
    facets: Facets,
    situation: Situation,
    selection: Selection,
    viewport: Viewport,
    *,
    period: Interval,
    selected: str | None,
    zone: ZoneInfo,
) -> MapPayload:
    """Return zones, marks, areas and cells for a selection.

    period: the days shown, `[from, to)`; a zone in force at no time in it is drawn as not in force. selected: an incident's id.
    Every incident placed to a point or a sector in view is a mark or counted in one cell; the selected one is always a mark.
    """
    painter = _Painter(facets, situation, selection, selected, zone)
    marks, cells = painter.points(viewport)
    return MapPayload(
        zones=zone_shapes(situation.agreement, period, viewport), marks=marks, areas=painter.areas(viewport), cells=cells
    )


def zone_shapes(agreement: Agreement, period: Interval, viewport: Viewport | None = None) -> tuple[ZoneShape, ...]:
    """Return the zones for display, areas before lines, larger before smaller so that the smaller can be pointed at.

    Outlines are as fine as the viewport needs; without one as fine as any common zoom does.
    """
    ordered = sorted(agreement.zones, key=lambda one: (one.is_line, -one.geometry.area))
    return tuple(
        ZoneShape(
            zone_id=one.id,
            name=one.name,
            kind=one.kind,
            geojson=shapely.geometry.mapping(_for_display(one.geometry, viewport)),
            in_force=_in_force(agreement, one, period),
            is_line=one.is_line,
        )
        for one in ordered
    )


def numbered(shapes: Sequence[ZoneShape], agreement: Agreement) -> tuple[ZoneShape, ...]:
    """Return the shapes with each zone's number in the agreement, 1 up, on its edge; signs of nested zones stand apart."""
    place = {zone.id: (number, zone) for number, zone in enumerate(agreement.zones)}
    return tuple(_with_sign(shape, *place[shape.zone_id]) for shape in shapes)


def _with_sign(shape: ZoneShape, number: int, zone: Zone) -> ZoneShape:
    return replace(shape, sign=str(number + 1), sign_at=_edge_point(zone, number))


def _edge_point(zone: Zone, number: int) -> tuple[float, float]:
    """Return the point of a zone that lies farthest in a direction of its own; the end of a line."""
    points = shapely.get_coordinates(zone.geometry)
    if zone.is_line:
        return float(points[-1, 0]), float(points[-1, 1])
    angle = np.pi / 2 + number * _GOLDEN_ANGLE
    farthest = points[np.argmax(points @ np.array([np.cos(angle), np.sin(angle)]))]
    return float(farthest[0]), float(farthest[1])


def _for_display(geometry: shapely.Geometry, viewport: Viewport | None) -> shapely.Geometry:
    """Simplify by half a pixel, a small shape by no more than a fiftieth of its size; cut a long outline near the view."""
    west, south, east, north = geometry.bounds
    tolerance = min(viewport.degrees_per_px / 2 if viewport else _FINE_DEGREES, max(east - west, north - south) / 50)
    simple = geometry.simplify(tolerance)
    if viewport is None or shapely.get_num_coordinates(simple) <= _OUTLINE_MAX:
        return simple
    near = clipped(simple, *wider(viewport.box, 1.0))
    return simple if near.is_empty else near


def _in_force(agreement: Agreement, zone: Zone, period: Interval) -> bool:
    provisions = [one for one in agreement.provisions if zone.id in one.zone_ids]
    if not provisions:
        return bool(intersect(intersect(union(agreement.in_force), union(zone.in_force)), (period,)))
    return any(agreement.times_in_force(zone, one, (period,)) for one in provisions)


class _Painter:
    """Makes marks of the selected incidents; knows what is selected and the local time zone.

    Rows are positions in the table of incidents; of the tables only the rows that are drawn one by one are taken.
    """

    def __init__(self, facets: Facets, situation: Situation, selection: Selection, selected: str | None, zone: ZoneInfo) -> None:
        self._facets, self._situation, self._selection, self._zone = facets, situation, selection, zone
        self._selected = None if selected is None else situation.position_of(selected)
        self._verdict = situation.incidents["verdict"].to_numpy()
        self._regions = facets.pairs["regions"].values

    def points(self, viewport: Viewport) -> tuple[tuple[Mark, ...], tuple[Cell, ...]]:
        """Return single marks and cells for the incidents placed to a point or a sector in view."""
        facets = self._facets
        rows = self._selection.among(facets.of_kind(*HAVE_A_RADIUS) & _within(facets.lon, facets.lat, viewport.box))
        side = _FEW_PX if len(rows) <= SINGLE_MARKS_MAX else _MANY_PX
        chosen = rows[:0] if self._selected is None else rows[rows == self._selected]
        others = rows[rows != self._selected] if len(chosen) else rows
        crowd = crowds(facets.lon[others], facets.down[others], viewport.zoom, side)
        alone = others[crowd.count[crowd.number] == 1]
        return self._marks(np.concatenate([alone, chosen]), viewport), self._cells(others, crowd)

    def areas(self, viewport: Viewport) -> tuple[AreaMark, ...]:
        """Return one mark for each region that incidents are known to and no closer."""
        rows = self._selection.among(self._facets.of_kind("area"))
        code = self._facets.region[rows]
        # Of numbers of two bytes numpy counts instead of comparing.
        order = np.argsort(code.astype(np.int16) if len(self._regions) < _SHORT_NUMBERS else code, kind="stable")
        of_region = np.split(rows[order], np.flatnonzero(np.diff(code[order])) + 1) if len(rows) else []
        in_order = sorted(of_region, key=lambda own: self._regions[self._facets.region[own[0]]])
        return tuple(self._area(own, viewport) for own in in_order)

    def _marks(self, rows: Ints, viewport: Viewport) -> tuple[Mark, ...]:
        table, facets = self._situation.incidents.iloc[rows], self._facets
        radius_m = self._situation.observations["radius_m"].to_numpy()[table["place_row"].to_numpy()]
        numbers = zip(facets.lon[rows].tolist(), facets.lat[rows].tolist(), radius_m.tolist(), strict=True)
        told = zip(rows.tolist(), table["incident_id"], table["observations"], numbers, self._labels(table), strict=True)
        marks = (
            Mark(
                id=str(incident_id),
                lon=lon,
                lat=lat,
                verdict=Verdict(int(self._verdict[row])).words,
                count=int(observed),
                radius_m=radius,
                label=label,
                selected=row == self._selected,
            )
            for row, incident_id, observed, (lon, lat, radius), label in told
        )
        is_sector, place_row = facets.of_kind("sector")[rows], table["place_row"].tolist()
        return tuple(
            _in_sector(mark, self._situation.observations.iloc[place], viewport) if sector else mark
            for sector, place, mark in zip(is_sector, place_row, marks, strict=True)
        )

    def _area(self, rows: Ints, viewport: Viewport) -> AreaMark:
        table = self._situation.incidents.iloc[rows[:_IDS_MAX]]
        standing = self._situation.observations.iloc[int(table["place_row"].iloc[0])]
        verdict = Verdict(int(self._verdict[rows].max()))
        many = f"{count_of(len(rows), 'incident')}, strongest: {verdict.words}"
        label = self._labels(table)[0] if len(rows) == 1 else many
        return AreaMark(
            region_code=standing["region_code"],
            name=standing["region_name"],
            geojson=shapely.geometry.mapping(_for_display(standing["geometry"], viewport)),
            verdict=verdict.words,
            count=len(rows),
            label=f"{label}\nknown to {standing['region_name']} and no closer",
            ids=tuple(map(str, table["incident_id"])),
        )

    def _cells(self, rows: Ints, crowd: Crowds) -> tuple[Cell, ...]:
        """Return a cell for each crowd of two or more."""
        lon, lat = (_spread(part[rows], crowd) for part in (self._facets.lon, self._facets.lat))
        by_verdict = self._by_verdict(rows, crowd)
        one_spot = (lon.width < _SPOT_DEGREES) & (lat.width < _SPOT_DEGREES)
        box = np.column_stack([lon.least, lat.least, lon.greatest, lat.greatest])
        square = np.where(one_spot[:, np.newaxis], box, crowd.square)
        middles = zip(lon.mean.tolist(), lat.mean.tolist(), strict=True)
        told = zip(middles, square, crowd.count.tolist(), by_verdict.tolist(), one_spot.tolist(), strict=True)
        return tuple(
            Cell(*middle, *_box(bounds), count=count, by_verdict=tuple(verdicts), one_spot=spot)
            for middle, bounds, count, verdicts, spot in told
            if count > 1
        )

    def _by_verdict(self, rows: Ints, crowd: Crowds) -> Ints:
        """Return for each crowd how many of its incidents have each verdict, the strongest first."""
        kinds = len(STRONGEST_FIRST)
        counted = np.bincount(crowd.number * kinds + self._verdict[rows], minlength=len(crowd.count) * kinds)
        return counted.reshape(-1, kinds)[:, list(STRONGEST_FIRST)]

    def _labels(self, table: pd.DataFrame) -> list[str]:
        times = zip(table["first"].dt.to_pydatetime(), table["last"].dt.to_pydatetime(), strict=True)
        counts = zip(table["observations"], table["origins"], strict=True)
        return [
            self._label(Verdict(int(verdict)), act, time, count)
            for verdict, act, time, count in zip(table["verdict"], table["act"], times, counts, strict=True)
        ]

    def _label(self, verdict: Verdict, act: str, time: tuple[datetime, datetime], count: tuple[int, int]) -> str:
        seen = f"{count_of(count[0], 'observation')}, {count_of(count[1], 'independent origin')}"
        return "\n".join((verdict.words.capitalize(), act_label(act), time_span(*time, self._zone), seen))


def _in_sector(mark: Mark, place: pd.Series, viewport: Viewport) -> Mark:
    """Return a mark with the sector's outline, moved into it where the middle of the circle around it lies outside."""
    shape = place["geometry"]
    at = shapely.Point(mark.lon, mark.lat)
    inside = at if shape.contains(at) else shape.representative_point()
    outline = shapely.geometry.mapping(_for_display(shape, viewport))
    label = f"{mark.label}\nsomewhere {sector_words(place)}"
    return replace(mark, lon=float(inside.x), lat=float(inside.y), outline=outline, label=label)


@dataclass(frozen=True, slots=True, eq=False)
class _Spread:
    """Least, greatest and middle of some numbers for each crowd."""

    least: NDArray[np.float64]
    greatest: NDArray[np.float64]
    mean: NDArray[np.float64]

    @property
    def width(self) -> NDArray[np.float64]:
        return self.greatest - self.least


def _box(bounds: NDArray[np.float64]) -> Box:
    west, south, east, north = bounds.tolist()
    return west, south, east, north


def _spread(numbers: NDArray[np.float64], crowd: Crowds) -> _Spread:
    least, greatest = np.full(len(crowd.count), np.inf), np.full(len(crowd.count), -np.inf)
    np.minimum.at(least, crowd.number, numbers)
    np.maximum.at(greatest, crowd.number, numbers)
    mean = np.bincount(crowd.number, numbers, minlength=len(crowd.count)) / crowd.count
    return _Spread(least, greatest, np.clip(mean, least, greatest))


def _within(lon: NDArray[np.float64], lat: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    west, south, east, north = box
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north), dtype=np.bool_)
