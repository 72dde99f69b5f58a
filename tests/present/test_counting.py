import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.present.counting import told_apart

NUMBERS = st.lists(st.integers(-(10**12), 10**12) | st.integers(-5, 5), max_size=30)


@given(NUMBERS, st.booleans())
def test_numbers_are_told_apart_as_by_sorting_them(numbers, narrow):
    given_numbers = np.array([one % 7 for one in numbers] if narrow else numbers, dtype=np.int64)
    different, position = told_apart(given_numbers)
    expected, inverse = np.unique(given_numbers, return_inverse=True)
    assert different.tolist() == expected.tolist()
    assert position.tolist() == inverse.tolist()


@pytest.mark.parametrize("reach", [10, 10**9])
def test_a_short_and_a_long_range_are_told_apart_alike(reach):
    numbers = np.random.default_rng(1).integers(-reach, reach, 2_000)
    different, position = told_apart(numbers)
    assert (different[position] == numbers).all()
    assert (np.diff(different) > 0).all()
