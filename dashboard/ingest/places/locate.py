"""Where each observation stands: at its position, at the settlement or in the unit it names, or nowhere, with the reason."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Self

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.domain.observation import Point, Sector
from dashboard.engine.assess import Progress, untold
from dashboard.engine.ground import Frame, densify
from dashboard.engine.sector_shape import sector_shapes
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.naming import Names, Standing, Standings
from dashboard.ingest.places.resolution import Ambiguous, RegionOutcome, Resolved, Several, Unknown, Why, in_words
from dashboard.ingest.texts import Texts, as_series, chosen, distinct, empty, lean, texts

CRS = "EPSG:4326"
_NAME_COLUMNS = ["region_text", "region_detail", "place_text"]
_ROWS_AT_ONCE = 1 << 16
_NO_SECTOR = ("", *[np.nan] * len(SECTOR_NUMBERS))
"""The cells of `reference_place` and SECTOR_NUMBERS in a row that is no sector."""
_OUTSIDE = "outside the theatre"
_SWAPPED = "outside the theatre, but inside it with lon and lat swapped"
_NOWHERE = "at 0, 0, which often stands for a missing position"

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Objects = NDArray[np.object_]


def locate(
    observations: pd.DataFrame,
    gazetteer: Gazetteer,
    progress: Progress = untold,
    *,
    corrections: Corrections = NO_CORRECTIONS,
) -> gpd.GeoDataFrame:
    """Return the table of observations with their places: the columns of `OBSERVATION_TABLE`, and `geometry` in EPSG:4326.

    geometry: the polygon of a sector or an area; None for a point, which `lon` and `lat` say, and for what has no place.

    Takes the table as parsed, with the texts `region_text` (the unit of the top level as reported), `region_detail` (a finer
    unit) and `place_text` (a settlement, in words). A row with lon and lat is a point, wherever they lie; what is odd about
    them is flagged. A row that the reader marked as unplaced stays so. Rows that stand in a unit share its polygon object.
    `corrections` are what people decided certain names mean. `progress` is told a share 0 to 1; it may raise to cancel.
    """
    table = observations.reset_index(drop=True)
    placer = _Placer(gazetteer, Standings(gazetteer, corrections))
    parts = []
    for first in range(0, max(len(table), 1), _ROWS_AT_ONCE):
        rows = table.iloc[first : first + _ROWS_AT_ONCE]
        parts.append(placer.place(rows))
        progress(min((first + len(rows)) / max(len(table), 1), 1.0), f"placing: {first + len(rows):,} rows")
    places = pd.concat(parts, ignore_index=True)
    nothing = pd.Series(np.broadcast_to(np.nan, len(table)), copy=False)
    columns = {
        name: places[name] if name in places else nothing if name in SECTOR_NUMBERS else table[name]
        for name in (*OBSERVATION_TABLE, "geometry")
    }
    return gpd.GeoDataFrame(pd.DataFrame(columns, copy=False), geometry="geometry", crs=CRS)


class _Places:
    """The places of some rows, filled in one kind of row after the other; nowhere, with no more to say, until then."""

    def __init__(self, size: int) -> None:
        self.kind, self.code, self.note, self.unplaced_reason, self.flags = (np.full(size, "", dtype=object) for _ in range(5))
        self.lon, self.lat, self.radius_m = (np.full(size, np.nan) for _ in range(3))
        self.geometry: Objects = np.full(size, None, dtype=object)
        # Only a row placed by names can be a sector.
        self.reference_place: Objects = np.full(size, "", dtype=object)
        self.bearing_deg, self.spread_deg, self.from_m, self.to_m, self.dilation_m = (np.full(size, np.nan) for _ in range(5))

    def table(self, gazetteer: Gazetteer) -> pd.DataFrame:
        codes = _column(self.code)
        numbers, different = distinct(codes)
        return pd.DataFrame(
            {
                "place_kind": as_series(_column(self.kind)),
                "lon": self.lon,
                "lat": self.lat,
                "radius_m": self.radius_m,
                "region_code": as_series(codes),
                "region_name": as_series(chosen([gazetteer.name(code) if code else "" for code in different], numbers)),
                "place_note": as_series(_column(self.note)),
                "unplaced_reason": as_series(_column(self.unplaced_reason)),
                "flags": as_series(_column(self.flags)),
                "geometry": gpd.GeoSeries(self.geometry, crs=CRS),
                "reference_place": as_series(_column(self.reference_place)),
                # Where no row is a sector, which is nearly always, five columns of NaN are saved.
                **({column: getattr(self, column) for column in SECTOR_NUMBERS} if self.reference_place.any() else {}),
            }
        )


@dataclass(frozen=True, slots=True)
class _Placer:
    """Places tables of rows; what it learns of a name in one of them serves for the others."""

    gazetteer: Gazetteer
    standings: Standings

    def place(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the columns of `rows` that say where each stands."""
        places = _Places(len(rows))
        places.flags[:] = rows["flags"]
        marked = (rows["unplaced_reason"] != "").to_numpy()
        positioned = (rows["lon"].notna() & rows["lat"].notna()).to_numpy()
        for chosen_rows, place in (
            (positioned & ~marked, self._by_position),
            (~positioned & ~marked, self._by_names),
            (marked, self._leave_unplaced),
        ):
            at = np.flatnonzero(chosen_rows)
            if at.size:
                place(rows if at.size == len(rows) else rows.iloc[at], at, places)
        return places.table(self.gazetteer)

    def _by_position(self, rows: pd.DataFrame, at: Ints, places: _Places) -> None:
        """Place rows with lon and lat, and say what contradicts them."""
        lon, lat = rows["lon"].to_numpy(dtype=np.float64), rows["lat"].to_numpy(dtype=np.float64)
        radius_m = rows["radius_m"].fillna(0.0).to_numpy(dtype=np.float64)
        tags = _Tags.of(rows["region_text"], self.standings.region, self.gazetteer)
        units, covered = self.gazetteer.covering(lon, lat)
        inside = np.zeros(len(rows), dtype=bool)
        inside[covered[units == tags.units[covered]]] = True
        places.kind[at], places.lon[at], places.lat[at], places.radius_m[at] = "point", lon, lat, radius_m
        places.code[at] = np.where(inside, tags.codes, self.gazetteer.coarsest(units, covered, len(rows)))
        outside = ~_within(self.gazetteer.bounds, lon, lat)
        swapped = _within(self.gazetteer.bounds, lat, lon)
        for said in (
            tags.doubts,
            _contradictions(tags, ~inside, _Discs(lon, lat, radius_m, outside), self.gazetteer),
            _outside_all(tags.together, lon, lat, self.gazetteer),
            np.where(outside, np.where(swapped, _SWAPPED, _OUTSIDE), "").astype(object),
            np.where((lon == 0) & (lat == 0), _NOWHERE, "").astype(object),
        ):
            _add(places.flags, at, said)

    def _by_names(self, rows: pd.DataFrame, at: Ints, places: _Places) -> None:
        """Place rows without a position, each distinct set of names looked at once."""
        names = rows[_NAME_COLUMNS]
        numbers = names.groupby(_NAME_COLUMNS, sort=False).ngroup().to_numpy()
        distinct_names = names.drop_duplicates().itertuples(index=False, name=None)
        standings = [self.standings.of(Names(*given)) for given in distinct_names]
        cells = [_cells(standing) for standing in standings]
        for values, column in zip(zip(*cells, strict=True), _STANDING_COLUMNS, strict=True):
            filled = getattr(places, column)
            filled[at] = _objects(values, dtype=filled.dtype)[numbers]
        _add(places.flags, at, _objects(standing.flag for standing in standings)[numbers])

    def _leave_unplaced(self, rows: pd.DataFrame, at: Ints, places: _Places) -> None:
        """Leave rows that the reader could not place as they are, with the code of their tag where it is known."""
        places.kind[at] = "unplaced"
        places.code[at] = _Tags.of(rows["region_text"], self.standings.region, self.gazetteer).codes
        places.unplaced_reason[at] = rows["unplaced_reason"]


def _add(flags: Objects, at: Ints, said: Objects) -> None:
    """Put what is said after the flags of these rows."""
    for row in np.flatnonzero(said != ""):
        flags[at[row]] = f"{flags[at[row]]}; {said[row]}" if flags[at[row]] else said[row]


def _column(values: Objects) -> Texts:
    return lean(texts(values)) if values.any() else empty(len(values))


@dataclass(frozen=True, slots=True)
class _Tags:
    """What the region tags of rows came to: codes (empty where unresolved), units as `covering` numbers them, doubts in words.

    together: the code of several units together where the tag names several, else empty.
    """

    codes: Objects
    units: Ints
    doubts: Objects
    together: Objects

    @classmethod
    def of(cls, tags: pd.Series, resolve: Callable[[str], RegionOutcome], gazetteer: Gazetteer) -> Self:
        numbers, different = pd.factorize(tags)
        outcomes = [resolve(text) for text in different]
        codes = _objects(gazetteer.standing(outcome.code) if isinstance(outcome, Resolved) else "" for outcome in outcomes)
        doubts = _objects(map(_doubt, outcomes))
        together = _objects(gazetteer.together(outcome) if isinstance(outcome, Several) else "" for outcome in outcomes)
        return cls(codes[numbers], gazetteer.numbers(codes)[numbers], doubts[numbers], together[numbers])


def _doubt(tag: RegionOutcome) -> str:
    match tag:
        case Resolved() | Several() | Unknown(why=Why.EMPTY | Why.WHOLE_THEATRE):
            return ""
        case Ambiguous() | Unknown():
            return f"region {in_words(tag)}"


@dataclass(frozen=True, slots=True)
class _Discs:
    """Positions in degrees with radius in metres, and whether each lies outside the theatre's bounds."""

    lon: Floats
    lat: Floats
    radius_m: Floats
    outside_theatre: NDArray[np.bool_]


def _contradictions(tags: _Tags, not_inside: NDArray[np.bool_], discs: _Discs, gazetteer: Gazetteer) -> Objects:
    """Return for each row what to say where its position is not in the unit it claims."""
    said = np.full(len(tags.codes), "", dtype=object)
    contradicted = (tags.units >= 0) & not_inside
    for code in np.unique(tags.codes[contradicted]):
        own = gazetteer.source(code)
        claim = f"outside the region it claims ({gazetteer.name(code)}{f', boundary from {own}' if own else ''})"
        mine = np.flatnonzero(contradicted & (tags.codes == code))
        said[mine] = claim
        near = mine[~discs.outside_theatre[mine]]
        gap_m = _metres_from(gazetteer.area(code), discs.lon[near], discs.lat[near])
        reached = gap_m <= discs.radius_m[near]
        said[near] = [
            f"{claim}, but its radius reaches it" if met else f"{claim}, {_distance(gap)} from it"
            for gap, met in zip(gap_m, reached, strict=True)
        ]
    return said


def _outside_all(together: Objects, lon: Floats, lat: Floats, gazetteer: Gazetteer) -> Objects:
    """Return for each row what to say where its position is in none of the several units it claims."""
    said = np.full(len(together), "", dtype=object)
    for code in filter(None, set(together)):
        mine = np.flatnonzero(together == code)
        beyond = mine[~shapely.intersects_xy(gazetteer.area(code), lon[mine], lat[mine])]
        said[beyond] = f"outside the regions it claims ({gazetteer.name(code)})"
    return said


def _metres_from(area: BaseGeometry, lon: Floats, lat: Floats) -> Floats:
    """Return metres on the ground from positions to an area, 0 within it."""
    frame = Frame.for_geometry(area)
    ground = frame.project(densify(area))
    shapely.prepare(ground)
    return np.asarray(shapely.distance(ground, shapely.points(*frame.project_points(lon, lat))))


def _distance(metres: float) -> str:
    return f"{metres / 1000:.1f} km" if metres < 10_000 else f"{metres / 1000:.0f} km"


def _within(bounds: tuple[float, float, float, float], lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    west, south, east, north = bounds
    return (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)


_STANDING_COLUMNS = (
    "kind", "lon", "lat", "radius_m", "code", "note", "unplaced_reason", "geometry", "reference_place", *SECTOR_NUMBERS,
)  # fmt: skip


def _cells(standing: Standing) -> tuple[object, ...]:
    """Return a standing as the cells of `_STANDING_COLUMNS`."""
    said = (standing.region_code, standing.note, standing.unplaced_reason)
    match standing.place:
        case Point(lon, lat, radius_m):
            return ("point", lon, lat, radius_m, *said, None, *_NO_SECTOR)
        case Sector() as sector:
            return ("sector", *_circle_and_shape(sector, said), *_sector_cells(sector))
        case None:
            return ("unplaced", np.nan, np.nan, np.nan, *said, None, *_NO_SECTOR)
        case area:
            return ("area", np.nan, np.nan, np.nan, *said, area, *_NO_SECTOR)


def _circle_and_shape(sector: Sector, said: tuple[str, ...]) -> tuple[object, ...]:
    shapes = sector_shapes([sector])
    return (float(shapes.lon[0]), float(shapes.lat[0]), float(shapes.radius_m[0]), *said, shapes.polygon[0])


def _sector_cells(sector: Sector) -> tuple[object, ...]:
    return (sector.reference, *(getattr(sector, column) for column in SECTOR_NUMBERS))


def _objects(values: Iterable[object], dtype: npt.DTypeLike = object) -> NDArray[Any]:
    listed = list(values)
    found = np.empty(len(listed), dtype=dtype)
    found[:] = listed
    return found
