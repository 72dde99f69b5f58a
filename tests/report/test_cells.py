"""How numbers, shares and moments are printed, and that they can be read back."""

import math
from datetime import UTC, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.report.cells import flag_texts, metre_texts, moment_texts, number_texts, share_texts, texts

SHARES = st.lists(st.floats(0, 1), min_size=1, max_size=20)
NUMBERS = st.lists(st.floats(allow_infinity=False), min_size=1, max_size=20)


def floats(*values):
    return pd.Series(values, dtype="float64")


def test_a_share_is_printed_as_short_as_six_decimals_allow():
    assert share_texts(floats(0, 1, 0.5, 1 / 3, 2 / 3, 0.95, 1e-5)) == [
        "0",
        "1",
        "0.5",
        "0.333333",
        "0.666667",
        "0.95",
        "0.00001",
    ]


def test_a_share_never_rounds_to_certainty():
    assert share_texts(floats(0.9999999, 1e-9)) == ["0.999999", "0.000001"]


def test_the_noise_of_a_computation_is_not_a_doubt():
    assert share_texts(floats(1 - 2**-52, 1 + 2**-52)) == ["1", "1"]


def test_a_share_that_is_not_there_is_printed_as_nothing():
    assert share_texts(floats(math.nan, 1.0, math.nan)) == ["", "1", ""]


@given(SHARES)
def test_shares_are_read_back_to_six_decimals(shares):
    back = [float(text) for text in share_texts(pd.Series(shares))]
    assert all(abs(printed - exact) <= 1.0001e-6 for printed, exact in zip(back, shares, strict=True))


@given(SHARES)
def test_printing_what_was_read_back_prints_the_same(shares):
    once = share_texts(pd.Series(shares))
    assert share_texts(pd.Series([float(text) for text in once])) == once


def test_distances_have_one_decimal_and_no_minus_zero():
    assert metre_texts(floats(-123.46, 0, -0.04, 25000, math.nan)) == ["-123.5", "0.0", "0.0", "25000.0", ""]


@given(NUMBERS)
def test_numbers_are_read_back_exactly(numbers):
    back = [float(text) if text else math.nan for text in number_texts(pd.Series(numbers))]
    assert pd.Series(back).equals(pd.Series(numbers))


def test_whole_numbers_have_no_point():
    assert number_texts(floats(400, -3, 122.5, math.nan)) == ["400", "-3", "122.5", ""]


@given(st.lists(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)), min_size=1, max_size=8))  # noqa: DTZ001 - bounds of a strategy are naive
def test_moments_are_read_back_exactly(moments):
    printed = moment_texts(pd.Series(moments).astype("datetime64[us, UTC]"))
    assert [datetime.fromisoformat(text) for text in printed] == moments


def test_a_moment_is_printed_in_utc_with_no_more_digits_than_it_needs():
    moments = pd.to_datetime(pd.Series(["2026-05-03T14:20+03:00", "2026-05-03T14:20:00.25+03:00"]), format="ISO8601", utc=True)
    expected = ["2026-05-03T11:20:00Z", "2026-05-03T11:20:00.250000Z"]
    assert moment_texts(moments) == expected
    assert moment_texts(moments.dt.tz_convert("Europe/Kyiv")) == expected


def test_a_column_is_printed_as_its_type_asks():
    assert texts(pd.Series([3, 4])) == ["3", "4"]
    assert texts(pd.Series([True, False])) == flag_texts(pd.Series([True, False])) == ["true", "false"]
    assert texts(pd.Series([1.0, math.nan])) == ["1", ""]
    assert texts(pd.Series(["a", ""], dtype="str")) == ["a", ""]
    assert texts(pd.Series(["a", ""], dtype="object")) == ["a", ""]


@pytest.mark.parametrize("dtype", ["str", "object"])
def test_a_text_column_that_holds_no_text_somewhere_is_refused(dtype):
    with pytest.raises(TypeError, match=r"column region_code holds (float|NoneType), expected text in every row"):
        texts(pd.Series(["a", None], dtype=dtype, name="region_code"))
