"""Rows numbered by what they say, by the compiled functions and by a plain dictionary."""

import json
import os
import subprocess
import sys
from collections.abc import Hashable, Iterable, Sequence
from math import isnan

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine import numbering
from dashboard.engine.numbering import number_integers, number_rows, number_some
from dashboard.engine.parts import on_cores

ALIKE = [
    *("", "\0", "\0\0", "a", "a\0", "A", "abcdefg", "abcdefgh", "abcdefg\0", "abcdefghi", "é", "дом"),
    *(f"{'x' * before}{one}{'y' * after}" for one in "ab" for before in (0, 7, 8, 15, 16, 20) for after in (0, 1, 8, 9, 30)),
]
"""Texts that differ in a byte at any place of a word, or in length alone."""
texts = st.sampled_from(ALIKE) | st.text(max_size=40)
numbers = st.sampled_from([0.0, -0.0, float("nan"), -float("nan"), 82.0, 122.0, np.nextafter(82.0, 83)]) | st.floats()


def plainly(rows: Iterable[Hashable]) -> tuple[list[int], list[int]]:
    """The number of each row and the first row of each number, by order of first appearance."""
    known: dict[Hashable, int] = {}
    number, first = [], []
    for position, row in enumerate(rows):
        if row not in known:
            known[row] = len(known)
            first.append(position)
        number.append(known[row])
    return number, first


def plain(cell: Hashable) -> Hashable:
    """The cell, a NaN as what is the same as itself."""
    return ("NaN",) if isinstance(cell, float) and isnan(cell) else cell


def column_of(pieces: Sequence[Sequence[str]], kind: pa.DataType, before: int = 0) -> pd.Series:
    """A column of texts in so many chunks, each of which begins so many texts into what is held."""
    chunks = [pa.array([*["before"] * before, *piece], kind).slice(before) for piece in pieces]
    return pd.Series(pd.arrays.ArrowStringArray(pa.chunked_array(chunks, kind), dtype=pd.StringDtype("pyarrow", na_value=np.nan)))


def as_lists(numbered: tuple[np.ndarray, np.ndarray]) -> tuple[list[int], list[int]]:
    return numbered[0].tolist(), numbered[1].tolist()


@given(st.lists(st.lists(texts, max_size=20), min_size=1, max_size=3), st.integers(0, 3), st.booleans())
def test_texts_are_numbered_in_order_of_first_appearance(pieces, before, narrow) -> None:
    column = column_of(pieces, pa.string() if narrow else pa.large_string(), before)
    assert as_lists(number_rows([column])) == plainly(one for piece in pieces for one in piece)


@given(st.lists(st.sampled_from([one for one in ALIKE if len(one.encode()) <= 8]), max_size=30))
def test_short_texts_are_numbered_alike(rows) -> None:
    assert as_lists(number_rows([pd.Series(rows, dtype="str")])) == plainly(rows)


def test_texts_that_end_where_their_memory_does_are_read_no_further() -> None:
    for shown in range(1, 40):
        rows = ["x" * length for length in (0, shown // 2, shown, 0, shown)]
        written = "".join(rows).encode()
        bounds = pa.py_buffer(np.cumsum([0, *map(len, rows)]))
        held = pa.LargeStringArray.from_buffers(len(rows), bounds, pa.py_buffer(written))
        assert as_lists(number_rows([pd.Series(held, dtype="str")])) == plainly(rows)


def test_a_column_in_which_nothing_is_said_has_one_number() -> None:
    assert as_lists(number_rows([pd.Series(["", "", ""], dtype="str")])) == ([0, 0, 0], [0])
    assert as_lists(number_rows([pd.Series([], dtype="str"), pd.Series([], dtype=float)])) == ([], [])


@given(st.lists(numbers, max_size=30))
def test_every_nan_is_the_same_and_so_are_both_zeros(rows) -> None:
    number, first = number_rows([pd.Series(rows, dtype=float)])
    assert as_lists((number, first)) == plainly(map(plain, rows))
    assert number.tolist() == pd.factorize(np.array(rows, dtype=float), use_na_sentinel=False)[0].tolist()


@given(st.lists(st.tuples(texts, st.none() | texts, st.none() | texts, numbers, st.integers(0, 3)), max_size=30))
def test_combinations_are_numbered_whatever_the_columns_are_made_of(rows) -> None:
    said = list(zip(*rows, strict=True)) if rows else [()] * 5
    kinds = ["str", "str", object, float, np.int64]
    columns = [pd.Series(list(one), dtype=kind) for one, kind in zip(said, kinds, strict=True)]
    assert as_lists(number_rows(columns)) == plainly(tuple(map(plain, row)) for row in rows)


@given(st.lists(st.tuples(texts, numbers), min_size=1, max_size=30), st.integers(1, 7), st.data())
def test_it_does_not_matter_how_rows_are_cut_into_parts(rows, size, data) -> None:
    columns = [pd.Series([text for text, _ in rows], dtype="str"), pd.Series([number for _, number in rows], dtype=float)]
    cells = [tuple(map(plain, row)) for row in rows]
    with pytest.MonkeyPatch.context() as patch, on_cores(2):
        patch.setattr(numbering, "_PART", size)
        patch.setattr(numbering, "_LEAST_PART", size)
        assert as_lists(number_rows(columns)) == plainly(cells)
    start = data.draw(st.integers(0, len(rows)))
    assert as_lists(number_some(columns, start, len(rows))) == plainly(cells[start:])


def test_many_different_texts_and_combinations_beyond_an_integer_are_numbered_still() -> None:
    rng = np.random.default_rng(1)
    long, short = rng.integers(0, 3_000, (6, 20_000)), rng.integers(0, 3_000, 20_000)
    columns = [pd.Series([f"the same to begin with {one} and in the end" for one in some], dtype="str") for some in long]
    columns.append(pd.Series(short.astype(str), dtype="str"))
    assert as_lists(number_rows(columns)) == plainly(zip(*long.tolist(), short.tolist(), strict=True))


@given(st.lists(st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 2)))
def test_integers_are_numbered(rows) -> None:
    assert as_lists(number_integers(np.array(rows, dtype=np.int64))) == plainly(rows)


_SAID = """
import json
from tests.engine.test_numbering import told
print(json.dumps(told()))
"""


def told() -> list[list[list[int]]]:
    """What comes of texts of every length and of numbers, by themselves and together."""
    rows = ALIKE * 2 + [f"number {one}" for one in range(100)]
    columns = [pd.Series(rows, dtype="str"), pd.Series(["point", "unplaced"] * (len(rows) // 2), dtype="str")]
    columns.append(pd.Series(np.resize([0.0, -0.0, np.nan, 82.0, 122.0], len(rows))))
    return [[one.tolist() for one in number_rows(some)] for some in (columns, *([column] for column in columns))]


def test_uncompiled_the_numbers_are_the_same_and_nothing_is_warned_of() -> None:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    command = [sys.executable, "-W", "error", "-c", _SAID]
    uncompiled = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(uncompiled.stdout) == told()
