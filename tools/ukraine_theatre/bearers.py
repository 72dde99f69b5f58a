"""Who else bears a name: what makes a settlement's name certain, or one of many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.ingest.names import normalise
from tools.ukraine_theatre.codifier import Settlement
from tools.ukraine_theatre.gazetteer import GeoName
from tools.ukraine_theatre.matching import Match
from tools.ukraine_theatre.regions import Region
from tools.ukraine_theatre.translit import common_romanisations, romanisations_of_ukrainian


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A settlement: code of its region, its name, and its number among those of that name there."""

    region: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Bearers:
    """The settlements that bear each normalised name.

    `own` counts official and former names, the common romanisations of these and GeoNames' choice; `any` also other
    romanisations and every spelling in GeoNames, some of which are wrong. `listed` are those in `places.csv`.
    """

    own: Mapping[str, set[_Bearer]]
    any: Mapping[str, set[_Bearer]]
    listed: frozenset[_Bearer]

    @classmethod
    def of(
        cls,
        settlements: Iterable[Settlement],
        geonames: Iterable[GeoName],
        matches: Sequence[Match],
        chosen: Iterable[Match],
        region_of: Mapping[str, Region],
    ) -> "Bearers":
        """Gather the names of the codifier and of GeoNames.

        A place of GeoNames that is a known settlement counts as that settlement, any other one for itself.
        `region_of` is GeoNames' first-order code → region.
        """
        own: defaultdict[str, set[_Bearer]] = defaultdict(set)
        every: defaultdict[str, set[_Bearer]] = defaultdict(set)
        codes = {region.unit.uk: region.unit.code for region in region_of.values()}
        for bearer, settlement in _numbered(settlements, codes):
            for name in settlement.names:
                _add(own, (name, *common_romanisations(name)), bearer)
                _add(every, (name, *romanisations_of_ukrainian(name)), bearer)
        known = {match.place.identifier: _Bearer(*match.key, 0) for match in matches}
        for place in geonames:
            itself = _Bearer(region_of[place.admin_code].unit.code, place.name, place.identifier)
            bearer = known.get(place.identifier, itself)
            _add(own, (place.name,), bearer)
            _add(every, place.names, bearer)
        return cls(own, every, frozenset(_Bearer(*match.key, 0) for match in chosen))

    def is_safe(self, spelling: str, match: Match, *, official: bool, anywhere: bool) -> bool:
        """Tell whether every settlement that may bear the spelling is one that `places.csv` lists.

        An `official` name yields only to settlements whose own name it is. Settlements of other regions count only
        where the name is to be safe `anywhere`.
        """
        bearers = self.own if official else self.any
        others = bearers.get(normalise(spelling), set()) - {_Bearer(*match.key, 0)} - self.listed
        return not others if anywhere else all(bearer.region != match.region.unit.code for bearer in others)

    def uniqueness(self, match: Match, names: Iterable[str]) -> str:
        """Return "yes" where no other settlement bears one of the names, "region" where none there does, else "no"."""
        bearing = {bearer for name in names if name for bearer in self.own.get(normalise(name), ())}
        others = bearing - {_Bearer(*match.key, 0)}
        if not others:
            return "yes"
        return "no" if any(bearer.region == match.region.unit.code for bearer in others) else "region"


def _add(bearers: defaultdict[str, set[_Bearer]], names: Iterable[str], bearer: _Bearer) -> None:
    for name in names:
        bearers[normalise(name)].add(bearer)


def _numbered(settlements: Iterable[Settlement], codes: Mapping[str, str]) -> Iterable[tuple[_Bearer, Settlement]]:
    seen: defaultdict[tuple[str, str], int] = defaultdict(int)
    for settlement in settlements:
        key = (codes[settlement.unit_name], settlement.name)
        yield _Bearer(*key, seen[key]), settlement
        seen[key] += 1
