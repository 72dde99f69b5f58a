"""What a click means: on a row, on the timeline, on a pile of marks, on a set of files."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dashboard.present.facets import facets_of
from dashboard.present.filters import Filters
from dashboard.present.selection import select, shown_period
from dashboard.present.timeline import timeline
from dashboard.ui.agreement_files import NoMainFileError, main_file
from dashboard.ui.map_frame import read_event
from dashboard.ui.row_choice import row_meant
from dashboard.ui.timeline_chart import chosen_days
from tests.factories import many

KYIV = ZoneInfo("Europe/Kyiv")


def milliseconds(*moment: int) -> float:
    return datetime(*moment, tzinfo=UTC).timestamp() * 1000


@pytest.fixture(scope="module")
def line():
    situation = many(200)
    facets = facets_of(situation)
    selection = select(facets, situation, Filters(), KYIV)
    return timeline(situation, selection, shown_period(Filters(), facets, KYIV), KYIV)


def test_a_drawn_range_means_the_days_it_touches(line):
    drawn = {"range": {"from": [milliseconds(2026, 6, 3, 11, 20), milliseconds(2026, 6, 9, 1)]}, "bar": []}

    assert chosen_days(drawn, line) == (date(2026, 6, 3), date(2026, 6, 9))


def test_a_range_that_ends_at_midnight_does_not_touch_the_next_day(line):
    drawn = {"range": {"from": [milliseconds(2026, 6, 3), milliseconds(2026, 6, 4)]}}

    assert chosen_days(drawn, line) == (date(2026, 6, 3), date(2026, 6, 3))


def test_a_bar_means_the_days_of_its_bin(line):
    begins = line.counts["from"].iloc[3]
    bar = {"range": {}, "bar": [{"from": milliseconds(begins.year, begins.month, begins.day)}]}

    assert chosen_days(bar, line) == (begins.date(), begins.date())


def test_nothing_drawn_and_no_bar_means_no_days(line):
    assert chosen_days({"range": {}, "bar": []}, line) is None
    assert chosen_days({}, line) is None
    assert chosen_days({"range": {"from": [milliseconds(2026, 6, 3)] * 2}}, line) is None


@pytest.mark.parametrize(
    ("rows", "cells", "before", "meant"),
    [
        ([], [], [], None),
        ([4], [], [], 4),
        ([], [(2, "When")], [], 2),
        ([2], [(3, "Act")], [(2, "When")], 3),
        ([5], [(2, "When")], [(2, "When")], 5),
        ([], [(2, "When")], [(2, "When")], None),
    ],
)
def test_a_cell_clicked_just_now_counts_before_a_tick_and_one_clicked_earlier_does_not(rows, cells, before, meant):
    assert row_meant({"rows": rows, "cells": cells}, before) == meant


def test_a_pile_tells_where_its_incidents_lie():
    answer = {"last_active_drawing": {"properties": {"kind": "cell", "id": "37.5,48.1,37.6,48.2", "click": 7}}}

    event, click = read_event(answer, told=None)

    assert (event.clicked_box, event.clicked, event.clicked_area, click) == ((37.5, 48.1, 37.6, 48.2), None, None, 7)
    assert read_event(answer, told=7)[0].clicked_box is None


@pytest.mark.parametrize(
    ("names", "main"),
    [
        (["a.yaml", "zones.geojson", "b.geojson"], "a.yaml"),
        (["a.YML"], "a.YML"),
        (["zones.json"], "zones.json"),
        (["readme.txt", "zones.geojson"], "zones.geojson"),
    ],
)
def test_an_agreement_starts_from_its_only_yaml_or_its_only_geojson(names, main):
    assert main_file(dict.fromkeys(names, b"")) == main


def test_two_agreements_at_once_are_one_too_many():
    with pytest.raises(NoMainFileError, match=r"found 2 YAML files \(a.yaml, b.yml\), expected one"):
        main_file({"b.yml": b"", "a.yaml": b""})
