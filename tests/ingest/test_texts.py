"""What is done to a column of text at once is what Python does to each cell."""

import json
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.duplicates import row_keys
from dashboard.ingest.json_cells import json_objects
from dashboard.ingest.numbers import read_decimal
from dashboard.ingest.plain_cells import plain_decimals
from dashboard.ingest.texts import (
    as_series,
    blank,
    chosen,
    distinct,
    either,
    empty,
    is_empty,
    joined_where,
    lengths,
    of_series,
    same,
    sparse,
    stripped,
    texts,
)  # fmt: skip
from tests.ingest.strict import row_key

cells = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(["", "", " ", "\u00a0"]), max_size=12
)


def test_every_character_is_stripped_or_kept_as_python_does() -> None:
    every = [f"{chr(code)}x{chr(code)}" for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    assert stripped(texts(every)).to_pylist() == [text.strip() for text in every]


@given(cells)
def test_a_column_is_as_its_cells_are(given_cells: list[str]) -> None:
    column = texts(given_cells)
    numbers, different = distinct(column)
    assert [different[number] for number in numbers] == given_cells
    assert list(blank(column)) == [not text.strip() for text in given_cells]
    assert list(lengths(column)) == [len(text.encode()) for text in given_cells]
    assert is_empty(column) == (not any(given_cells))
    assert chosen(different, numbers).to_pylist() == given_cells
    assert of_series(as_series(column)).to_pylist() == given_cells


def test_empty_columns_of_any_length_hold_empty_texts() -> None:
    for size in (0, 1, 7, 8, 9, 1000):
        assert as_series(empty(size)).tolist() == [""] * size
        assert same("x", size).to_pylist() == ["x"] * size
        assert sparse({0: "y"} if size else {}, size).to_pylist() == ["y"][:size] + [""] * (size - 1)


@given(st.lists(st.tuples(st.text("ab", max_size=2), st.text("cd", max_size=2), st.booleans(), st.booleans()), max_size=8))
def test_those_cells_are_joined_that_are_taken(rows: list[tuple[str, str, bool, bool]]) -> None:
    one, other = (texts([row[at] for row in rows]) for at in (0, 1))
    taken = [np.array([row[at] for row in rows], dtype=np.bool_) for at in (2, 3)]
    expected = ["; ".join(cell for cell, take in zip(row[:2], row[2:], strict=True) if take) for row in rows]
    assert joined_where([one, other], taken, "; ").to_pylist() == expected
    assert either(taken[0], one, other).to_pylist() == [row[0] if row[2] else row[1] for row in rows]


@given(cells, cells)
def test_the_cells_that_are_left_are_written_as_json_writes_them(one: list[str], other: list[str]) -> None:
    size = min(len(one), len(other))
    columns = {"a": one[:size], 'b "quoted"': other[:size]}
    expected = [
        json.dumps({name: column[at] for name, column in columns.items() if column[at].strip()}, ensure_ascii=False)
        for at in range(size)
    ]
    assert json_objects(columns, size).to_pylist() == expected


parts = st.lists(st.sampled_from(['"', "], [", '"], ["', "\\", "a", ", ", "é", "\0", "\x7f"]), max_size=5).map("".join)


@given(st.lists(st.lists(parts, min_size=2, max_size=2), max_size=6))
def test_keys_made_at_once_are_those_made_one_by_one(rows: list[list[str]]) -> None:
    assert row_keys(["a", "b"], rows) == [row_key(["a", "b"], row) for row in rows]


@given(st.lists(st.floats(allow_nan=False).map(repr) | st.text("0123456789.-+e ٣", max_size=20), max_size=10))
def test_a_number_that_is_read_at_once_is_the_number_read_alone(column: list[str]) -> None:
    for text, number in zip(column, plain_decimals(texts(column)).tolist(), strict=True):
        assert np.isnan(number) or repr(number) == repr(read_decimal(text))
