"""Places told apart by kind, by the compiled function and one after another."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.engine.overlaps import _rows_of_kinds

kinds = st.sampled_from(["point", "sector", "area", "unplaced", ""])
radii = st.sampled_from([0.0, 5.0, -1.0, float("nan")])


def plainly(kind: str, radius_m: float) -> int | None:
    """0 for a point, 1 for a disc, 2 for a sector, 3 for an area, nothing for what is nowhere."""
    match kind:
        case "point":
            return 1 if radius_m > 0 else 0
        case "sector" | "area":
            return 2 if kind == "sector" else 3
    return None


@given(st.lists(st.tuples(kinds, radii), max_size=30), st.data())
def test_each_row_is_with_those_of_its_kind(places, data) -> None:
    start = data.draw(st.integers(0, len(places)))
    kind = pd.Series([kind for kind, _ in places], dtype=data.draw(st.sampled_from(["str", object])))
    found = _rows_of_kinds(kind, np.array([radius for _, radius in places], dtype=float), start, len(places))
    told = [plainly(*place) for place in places]
    assert [one.tolist() for one in found] == [[row for row in range(start, len(told)) if told[row] == one] for one in range(4)]
