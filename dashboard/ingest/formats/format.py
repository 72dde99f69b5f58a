"""What a format is: data to recognise a table by, and how its rows become canonical text cells."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Protocol

import numpy as np

from dashboard.domain.columns import CANONICAL_NAMES
from dashboard.ingest.account import Problem
from dashboard.ingest.header import heading
from dashboard.ingest.rows import SourceTable
from dashboard.ingest.texts import TextColumn, Texts, blank, chosen, combinations, stripped, texts

CANONICAL_TEXT: tuple[str, ...] = (*CANONICAL_NAMES, "party_confidence", "date", "time", "time_zone", "coordinates")
"""Columns a file, or a mapping, may fill by name.

date, time: together `observed_from`, where there is no such column. time_zone: of a row's times without an offset, where it is
not the file's. coordinates: a whole position in one cell, in any usual spelling.
"""
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
STATED = "stated"
"""What a row function sees of a cell that is carried over as it is."""
_TOO_SHARP = "the row would be sharper than it is"


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

    columns: Mapping[str, Sequence[str]]
    consumed: frozenset[str]
    origins: dict[str, str]
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Translate(Protocol):
    """Turn a table into canonical text; `ignore_precision` asks for bare positions, for comparisons only."""

    def __call__(self, table: SourceTable, *, ignore_precision: bool) -> Reading: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a file that comes without a header line.

    tells: by heading, what a cell of the first row looks like from end to end; few columns, chosen so that nothing else fits.
    """

    headings: tuple[str, ...]
    tells: Mapping[str, re.Pattern[str]]

    def fits(self, cells: Sequence[str]) -> bool:
        """Return whether the cells of a first line are a row of this layout."""
        if len(cells) != len(self.headings):
            return False
        return all(shape.fullmatch(cells[self.headings.index(name)].strip()) for name, shape in self.tells.items())


def always(translate: Translate) -> Callable[[], Translate]:
    """Return the translation of a format whose tables tell nothing of each other."""
    return lambda: translate


def _nothing_private(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    needs: groups of which each must be met; a group is met by all headings of one of its alternatives. A `*` in a heading
    stands for any text.
    known: every heading the format has a use for, in the form `heading` gives.
    translation: gives, for each file, what translates its tables one after the other.
    layouts: how the file looks where it has no header line.
    private: whether a heading, in the form `heading` gives, stands over personal data that must not be kept.
    several: headings, with `*` as in needs, that may stand over more than one column.
    refusal: why no observations can be made of such a file, and what to give instead; empty for all that can be read.
    """

    name: str
    title: str
    needs: tuple[tuple[frozenset[str], ...], ...]
    known: frozenset[str]
    translation: Callable[[], Translate]
    layouts: tuple[Layout, ...] = ()
    private: Callable[[str], bool] = _nothing_private
    several: tuple[str, ...] = ()
    refusal: str = ""

    def lacks(self, headings: frozenset[str]) -> tuple[str, ...]:
        """Return each unmet need in words, such as `lon and lat, or region`."""
        return tuple(
            ", or ".join(" and ".join(sorted(one)) for one in group)
            for group in self.needs
            if not any(_met(alternative, headings) for alternative in group)
        )

    def told_by(self, headings: frozenset[str]) -> tuple[str, ...]:
        """Return the headings, of those there are, that meet the needs: for each need its first alternative that is met."""
        met = (next((one for one in group if _met(one, headings)), frozenset[str]()) for group in self.needs)
        return tuple(sorted(frozenset().union(*met)))

    def uses_once(self, name: str) -> bool:
        """Return whether the format has a use for a heading, and for one column of it only."""
        if any(fnmatchcase(name, one) for one in self.several):
            return False
        return name in self.known or any(fnmatchcase(name, one) for group in self.needs for each in group for one in each)


def _met(alternative: frozenset[str], headings: frozenset[str]) -> bool:
    return all(name in headings or ("*" in name and any(fnmatchcase(one, name) for one in headings)) for name in alternative)


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
        problems={position: _as_spelled(row.problems, spelled) for position, row in enumerate(rows) if row.problems},
    )


def _as_spelled(problems: tuple[Problem, ...], spelled: Mapping[str, str]) -> tuple[Problem, ...]:
    return tuple(replace(problem, column=spelled.get(problem.column, problem.column)) for problem in problems)


def by_different_row(
    table: SourceTable,
    translate: Callable[[Mapping[str, str]], CanonicalRow],
    *,
    uses: Iterable[str],
    carried: Mapping[str, str],
    origins: Mapping[str, str],
) -> Reading:
    """Translate a table of rows that are much alike: those that differ in nothing but what is carried over only once.

    carried: by canonical column, the heading whose stripped cells it takes as they are; of such a cell the row function sees
    that it is STATED, or empty.
    """
    places = {heading(name): index for index, name in enumerate(table.header)}
    spelled = {name: table.header[index] for name, index in places.items()}
    cells = {name: stripped(texts(table.column(places[name]))) for name in uses if name in places}
    numbers, first = combinations([_whether_stated(cells[name]) if name in carried.values() else cells[name] for name in cells])
    seen = [{name: column[at].as_py() for name, column in cells.items()} for at in map(int, first)]
    rows = [
        translate({name: STATED if text and name in carried.values() else text for name, text in row.items()}) for row in seen
    ]
    filled = dict.fromkeys(column for row in rows for column in row.cells)
    refused = {number: _as_spelled(row.problems, spelled) for number, row in enumerate(rows) if row.problems}
    told = {column: TextColumn(chosen([row.cells.get(column, "") for row in rows], numbers)) for column in filled}
    return Reading(
        columns=told | {column: TextColumn(cells[name]) for column, name in carried.items()},
        consumed=frozenset(spelled[name] for name in cells),
        origins={column: spelled[name] for column, name in origins.items() if name in spelled},
        problems={at: refused[number] for at, number in enumerate(numbers.tolist()) if number in refused} if refused else {},
    )


def _whether_stated(cells: Texts) -> Texts:
    return chosen((STATED, ""), blank(cells).astype(np.int64))


def unknown_codes(row: Mapping[str, str], codes: Mapping[str, Sequence[str]]) -> tuple[Problem, ...]:
    """Return a problem for each precision code that is none of those there are: without it a row would be sharper than it is."""
    return tuple(
        Problem(name, row[name], f"{name} is {row[name]!r}, expected {known[0]} to {known[-1]}; without it {_TOO_SHARP}")
        for name, known in codes.items()
        if row[name] not in known
    )


def listed(*said: str) -> str:
    """Return flags as the column `flags` wants them, those that are empty left out."""
    return "; ".join(filter(None, said))


def position_words(row: Mapping[str, str], lon: str, lat: str, qualified: str, *names: str) -> str:
    """Return a position as it came, with what qualifies it and the names beside it, each once."""
    named = ", ".join(dict.fromkeys(filter(None, names)))
    return f"{row[lon]}, {row[lat]} ({qualified}){'; ' if named else ''}{named}"
