"""Which number of a date is the day is declared; a column's own dates only suggest it."""

import pytest

from dashboard.ingest.times.dates import order_evidence, suggest_date_order


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/04/2026", "25/03/2026"], "dmy"),
        (["03/04/2026", "03/25/2026 14:20"], "mdy"),
        (["03.04.2026", "12.12.2026"], ""),
        (["25/03/2026", "03/25/2026"], ""),
        (["2026-05-25", "soon", ""], ""),
        (["з 1 по 3 травня 2026", "25.03.2026 вранці"], "dmy"),
        (["25/03/26"], ""),
        (["32/03/2026", "25/25/2026"], ""),
        ([], ""),
    ],
)
def test_an_order_is_suggested_where_one_number_proves_it_and_none_contradicts(texts: list[str], order: str) -> None:
    assert suggest_date_order(texts) == order


def test_the_evidence_names_the_line_and_the_date() -> None:
    said = order_evidence(["03/04/2026", "25/03/2026", "26/03/2026"], [2, 17, 18])
    assert said == "line 17 has 25/03/2026, so the order looks like day first; declare it"
    assert "looks like month first" in order_evidence(["03/25/2026"], [4])


def test_contradicting_dates_are_both_named() -> None:
    said = order_evidence(["25/03/2026", "03/25/2026"], [2, 3])
    assert said == "line 2 has 25/03/2026 and line 3 has 03/25/2026: the column holds dates in both orders"
    assert order_evidence(["03/04/2026"], [2]) == ""
