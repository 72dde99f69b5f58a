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
from dashboard.present.filters import Box
from dashboard.present.map_payload import AreaMark, Cell, MapPayload, Mark, ZoneShape
from dashboard.present.places import sector_words
from dashboard.present.screen import Square, crowds, degrees_per_px, wider
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
    situation: Situation, selection: Selection, viewport: Viewport, *, period: Interval, selected: str | None, zone: ZoneInfo
) -> MapPayload:
    """Return zones, marks, areas and cells for a selection.

    period: the days shown, `[from, to)`; a zone in force at no time in it is drawn as not in force. selected: an incident's id.
    Every incident placed to a point or a sector in view is a mark or counted in one cell; the selected one is always a mark.
    """
    painter = _Painter(situation, selection, selected, zone)
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
    """Makes marks of the selected incidents; knows what is selected and the local time zone."""

    def __init__(self, situation: Situation, selection: Selection, selected: str | None, zone: ZoneInfo) -> None:
        self._table = situation.incidents.iloc[selection.incidents]
        self._place = situation.observations.iloc[self._table["place_row"].to_numpy()]
        self._id = self._table["incident_id"].to_numpy()
        self._verdict = self._table["verdict"].to_numpy()
        self._kind = self._place["place_kind"].to_numpy()
        self._selected = selected
        self._zone = zone

    def points(self, viewport: Viewport) -> tuple[tuple[Mark, ...], tuple[Cell, ...]]:
        """Return single marks and cells for the incidents placed to a point or a sector in view."""
        lon, lat = self._place["lon"].to_numpy(dtype=float), self._place["lat"].to_numpy(dtype=float)
        rows = np.flatnonzero(np.isin(self._kind, HAVE_A_RADIUS) & _within(lon, lat, viewport.box))
        chosen = self._id[rows] == self._selected
        side = _FEW_PX if len(rows) <= SINGLE_MARKS_MAX else _MANY_PX
        others = rows[~chosen]
        alone, together = crowds(lon[others], lat[others], viewport.zoom, side)
        cells = tuple(self._cell(lon[others[crowd]], lat[others[crowd]], others[crowd], square) for crowd, square in together)
        return self._marks(np.concatenate([others[alone], rows[chosen]]), viewport), cells

    def areas(self, viewport: Viewport) -> tuple[AreaMark, ...]:
        """Return one mark for each region that incidents are known to and no closer."""
        rows = np.flatnonzero(self._kind == "area")
        codes = self._place["region_code"].to_numpy()[rows]
        return tuple(self._area(rows[codes == code], viewport) for code in np.unique(codes))

    def _marks(self, rows: Ints, viewport: Viewport) -> tuple[Mark, ...]:
        lon, lat, radius = (self._place[name].to_numpy(dtype=float) for name in ("lon", "lat", "radius_m"))
        observed = self._table["observations"].to_numpy()
        marks = (
            Mark(
                id=str(self._id[row]),
                lon=float(lon[row]),
                lat=float(lat[row]),
                verdict=Verdict(int(self._verdict[row])).words,
                count=int(observed[row]),
                radius_m=float(radius[row]),
                label=label,
                selected=bool(self._id[row] == self._selected),
            )
            for row, label in zip(rows, self._labels(rows), strict=True)
        )
        return tuple(
            _in_sector(mark, self._place.iloc[row], viewport) if self._kind[row] == "sector" else mark
            for row, mark in zip(rows, marks, strict=True)
        )

    def _area(self, rows: Ints, viewport: Viewport) -> AreaMark:
        standing = self._place.iloc[rows[0]]
        verdict = Verdict(int(self._verdict[rows].max()))
        many = f"{count_of(len(rows), 'incident')}, strongest: {verdict.words}"
        label = self._labels(rows)[0] if len(rows) == 1 else many
        return AreaMark(
            region_code=standing["region_code"],
            name=standing["region_name"],
            geojson=shapely.geometry.mapping(_for_display(standing["geometry"], viewport)),
            verdict=verdict.words,
            count=len(rows),
            label=f"{label}\nknown to {standing['region_name']} and no closer",
            ids=tuple(map(str, self._id[rows[:50]])),
        )

    def _cell(self, lon: NDArray[np.float64], lat: NDArray[np.float64], rows: Ints, square: Square) -> Cell:
        box = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
        one_spot = box[2] - box[0] < _SPOT_DEGREES and box[3] - box[1] < _SPOT_DEGREES
        verdicts = self._verdict[rows]
        return Cell(
            float(lon.mean()),
            float(lat.mean()),
            *(box if one_spot else square),
            count=len(rows),
            by_verdict=tuple(int((verdicts == one).sum()) for one in STRONGEST_FIRST),
            one_spot=one_spot,
        )

    def _labels(self, rows: Ints) -> list[str]:
        table = self._table.iloc[rows]
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


def _within(lon: NDArray[np.float64], lat: NDArray[np.float64], box: Box) -> NDArray[np.bool_]:
    west, south, east, north = box
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north), dtype=np.bool_)
