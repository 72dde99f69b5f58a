"""Find, for each place of GeoNames, the settlement of the official codifier it is."""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import shapely

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.codifier import Settlement
from tools.ukraine_theatre.gazetteer import GeoName
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.russian import consonants, writes_in_russian
from tools.ukraine_theatre.translit import common_romanisations

# Cities come before settlements and villages of one name: GeoNames lists the populous first, too.
_BY_SIZE: Final = "KMTXC"
_CITIES: Final = "KM"
# No village or settlement has more people than Sofiivska Borshchahivka (25,882 in GeoNames); what seems to is a
# district of a city that shares its name with a village of the oblast.
_LARGEST_VILLAGE: Final = 26_000
# The outlines are generalised, most around the capital, whose outline takes in suburbs 7 km beyond its border.
_FARTHEST_M: Final = 7_000
# Exclaves of Kyiv Oblast, within Chernihiv Oblast and within the capital, which the outlines do not draw.
_EXCLAVES: Final = frozenset({"Славутич", "Коцюбинське"})
_DEGREE_M: Final = 111_320


@dataclass(frozen=True, slots=True)
class Match:
    """A place of GeoNames, the settlement it is, and the region of that settlement."""

    place: GeoName
    settlement: Settlement
    region: Region

    @property
    def key(self) -> tuple[str, str]:
        """Code of the region and official name."""
        return self.region.unit.code, self.settlement.name


def match_places(places: Sequence[GeoName], settlements: Sequence[Settlement], regions: Sequence[Region]) -> tuple[Match, ...]:
    """Return the places that are settlements of the codifier, the largest first.

    A place without a settlement (a district of a city, a railway stop) is left out, and so is one whose point lies
    more than 7 km outside its region.
    """
    by_unit = {region.unit.uk: region for region in regions}
    named = _by_region_and_name(settlements)
    region_of = region_of_code(places, regions)
    found = (
        Match(place, settlement, by_unit[settlement.unit_name])
        for place in sorted(places, key=lambda place: (-place.population, place.identifier))
        if (settlement := _settlement(place, named[region_of[place.admin_code].unit.uk]))
    )
    return tuple(match for match in found if _is_sound(match))


def one_each(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the first match of each name in a region: which of several villages of one name is meant is unknown."""
    seen: set[tuple[str, str]] = set()
    for match in matches:
        if match.key not in seen:
            seen.add(match.key)
            yield match


def distance_m(region: Region, place: GeoName) -> float:
    """Return how far outside its region's outline a place lies, in metres, right to a few percent; 0 inside."""
    squeeze = math.cos(math.radians(place.lat))
    outline = shapely.transform(region.outline, lambda points: points * (squeeze, 1))
    return float(outline.distance(shapely.Point(place.lon * squeeze, place.lat))) * _DEGREE_M


def region_of_code(places: Sequence[GeoName], regions: Sequence[Region]) -> Mapping[str, Region]:
    """Return GeoNames' first-order code → the region most of its places lie in."""
    tree = shapely.STRtree([region.outline for region in regions])
    votes: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for place in places:
        votes[place.admin_code].update([int(tree.nearest(shapely.Point(place.lon, place.lat)))])
    return {code: regions[counts.most_common(1)[0][0]] for code, counts in votes.items()}


def _by_region_and_name(settlements: Sequence[Settlement]) -> Mapping[str, Mapping[str, Sequence[Settlement]]]:
    named: defaultdict[str, defaultdict[str, list[Settlement]]] = defaultdict(lambda: defaultdict(list))
    for settlement in settlements:
        for name in settlement.names:
            named[settlement.unit_name][normalise(name)].append(settlement)
            for latin in common_romanisations(name):
                named[settlement.unit_name][normalise(latin)].append(settlement)
    return named


def _settlement(place: GeoName, named: Mapping[str, Sequence[Settlement]]) -> Settlement | None:
    """Return the settlement that bears the place's own name and another spelling of it, else one that bears either.

    Else the only one whose name a Cyrillic spelling may be in Russian: of the towns of Crimea GeoNames has no Ukrainian names.
    """
    own = named.get(normalise(place.name), ())
    spelled = [one for name in place.names if name != place.name for one in named.get(normalise(name), ())]
    for candidates in ([one for one in own if one in spelled], own, spelled):
        if candidates:
            return min(candidates, key=lambda one: (_BY_SIZE.index(one.category), bool(one.former_names), one.name))
    written = {_plain(name) for name in place.names} - {""}
    alike = {one.code: one for listed in named.values() for one in listed if _is_in_russian(written, one.names)}
    return next(iter(alike.values())) if len(alike) == 1 else None


def _is_in_russian(written: Iterable[str], names: Iterable[str]) -> bool:
    return any(consonants(text) == consonants(name) and writes_in_russian(text, name) for name in names for text in written)


def _plain(name: str) -> str:
    """Return a Cyrillic spelling without its stress marks, "" for any other."""
    plain = "".join(letter for letter in name if unicodedata.name(letter, "") != "COMBINING ACUTE ACCENT")
    return plain if re.fullmatch(r"[а-яё -]+", plain.lower()) else ""


def _is_sound(match: Match) -> bool:
    too_large = match.settlement.category not in _CITIES and match.place.population > _LARGEST_VILLAGE
    near = match.settlement.name in _EXCLAVES or distance_m(match.region, match.place) <= _FARTHEST_M
    return near and not too_large
