"""The theatre: what is known of a country, read from a folder of files that anyone can replace."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import pandas as pd

from dashboard.ingest.containers.outlines import as_geojson
from dashboard.ingest.errors import UnreadableFileError
from dashboard.ingest.places.kinds import Ending, Kind
from dashboard.ingest.places.region_names import RegionNames, Wording
from dashboard.ingest.places.resolution import Resolved
from dashboard.ingest.theatre.file import View, read_theatre_file
from dashboard.ingest.theatre.lists import Lists, ListsLater
from dashboard.ingest.theatre.places import own_places, read_places
from dashboard.ingest.theatre.regions import FinerUnit, own_regions, read_regions
from dashboard.ingest.theatre.unit_list import named_units
from dashboard.ingest.theatre.units import ListedSettlement, ListedUnit, read_settlements, read_units
from dashboard.ingest.theatre.values import TheatreError, source_of

__all__ = ["Kind", "Theatre", "TheatreError", "View", "load_theatre", "with_places", "with_regions"]


@dataclass(frozen=True, slots=True, eq=False)
class Theatre:
    """A country's units, settlements, words and map.

    name, by language; bounds: west, south, east, north, degrees; level_words: generic words around a unit's name, by kind of
    unit; settlement_words: likewise around a settlement's, settlement_words_before: only in front of it, both empty where the
    file has none; ambiguous_names: names that several
    units answer to, with their codes; plural_words: those of the generic words that speak of several units; words_between:
    words that join names ("and"); endings: what names end in beside such a word, instead of the listed ending.
    units: units without an outline; settlements: settlements without a point; both empty where the folder has no such file.
    starts: the first day a report can be of, None where nobody says. sha256: of the files of the folder, as they were when they
    were read, the basemap apart; files of the user's own do not change it.
    regions: EPSG:4326, one row a unit: `code, level, type, name_en, name_…, spellings (tuple), source (the user's own file, or
    empty), geometry`.
    lists: the settlements, read when they are first asked for.
    places: one row a settlement: `code, name_en, name_…, lon, lat, radius_m, population, region_code, unit_code (the finest unit
    it is known to lie in), unique (Uniqueness: of its names), spellings, regional, shared (tuples: what means it by itself,
    beside its region, and never for certain), former (those of the names it bears no longer), source (the user's own file, or
    empty)`; the texts empty where not known.
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
    plural_words: tuple[str, ...]
    words_between: tuple[str, ...]
    endings: tuple[Ending, ...]
    units: tuple[ListedUnit, ...]
    regions: gpd.GeoDataFrame
    lists: ListsLater
    basemap_path: Path
    starts: date | None = None
    sha256: str = ""

    @property
    def places(self) -> pd.DataFrame:
        """The settlements that have a point."""
        return self.lists.get().places

    @property
    def settlements(self) -> tuple[ListedSettlement, ...]:
        """The settlements without one."""
        return self.lists.get().settlements

    @property
    def wording(self) -> Wording:
        """What the theatre says of the names of units in general."""
        return Wording(
            self.level_words,
            self.ambiguous_names,
            tuple(self.name.values()),
            self.plural_words,
            self.words_between,
            self.endings,
        )


def _nobody_knows(_sha256: str) -> bool:
    return False


def load_theatre(folder: Path, *, found_sound: Callable[[str], bool] = _nobody_knows) -> Theatre:
    """Read `theatre.yaml`, `regions.geojson` and `places.csv` in a folder, and check that `basemap.geojson` is there.

    `units.csv` and `settlements.csv.gz` are read where the folder has them.
    found_sound: whether the files of a hash are known to be sound; where these are, the lists of settlements are read when they
    are first asked for, else at once.

    Raises TheatreError: a file or field that is missing or broken; the message names it and what was expected.
    """
    files = _Files(folder)
    regions = read_regions(files.bytes("regions.geojson"), "regions.geojson")
    codes = frozenset(regions["code"])
    units = _units(files, codes)
    all_codes = codes | {unit.code for unit in units}
    said = read_theatre_file(files.bytes("theatre.yaml"), "theatre.yaml", codes)
    lists = _lists(files, codes, all_codes)
    if not found_sound(files.sha256):
        lists.get()
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
        plural_words=said.plural_words,
        words_between=said.words_between,
        endings=said.endings,
        units=units,
        regions=regions,
        lists=lists,
        basemap_path=_existing(folder / "basemap.geojson"),
        starts=said.starts,
        sha256=files.sha256,
    )


def with_regions(theatre: Theatre, data: bytes, file_name: str) -> Theatre:
    """Return the theatre with the user's own units added; see `regions.own_regions`. Raises TheatreError.

    data: GeoJSON, or what `containers.outlines` makes GeoJSON of.
    """
    try:
        geojson = as_geojson(file_name, data)
    except UnreadableFileError as error:
        raise TheatreError(str(error)) from error
    source = source_of(data, file_name)
    return replace(theatre, regions=own_regions(theatre.regions, geojson, file_name, source, _finer_unit(theatre)))


def with_places(theatre: Theatre, csv: bytes, file_name: str) -> Theatre:
    """Return the theatre with the user's own settlements added; see `places.own_places`. Raises TheatreError."""
    places = own_places(theatre.places, csv, file_name, frozenset(theatre.regions["code"]))
    return replace(theatre, lists=ListsLater(lambda: Lists(places, theatre.settlements)))


def _finer_unit(theatre: Theatre) -> FinerUnit:
    """Return how a listed unit is found for an outline that the user gives it."""
    names = RegionNames(named_units(theatre.regions, theatre.units), theatre.wording)
    listed = {unit.code: unit for unit in theatre.units}

    def find(name: str, level: int | None, parent: str) -> ListedUnit | None:
        around = names.resolve(parent)
        if parent and not isinstance(around, Resolved):
            return None
        named = names.of_level(name, level, around.code if isinstance(around, Resolved) else "")
        return listed.get(named[0].code) if len(named) == 1 else None

    return find


class _Files:
    """The files of a theatre's folder, with a hash over those that were read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = hashlib.sha256()

    @property
    def sha256(self) -> str:
        return self._read.hexdigest()

    def has(self, name: str) -> bool:
        return (self._folder / name).exists()

    def bytes(self, name: str) -> bytes:
        """Return a file's bytes. Raises TheatreError."""
        data = _bytes(self._folder / name)
        self._read.update(f"{name} {len(data)}\n".encode())
        self._read.update(data)
        return data


def _units(files: _Files, codes: frozenset[str]) -> tuple[ListedUnit, ...]:
    name = "units.csv"
    return read_units(files.bytes(name), name, codes) if files.has(name) else ()


def _lists(files: _Files, codes: frozenset[str], all_codes: frozenset[str]) -> ListsLater:
    """Return the lists of settlements, their bytes taken now, since the hash goes over them."""
    packed, name = "settlements.csv.gz", "places.csv"
    without_point = files.bytes(packed) if files.has(packed) else None
    with_point = files.bytes(name)

    def read() -> Lists:
        settlements = () if without_point is None else read_settlements(without_point, packed, all_codes)
        return Lists(read_places(with_point, name, codes, all_codes), settlements)

    return ListsLater(read)


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise TheatreError(f"{path.name}: no such file in the theatre's folder {path.parent}")
    return path


def _bytes(path: Path) -> bytes:
    try:
        return _existing(path).read_bytes()
    except OSError as error:
        raise TheatreError(f"{path.name}: cannot be read ({error.strerror}) in the theatre's folder {path.parent}") from error
