"""Who else bears a name: what makes a settlement's name certain, or one of many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.ingest.places.names import normalise
from tools.ukraine_theatre.codifier import Settlement
from tools.ukraine_theatre.gazetteer import GeoName
from tools.ukraine_theatre.matching import Match
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.russian import consonants, writes_in_russian
from tools.ukraine_theatre.translit import common_romanisations, romanisations_of_ukrainian


@dataclass(frozen=True, slots=True)
class Bearers:
    """The settlements that bear each normalised name, by their codes; a place of GeoNames that is none goes by its own.

    `own` counts official and former names, the common romanisations of these and GeoNames' choice; `any` also other
    romanisations and every spelling in GeoNames, some of which are wrong. `like` are names with their bearers by their
    consonants, for Russian spellings of names that no source has in Russian. `regions` is bearer → code of its region.
    """

    own: Mapping[str, set[str]]
    any: Mapping[str, set[str]]
    like: Mapping[str, Sequence[tuple[str, str]]]
    regions: Mapping[str, str]

    @classmethod
    def of(
        cls,
        settlements: Iterable[Settlement],
        geonames: Iterable[GeoName],
        matches: Sequence[Match],
        region_of: Mapping[str, Region],
    ) -> "Bearers":
        """Gather the names of the codifier and of GeoNames.

        A place of GeoNames that is a known settlement counts as that settlement, any other one for itself.
        `region_of` is GeoNames' first-order code → region.
        """
        own: defaultdict[str, set[str]] = defaultdict(set)
        every: defaultdict[str, set[str]] = defaultdict(set)
        like: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        codes = {region.unit.uk: region.unit.code for region in region_of.values()}
        regions: dict[str, str] = {}
        for settlement in settlements:
            regions[settlement.code] = codes[settlement.unit_name]
            for name in settlement.names:
                _add(own, (name, *common_romanisations(name)), settlement.code)
                _add(every, (name, *romanisations_of_ukrainian(name)), settlement.code)
                like[consonants(name)].append((name, settlement.code))
        known = {match.place.identifier: match.settlement.code for match in matches}
        for place in geonames:
            bearer = known.get(place.identifier, place.code)
            regions.setdefault(bearer, region_of[place.admin_code].unit.code)
            _add(own, (place.name,), bearer)
            _add(every, place.names, bearer)
        return cls(own, every, like, regions)

    def reach(self, spelling: str, bearer: str, *, official: bool) -> str:
        """Return how far a spelling means one settlement: "yes" where no other bears it, "region" where none there, else "no".

        An `official` name yields only to settlements whose own name it is.
        """
        written = normalise(spelling)
        others = (self.own if official else self.any).get(written, set()) | (set() if official else self._in_russian(written))
        return self._reach(others - {bearer}, bearer)

    def is_shared(self, spelling: str, bearer: str) -> bool:
        """Tell whether another settlement is known by the spelling, too."""
        return bool(self.any.get(normalise(spelling), set()) - {bearer})

    def _reach(self, others: set[str], bearer: str) -> str:
        if not others:
            return "yes"
        return "no" if any(self.regions[other] == self.regions[bearer] for other in others) else "region"

    def _in_russian(self, written: str) -> set[str]:
        """Return the settlements whose Ukrainian name a Cyrillic text may be in Russian."""
        alike = self.like.get(consonants(written), ())
        return {bearer for name, bearer in alike if writes_in_russian(written, name)}


def _add(bearers: defaultdict[str, set[str]], names: Iterable[str], bearer: str) -> None:
    for name in names:
        bearers[normalise(name)].add(bearer)
