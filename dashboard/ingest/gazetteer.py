"""The units and settlements of a theatre, found by name and by position. A name resolves right or not at all."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.observation import Point
from dashboard.ingest.place_names import NamedPlace, PlaceNames
from dashboard.ingest.region_names import NamedUnit, RegionNames, Wording
from dashboard.ingest.resolution import Elsewhere, Found, PlaceOutcome, RegionOutcome
from dashboard.ingest.theatre import Theatre
from dashboard.ingest.theatre_values import Kind, Uniqueness

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Gazetteer:
    """Built once from a theatre, then asked as often as needed; nothing in it changes."""

    def __init__(self, theatre: Theatre) -> None:
        regions = theatre.regions
        self.bounds = theatre.bounds
        self.starts = theatre.starts
        self.time_zone = theatre.time_zone
        self._codes: NDArray[np.object_] = regions["code"].to_numpy(dtype=object)
        self._levels: Ints = regions["level"].to_numpy(dtype=np.int64)
        self._shapes: NDArray[np.object_] = regions.geometry.to_numpy()
        self._position = {str(code): number for number, code in enumerate(self._codes)}
        self._names = dict(zip(map(str, regions["code"]), map(str, regions["name_en"]), strict=True))
        wording = Wording(theatre.level_words, theatre.ambiguous_names, tuple(theatre.name.values()))
        self._region_names = RegionNames(_named_units(regions), wording)
        places = _named_places(theatre.places, self._names)
        self._place_names = PlaceNames(places, theatre.settlement_words, theatre.settlement_words_before)

    def resolve_region(self, text: str) -> RegionOutcome:
        """Return the unit a region text names.

        The rule: the whole text, normalised, is a spelling of exactly one unit; else the text without the generic words of a
        kind of unit ("oblast") is a spelling of exactly one unit of that kind. A text with a generic word of a finer level
        ("raion") never names a unit of the top level. Anything else, several units in one text included, is not resolved.
        """
        return self._region_names.resolve(text)

    def resolve_outright(self, text: str) -> RegionOutcome:
        """Return the unit that a text names as what it is ("X oblast", not "X"), so that no settlement can be meant."""
        return self._region_names.resolve_outright(text)

    def resolve_place(self, text: str, region_code: str = "") -> PlaceOutcome:
        """Return the settlement a text names, held against the unit its row names (a known code, or empty).

        Only a name that one settlement of the whole theatre bears is placed, or one settlement of the unit named beside it.
        That the list holds a name once is not enough, since no list is complete: it has to say so of the name.
        """
        outcome = self._place_names.resolve(text, region_code)
        if isinstance(outcome, Found) and region_code and not self._lies_in(outcome, region_code):
            return Elsewhere(outcome.name, self._names.get(outcome.region_code, "no known unit"))
        return outcome

    def name(self, code: str) -> str:
        """Return the name a unit is shown by."""
        return self._names[code]

    def area(self, code: str) -> BaseGeometry:
        """Return a unit's polygon or multipolygon in lon, lat (EPSG:4326); the same object every time."""
        return self._shapes[self._position[code]]

    def numbers(self, codes: NDArray[np.object_]) -> Ints:
        """Return each unit's number as `covering` counts units; -1 for an empty code."""
        return np.array([self._position[code] if code else -1 for code in codes], dtype=np.int64)

    def covering(self, lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
        """Return the pairs (number of a unit, position in the arrays) of units that cover positions, edges included."""
        return self.covering_points(shapely.points(lon, lat))

    def covering_points(self, points: NDArray[np.object_]) -> tuple[Ints, Ints]:
        """Return what `covering` does for positions that are made into points already."""
        units, positions = shapely.STRtree(points).query(self._shapes, predicate="intersects")
        return units.astype(np.int64), positions.astype(np.int64)

    def region_at(self, lon: Floats, lat: Floats) -> NDArray[np.object_]:
        """Return for each position the code of the unit it lies in, of the coarsest level that covers it.

        Empty where no unit covers it, and where several of that level do, as on a shared edge: neither is preferred.
        """
        return self.coarsest(*self.covering(lon, lat), len(lon))

    def coarsest(self, units: Ints, points: Ints, count: int) -> NDArray[np.object_]:
        """Return what `region_at` does, from the pairs that `covering` found among `count` positions."""
        codes = np.full(count, "", dtype=object)
        pairs = pd.DataFrame({"point": points, "level": self._levels[units], "unit": units})
        top = pairs[pairs["level"] == pairs.groupby("point")["level"].transform("min")]
        single = top.drop_duplicates("point", keep=False)
        codes[single["point"].to_numpy()] = self._codes[single["unit"].to_numpy()]
        return codes

    def _lies_in(self, place: Found, region_code: str) -> bool:
        if place.region_code and self._level(place.region_code) == self._level(region_code):
            return place.region_code == region_code
        # Units of different levels overlap by nature: only the outline can tell.
        return bool(shapely.intersects_xy(self.area(region_code), place.point.lon, place.point.lat))

    def _level(self, code: str) -> int:
        return int(self._levels[self._position[code]])


def _named_units(regions: gpd.GeoDataFrame) -> list[NamedUnit]:
    names = [column for column in regions.columns if column.startswith("name_")]
    return [
        NamedUnit(
            code=row["code"],
            kind=Kind(row["level"], row["type"]),
            name=row["name_en"],
            spellings=(*(row[column] for column in names if row[column]), *row["spellings"]),
        )
        for row in regions.drop(columns="geometry").to_dict("records")
    ]


def _named_places(places: pd.DataFrame, unit_names: dict[str, str]) -> list[NamedPlace]:
    names = [column for column in places.columns if column.startswith("name_")]
    return [
        NamedPlace(
            name=row["name_en"],
            spellings=(*(row[column] for column in names if row[column]), *row["spellings"]),
            point=Point(row["lon"], row["lat"], row["radius_m"]),
            region_code=row["region_code"],
            region_name=unit_names.get(row["region_code"], ""),
            unique=Uniqueness(row["unique"]),
            own=row["own"],
        )
        for row in places.to_dict("records")
    ]
