"""Which settlement a name means: one that is known to bear it alone, or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.domain.observation import Point
from dashboard.ingest.closeness import Closeness
from dashboard.ingest.names import normalise, strip_level_words
from dashboard.ingest.resolution import Ambiguous, Found, Unknown
from dashboard.ingest.theatre_values import Uniqueness

_MOST_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One settlement: name to show, all its spellings, its reach around a position, and the unit it lies in.

    unique: within what no other settlement bears the name, listed or not. own: the user's own list names it, which settles
    what the user means by the name.
    """

    name: str
    spellings: tuple[str, ...]
    point: Point
    region_code: str
    region_name: str
    unique: Uniqueness
    own: bool

    @property
    def label(self) -> str:
        """The settlement as a candidate is shown."""
        return f"{self.name} in {self.region_name or 'no known unit'}"


class PlaceNames:
    """The settlements of a theatre, found by name."""

    def __init__(self, places: Sequence[NamedPlace], words_around: Sequence[str], words_before: Sequence[str]) -> None:
        self._words = frozenset(words_around)
        # The longest first, so that of "the city of" nothing is left.
        self._before = sorted((f"{normalise(word)} " for word in words_before), key=len, reverse=True)
        self._by_name: dict[str, dict[NamedPlace, None]] = {}
        for place in places:
            for spelling in place.spellings:
                self._by_name.setdefault(normalise(spelling), {})[place] = None
        self._closeness: Closeness | None = None

    def resolve(self, text: str, region_code: str) -> Found | Ambiguous | Unknown:
        """Return the settlement a text names; `region_code` (may be empty) tells the user's own namesakes apart."""
        name = normalise(text)
        named = tuple(self._by_name.get(name) or self._by_name.get(self._bare(name)) or ())
        if not named:
            return Unknown(f'"{text}" is not a known settlement', self._near().suggestions(name))
        own = tuple(place for place in named if place.own)
        meant = own or named
        sure = _in_region(meant, region_code) or _in_theatre(meant)
        if len(sure) == 1:
            return Found(sure[0].name, sure[0].point, sure[0].region_code)
        shared = "may be one of several settlements" if len(meant) > 1 else "is a name that other settlements may bear too"
        return Ambiguous(f'"{text}" {shared}', _labels(meant))

    def _bare(self, name: str) -> str:
        without = next((name.removeprefix(word) for word in self._before if name.startswith(word)), name)
        return strip_level_words(without, self._words)[0] if self._words else without

    def _near(self) -> Closeness:
        # Built on the first unknown name: most files never need it.
        if self._closeness is None:
            self._closeness = Closeness({name: " or ".join(_labels(tuple(found))) for name, found in self._by_name.items()})
        return self._closeness


def _in_region(places: Sequence[NamedPlace], region_code: str) -> tuple[NamedPlace, ...]:
    """Return the places in a unit, none where one of them may be taken for a settlement of that unit that is not listed."""
    there = tuple(place for place in places if region_code and place.region_code == region_code)
    return there if all(place.own or place.unique is not Uniqueness.NOWHERE for place in there) else ()


def _in_theatre(places: Sequence[NamedPlace]) -> tuple[NamedPlace, ...]:
    """Return the places, none where one of them may be taken for a settlement of the theatre that is not listed."""
    return tuple(places) if all(place.own or place.unique is Uniqueness.THEATRE for place in places) else ()


def _labels(places: Sequence[NamedPlace]) -> tuple[str, ...]:
    labels = sorted({place.label for place in places})
    more = len(labels) - _MOST_CANDIDATES
    return (*labels[:_MOST_CANDIDATES], f"{more} more") if more > 0 else tuple(labels)
