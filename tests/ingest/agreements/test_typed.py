import pytest

from dashboard.ingest.agreements.typed import metres_of_text, period_of_text


@pytest.mark.parametrize(
    ("typed", "metres"),
    [
        ("3 km", "3000"),
        ("3km", "3000"),
        ("25000", "25000"),
        ("25 000 m", "25000"),
        ("7.5 km", "7500"),
        ("7,5 км", "7500"),
        ("500 metres", "500"),
        ("2 kilometers", "2000"),
        ("0.25 km", "250"),
    ],
)
def test_a_length_is_metres_whatever_its_unit(typed, metres):
    assert metres_of_text(typed) == metres


@pytest.mark.parametrize("typed", ["12,000", "1.500 km", "3 miles", "3 nm", "-5", "about 3 km", "", "3 m 20"])
def test_a_length_that_cannot_be_told_for_sure_stays_as_typed(typed):
    assert metres_of_text(typed) == typed


@pytest.mark.parametrize(
    ("typed", "period"),
    [("7 days", "P7D"), ("1 day", "P1D"), ("every 30 days", "P30D"), ("P7D", "P7D"), ("p10d", "P10D"), ("7 днів", "P7D")],
)
def test_a_period_of_days_is_as_the_file_writes_it(typed, period):
    assert period_of_text(typed) == period


@pytest.mark.parametrize("typed", ["7", "1 week", "a fortnight", "P1W", "0 days", "week"])
def test_a_period_that_may_mean_several_things_stays_as_typed(typed):
    assert period_of_text(typed) == typed
