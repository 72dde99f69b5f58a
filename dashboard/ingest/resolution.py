"""What a name can turn out to mean. Each outcome is a type of its own, so that a caller has to say what it does with it."""

from dataclasses import dataclass
from enum import Enum

from dashboard.domain.observation import Point


@dataclass(frozen=True, slots=True)
class Resolved:
    """The text names exactly this unit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """The text names exactly this settlement; `point.radius_m` is the settlement's reach in metres."""

    name: str
    point: Point
    region_code: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The text names one known settlement, and it does not lie in the unit the row names."""

    name: str
    region_name: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The text may mean several things; `reason` says why, `candidates` which."""

    reason: str
    candidates: tuple[str, ...]


class Why(Enum):
    """What kind of text it is that names nothing known."""

    EMPTY = "no name at all"
    NOT_KNOWN = "a name that nothing known bears"
    FINER = "says of itself that it names a unit of a finer level, and no such unit is known"
    WHOLE_THEATRE = "names everything"


@dataclass(frozen=True, slots=True)
class Unknown:
    """The text names nothing that is known; `candidates` are near spellings, for a person to judge."""

    reason: str
    candidates: tuple[str, ...] = ()
    why: Why = Why.NOT_KNOWN


RegionOutcome = Resolved | Ambiguous | Unknown
PlaceOutcome = Found | Elsewhere | Ambiguous | Unknown


def in_words(outcome: Elsewhere | Ambiguous | Unknown) -> str:
    """Return why a text places nothing, with its candidates, as a person is to read it."""
    match outcome:
        case Elsewhere():
            return f'"{outcome.name}" is known in {outcome.region_name}, outside the region named'
        case Ambiguous():
            return _with(outcome.reason, "could be", outcome.candidates)
        case Unknown():
            return _with(outcome.reason, "closest", outcome.candidates)


def _with(reason: str, word: str, candidates: tuple[str, ...]) -> str:
    return f"{reason} ({word}: {', '.join(candidates)})" if candidates else reason
