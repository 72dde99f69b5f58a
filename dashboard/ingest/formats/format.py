"""What a format is: data to recognise a table by, and how its rows become canonical text cells."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from dashboard.domain.columns import CANONICAL_NAMES
from dashboard.ingest.account import Problem
from dashboard.ingest.rows import SourceTable, heading

CANONICAL_TEXT: tuple[str, ...] = (*CANONICAL_NAMES, "party_confidence", "coordinates")
"""Columns a file, or a mapping, may fill by name. coordinates: a whole position in one cell, in any usual spelling."""
FORMAT_TEXT: tuple[str, ...] = (
    "region_detail",
    "reported_time",
    "reported_place",
    "reported_act",
    "unplaced_reason",
    "issuer",
    "flags",
)
"""Columns only a format fills.

region_detail: finer unit within `region`, as named. reported_*: the text as it came, where the canonical cells are derived
from it. unplaced_reason: why the row can have no place although it names one. issuer: whose numbering the ids belong to,
where that is not the row's source. flags: what a person should see of the row, separated by `; `.
"""


@dataclass(frozen=True, slots=True)
class CanonicalRow:
    """One source row as canonical text cells; what is absent is empty. A row with problems cannot be accepted."""

    cells: dict[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A source table as columns of canonical text, each as long as the table; absent columns are empty throughout.

    consumed: headings whose cells are in the columns. origins: the heading a canonical column comes from, where it comes
    from one. problems: by row position. notes: what to know of the whole file.
    """

    columns: dict[str, list[str]]
    consumed: frozenset[str]
    origins: dict[str, str]
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Translate(Protocol):
    """Turn a table into canonical text; `ignore_precision` asks for bare positions, for comparisons only."""

    def __call__(self, table: SourceTable, *, ignore_precision: bool) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    needs: groups of which each must be met; a group is met by all headings of one of its alternatives.
    known: every heading the format has a use for, in the form `heading` gives.
    """

    name: str
    title: str
    needs: tuple[tuple[frozenset[str], ...], ...]
    known: frozenset[str]
    translate: Translate

    def lacks(self, headings: frozenset[str]) -> tuple[str, ...]:
        """Return each unmet need in words, such as `lon and lat, or region`."""
        return tuple(
            ", or ".join(" and ".join(sorted(one)) for one in group)
            for group in self.needs
            if not any(alternative <= headings for alternative in group)
        )


def need(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Return a group of alternatives, each written as headings with blanks between them."""
    return tuple(frozenset(alternative.split()) for alternative in alternatives)


def by_row(
    table: SourceTable, translate: Callable[[Mapping[str, str]], CanonicalRow], *, uses: Iterable[str], origins: Mapping[str, str]
) -> Reading:
    """Translate a table row by row. The row function sees stripped cells by heading (as `heading` gives it)."""
    names = [heading(name) for name in table.header]
    rows = [translate(dict(zip(names, map(str.strip, row), strict=True))) for row in table.rows]
    filled = dict.fromkeys(column for row in rows for column in row.cells)
    spelled = dict(zip(names, table.header, strict=True))
    return Reading(
        columns={column: [row.cells.get(column, "") for row in rows] for column in filled},
        consumed=frozenset(spelled[name] for name in uses if name in spelled),
        origins={column: spelled[name] for column, name in origins.items() if name in spelled},
        problems={position: row.problems for position, row in enumerate(rows) if row.problems},
    )
