"""Where a row stands that gives names and no position: the scalar rule, applied once per distinct set of names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from shapely.geometry.base import BaseGeometry

from dashboard.domain.observation import Point, Sector
from dashboard.ingest.places.beside import Beside, find_place
from dashboard.ingest.places.corrections import NO_CORRECTIONS, Correction, Corrections, Names
from dashboard.ingest.places.gazetteer import TOGETHER, Gazetteer
from dashboard.ingest.places.name_lists import BETWEEN_NAMES, NESTING_MARKS, parts
from dashboard.ingest.places.resolution import (
    Ambiguous,
    Elsewhere,
    Found,
    Listed,
    PlaceOutcome,
    RegionOutcome,
    Resolved,
    Several,
    Unknown,
    Why,
    in_words,
)

__all__ = ["Names", "Standing", "Standings"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands. `place` is a point, a sector, a unit's area, or None with the reason in `unplaced_reason`.

    untold: why something finer that the row names could not be told, so that a person may; empty where nothing is left.
    """

    place: Point | Sector | BaseGeometry | None
    region_code: str = ""
    note: str = ""
    unplaced_reason: str = ""
    flag: str = ""
    untold: str = ""


class Standings:
    """The rule that says where a row stands by its names, with each region text resolved once."""

    def __init__(self, gazetteer: Gazetteer, corrections: Corrections = NO_CORRECTIONS) -> None:
        """`corrections` are what people decided certain names mean; they come before the rule."""
        self._gazetteer = gazetteer
        self._corrections = corrections
        self.region: Callable[[str], RegionOutcome] = cache(gazetteer.resolve_region)

    def of(self, names: Names) -> Standing:
        """Return where a row stands: at the settlement it names, else in the unit it names, else nowhere.

        Never sharper than reported, and never a guess: a name that may mean several things places nothing.
        """
        correction = self._corrections.get(names)
        return self._corrected(correction, names) if correction else self._by_rule(names)

    def _corrected(self, correction: Correction, names: Names) -> Standing:
        if isinstance(correction.chosen, Point):
            point = correction.chosen
            return Standing(point, self._gazetteer.region_of(point), note=correction.note)
        chosen = self._gazetteer.of_code(correction.chosen)
        if chosen is None:
            flag = f'a correction of {correction.who} names "{correction.chosen}", which is not known'
            ruled = self._by_rule(names)
            return replace(ruled, flag="; ".join(filter(None, (ruled.flag, flag))))
        if chosen.point is not None:
            return Standing(chosen.point, self._gazetteer.standing(chosen.parent), note=correction.note)
        unit = Resolved(chosen.parent, chosen.parent_name) if chosen.level == 0 else Resolved(chosen.code, chosen.name)
        standing = self._in_area(unit, chosen.name if chosen.level == 0 else "")
        return replace(standing, note="; ".join(filter(None, (correction.note, standing.note))))

    def _by_rule(self, names: Names) -> Standing:
        region = self.region(names.region)
        match region:
            case Resolved():
                return self._within(region, names)
            case Several():
                return self._within_several(region, names)
            case Unknown(why=Why.FINER):
                return self._levels_swapped(region, names)
            case Unknown(why=Why.EMPTY | Why.WHOLE_THEATRE):
                return self._without_region(region, names)
            case Ambiguous():
                return self._ambiguous(region, names)
            case Unknown():
                return self._settlement_for_region(region, names)

    def _within(self, region: Resolved, names: Names) -> Standing:
        """Return the settlement's point where it is sure and lies in the unit, else the unit's area."""
        unit, finer, flag = self._refined(region, names.detail)
        if not names.place or self._is_named_again(unit, names.place):
            return self._in_area(unit, finer, flag=flag, untold=f'finer unit "{finer}" is not known' if finer else "")
        place = find_place(names.place, unit.code, self._gazetteer)
        if isinstance(place, Beside):
            return Standing(place.sector, place.region_code, note=place.note, flag=flag)
        inner = self._gazetteer.resolve_outright(names.place, unit.code)
        if isinstance(inner, Resolved):
            return self._in_area(inner, finer, flag=flag)
        return self._at_settlement(place, unit, ", ".join(text for text in (names.place, finer) if text), flag)

    def _at_settlement(self, place: PlaceOutcome, unit: Resolved, finer: str, flag: str) -> Standing:
        match place:
            case Found():
                return Standing(place.point, self._gazetteer.standing(unit.code), note=_by_name(place), flag=flag)
            case Listed():
                return self._in_area(self._unit(place.unit_code), finer, flag=flag)
            case Elsewhere():
                said = f"place {in_words(place)} ({unit.name})"
                return self._in_area(unit, finer, flag="; ".join(filter(None, (flag, said))), untold=said)
            case Ambiguous() | Unknown():
                return self._in_area(unit, finer, doubt=in_words(place), flag=flag)

    def _refined(self, region: Resolved, detail: str) -> tuple[Resolved, str, str]:
        """Return the unit that the finer column comes to within the region, what of it is left unresolved, and a flag.

        The columns may be swapped: then the one that says more is the finer one.
        """
        if not detail:
            return region, "", ""
        if self._names_around(region, detail):
            flag = f'the columns of region and finer unit look swapped ("{region.name}", "{detail}")'
            return (*self._part_by_part(region, detail), flag)
        finer = self._gazetteer.resolve_region(detail, region.code)
        if isinstance(finer, Resolved):
            return finer, "", ""
        flag = f"finer unit {in_words(finer)}" if isinstance(finer, Unknown) and finer.why is Why.OUTSIDE else ""
        return (*self._part_by_part(region, detail), flag) if isinstance(finer, Unknown) else (region, detail, "")

    def _part_by_part(self, region: Resolved, detail: str) -> tuple[Resolved, str]:
        """Return the finest unit that parts of a text come to, each within the one before, and the text where that is not all.

        A settlement named beside the unit it lies in ("X and X hromada") adds nothing to that.
        """
        unit, left = region, []
        for part in self._gazetteer.names_in(detail):
            finer = self._gazetteer.resolve_region(part, unit.code)
            if isinstance(finer, Resolved):
                unit = finer
            elif not self._names_around(region, part):
                left.append(part)
        within = [isinstance(self._gazetteer.resolve_place(part, unit.code), Found | Listed) for part in left]
        return unit, "" if all(within) else detail

    def _names_around(self, region: Resolved, detail: str) -> bool:
        """Tell whether the finer column names outright a unit that the region lies in."""
        named = (self._gazetteer.resolve_outright(part) for part in parts(detail, BETWEEN_NAMES))
        codes = {unit.code for unit in named if isinstance(unit, Resolved)} - {region.code}
        return any(self._gazetteer.lies_in(region.code, code) for code in codes)

    def _is_named_again(self, region: Resolved, text: str) -> bool:
        """Whether a place cell only repeats the unit ("X oblast"), which is then not coarser than reported."""
        return self._gazetteer.resolve_outright(text) == region

    def _within_several(self, regions: Several, names: Names) -> Standing:
        """Return the settlement's point where it is sure in one of the units, else their union."""
        for unit in regions.units if names.place else ():
            place = self._gazetteer.resolve_place(names.place, unit.code)
            if isinstance(place, Found):
                return Standing(place.point, self._gazetteer.standing(unit.code), note=_by_name(place))
        together = self._gazetteer.together(regions)
        codes = together.split(TOGETHER)
        finer = ", ".join(text for text in (names.place, names.detail) if text)
        if {unit.code for unit in regions.units} != set(codes):
            finer = ", ".join(filter(None, (finer, regions.name)))
        note = f"stands in {self._gazetteer.name(together)}" + (" together" if len(codes) > 1 else "")
        note += f": coarser than reported ({finer})" if finer else ", the units it names"
        note = "; ".join(filter(None, (note, self._boundary(together))))
        return Standing(self._gazetteer.area(together), together, note=note)

    def _levels_swapped(self, region: Unknown, names: Names) -> Standing:
        """Return the area of the unit that the finer column names outright while the region column names a finer one."""
        named = map(self._gazetteer.resolve_outright, parts(names.detail, BETWEEN_NAMES))
        outright = {unit for unit in named if isinstance(unit, Resolved)}
        if len(outright) != 1:
            return _nowhere(f"region {in_words(region)}")
        flag = f'the columns of region and finer unit look swapped ("{names.region}", "{names.detail}")'
        return self._in_area(outright.pop(), names.region, flag=flag)

    def _without_region(self, region: Unknown, names: Names) -> Standing:
        """Return where a row stands that names no unit, or the whole theatre, beside its settlement."""
        detail = self.region(names.detail)
        if isinstance(detail, Resolved):
            return self._within(detail, replace(names, detail=""))
        if not names.place:
            return _nowhere(_without_its_region(names.detail, detail) if names.detail else _no_name(region))
        place = find_place(names.place, "", self._gazetteer)
        match place:
            case Beside():
                return Standing(place.sector, place.region_code, note=place.note)
            case Found():
                return Standing(place.point, place.region_code, note=_by_name(place))
            case Listed():
                return self._in_area(self._unit(place.unit_code), names.place)
            case _:
                return self._region_for_place(names, in_words(place))

    def _region_for_place(self, names: Names, reason: str) -> Standing:
        as_region = self._gazetteer.resolve_outright(names.place)
        match as_region:
            case Resolved():
                return self._in_area(as_region, names.detail)
            case Several():
                return self._within_several(as_region, replace(names, place=""))
            case _:
                return _nowhere(f"place {reason}")

    def _ambiguous(self, region: Ambiguous, names: Names) -> Standing:
        """Return where a row stands whose region may be several units: in the one that its other columns decide for."""
        detail = self.region(names.detail)
        if isinstance(detail, Resolved):
            inner = self._gazetteer.resolve_region(names.region, detail.code)
            if isinstance(inner, Resolved):
                flag = f'the columns of region and finer unit look swapped ("{names.region}", "{names.detail}")'
                return replace(self._within(inner, replace(names, detail="")), flag=flag)
        return _nowhere(f"region {in_words(region)}")

    def _settlement_for_region(self, region: Unknown, names: Names) -> Standing:
        """Return the unit of a settlement that stands in the region's column, which may mean no more than its surroundings."""
        place = self._gazetteer.resolve_place(names.region)
        match place:
            case Found() if place.region_code:
                return self._in_area(self._unit(place.region_code), names.region)
            case Listed():
                return self._in_area(self._unit(place.unit_code), names.region)
            case Unknown():
                return self._beside_its_region(region, names)
            case _:
                return _nowhere(f"region {in_words(region)}")

    def _beside_its_region(self, region: Unknown, names: Names) -> Standing:
        """Return the unit that a text names outright beside something finer that is not known ("the north, X oblast")."""
        named = [part.strip() for part in parts(names.region, NESTING_MARKS) if part.strip()]
        outcomes = [self._gazetteer.resolve_outright(part) for part in named]
        units = [outcome for outcome in outcomes if isinstance(outcome, Resolved)]
        if len(named) < 2 or len(units) != 1 or self._gazetteer.names_in(names.region) != tuple(named):
            return _nowhere(f"region {in_words(region)}")
        if any(self._gazetteer.says_top_level(part) for part in named if named.index(part) != outcomes.index(units[0])):
            return _nowhere(f"region {in_words(region)}")
        return self._in_area(units[0], names.region)

    def _boundary(self, code: str) -> str:
        """Return what to say of the area of a unit where its boundary is the user's own."""
        source = self._gazetteer.source(code)
        return f"boundary from {source}" if source else ""

    def _unit(self, code: str) -> Resolved:
        return Resolved(code, self._gazetteer.name(code))

    def _in_area(self, unit: Resolved, finer: str, *, doubt: str = "", flag: str = "", untold: str = "") -> Standing:
        """Return the area of a unit, or of the next one around it with an outline, saying what is finer than that."""
        code = self._gazetteer.standing(unit.code)
        if code != unit.code:
            read = f', read from "{unit.misspelt}"' if unit.misspelt else ""
            finer = ", ".join(filter(None, (finer, f"{unit.name} [{unit.code}]{read}")))
        note = f"stands in {self._gazetteer.name(code)}: coarser than reported ({finer})" if finer else ""
        said = "; ".join(part for part in (note, doubt, self._boundary(code)) if part)
        return Standing(self._gazetteer.area(code), code, note=said, flag=flag, untold=doubt or untold)


def _without_its_region(text: str, detail: RegionOutcome) -> str:
    return f"finer unit {in_words(detail)}" if isinstance(detail, Ambiguous) else f'"{text}" is named without its region'


def _no_name(region: Unknown) -> str:
    return "no position, region or place is reported" if region.why is Why.EMPTY else f"region {in_words(region)}"


def _by_name(place: Found) -> str:
    return f"placed by name, at the position in {place.source}" if place.source else "placed by name"


def _nowhere(reason: str) -> Standing:
    return Standing(None, unplaced_reason=reason)
