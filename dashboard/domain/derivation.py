"""How a zone that was not drawn was made: measured from a line, round a place, or a known unit's area."""

from dataclasses import dataclass
from typing import Literal

Side = Literal["both", "left", "right"]
_SIDE_WORDS: dict[Side, str] = {"both": "on both sides of", "left": "to the left of", "right": "to the right of"}


@dataclass(frozen=True, slots=True)
class Band:
    """Everything from `from_m` to `distance_m` metres on the ground from a line, told by the way the line runs."""

    line_id: str
    distance_m: float
    side: Side
    from_m: float = 0.0

    @property
    def words(self) -> str:
        """How the zone was made, as it is shown."""
        span = f"within {_metres(self.distance_m)}"
        if self.from_m:
            span = f"from {_metres(self.from_m)} to {_metres(self.distance_m)}"
        return f"{span} {_SIDE_WORDS[self.side]} {self.line_id}"


@dataclass(frozen=True, slots=True)
class Circle:
    """Everything within `radius_m` metres on the ground of `lon`, `lat` (degrees), where `settlement` lies if it has a name."""

    radius_m: float
    lon: float
    lat: float
    settlement: str = ""

    @property
    def words(self) -> str:
        """How the zone was made, as it is shown."""
        return f"within {_metres(self.radius_m)} of {self.settlement or f'{self.lon:.5f}, {self.lat:.5f}'}"


@dataclass(frozen=True, slots=True)
class Unit:
    """The area of a unit of the theatre, by its code."""

    code: str
    name: str

    @property
    def words(self) -> str:
        """How the zone was made, as it is shown."""
        return f"the area of {self.name} ({self.code})"


Derivation = Band | Circle | Unit


def _metres(metres: float) -> str:
    return f"{metres:,.10g} m"
