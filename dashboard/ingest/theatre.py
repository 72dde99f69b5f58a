"""The theatre: what is known of a country, read from a folder of files that anyone can replace."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.ingest.theatre_file import View, read_theatre_file
from dashboard.ingest.theatre_places import own_places, read_places
from dashboard.ingest.theatre_regions import own_regions, read_regions
from dashboard.ingest.theatre_values import Kind, TheatreError

__all__ = ["Kind", "Theatre", "TheatreError", "View", "load_theatre", "with_places", "with_regions"]


@dataclass(frozen=True, slots=True, eq=False)
class Theatre:
    """A country's units, settlements, words and map.

    name, by language; bounds: west, south, east, north, degrees; level_words: generic words around a unit's name, by kind of
    unit; settlement_words: likewise around a settlement's, settlement_words_before: only in front of it, both empty where the
    file has none; ambiguous_names: names that several
    units answer to, with their codes; starts: the first day a report can be of, None where nobody says.
    regions: EPSG:4326, one row a unit: `code, level, type, name_en, name_…, spellings (tuple), geometry`.
    places: one row a settlement: `name_en, name_…, lon, lat, radius_m, population, region_code, spellings (tuple), unique
    (Uniqueness), own (whether the user listed it)`.
    """

    id: str
    name: Mapping[str, str]
    time_zone: str
    bounds: tuple[float, float, float, float]
    view: View
    disclaimer: str
    credits: tuple[str, ...]
    level_words: Mapping[Kind, tuple[str, ...]]
    settlement_words: tuple[str, ...]
    settlement_words_before: tuple[str, ...]
    ambiguous_names: Mapping[str, tuple[str, ...]]
    regions: gpd.GeoDataFrame
    places: pd.DataFrame
    basemap_path: Path
    starts: date | None = None


def load_theatre(folder: Path) -> Theatre:
    """Read `theatre.yaml`, `regions.geojson` and `places.csv` in a folder, and check that `basemap.geojson` is there.

    Raises TheatreError: a file or field that is missing or broken; the message names it and what was expected.
    """
    regions = read_regions(_bytes(folder / "regions.geojson"), "regions.geojson")
    codes = frozenset(regions["code"])
    said = read_theatre_file(_bytes(folder / "theatre.yaml"), "theatre.yaml", codes)
    return Theatre(
        id=said.id,
        name=said.name,
        time_zone=said.time_zone,
        bounds=said.bounds,
        view=said.view,
        disclaimer=said.disclaimer,
        credits=said.credits,
        level_words=said.level_words,
        settlement_words=said.settlement_words,
        settlement_words_before=said.settlement_words_before,
        ambiguous_names=said.ambiguous_names,
        regions=regions,
        places=read_places(_bytes(folder / "places.csv"), "places.csv", codes),
        basemap_path=_existing(folder / "basemap.geojson"),
        starts=said.starts,
    )


def with_regions(theatre: Theatre, geojson: bytes, file_name: str) -> Theatre:
    """Return the theatre with the user's own units added; see `theatre_regions.own_regions`. Raises TheatreError."""
    return replace(theatre, regions=own_regions(theatre.regions, geojson, file_name))


def with_places(theatre: Theatre, csv: bytes, file_name: str) -> Theatre:
    """Return the theatre with the user's own settlements added; see `theatre_places.own_places`. Raises TheatreError."""
    return replace(theatre, places=own_places(theatre.places, csv, file_name, frozenset(theatre.regions["code"])))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise TheatreError(f"{path.name}: no such file in the theatre's folder {path.parent}")
    return path


def _bytes(path: Path) -> bytes:
    try:
        return _existing(path).read_bytes()
    except OSError as error:
        raise TheatreError(f"{path.name}: cannot be read ({error.strerror}) in the theatre's folder {path.parent}") from error
