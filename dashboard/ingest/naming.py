"""Where a row stands that gives names and no position: the scalar rule, applied once per distinct set of names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from shapely.geometry.base import BaseGeometry

from dashboard.domain.observation import Point, Sector
from dashboard.ingest.beside import Beside, find_place
from dashboard.ingest.gazetteer import Gazetteer
from dashboard.ingest.region_names import BETWEEN_NAMES
from dashboard.ingest.resolution import Ambiguous, Elsewhere, Found, RegionOutcome, Resolved, Unknown, Why, in_words

_BY_NAME = "placed by name"


@dataclass(frozen=True, slots=True)
class Names:
    """What a row says of its place in words, each empty where not said: top-level unit, finer unit, settlement."""

    region: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row stands. `place` is a point, a sector, a unit's area, or None with the reason in `unplaced_reason`."""

    place: Point | Sector | BaseGeometry | None
    region_code: str = ""
    note: str = ""
    unplaced_reason: str = ""
    flag: str = ""


class Standings:
    """The rule that says where a row stands by its names, with each region text resolved once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.region: Callable[[str], RegionOutcome] = cache(gazetteer.resolve_region)

    def of(self, names: Names) -> Standing:
        """Return where a row stands: at the settlement it names, else in the unit it names, else nowhere.

        Never sharper than reported, and never a guess: a name that may mean several things places nothing.
        """
        region = self.region(names.region)
        match region:
            case Resolved():
                return self._within(region, names)
            case Unknown(why=Why.FINER):
                return self._levels_swapped(region, names)
            case Unknown(why=Why.EMPTY | Why.WHOLE_THEATRE):
                return self._without_region(region, names)
            case Ambiguous() | Unknown():
                return _nowhere(f"region {in_words(region)}")

    def _within(self, region: Resolved, names: Names) -> Standing:
        """Return the settlement's point where it is sure and lies in the unit, else the unit's area."""
        if not names.place or self._is_named_again(region, names.place):
            return self._in_area(region, names.detail)
        place = find_place(names.place, region.code, self._gazetteer)
        finer = ", ".join(text for text in (names.place, names.detail) if text)
        match place:
            case Found():
                return Standing(place.point, region.code, note=_BY_NAME)
            case Beside():
                return Standing(place.sector, place.region_code, note=place.note)
            case Elsewhere():
                return self._in_area(region, finer, flag=f"place {in_words(place)} ({region.name})")
            case Ambiguous() | Unknown():
                return self._in_area(region, finer, doubt=in_words(place))

    def _is_named_again(self, region: Resolved, text: str) -> bool:
        """Whether a place cell only repeats the unit ("X oblast"), which is then not coarser than reported."""
        return self._gazetteer.resolve_outright(text) == region

    def _levels_swapped(self, region: Unknown, names: Names) -> Standing:
        """Return the area of the unit that the finer column names outright while the region column names a finer one."""
        named = map(self._gazetteer.resolve_outright, BETWEEN_NAMES.split(names.detail))
        outright = {unit for unit in named if isinstance(unit, Resolved)}
        if len(outright) != 1:
            return _nowhere(f"region {in_words(region)}")
        flag = f'the columns of region and finer unit look swapped ("{names.region}", "{names.detail}")'
        return self._in_area(outright.pop(), names.region, flag=flag)

    def _without_region(self, region: Unknown, names: Names) -> Standing:
        """Return where a row stands that names no unit, or the whole theatre, beside its settlement."""
        if not names.place:
            return _nowhere(f'"{names.detail}" is named without its region' if names.detail else _no_name(region))
        place = find_place(names.place, "", self._gazetteer)
        if isinstance(place, Beside):
            return Standing(place.sector, place.region_code, note=place.note)
        if isinstance(place, Found):
            return Standing(place.point, place.region_code, note=_BY_NAME)
        as_region = self._gazetteer.resolve_outright(names.place)
        if isinstance(as_region, Resolved):
            return self._in_area(as_region, names.detail)
        return _nowhere(f"place {in_words(place)}")

    def _in_area(self, region: Resolved, finer: str, *, doubt: str = "", flag: str = "") -> Standing:
        note = f"stands in {region.name}: coarser than reported ({finer})" if finer else ""
        said = "; ".join(part for part in (note, doubt) if part)
        return Standing(self._gazetteer.area(region.code), region.code, note=said, flag=flag)


def _no_name(region: Unknown) -> str:
    return "no position, region or place is reported" if region.why is Why.EMPTY else f"region {in_words(region)}"


def _nowhere(reason: str) -> Standing:
    return Standing(None, unplaced_reason=reason)
