"""Rows held by column, as lines without a quote are read: a row, or a cell as `str`, is made only when it is asked for."""

from collections.abc import Iterator, Sequence
from typing import overload

from dashboard.ingest.texts import TextColumn, Texts


class ColumnRows(Sequence[list[str]]):
    """The rows of a table, each a list of its cells.

    columns: one for each heading, all of one length. text: the lines the rows stood on and no others, without a quote in
    them, cells parted by `delimiter`; empty where the rows are not as they stood.
    """

    __slots__ = ("columns", "delimiter", "text")

    def __init__(self, columns: Sequence[Texts], text: str = "", delimiter: str = "") -> None:
        self.columns = tuple(columns)
        self.text = text
        self.delimiter = delimiter

    def __len__(self) -> int:
        return len(self.columns[0])

    @overload
    def __getitem__(self, at: int) -> list[str]: ...

    @overload
    def __getitem__(self, at: slice) -> list[list[str]]: ...

    def __getitem__(self, at: int | slice) -> list[str] | list[list[str]]:
        if isinstance(at, slice):
            return _rows([column[at] for column in self.columns])
        return [column[at].as_py() for column in self.columns]

    def __iter__(self) -> Iterator[list[str]]:
        return iter(_rows(self.columns))


def column_of(rows: Sequence[list[str]], index: int) -> Sequence[str]:
    """Return the cells of one column."""
    return TextColumn(rows.columns[index]) if isinstance(rows, ColumnRows) else [row[index] for row in rows]


def columns_only(rows: Sequence[list[str]], kept: Sequence[int]) -> Sequence[list[str]]:
    """Return the rows with these columns and no others."""
    if isinstance(rows, ColumnRows):
        return ColumnRows([rows.columns[index] for index in kept])
    return [[row[index] for index in kept] for row in rows]


def _rows(columns: Sequence[Texts]) -> list[list[str]]:
    return list(map(list, zip(*(column.to_pylist() for column in columns), strict=True)))
