"""What the files of a theatre have in common: how their values are checked and named, and the error."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from dashboard.ingest.errors import IngestError
from dashboard.ingest.quoting import quoted

_GREATEST_LEVEL = 100


class TheatreError(IngestError):
    """A theatre, or a list of units or settlements, that cannot be used; the message names file and place."""


def source_of(data: bytes, file_name: str) -> str:
    """Return how placements name a file of the user's own: by its name, and by its content, since a name can be used again."""
    return f"{file_name} (SHA-256 {hashlib.sha256(data).hexdigest()[:12]})"


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of a GeoJSON feature, each checked as it is taken; `where` is how a message names the feature."""

    where: str
    values: Mapping[str, object]

    def text(self, name: str) -> str:
        """Return a text that is not blank."""
        value = self._present(name)
        if not isinstance(value, str) or not value.strip():
            raise self.error(name, "a text")
        return value.strip()

    def whole_number(self, name: str) -> int:
        """Return a whole number from 1 to `_GREATEST_LEVEL`."""
        value = self._present(name)
        # A GIS may hand a whole number over as 2.0; `type`, since true and false are integers to Python.
        if type(value) not in (int, float) or value not in range(1, _GREATEST_LEVEL + 1):
            raise self.error(name, f"a whole number from 1 to {_GREATEST_LEVEL}")
        return int(cast(float, value))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, which may be empty."""
        value = self._present(name)
        if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
            raise self.error(name, "a list of texts")
        return tuple(value)

    def error(self, name: str, expected: str) -> TheatreError:
        """Return the complaint about one property."""
        value = self.values.get(name)
        found = "empty" if value is None else quoted(value) if isinstance(value, str) else quoted(value).strip("'\"")
        return TheatreError(f"{self.where}: {name} is {found}, expected {expected}")

    def _present(self, name: str) -> object:
        if name not in self.values:
            raise TheatreError(f"{self.where}: {name} is missing")
        return self.values[name]


def first_of(faults: Sequence[str]) -> str:
    """Return the first fault, and how many more there are: one line is what a person reads."""
    more = len(faults) - 1
    return f"{faults[0]} (and {more} more fault{'s' if more > 1 else ''})" if more else faults[0]
