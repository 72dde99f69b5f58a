"""What a table of the record is declared with: columns, rules, indexes, and whether it changes what is in view."""

from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["text", "integer", "real"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. rule: what must hold of its cells, in SQL that both databases understand; "NULL" lets it be empty."""

    name: str
    kind: ColumnKind
    rule: str = "NOT NULL"


@dataclass(frozen=True, slots=True)
class Table:
    """One table, besides its number of the entry. rules: of whole rows. indexes: columns to find rows by.

    in_view: whether a new row changes what the pages show.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    in_view: bool = False


def text(name: str, rule: str = "NOT NULL") -> Column:
    """Declare a column of text."""
    return Column(name, "text", rule)


def integer(name: str, rule: str = "NOT NULL") -> Column:
    """Declare a column of whole numbers."""
    return Column(name, "integer", rule)


def real(name: str, rule: str = "NOT NULL") -> Column:
    """Declare a column of numbers."""
    return Column(name, "real", rule)
