"""What a name can turn out to mean. Each outcome is a type of its own, so that a caller has to say what it does with it."""

from dataclasses import dataclass
from enum import Enum

from dashboard.domain.observation import Point


@dataclass(frozen=True, slots=True)
class Resolved:
    """The text names exactly this unit; misspelt: what stands there in place of its name, empty where that is its name."""

    code: str
    name: str
    misspelt: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """The text names these units together, and nothing besides: where all of them are meant, their union is."""

    units: tuple[Resolved, ...]

    @property
    def name(self) -> str:
        """The names of the units in one phrase."""
        names = [unit.name for unit in self.units]
        return f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True)
class Found:
    """The text names exactly this settlement; `point.radius_m` is the settlement's reach in metres.

    source: the file of the user's own that says where it is, empty where the theatre does.
    """

    name: str
    point: Point
    region_code: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """The text names exactly this settlement, whose position is not known: it lies somewhere in the unit `unit_code`."""

    name: str
    code: str
    unit_code: str


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


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a text may have been meant for, for a person to choose from.

    code: of the unit or settlement, empty for a settlement of the user's own list. level: 1 being the top, 0 for a settlement.
    type: such as "raion", or "settlement". parent: code of the unit it lies in, empty where not known, with `parent_name`.
    point: where a settlement is, if that is known; a unit has none. offered: why, where it does not simply bear the name.
    """

    code: str
    name: str
    level: int
    type: str
    parent: str
    parent_name: str
    point: Point | None = None
    offered: str = ""


class Why(Enum):
    """What kind of text it is that names nothing known."""

    EMPTY = "no name at all"
    NOT_KNOWN = "a name that nothing known bears"
    FINER = "says of itself that it names a unit of a finer level, and no such unit is known"
    WHOLE_THEATRE = "names everything"
    OUTSIDE = "a known name that nothing bears within the unit it is held against"


@dataclass(frozen=True, slots=True)
class Unknown:
    """The text names nothing that is known; `candidates` are near spellings, for a person to judge."""

    reason: str
    candidates: tuple[str, ...] = ()
    why: Why = Why.NOT_KNOWN


RegionOutcome = Resolved | Several | Ambiguous | Unknown
PlaceOutcome = Found | Listed | Elsewhere | Ambiguous | Unknown


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
