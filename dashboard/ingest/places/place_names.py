"""Which settlement a name means: one that is known to bear it alone, or none."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd

from dashboard.domain.observation import Point
from dashboard.ingest.places.closeness import Closeness
from dashboard.ingest.places.kinds import Uniqueness
from dashboard.ingest.places.names import is_story, normalise, normalise_all, strip_level_words
from dashboard.ingest.places.resolution import Ambiguous, Elsewhere, Found, Listed, PlaceOutcome, Unknown
from dashboard.ingest.quoting import quoted
from dashboard.ingest.theatre.units import ListedSettlement

_MOST_CANDIDATES = 5
_NAME = "name_"
_REACHES = (Uniqueness.THEATRE, Uniqueness.UNIT, Uniqueness.NOWHERE)
_LISTS = {"spellings": 0, "regional": 1, "shared": 2}
# A name that a hundred villages bear is compared as often.
_compared = lru_cache(maxsize=16_384)(normalise)


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One settlement: code, name to show, its reach around a position (None where not known), and the units it lies in.

    unit_code: the finest unit it is known to lie in; region_code: the one that has an outline, empty where none is known.
    unique: within what no other settlement bears the name it was found by, listed or not. source: the user's own list that
    names it, which settles what the user means by the name; empty where the theatre does. population: NaN where not known.
    official, former: its names today, and those it bore.
    """

    code: str
    name: str
    point: Point | None
    unit_code: str
    region_code: str
    unique: Uniqueness
    source: str
    population: float
    official: tuple[str, ...]
    former: tuple[str, ...]

    def offered_for(self, text: str) -> str:
        """Return why a person is offered this settlement for a text, empty where it simply bears that name.

        A text that is none of its names is near one of them.
        """
        name = _compared(text)
        if name in map(_compared, self.official):
            return ""
        return f'"{text}" is a former name' if name in map(_compared, self.former) else f'also written "{text}"'

    def rank_for(self, text: str) -> tuple[bool, bool, float]:
        """Return what orders settlements that a text may mean: those of that very name, former ones, the larger ones first."""
        offered = self.offered_for(text)
        return offered != "", "former" not in offered, -(0.0 if math.isnan(self.population) else self.population)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What has to be known of units to tell settlements apart.

    lies_in: whether a place lies in the unit of a code, as far as is known. outlined: the unit with an outline that a unit
    lies in, empty where none is known. name: of a unit. is_finer: whether a unit is not one of the outlined kind itself.
    """

    lies_in: Callable[[NamedPlace, str], bool]
    outlined: Callable[[str], str]
    name: Callable[[str], str]
    is_finer: Callable[[str], bool]


class PlaceNames:
    """The settlements of a theatre, found by name. Names are indexed when the first one is looked up."""

    def __init__(
        self,
        places: pd.DataFrame,
        listed: Sequence[ListedSettlement],
        words: tuple[Sequence[str], Sequence[str]],
        around: Surroundings,
    ) -> None:
        """`words` are generic words of settlements, those around a name and those only in front of it."""
        self._places, self._listed, self._around = places, listed, around
        self._words = frozenset(words[0])
        # The longest first, so that of "the city of" nothing is left.
        self._before = sorted((f"{normalise(word)} " for word in words[1]), key=len, reverse=True)

    def resolve(self, text: str, within: str) -> PlaceOutcome:
        """Return the settlement a text names, held against the unit of the code `within` (may be empty)."""
        if is_story(text):
            return Unknown(f"{quoted(text)} is too long to name a settlement")
        named = self.named(text)
        if not named:
            return Unknown(f'"{text}" is not a known settlement', self._suggestions(normalise(text)))
        own = tuple(place for place in named if place.source)
        meant = own or named
        inside = tuple(place for place in meant if self._around.lies_in(place, within)) if within else meant
        sure = self._sure_of_own(inside) if own else self._sure(inside, within)
        if sure is not None:
            return self._outcome(sure)
        if within and not inside and len(meant) == 1 and self._sure(meant, "") is not None:
            return Elsewhere(meant[0].name, self._surroundings(meant[0]))
        shared = "may be one of several settlements" if len(meant) > 1 else "is a name that other settlements may bear too"
        return Ambiguous(f'"{text}" {shared}', self._labels(inside if len(inside) > 1 else meant, text))

    def named(self, text: str) -> tuple[NamedPlace, ...]:
        """Return every settlement that is known by a name, with or without the generic words of settlements, or by its code."""
        if is_story(text):
            return ()
        name = normalise(text)
        found = self._by_name.get(name) or self._by_name.get(self._bare(name)) or self._coded(text)
        return tuple(self._place(number, reach) for number, reach in found)

    def near(self, text: str) -> tuple[NamedPlace, ...]:
        """Return the settlements whose names are one slip away from a text, the nearest first."""
        return tuple(
            self._place(number, reach)
            for name in (() if is_story(text) else self._closeness.nearest(normalise(text)))
            for number, reach in self._by_name[name]
        )

    def of_code(self, code: str) -> NamedPlace | None:
        """Return the settlement of a code, None where there is none."""
        number = self._by_code.get(code)
        return None if number is None else self._place(number, 0)

    def _sure_of_own(self, inside: Sequence[NamedPlace]) -> NamedPlace | None:
        return inside[0] if len(inside) == 1 else None

    def _sure(self, inside: Sequence[NamedPlace], within: str) -> NamedPlace | None:
        """Return the one settlement meant: the only one in the unit named, or the only one of the theatre, as far as is known."""
        if len(inside) != 1:
            return None
        (place,) = inside
        return place if place.point is None or self._reaches_far_enough(place, within) else None

    def _reaches_far_enough(self, place: NamedPlace, within: str) -> bool:
        if not within:
            return place.unique is Uniqueness.THEATRE
        # Within a finer unit the list of settlements is whole; elsewhere the name has to be known for the place's own.
        finer = self._around.is_finer(within) and self._around.is_finer(place.unit_code)
        return finer or place.unique is not Uniqueness.NOWHERE

    def _outcome(self, place: NamedPlace) -> Found | Listed:
        if place.point is None:
            return Listed(place.name, place.code, place.unit_code)
        return Found(place.name, place.point, place.region_code, place.source)

    def _coded(self, text: str) -> tuple[tuple[int, int], ...]:
        number = self._by_code.get(text.strip().upper())
        return () if number is None else ((number, 0),)

    def _bare(self, name: str) -> str:
        without = next((name.removeprefix(word) for word in self._before if name.startswith(word)), name)
        return strip_level_words(without, self._words)[0] if self._words else without

    @cached_property
    def _by_name(self) -> dict[str, tuple[tuple[int, int], ...]]:
        """Return name → places by number, each with how far the name means it (a position in `_REACHES`)."""
        index: dict[str, dict[int, int]] = {}
        named = list(self._spelled())
        for name, (number, reach, _) in zip(normalise_all([text for *_, text in named]), named, strict=True):
            reaches = index.setdefault(name, {})
            reaches[number] = max(reach, reaches.get(number, 0))
        index.pop("", None)
        return {name: tuple(reaches.items()) for name, reaches in index.items()}

    def _spelled(self) -> Iterator[tuple[int, int, str]]:
        """Yield number, reach and spelling: places with a point count from 0, the others follow."""
        names = [column for column in self._places.columns if column.startswith(_NAME)]
        columns = [self._places[column].tolist() for column in (*names, *_LISTS)]
        reaches = [_REACHES.index(Uniqueness(unique)) for unique in self._places["unique"]]
        for number, (reach, *cells) in enumerate(zip(reaches, *columns, strict=True)):
            yield from ((number, reach, name) for name in cells[: len(names)] if name)
            for of_list, spellings in zip(_LISTS.values(), cells[len(names) :], strict=True):
                yield from ((number, of_list, spelling) for spelling in spellings)
        for number, settlement in enumerate(self._listed, start=len(self._places)):
            yield from ((number, 0, name) for name in (*settlement.names, *settlement.spellings))

    @cached_property
    def _by_code(self) -> dict[str, int]:
        codes = [*self._places["code"], *(settlement.code for settlement in self._listed)]
        return {code: number for number, code in enumerate(codes) if code}

    @cached_property
    def _rows(self) -> list[tuple[str, str, float, float, float, str, str, str, float, tuple[str, ...]]]:
        columns = ("code", "name_en", "lon", "lat", "radius_m", "unit_code", "region_code", "source", "population", "former")
        return list(zip(*(self._places[column].tolist() for column in columns), strict=True))

    @cached_property
    def _official(self) -> list[tuple[str, ...]]:
        names = [self._places[column].tolist() for column in self._places.columns if column.startswith(_NAME)]
        return list(zip(*names, strict=True))

    def _place(self, number: int, reach: int) -> NamedPlace:
        if number >= len(self._rows):
            listed = self._listed[number - len(self._rows)]
            outlined = self._around.outlined(listed.unit_code)
            own = (listed.code, listed.names[0], None, listed.unit_code, outlined, _REACHES[reach])
            return NamedPlace(*own, source="", population=math.nan, official=listed.names, former=())
        code, name, lon, lat, radius_m, unit_code, region_code, source, population, former = self._rows[number]
        point, official = Point(lon, lat, radius_m), self._official[number]
        unit = unit_code or region_code
        return NamedPlace(code, name, point, unit, region_code, _REACHES[reach], source, population, official, former)

    @cached_property
    def _closeness(self) -> Closeness:
        # Built on the first unknown name, of shown names only: most files never need it.
        names = [column for column in self._places.columns if column.startswith(_NAME)]
        return Closeness(filter(None, normalise_all([name for column in names for name in self._places[column]])))

    def _suggestions(self, name: str) -> tuple[str, ...]:
        near = (
            self._labels([self._place(*found) for found in self._by_name[close]], close)
            for close in self._closeness.nearest(name)
        )
        return tuple(dict.fromkeys(" or ".join(labels) for labels in near))[:3]

    def _label(self, place: NamedPlace) -> str:
        return f"{place.name} in {self._surroundings(place)}"

    def _surroundings(self, place: NamedPlace) -> str:
        unit, region = self._around.name(place.unit_code), self._around.name(place.region_code)
        return (unit if place.unit_code == place.region_code or not region else f"{unit}, {region}") or "no known unit"

    def _labels(self, places: Iterable[NamedPlace], text: str) -> tuple[str, ...]:
        ranked = sorted(places, key=lambda place: (*place.rank_for(text), self._label(place)))
        labels = tuple(dict.fromkeys(map(self._label, ranked)))
        more = len(labels) - _MOST_CANDIDATES
        return (*labels[:_MOST_CANDIDATES], f"{more} more") if more > 0 else labels
