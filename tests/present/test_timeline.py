from datetime import date
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboard.present.filters import Filters
from dashboard.present.selection import Facets, select, shown_period
from dashboard.present.timeline import timeline
from tests.factories import many, one_observation, situation_of

KYIV = ZoneInfo("Europe/Kyiv")


def line_of(situation, **filters):
    facets, narrowed = Facets(situation), Filters(**filters)
    selection = select(facets, situation, narrowed, KYIV)
    return timeline(situation, selection, shown_period(narrowed, facets, KYIV), KYIV), selection


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"verdicts": ("undetermined",)},
        {"first_day": date(2026, 6, 20)},
        {"first_day": date(2026, 6, 20), "last_day": date(2026, 6, 21)},
        {"zones": ("inner",), "means": ("drone", "patrol")},
        {"parties": ("nobody of that name",)},
    ],
)
def test_the_bars_add_up_to_the_selection(filters):
    line, selection = line_of(many(300), **filters)

    assert line.counts["incidents"].sum() == len(selection.incidents)
    assert (line.counts["from"] < line.counts["to"]).all()


@pytest.mark.parametrize(("days", "unit"), [(2, "hour"), (60, "day"), (400, "week"), (2000, "month")])
def test_bins_suit_the_span(days, unit):
    line, _ = line_of(many(80, days=days))

    assert line.unit == unit
    assert (line.counts["from"] >= line.start).all()
    assert (line.counts["to"] <= line.end).all()


def test_a_bin_is_a_local_day():
    line, _ = line_of(
        situation_of([one_observation(hours=20.5), one_observation(hours=22, lon=37.0), one_observation(hours=200)])
    )

    assert line.counts["from"].tolist() == [pd.Timestamp(day) for day in ("2026-06-01", "2026-06-02", "2026-06-09")]


def test_what_began_before_the_days_shown_stands_in_the_first_bin():
    situation = situation_of([one_observation(hours=10, lasts=60), one_observation(hours=90, lon=37.0)])

    line, _ = line_of(situation, first_day=date(2026, 6, 3), last_day=date(2026, 6, 9))

    assert line.counts["from"].min() == pd.Timestamp("2026-06-03")
    assert line.counts["incidents"].sum() == 2


def test_weeks_begin_on_monday_and_months_on_their_first_day():
    weeks, _ = line_of(many(80, days=400))
    months, _ = line_of(many(80, days=2000))

    assert set(weeks.counts["from"].dt.day_of_week) == {0}
    assert set(months.counts["from"].dt.day) == {1}
    assert set(months.counts["to"].dt.day) == {1}


def test_the_axis_keeps_its_span_whatever_else_is_filtered():
    everything, _ = line_of(many(300))
    few, _ = line_of(many(300), acts=("fire.mortar",))

    assert (few.start, few.end, few.unit) == (everything.start, everything.end, everything.unit)
