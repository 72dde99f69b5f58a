from dataclasses import replace
from datetime import UTC, datetime, time

from dashboard.domain.daily import Daily
from dashboard.domain.in_force import spans
from dashboard.domain.intervals import Interval
from dashboard.present.in_force_chart import in_force_chart
from tests.factories import invented_agreement

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MARCH, APRIL, MAY = (datetime(2026, month, 1, tzinfo=UTC) for month in (3, 4, 5))


def declared(**told):
    """The invented agreement from March on, its first provision changed."""
    agreement = replace(invented_agreement(), in_force=(Interval(MARCH),), suspended=())
    first, *others = agreement.provisions
    return replace(agreement, provisions=(replace(first, **told), *others))


def states(agreement):
    name = agreement.provisions[0].id
    return [(one.state, one.times.start, one.times.end) for one in spans(agreement) if one.of == name and not one.is_zone]


def test_a_suspension_is_cut_out_of_what_is_in_force_and_told_as_one():
    found = states(declared(suspended=(Interval(APRIL, MAY),)))

    assert [state for state, *_ in found] == ["suspended", "in force", "in force"]
    assert found[0][1:] == (APRIL, MAY)


def test_what_is_phased_in_is_not_yet_in_force():
    found = states(declared(phase_in_until=APRIL))

    assert found[0] == ("phased in", MARCH, APRIL)
    assert found[1][:2] == ("in force", APRIL)


def test_hours_of_the_day_are_a_state_of_their_own():
    chart = in_force_chart(declared(daily=Daily(time(22), time(6))), now=NOW)

    clause = chart.parts[len(invented_agreement().zones)]
    assert set(chart.bars.loc[chart.bars["part"] == clause, "state"]) == {"at hours of the day"}


def test_an_open_end_is_drawn_to_the_edge_and_told_in_words():
    chart = in_force_chart(declared(), now=NOW)

    assert chart.bars["to"].max() == chart.end
    assert chart.start < chart.bars["from"].min()
    assert chart.bars["told"].str.match("from 1 Mar 2026").all()


def test_an_agreement_that_always_holds_is_drawn_around_now():
    always = replace(invented_agreement(), in_force=(Interval(),), suspended=(), provisions=())

    chart = in_force_chart(always, now=NOW)

    assert chart.start < NOW.replace(tzinfo=None) < chart.end
