"""Answers to what a report leaves open: each says what would have to be known, and with `Change` the verdict it would lead to."""

from dataclasses import dataclass

from dashboard.domain.intervals import Interval
from dashboard.domain.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class RadiusAtMost:
    """The place is known to within `metres` or less, around the same middle."""

    metres: float


@dataclass(frozen=True, slots=True)
class PositionIn:
    """The place is some part of what was reported that lies wholly inside (or outside) a zone, by its position."""

    zone: int
    inside: bool


@dataclass(frozen=True, slots=True)
class CalibreWithin:
    """The calibre, millimetres, lies between two bounds, either of which may be absent or not included."""

    low_mm: float | None
    low_included: bool
    high_mm: float | None
    high_included: bool


@dataclass(frozen=True, slots=True)
class ClassIs:
    """The weapon is of one of these classes. others: they are all the classes that no other answer names."""

    classes: tuple[str, ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class ActIs:
    """The act has one of these codes. others: they are all the codes that no other answer names."""

    codes: tuple[str, ...]
    others: bool = False


@dataclass(frozen=True, slots=True)
class PartyIs:
    """One of these parties is named."""

    parties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeansIs:
    """It was observed by one of these means."""

    means: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimeWithin:
    """All of it happened within a part of the reported time."""

    times: Interval


@dataclass(frozen=True, slots=True)
class Notified:
    """A notification (or a claim, where one is named) covers act, party, place and time in full."""

    claim: str = ""


@dataclass(frozen=True, slots=True)
class NotNotified:
    """There is a whole table of notifications, and none in it covers the report."""


@dataclass(frozen=True, slots=True)
class CountAbove:
    """The report by itself counts more than `count` objects."""

    count: int


Reading = RadiusAtMost | PositionIn | CalibreWithin | ClassIs | ActIs | PartyIs | MeansIs | TimeWithin
"""What a better report could have said."""
Single = Reading | Notified | NotNotified | CountAbove


@dataclass(frozen=True, slots=True)
class Together:
    """Several answers at once."""

    answers: tuple[Single, ...]


Answer = Single | Together


@dataclass(frozen=True, slots=True)
class Change:
    """An answer, and the verdict of the observation once it is given and everything else stays as reported.

    provision: position in the agreement of the provision that would name the verdict, None for none.
    """

    answer: Answer
    verdict: Verdict
    provision: int | None
