"""The units of a theatre as names: those with an outline, the user's own among them, and those that are only listed."""

from collections.abc import Iterator, Mapping, Sequence

import geopandas as gpd

from dashboard.ingest.places.kinds import Kind
from dashboard.ingest.places.region_names import NamedUnit
from dashboard.ingest.theatre.units import ListedUnit

_NAME = "name_"


def named_units(regions: gpd.GeoDataFrame, units: Sequence[ListedUnit]) -> list[NamedUnit]:
    """Return every unit once. A listed unit that the user gave an outline keeps its names and its place among the units."""
    listed = {unit.code: unit for unit in units}
    outlined = list(_outlined(regions, listed))
    known = {unit.code for unit in outlined}
    return [*outlined, *(_listed(unit, ()) for unit in units if unit.code not in known)]


def _outlined(regions: gpd.GeoDataFrame, listed: Mapping[str, ListedUnit]) -> Iterator[NamedUnit]:
    names = [column for column in regions.columns if column.startswith(_NAME)]
    for row in regions.drop(columns="geometry").to_dict("records"):
        spellings = (*(row[column] for column in names if row[column]), *row["spellings"])
        if (unit := listed.get(row["code"])) is not None:
            yield _listed(unit, spellings)
        else:
            yield NamedUnit(row["code"], Kind(row["level"], row["type"]), row["name_en"], (*spellings, row["code"]))


def _listed(unit: ListedUnit, own: tuple[str, ...]) -> NamedUnit:
    """Return a listed unit; what the user calls it counts beside a word of its kind, since alone it may be a town's name."""
    return NamedUnit(
        unit.code,
        unit.kind,
        unit.name,
        spellings=(*unit.spellings, unit.code),
        beside=(*unit.beside, *own),
        parent=unit.parent,
        listed=True,
    )
