"""The map that lies under everything and needs no tile server: land, regions, rivers, lakes, towns."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import shapely
from shapely import MultiPolygon, Point
from shapely.geometry.base import BaseGeometry

from tools.ukraine_theatre.features import Feature, rounded
from tools.ukraine_theatre.gshhg import read_lakes, read_rivers
from tools.ukraine_theatre.iso_names import country_names
from tools.ukraine_theatre.land import Land, cover, read_countries, simplified
from tools.ukraine_theatre.places import Place
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.theatre_file import Theatre

# As far as a map 1440 pixels wide shows at the theatre's zoom: degrees beyond its bounds west, south, east, north.
_MARGIN: Final = (6.4, 2.6, 6.8, 2.9)
_LAND_TOLERANCE: Final = 0.01  # degrees; leaves out bends of less than about 1 km
_WATER_TOLERANCE: Final = 0.007
_LEAST_ISLAND: Final = 0.01  # square degrees, about 80 km²
_LEAST_LAKE: Final = 0.004
_DECIMALS: Final = 3  # 110 m; at no zoom of this map is more to be seen
_RANKS: Final = ((500_000, 1), (100_000, 2), (25_000, 3))
_LAST_RANK: Final = 4
_LEAST_TOWN: Final = 5_000

_Box = tuple[float, float, float, float]


def build_basemap(folder: Path, regions: Sequence[Region], places: Sequence[Place], theatre: Theatre) -> tuple[Feature, ...]:
    """Return what `basemap.geojson` holds, in the order in which it is to be drawn."""
    box = _wider(theatre.bounds, _MARGIN)
    countries = read_countries(folder, box)
    land = simplified(cover([region.outline for region in regions], countries), _LAND_TOLERANCE)
    return (
        *_neighbours(land, country_names(folder)),
        *_regions(land, regions),
        *_rivers(folder, box),
        *_lakes(folder, box),
        *_towns(places),
    )


def _neighbours(land: Land, names: Mapping[str, tuple[str, str]]) -> Iterator[Feature]:
    """Yield the countries around; one without an entry in ISO 3166-1 carries no name."""
    for country, outline in land.countries.items():
        parts = [part for part in outline.geoms if part.area >= _LEAST_ISLAND]
        if parts:
            name_en, name_uk = names.get(country, ("", ""))
            properties = {"layer": "neighbour", "name_en": name_en, "name_uk": name_uk}
            yield Feature(rounded(MultiPolygon(parts), _DECIMALS), properties)


def _regions(land: Land, regions: Sequence[Region]) -> Iterator[Feature]:
    for region, outline in zip(regions, land.units, strict=True):
        unit = region.unit
        properties = {"layer": "region", "code": unit.code, "name_en": unit.name_en, "name_uk": unit.name_uk}
        yield Feature(rounded(outline, _DECIMALS), properties)


def _rivers(folder: Path, box: _Box) -> Iterator[Feature]:
    for rank, rivers in read_rivers(folder, box).items():
        yield Feature(_thinned(rivers), {"layer": "river", "rank": rank})


def _lakes(folder: Path, box: _Box) -> Iterator[Feature]:
    frame = shapely.box(*box)
    for lake in read_lakes(folder, box):
        within = lake.intersection(frame)
        if within.area >= _LEAST_LAKE:
            yield Feature(_thinned(within), {"layer": "lake"})


def _towns(places: Sequence[Place]) -> Iterator[Feature]:
    """Yield the towns worth a label, the largest first, so that a label is never hidden by that of a smaller one."""
    for place in sorted(places, key=lambda place: -place.population):
        if place.population >= _LEAST_TOWN:
            rank = next((rank for least, rank in _RANKS if place.population >= least), _LAST_RANK)
            properties = {"layer": "town", "name_en": place.name_en, "name_uk": place.name_uk, "rank": rank}
            yield Feature(rounded(Point(place.lon, place.lat), _DECIMALS), properties)


def _thinned(water: BaseGeometry) -> BaseGeometry:
    return rounded(shapely.set_precision(shapely.simplify(water, _WATER_TOLERANCE), 10**-_DECIMALS), _DECIMALS)


def _wider(bounds: _Box, margin: _Box) -> _Box:
    west, south, east, north = bounds
    return west - margin[0], south - margin[1], east + margin[2], north + margin[3]
