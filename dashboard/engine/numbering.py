"""Rows numbered by what some columns say in them: what is the same has one number, in order of first appearance."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard.engine.kernels.arrays import Floats, Ints, Words
from dashboard.engine.kernels.texts import make_one_nan, number_texts, number_words
from dashboard.engine.parts import in_parts

_PART, _LEAST_PART = 1 << 17, 1 << 15
"""Rows that are numbered at a time."""
_MANY = 1 << 30
"""Combinations of numbers beyond which their own might outgrow what an integer holds."""
_WIDTHS: dict[pa.DataType, np.dtype[np.int64] | np.dtype[np.int32]] = {
    pa.large_string(): np.dtype(np.int64),
    pa.string(): np.dtype(np.int32),
}
"""How the bounds of texts are held."""


def number_rows(columns: Sequence[pd.Series]) -> tuple[Ints, Ints]:
    """Return the number of each row's combination of cells, and the first row of each combination, in order of these."""
    number = np.empty(len(columns[0]), np.int64)

    def some(start: int, end: int) -> tuple[Ints, Ints]:
        number[start:end], first = number_some(columns, start, end)
        return number[start:end], start + first

    parts = in_parts(len(number), _PART, some, least=_LEAST_PART) or [some(0, 0)]
    firsts = np.concatenate([first for _, first in parts])
    if len(parts) == 1:
        return number, firsts
    same, first = number_some([column.iloc[firsts] for column in columns], 0, len(firsts))
    before = np.cumsum([0, *(len(first) for _, first in parts)])

    def renumber(part: int, _end: int) -> None:
        mine, _ = parts[part]
        mine[:] = same[before[part] :][mine]

    in_parts(len(parts), 1, renumber)
    return number, firsts[first]


def number_some(columns: Sequence[pd.Series], start: int, end: int) -> tuple[Ints, Ints]:
    """Return the same of the rows from `start` up to `end`, the first rows counted from `start`."""
    number, first, count = np.zeros(end - start, np.int64), np.empty(end - start, np.int64), 1
    for column in columns:
        count *= _add(column, slice(start, end), number, count, first)
        if count > _MANY:
            number, kept = number_integers(number)
            count = len(kept)
    return (number, first[:count].copy()) if len(columns) == 1 else number_integers(number)


def number_integers(numbers: Ints) -> tuple[Ints, Ints]:
    """Return the number of each integer, and where each different one comes first."""
    number, first = np.zeros(len(numbers), np.int64), np.empty(len(numbers), np.int64)
    with np.errstate(over="ignore"):
        count = number_words(numbers.view(np.uint64), number, 1, first)
    return number, first[:count].copy()


def _add(column: pd.Series, rows: slice, number: Ints, scale: int, first: Ints) -> int:
    """Add `scale` times the number of each row's cell to `number`; return how many differ. first: gets the first row of each."""
    with np.errstate(over="ignore", invalid="ignore"):
        if isinstance(column.array, pd.arrays.ArrowStringArray) and (texts := _texts(column.array[rows])):
            return number_texts(*texts, number, scale, first)
        if column.dtype == np.float64:
            return number_words(_words_of_numbers(column.to_numpy()[rows]), number, scale, first)
    codes, different = pd.factorize(column.iloc[rows], use_na_sentinel=False)
    number += codes * scale
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    return len(different)


def _texts(cells: pd.arrays.ArrowStringArray) -> tuple[Ints, Words] | None:
    """Return texts where they lie, as `number_texts` takes them; nothing where one is missing."""
    held = cells.__arrow_array__()
    if held.null_count or not len(held) or held.type not in _WIDTHS:
        return None
    one = held.chunk(0) if held.num_chunks == 1 else held.combine_chunks()
    _, bounds, texts = one.buffers()
    width = _WIDTHS[held.type]
    begin = np.frombuffer(bounds, width, len(one) + 1, one.offset * width.itemsize).astype(np.int64, copy=False)
    begin.flags.writeable = False
    return begin, _words(texts)


def _words(texts: pa.Buffer | None) -> Words:
    """Return the eight bytes from each byte on, with no copy made; where there are hardly any, zeros follow them."""
    size = texts.size if texts else 0
    held = texts if size >= 16 else (texts.to_pybytes() if texts else b"").ljust(16, b"\0")
    words = np.ndarray((max(size, 16) - 7,), "<u8", held, strides=(1,))
    words.flags.writeable = False
    return words


def _words_of_numbers(numbers: Floats) -> Words:
    """Return a word for each number, the same for the same: 0 and -0 are, and every NaN."""
    same = numbers + 0.0
    make_one_nan(same)
    return same.view(np.uint64)
