"""What a person decided a row's names mean, applied before anything is resolved."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dashboard.domain.observation import Point


@dataclass(frozen=True, slots=True)
class Names:
    """What a row says of its place in words, each empty where not said: top-level unit, finer unit, settlement."""

    region: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What certain names mean: the code of a unit or settlement, or a place of its own; who decided that, and why."""

    chosen: str | Point
    who: str
    why: str

    @property
    def note(self) -> str:
        """What a row placed by it says of its place."""
        return f"placed by a correction of {self.who}: {self.why}"


Corrections = Mapping[Names, Correction]
NO_CORRECTIONS: Corrections = MappingProxyType({})
