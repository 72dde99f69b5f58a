"""What the parts of a provision refer to, and the lists that several of them hold: acts, and zones that are areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from dashboard.domain.acts import BY_CODE, HEAT, UNDETERMINED
from dashboard.domain.intervals import Interval
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields
from dashboard.ingest.yaml_nodes import Scalar

ACT_CODES = tuple(code for code in BY_CODE if code not in (HEAT, UNDETERMINED))
"""The codes that can be prohibited, exempt or announced."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What provisions refer to: the parties, for every zone id whether it is a line (None: not known), time zone and times."""

    parties: tuple[str, ...]
    lines: Mapping[str, bool | None]
    zone: ZoneInfo
    in_force: tuple[Interval, ...]

    @property
    def begins(self) -> datetime | None:
        """When the agreement begins; None where its times are at fault."""
        return min((one.start for one in self.in_force), default=None)


def read_acts(fields: Fields) -> tuple[str, ...]:
    """Read the list under `acts`; empty where there is none."""
    named = fields.texts("acts", "[fire.artillery]")
    for one in named:
        if one.text in (HEAT, UNDETERMINED):
            fields.fault(
                one.line, f"{quoted(one.text)} is what an observation may say, not an act that can be prohibited or exempt"
            )
        elif one.text not in BY_CODE:
            fields.fault(one.line, f"unknown act {quoted(one.text)}{did_you_mean(one.text, ACT_CODES)}")
    return once(fields, "acts", named)


def read_areas(fields: Fields, key: str, around: Surroundings) -> tuple[str, ...]:
    """Read a list of ids of zones that are areas; empty where there is none."""
    named = fields.texts(key, "[artillery]")
    for one in named:
        if one.text not in around.lines:
            fields.fault(one.line, f"unknown zone {quoted(one.text)}{did_you_mean(one.text, around.lines)}")
        elif around.lines[one.text]:
            fields.fault(one.line, f"zone {quoted(one.text)} is a line, expected an area: make one of it with buffer_of")
    return once(fields, key, named)


def once(fields: Fields, key: str, named: Sequence[Scalar]) -> tuple[str, ...]:
    """Return texts without repetition; a repetition is a fault."""
    seen: set[str] = set()
    for one in named:
        if one.text in seen:
            fields.fault(one.line, f"{key} names {quoted(one.text)} twice, expected once")
        seen.add(one.text)
    return tuple(dict.fromkeys(one.text for one in named))
