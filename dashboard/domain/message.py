"""What is said, apart from the language it is said in: the key of a sentence in the catalogue, and what fills its places."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dashboard.domain.intervals import Interval

_LITTLE = 0.01


@dataclass(frozen=True, slots=True)
class Percent:
    """A share 0 to 1 as a whole percentage, never rounded to certainty."""

    share: float


@dataclass(frozen=True, slots=True)
class Hundredths:
    """A share 0 to 1 with two decimals, never rounded to certainty."""

    share: float


@dataclass(frozen=True, slots=True)
class Distance:
    """A distance in metres, its sign left out, printed no finer than it is worth."""

    metres: float


@dataclass(frozen=True, slots=True)
class Number:
    """A number with all its digits, such as a calibre."""

    value: float


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number already written, with a decimal point if any: every digit stays, the mark becomes that of the language."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant (aware UTC), told by the clock of a time zone (IANA name) that is named with it."""

    at: datetime
    zone: str


@dataclass(frozen=True, slots=True)
class Span:
    """`[start, end)`, told by the clock of a time zone no sharper than it is: a whole day as its date.

    spoken: as part of a sentence ("on 3 May between …") rather than by itself.
    """

    times: Interval
    zone: str
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Degrees:
    """A coordinate without its sign, in degrees with a fixed number of decimals."""

    value: float
    decimals: int


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values in a row: `a, b or c`, `a, b and c`, `a; b; c`, `a, b, c`."""

    items: tuple["Value", ...]
    link: Literal["or", "and", ";", ","] = ";"


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence or term. `values` fill the named places of its text in the catalogue; text stands there as it is."""

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()


@dataclass(frozen=True, slots=True)
class System:
    """A weapon system by its name in the table, told as a language writes it; as it is where the catalogue does not have it."""

    name: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What the reading noted of a row, as its English text; another language tells each note it knows by its own sentence."""

    text: str


Value = (
    str | int | Percent | Hundredths | Distance | Degrees | Number | Decimal | Moment | Span | Listed | System | Notes | Message
)


def message(key: str, **values: Value) -> Message:
    """Return a message whose places are filled with `values`, by name. The place `count` chooses the plural."""
    return Message(key, tuple(values.items()))


def percent(share: float) -> Percent:
    """Return a share as a percentage; shares that are printed alike are equal, so that each is worded once."""
    return Percent(_as_printed(share))


def hundredths(share: float) -> Hundredths:
    """Return a share with two decimals; shares that are printed alike are equal."""
    return Hundredths(_as_printed(share))


def _as_printed(share: float) -> float:
    if 0 < share < _LITTLE:
        return _LITTLE / 2
    return 1 - _LITTLE / 2 if 1 - _LITTLE < share < 1 else round(share, 2)
