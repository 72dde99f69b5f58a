"""Columns of text, held as Arrow arrays: what Python would do to each cell, done to all of them at once.

None of these columns holds a null. An empty one costs nothing: all share one buffer of zeros.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TypeAlias, overload

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Texts: TypeAlias = pa.LargeStringArray
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_SHARED_MAX = 1 << 18
"""Rows up to which a column of one text is kept for those that follow."""
_DTYPE = pd.StringDtype(storage="pyarrow", na_value=np.nan)


class TextColumn(Sequence[str]):
    """A column as a sequence of `str`, for those who go through it cell by cell; `texts` gives it back as it is."""

    __slots__ = ("held",)

    def __init__(self, held: Texts) -> None:
        self.held = held

    def __len__(self) -> int:
        return len(self.held)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        cells: str | list[str] = self.held[at].to_pylist() if isinstance(at, slice) else self.held[at].as_py()
        return cells

    def __iter__(self) -> Iterator[str]:
        return iter(self.held.to_pylist())


def texts(values: Iterable[str] | Texts) -> Texts:
    """Return texts as a column; a column as it is."""
    if isinstance(values, TextColumn):
        return values.held
    return values if isinstance(values, pa.LargeStringArray) else pa.array(values, pa.large_string())


def empty(size: int) -> Texts:
    """Return a column of empty texts."""
    return pa.LargeStringArray.from_buffers(size, _zeros(1 << size.bit_length()), pa.py_buffer(b""))


@lru_cache(maxsize=32)
def _zeros(size: int) -> pa.Buffer:
    return pa.py_buffer(np.zeros(size + 1, dtype=np.int64))


def same(text: str, size: int) -> Texts:
    """Return a column of one text throughout; such columns share their memory."""
    if not text:
        return empty(size)
    return _repeated(text, 1 << size.bit_length())[:size] if size <= _SHARED_MAX else _repeat(text, size)


def _repeat(text: str, size: int) -> Texts:
    return pa.repeat(pa.scalar(text, pa.large_string()), size)


_repeated = lru_cache(maxsize=32)(_repeat)


def lean(column: Texts) -> Texts:
    """Return a column as it is, one of a single text throughout as `same` does."""
    if not len(column):
        return column
    size = lengths(column)
    if (size != size[0]).any():
        return column
    letters = np.frombuffer(characters(TextColumn(column)), dtype=np.uint8).reshape(len(column), size[0])
    return same(column[0].as_py(), len(column)) if (letters == letters[0]).all() else column


def sparse(found: dict[int, str], size: int) -> Texts:
    """Return a column that is empty but at the positions given."""
    if not found:
        return empty(size)
    return texts([found.get(position, "") for position in range(size)])


def chosen(words: Sequence[str], numbers: npt.NDArray[np.integer]) -> Texts:
    """Return the column whose cells are the words of these numbers."""
    if len(numbers) and numbers.min() == numbers.max():
        return same(words[int(numbers[0])], len(numbers))
    return texts(words).take(pa.array(numbers)) if any(words) else empty(len(numbers))


def distinct(column: Texts) -> tuple[Ints, list[str]]:
    """Return the different texts of a column in order of appearance, and for each cell the number of its own."""
    if is_empty(column):
        return np.zeros(len(column), dtype=np.int64), [""] if len(column) else []
    encoded = column.dictionary_encode()
    return encoded.indices.to_numpy().astype(np.int64), encoded.dictionary.to_pylist()


def characters(values: Sequence[str]) -> bytes:
    """Return all characters of some texts, one text after the other, as UTF-8."""
    if not isinstance(values, TextColumn):
        return "".join(values).encode("utf-8", "surrogatepass")
    offsets = np.frombuffer(values.held.buffers()[1], dtype=np.int64)
    first, end = offsets[values.held.offset], offsets[values.held.offset + len(values)]
    return bytes(values.held.buffers()[2][first:end]) if end > first else b""


def combinations(columns: Sequence[Texts]) -> tuple[Ints, Ints]:
    """Return for each row the number of its cells taken together, in order of appearance, and where each number stands first."""
    numbers = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        own, different = distinct(column)
        if len(different) > 1:
            numbers = pd.factorize(numbers * len(different) + own)[0]
    return numbers, np.unique(numbers, return_index=True)[1]


def is_empty(column: Texts) -> bool:
    """Whether no cell holds a character."""
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int64)
    return bool(offsets[column.offset] == offsets[column.offset + len(column)])


def lengths(column: Texts) -> Ints:
    """Return the length of each cell in bytes of UTF-8."""
    return np.diff(np.frombuffer(column.buffers()[1], dtype=np.int64)[column.offset : column.offset + len(column) + 1])


def stripped(column: Texts) -> Texts:
    """Return `str.strip` of each cell."""
    return column if is_empty(column) else pc.utf8_trim_whitespace(column)


def blank(column: Texts) -> Flags:
    """Return whether each cell is empty or holds only whitespace."""
    if is_empty(column):
        return np.ones(len(column), dtype=np.bool_)
    return np.asarray(lengths(stripped(column)) == 0)


def flags(marks: pa.BooleanArray) -> Flags:
    """Return a column of truth values as an array."""
    return np.asarray(marks.to_numpy(zero_copy_only=False), dtype=np.bool_)


def joined(columns: Sequence[Texts], mark: str = "") -> Texts:
    """Return `mark.join` of the cells of each row."""
    return pc.binary_join_element_wise(*columns, pa.scalar(mark, pa.large_string()))


def joined_where(columns: Sequence[Texts], taken: Sequence[Flags], mark: str) -> Texts:
    """Return `mark.join` of those cells of each row that are taken."""
    # Not Arrow's own skipping of nulls: version 26 leaves out rows of which every cell is skipped.
    whole, any_yet = empty(len(columns[0])), np.zeros(len(columns[0]), dtype=np.bool_)
    for column, which in zip(columns, taken, strict=True):
        if which.any():
            with_more = either(any_yet, joined([whole, column], mark), column) if any_yet.any() else column
            whole = either(which, with_more, whole)
            any_yet = any_yet | which
    return whole


def either(which: Flags, one: Texts, other: Texts) -> Texts:
    """Return the cells of `one` where marked, else those of `other`."""
    if which.all():
        return one
    return pc.if_else(pa.array(which), one, other) if which.any() else other


def as_series(column: Texts | pa.ChunkedArray) -> pd.Series:
    """Return a column as pandas holds text."""
    return pd.Series(_DTYPE.__from_arrow__(column))  # type: ignore[attr-defined] # how pandas takes Arrow in; its stubs lack it


def of_series(series: pd.Series) -> pa.ChunkedArray:
    """Return a pandas column of text, without copying it where pandas holds it so."""
    column = pa.array(series.astype(_DTYPE).array, pa.large_string())
    return column if isinstance(column, pa.ChunkedArray) else pa.chunked_array([column])
