"""The units and settlements of a theatre, found by name and by position. A name resolves right or not at all."""

from collections.abc import Iterator
from functools import cache, cached_property

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from dashboard.domain.observation import Point
from dashboard.ingest.places.place_names import NamedPlace, PlaceNames, Surroundings
from dashboard.ingest.places.place_texts import place_and_parents
from dashboard.ingest.places.region_names import NamedUnit, RegionNames
from dashboard.ingest.places.resolution import Candidate, Elsewhere, PlaceOutcome, RegionOutcome, Resolved, Several, Unknown, Why
from dashboard.ingest.theatre import Theatre
from dashboard.ingest.theatre.unit_list import named_units

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
TOGETHER = "+"
"""Between the codes of units that a row stands in together."""
_SETTLEMENT = "settlement"


class Gazetteer:
    """Built once from a theatre, then asked as often as needed; nothing in it changes.

    Names are gathered when the first of them is asked for: a page that opens upon what was placed before needs none.
    """

    def __init__(self, theatre: Theatre) -> None:
        regions = theatre.regions
        self._theatre = theatre
        self.bounds = theatre.bounds
        self.starts = theatre.starts
        self.time_zone = theatre.time_zone
        self._codes: NDArray[np.object_] = regions["code"].to_numpy(dtype=object)
        self._levels: Ints = regions["level"].to_numpy(dtype=np.int64)
        self._shapes: NDArray[np.object_] = regions.geometry.to_numpy()
        self._position = {str(code): number for number, code in enumerate(self._codes)}
        self._shown = dict(zip(map(str, regions["code"]), map(str, regions["name_en"]), strict=True))
        self._sources = {
            code: source for code, source in zip(map(str, regions["code"]), regions["source"], strict=True) if source
        }
        self._union = cache(self._union_of)

    @cached_property
    def _region_names(self) -> RegionNames:
        return RegionNames(named_units(self._theatre.regions, self._theatre.units), self._theatre.wording)

    @cached_property
    def _place_names(self) -> PlaceNames:
        theatre = self._theatre
        around = Surroundings(self._place_lies_in, self._outlined_around, self._name_of, self._is_finer)
        words = (theatre.settlement_words, theatre.settlement_words_before)
        return PlaceNames(theatre.places, theatre.settlements, words, around)

    def resolve_region(self, text: str, within: str = "") -> RegionOutcome:
        """Return the unit a region text names, held against the unit of the code `within` (may be empty).

        The rule: the whole text, normalised, is a spelling of exactly one unit; else the text without the generic words of a
        kind of unit ("oblast") is a spelling of exactly one unit of that kind. A text with a generic word of a finer level
        ("raion") never names a unit of the top level. Of names in one text that lie in each other ("X raion, Y oblast") the
        finest is meant, and the others tell it from its namesakes; units side by side ("X and Y oblasts") are several.
        Anything else is not resolved.
        """
        return self._region_names.resolve(text, within)

    def resolve_outright(self, text: str, within: str = "") -> RegionOutcome:
        """Return the unit that a text names as what it is ("X oblast", not "X"), so that no settlement can be meant."""
        return self._region_names.resolve_outright(text, within)

    def resolve_place(self, text: str, region_code: str = "") -> PlaceOutcome:
        """Return the settlement a text names, held against the unit its row names (a known code, or empty).

        Only a name that one settlement of the whole theatre bears is placed, or one settlement of the unit named beside it,
        be that in the text itself ("X, Y oblast"). That the list holds a name once is not enough, since no list is complete:
        it has to say so of the name.
        """
        outcome = self._place_names.resolve(text, region_code)
        if not isinstance(outcome, Unknown):
            return outcome
        for place, parents, marked in place_and_parents(text):
            around = self._parents(parents, region_code, marked)
            if isinstance(around, Elsewhere):
                return around
            if around is not None:
                found = self._place_names.resolve(place, around)
                if not isinstance(found, Unknown):
                    return found
        return outcome

    def candidates(self, text: str, region_code: str = "", *, settlement: bool = False) -> tuple[Candidate, ...]:
        """Return the units and settlements a text may mean, or else those it is near.

        The caller hands in one cell, such as one that resolved to nothing; the answer depends on nothing but the arguments.
        settlement: whether the cell is one for settlements, so that those it is near count even where a unit is near too.
        Settlements within the unit of `region_code` come first, then those whose official name it is, then the larger ones.
        """
        units = self._region_names.candidates(text, region_code)
        named = list(self._places_meant(text))
        near = () if named or (units and not settlement) else self._place_names.near(text)
        meant = [(place, self._offered(place, text)) for place in named] + [(place, f'spelt nearly "{text}"') for place in near]
        ranked = sorted(meant, key=lambda one: (not self._place_lies_in(one[0], region_code), *one[0].rank_for(text)))
        found = [*map(self._unit_candidate, units), *(self._place_candidate(*one) for one in ranked)]
        return tuple(dict.fromkeys(found))

    def of_code(self, code: str) -> Candidate | None:
        """Return the unit or settlement of a code, None where it is not known."""
        unit = self._region_names.index.unit(code)
        if unit is not None:
            return self._unit_candidate(unit)
        place = self._place_names.of_code(code)
        return None if place is None else self._place_candidate(place)

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the names that a text lists, parted at marks and at the words that join names."""
        return self._region_names.names_in(text)

    def says_top_level(self, text: str) -> bool:
        """Tell whether a text has a generic word of a unit of the top level beside it."""
        return self._region_names.says_top_level(text)

    def name(self, code: str) -> str:
        """Return the name a unit is shown by, or the names of units that a row stands in together."""
        names = [self._name_of(one) for one in code.split(TOGETHER)] if code not in self._shown else [self._shown[code]]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    def standing(self, code: str) -> str:
        """Return the code of the unit that a row stands in which names a unit: that, or the next around it with an outline."""
        outlined = self._outlined_around(code)
        if not outlined:
            raise KeyError(code)
        return outlined

    def together(self, several: Several) -> str:
        """Return the code of what a row stands in that names several units: those of the outlined units, joined."""
        return TOGETHER.join(dict.fromkeys(self.standing(unit.code) for unit in several.units))

    def area(self, code: str) -> BaseGeometry:
        """Return a polygon or multipolygon in lon, lat (EPSG:4326); the same object every time.

        Of a unit, or of the next unit around it with an outline; of codes joined by `TOGETHER` their union.
        """
        if code in self._position:
            return self._shapes[self._position[code]]
        return self._union(code) if TOGETHER in code else self._shapes[self._position[self.standing(code)]]

    def source(self, code: str) -> str:
        """Return the files of the user's own that the area of a code comes from, empty where it is the theatre's."""
        own = {self._sources[one] for one in code.split(TOGETHER) if one in self._sources}
        return " and ".join(sorted(own))

    def lies_in(self, code: str, within: str) -> bool:
        """Tell whether a unit is another one, or is known to lie in it."""
        return self._region_names.index.lies_in(code, within)

    def region_of(self, point: Point) -> str:
        """Return the code of the unit a point lies in, as `region_at` does for many."""
        return str(self.region_at(np.array([point.lon]), np.array([point.lat]))[0])

    def numbers(self, codes: NDArray[np.object_]) -> Ints:
        """Return each unit's number as `covering` counts units; -1 for an empty code and for several units together."""
        return np.array([self._position.get(code, -1) for code in codes], dtype=np.int64)

    def covering(self, lon: Floats, lat: Floats) -> tuple[Ints, Ints]:
        """Return the pairs (number of a unit, position in the arrays) of units that cover positions, edges included."""
        from_west = np.argsort(lon)
        east, north = lon[from_west], lat[from_west]
        found = [(unit, from_west[_within(shape, east, north)]) for unit, shape in enumerate(self._shapes)]
        units = [np.full(len(positions), unit, dtype=np.int64) for unit, positions in found]
        none = np.empty(0, dtype=np.int64)
        return np.concatenate([none, *units]), np.concatenate([none, *(positions for _, positions in found)])

    def region_at(self, lon: Floats, lat: Floats) -> NDArray[np.object_]:
        """Return for each position the code of the unit it lies in, of the coarsest level that covers it.

        Empty where no unit covers it, and where several of that level do, as on a shared edge: neither is preferred.
        """
        return self.coarsest(*self.covering(lon, lat), len(lon))

    def coarsest(self, units: Ints, points: Ints, count: int) -> NDArray[np.object_]:
        """Return what `region_at` does, from the pairs that `covering` found among `count` positions."""
        codes = np.full(count, "", dtype=object)
        pairs = pd.DataFrame({"point": points, "level": self._levels[units], "unit": units})
        top = pairs[pairs["level"] == pairs.groupby("point")["level"].transform("min")]
        single = top.drop_duplicates("point", keep=False)
        codes[single["point"].to_numpy()] = self._codes[single["unit"].to_numpy()]
        return codes

    def _parents(self, text: str, region_code: str, marked: bool) -> str | Elsewhere | None:
        """Return the code of the unit named beside a place; where it is known to lie elsewhere than `region_code`, that.

        Where no mark parts them, the unit has to say what it is: "Old Kyiv" is no place in Kyiv.
        """
        resolve = self._region_names.resolve if marked else self._region_names.resolve_outright
        around = resolve(text, region_code)
        match around:
            case Resolved():
                return around.code
            case Unknown(why=Why.WHOLE_THEATRE):
                return region_code
            case Unknown(why=Why.OUTSIDE):
                return Elsewhere(text, around.candidates[0] if around.candidates else "no known unit")
            case _:
                return None

    def _places_meant(self, text: str) -> Iterator[NamedPlace]:
        named = self._place_names.named(text)
        yield from named
        if not named:
            for place, parents, marked in place_and_parents(text):
                around = self._parents(parents, "", marked)
                if isinstance(around, str):
                    yield from (one for one in self._place_names.named(place) if self._place_lies_in(one, around))

    def _unit_candidate(self, unit: NamedUnit) -> Candidate:
        parent = self._name_of(unit.parent)
        return Candidate(unit.code, self._name_of(unit.code), unit.kind.level, unit.kind.type, unit.parent, parent)

    def _offered(self, place: NamedPlace, text: str) -> str:
        """Return why a settlement is offered; the name may stand in the text beside what it lies in."""
        reasons = [place.offered_for(text), *(place.offered_for(name) for name, _, _ in place_and_parents(text))]
        return "" if "" in reasons else reasons[0]

    def _place_candidate(self, place: NamedPlace, offered: str = "") -> Candidate:
        parent = self._name_of(place.unit_code)
        return Candidate(place.code, place.name, 0, _SETTLEMENT, place.unit_code, parent, place.point, offered)

    def _place_lies_in(self, place: NamedPlace, code: str) -> bool:
        index = self._region_names.index
        if not code or index.lies_in(place.unit_code, code):
            return True
        known, asked = index.unit(place.unit_code), index.unit(code)
        if known and asked and asked.kind.level <= known.kind.level and (known.listed or known.kind.level == asked.kind.level):
            return False
        # Units of different levels overlap by nature: only the outline can tell.
        if place.point is None or code not in self._position:
            return False
        return bool(shapely.intersects_xy(self.area(code), place.point.lon, place.point.lat))

    def _outlined_around(self, code: str) -> str:
        above = self._region_names.index.above(code)
        return next((one for one in above if one in self._position), "")

    def _is_finer(self, code: str) -> bool:
        unit = self._region_names.index.unit(code)
        return unit is not None and unit.listed

    def _name_of(self, code: str) -> str:
        unit = self._region_names.index.unit(code)
        return self._shown.get(code) or (unit.name if unit else "")

    def _union_of(self, code: str) -> BaseGeometry:
        return shapely.union_all([self.area(one) for one in code.split(TOGETHER)])


def _within(shape: BaseGeometry, lon: Floats, lat: Floats) -> Ints:
    """Return which positions, sorted by lon, a shape covers, edges included."""
    west, south, east, north = shape.bounds
    first, end = np.searchsorted(lon, west, "left"), np.searchsorted(lon, east, "right")
    near: Ints = np.arange(first, end, dtype=np.int64)[(lat[first:end] >= south) & (lat[first:end] <= north)]
    if not near.size:
        return near
    # A copy, since what is prepared must not be looked at by two threads at once.
    own = shapely.from_wkb(shapely.to_wkb(shape))
    shapely.prepare(own)
    covered: NDArray[np.bool_] = shapely.intersects_xy(own, lon[near], lat[near])
    return near[covered]
