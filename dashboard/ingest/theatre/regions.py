"""The units of a theatre: its own file, and the user's additions."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import geopandas as gpd
import pandas as pd
from shapely.geometry import MultiPolygon, Polygon

from dashboard.ingest.geojson import Feature, GeojsonError, called, read_geojson
from dashboard.ingest.places.names import normalise
from dashboard.ingest.theatre.units import ListedUnit
from dashboard.ingest.theatre.values import Properties, TheatreError, first_of

CRS = "EPSG:4326"
_NAME = "name_"
_Row = dict[str, object]
Area: TypeAlias = Polygon | MultiPolygon


def read_regions(data: bytes, file_name: str) -> gpd.GeoDataFrame:
    """Return the units of a theatre's regions.geojson, one row a unit (columns: see `theatre.Theatre`). Raises TheatreError."""
    return _frame([_theatre_row(properties, area) for properties, area in _areas(data, file_name)], file_name)


FinerUnit: TypeAlias = Callable[[str, int | None, str], ListedUnit | None]
"""Finds the one listed unit of a code or name, a level (None: any) and the name of the unit around it (empty: any)."""


def own_regions(regions: gpd.GeoDataFrame, data: bytes, file_name: str, source: str, finer: FinerUnit) -> gpd.GeoDataFrame:
    """Return the theatre's units with those of the user's file added; `source` is how placements will name that file.

    The file's features have a `name`, and perhaps `code`, `level`, `parent` (the name of the unit around), `spellings` (a list,
    or a text with `|` between) and `name_…`.
    One whose code a unit already has replaces that unit's outline and the name it is shown by; every name it had still means it,
    and it keeps its level where none is given. So does one without a code whose name is a spelling of exactly one unit. One that
    is a unit the theatre lists without an outline, by its code, or by its name, level and parent as far as these are given,
    becomes the outline of that. Any other stands below the theatre's units, so that it takes no position from them unless rows
    are tagged with it; without a code its name is its code.
    Raises TheatreError: a feature without a name or with a broken polygon, two features of one code.
    """
    areas = _areas(data, file_name)
    added = _frame([_own_row(properties, area, regions, source, finer) for properties, area in areas], file_name)
    kept = regions[~regions["code"].isin(added["code"])]
    return _complete(pd.concat([kept, added], ignore_index=True))


def _areas(data: bytes, file_name: str) -> Iterator[tuple[Properties, Area]]:
    """Yield each feature's properties and its area, there being at least one feature."""
    try:
        features = read_geojson(data, file_name).features
    except GeojsonError as error:
        raise TheatreError(first_of(error.problems)) from error
    for feature in features:
        yield _area(feature, f"{file_name}: {called(feature)}")


def _area(feature: Feature, where: str) -> tuple[Properties, Area]:
    if not isinstance(feature.geometry, Polygon | MultiPolygon):
        raise TheatreError(f"{where}: found a {feature.geometry.geom_type}, expected a Polygon or MultiPolygon")
    return Properties(where, feature.properties), feature.geometry


def _theatre_row(properties: Properties, area: Area) -> _Row:
    return {
        "code": properties.text("code"),
        "level": properties.whole_number("level"),
        "type": properties.text("type"),
        "name_en": properties.text("name_en"),
        **dict(_other_names(properties)),
        "spellings": properties.texts("spellings"),
        "source": "",
        "geometry": area,
    }


def _own_row(properties: Properties, area: Area, regions: gpd.GeoDataFrame, source: str, finer: FinerUnit) -> _Row:
    name = properties.text("name")
    listed = _listed_unit(properties, name, regions, finer)
    code = listed.code if listed else _own_code(properties, name, regions)
    same = regions[regions["code"] == code]
    before = (name for _, names in _spellings(same) for name in names if name)
    return {
        "code": code,
        "level": listed.kind.level if listed else _own_level(properties, same, regions),
        "type": listed.kind.type if listed else "" if same.empty else str(same["type"].iloc[0]),
        "name_en": name,
        **dict(_other_names(properties)),
        "spellings": tuple(dict.fromkeys((*_own_spellings(properties), *before))),
        "source": source,
        "geometry": area,
    }


def _listed_unit(properties: Properties, name: str, regions: gpd.GeoDataFrame, finer: FinerUnit) -> ListedUnit | None:
    """Return the unit without an outline that a feature gives one to, None where it is another."""
    if code := _given_code(properties):
        return None if code in set(regions["code"]) else finer(code, None, "")
    level = properties.whole_number("level") if properties.values.get("level") is not None else None
    parent = properties.values.get("parent")
    if level is None and not parent and _code_by_name(name, regions) != name:
        return None
    return finer(name, level, parent if isinstance(parent, str) else "")


def _own_code(properties: Properties, name: str, regions: gpd.GeoDataFrame) -> str:
    return _given_code(properties) or _code_by_name(name, regions)


def _given_code(properties: Properties) -> str:
    """Return the feature's code, empty where it has none."""
    given = properties.values.get("code")
    if given is None or given == "":
        return ""
    # A GIS hands codes over as numbers where they look like numbers.
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else properties.text("code")


def _code_by_name(name: str, regions: gpd.GeoDataFrame) -> str:
    wanted = normalise(name)
    if not wanted:
        return name
    bearers = [code for code, spellings in _spellings(regions) if wanted in map(normalise, spellings)]
    return bearers[0] if len(bearers) == 1 else name


def _spellings(regions: gpd.GeoDataFrame) -> Iterator[tuple[str, tuple[str, ...]]]:
    names = [column for column in regions.columns if column.startswith(_NAME)]
    for row in regions.drop(columns="geometry").to_dict("records"):
        yield str(row["code"]), (*(row[column] for column in names), *row["spellings"])


def _own_level(properties: Properties, same: gpd.GeoDataFrame, regions: gpd.GeoDataFrame) -> int:
    if properties.values.get("level") is not None:
        return properties.whole_number("level")
    return int(regions["level"].max()) + 1 if same.empty else int(same["level"].iloc[0])


def _own_spellings(properties: Properties) -> tuple[str, ...]:
    given = properties.values.get("spellings")
    if given is None:
        return ()
    # Attribute tables of most GIS hold no lists.
    if isinstance(given, str):
        return tuple(part.strip() for part in given.split("|") if part.strip())
    return properties.texts("spellings")


def _other_names(properties: Properties) -> Iterator[tuple[str, str]]:
    for key, value in properties.values.items():
        if key.startswith(_NAME) and key != "name_en":
            if value is not None and not isinstance(value, str):
                raise properties.error(key, "a text")
            yield key, (value or "").strip()


def _frame(rows: list[_Row], file_name: str) -> gpd.GeoDataFrame:
    frame = _complete(gpd.GeoDataFrame(rows, geometry="geometry", crs=CRS))
    twice = frame.loc[frame["code"].duplicated(), "code"].unique()
    if len(twice):
        raise TheatreError(f"{file_name}: found several features with code {', '.join(twice)}, expected one each")
    return frame


def _complete(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the frame with an empty text where a unit has no name in a language."""
    names = [column for column in frame.columns if column.startswith(_NAME)]
    return frame.assign(**{column: frame[column].fillna("") for column in names})
