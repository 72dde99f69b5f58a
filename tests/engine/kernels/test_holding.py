"""The strongest finding of many rows, by the compiled function and by the plain rule."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine.kernels.holding import find_strongest

shares = st.sampled_from([0.25, 0.5, 1.0])
findings = st.lists(st.tuples(st.integers(0, 4), st.integers(1, 5), shares, shares), max_size=20).map(
    lambda told: sorted(told, key=lambda one: one[0])
)


@given(findings)
def test_the_strongest_is_the_surest_of_the_strongest_and_of_these_the_first(told) -> None:
    row, finding, inside, in_force = (list(column) for column in zip(*told, strict=True)) if told else ([], [], [], [])
    columns = (np.array(row, np.int64), np.array(finding, np.int8), np.array(inside, float), np.array(in_force, float))
    for column in columns:
        column.flags.writeable = False
    verdict, decisive = np.zeros(5, np.int8), np.full(5, -1)
    find_strongest(*columns, verdict, decisive, 0, len(row))
    for one in range(5):
        mine = [at for at in range(len(row)) if row[at] == one]
        best = max(mine, key=lambda at: (finding[at], inside[at] * in_force[at], -at), default=-1)
        assert (decisive[one], verdict[one]) == (best, finding[best] if mine else 0)
