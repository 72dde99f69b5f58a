"""Where each observation stands: at its position, at the settlement or in the unit it names, or nowhere, with the reason."""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.domain.columns import OBSERVATION_TABLE, SECTOR_NUMBERS
from dashboard.domain.observation import Point, Sector
from dashboard.engine.assess import Progress, untold
from dashboard.engine.sector_shape import sector_shapes
from dashboard.ingest.places.claims import Discs, Tags, contradictions, objects, outside_all, within
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Corrections
from dashboard.ingest.places.gazetteer import Gazetteer
from dashboard.ingest.places.naming import Names, Standing, Standings
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
    return with_places(observations, places_of(observations, Placer(gazetteer, Standings(gazetteer, corrections)), progress))


def places_of(observations: pd.DataFrame, placer: "Placer", progress: Progress = untold) -> pd.DataFrame:
    """Return for each row of a table as parsed the columns that say where it stands, whatever other rows stand with it.

    Columns of sectors are left out where no row is one.
    """
    table = observations.reset_index(drop=True)
    parts = []
    for first in range(0, max(len(table), 1), _ROWS_AT_ONCE):
        rows = table.iloc[first : first + _ROWS_AT_ONCE]
        parts.append(placer.place(rows))
        progress(min((first + len(rows)) / max(len(table), 1), 1.0), f"placing: {first + len(rows):,} rows")
    return pd.concat(parts, ignore_index=True)


def with_places(observations: pd.DataFrame, places: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the table of observations that a table as parsed and the places of its rows make; see `locate`."""
    table = observations.reset_index(drop=True)
    nothing = pd.Series(np.broadcast_to(np.nan, len(table)), copy=False)
    columns = {
        name: places[name] if name in places else nothing if name in SECTOR_NUMBERS else table[name]
        for name in (*OBSERVATION_TABLE, "geometry")
    }
    return gpd.GeoDataFrame(pd.DataFrame(columns, copy=False), geometry="geometry", crs=CRS, copy=False)


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
class Placer:
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
        tags = Tags.of(rows["region_text"], self.standings.region, self.gazetteer)
        units, covered = self.gazetteer.covering(lon, lat)
        inside = np.zeros(len(rows), dtype=bool)
        inside[covered[units == tags.units[covered]]] = True
        places.kind[at], places.lon[at], places.lat[at], places.radius_m[at] = "point", lon, lat, radius_m
        places.code[at] = np.where(inside, tags.codes, self.gazetteer.coarsest(units, covered, len(rows)))
        outside = ~within(self.gazetteer.bounds, lon, lat)
        swapped = within(self.gazetteer.bounds, lat, lon)
        for said in (
            tags.doubts,
            contradictions(tags, ~inside, Discs(lon, lat, radius_m, outside), self.gazetteer),
            outside_all(tags.together, lon, lat, self.gazetteer),
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
            filled[at] = objects(values, dtype=filled.dtype)[numbers]
        _add(places.flags, at, objects(standing.flag for standing in standings)[numbers])

    def _leave_unplaced(self, rows: pd.DataFrame, at: Ints, places: _Places) -> None:
        """Leave rows that the reader could not place as they are, with the code of their tag where it is known."""
        places.kind[at] = "unplaced"
        places.code[at] = Tags.of(rows["region_text"], self.standings.region, self.gazetteer).codes
        places.unplaced_reason[at] = rows["unplaced_reason"]


def _add(flags: Objects, at: Ints, said: Objects) -> None:
    """Put what is said after the flags of these rows."""
    for row in np.flatnonzero(said != ""):
        flags[at[row]] = f"{flags[at[row]]}; {said[row]}" if flags[at[row]] else said[row]


def _column(values: Objects) -> Texts:
    return lean(texts(values)) if values.any() else empty(len(values))


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
