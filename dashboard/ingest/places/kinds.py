"""Kinds of units, how their names end, and how far a name is a settlement's own."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of unit: administrative level, 1 being the top, and type, such as "oblast" or "city"."""

    level: int
    type: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Other endings that names of a level's units come with, in other cases or romanisations, for the one that is listed."""

    level: int
    ending: str
    also: tuple[str, ...]


class Uniqueness(StrEnum):
    """Where a settlement's name means that settlement and no other, listed or not."""

    THEATRE = "yes"
    UNIT = "region"
    NOWHERE = "no"
