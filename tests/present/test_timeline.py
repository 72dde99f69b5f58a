from datetime import date
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest

from dashboard.present import timeline as timelines
from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select, shown_period
from dashboard.present.timeline import _counted, _floor, _local, _starts, timeline
from tests.factories import many, one_observation, situation_of

KYIV = ZoneInfo("Europe/Kyiv")


def line_of(situation, **filters):
    facets, narrowed = facets_of(situation), Filters(**filters)
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


ZONES = ("Europe/Kyiv", "America/St_Johns", "Africa/Monrovia", "Asia/Kathmandu", "Australia/Lord_Howe")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("first", "days"), [("2011-03-12", 3), ("2010-10-29", 12), ("1971-12-30", 40), ("1919-06-01", 3000)])
@pytest.mark.parametrize("count", [40, 4000])
def test_wall_times_and_bins_are_those_of_the_calendar_across_every_change_of_the_clock(zone, first, days, count):
    random = np.random.default_rng(count)
    start = np.datetime64(first, "us").astype(np.int64)
    moments = start + random.integers(0, days * 86_400_000_000, count)
    wall = pd.Series(moments.view("datetime64[us]")).dt.tz_localize("UTC").dt.tz_convert(zone).dt.tz_localize(None)

    local = _local(moments, ZoneInfo(zone))

    assert local.tolist() == wall.astype("int64").tolist()
    for step in ("h", "D", "W-MON", "MS"):
        starts, number = _starts(local, step)
        assert starts.to_numpy()[number].tolist() == _floor(wall, step).to_numpy().tolist()
        assert starts.is_monotonic_increasing


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("first", "days"), [("2011-03-12", 3), ("2010-10-29", 12), ("1971-12-30", 4)])
def test_bars_counted_by_quarters_of_an_hour_are_those_counted_one_by_one(monkeypatch, zone, first, days):
    random = np.random.default_rng(days)
    began = np.datetime64(first, "us").astype(np.int64) + random.integers(0, days * 86_400_000_000, 6000)
    verdict = random.integers(0, 6, len(began)).astype(np.int8)
    found = {step: _counted(began.copy(), verdict, ZoneInfo(zone), step) for step in ("h", "D", "W-MON", "MS")}
    monkeypatch.setattr(timelines, "_counted_by_quarter", lambda *_: None)
    for step, (starts, counts) in found.items():
        expected, each = _counted(began, verdict, ZoneInfo(zone), step)
        assert starts.tolist() == expected.tolist()
        assert counts.tolist() == each.tolist()
