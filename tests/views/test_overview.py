from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.browser.pages import ROOT
from tests.views.conftest import counted, said


@pytest.fixture
def overview(page):
    return page("overview").run()


def choose(app, name, *values):
    widget = app.multiselect(key=f"filter:{name}")
    widget.set_value(list(values)).run()
    assert not app.exception
    return counted(app)


def test_the_dashboard_opens_on_the_overview_and_says_that_everything_is_invented(data):
    app = AppTest.from_file(str(ROOT / "dashboard" / "app.py"), default_timeout=60).run()

    assert not app.exception
    assert "Sample data: every event shown is invented." in " ".join(said(app).split())
    assert "The agreement is illustrative." in said(app)
    assert "UTC, reports to" in said(app)


def test_the_counts_are_those_of_the_store(overview, data):
    picture = current_picture(open_project(data, theatre_folder(), sample_folder()))

    assert counted(overview) == (len(picture.situation.incidents), picture.situation.incidents["observations"].sum())


def test_a_selection_of_nothing_says_what_to_do(page):
    app = page("overview")
    app.query_params["parties"] = "nobody of that name"

    app.run()

    assert "No incident matches the filters" in " ".join(said(app).split())
    assert counted(app) == (0, 0)


@pytest.mark.parametrize(("last_day", "is_said"), [("2026-06-15", True), ("2026-06-17", False)])
def test_where_nothing_shown_is_from_a_time_in_force_that_is_said_with_the_times(page, last_day, is_said):
    app = page("overview")
    app.query_params["last_day"] = last_day

    app.run()

    words = " ".join(said(app).split())
    assert ("None of these reports is from a time at which a clause" in words) == is_said
    assert ("Clauses are in force: from 18 Jun 2026" in words) == is_said
    assert counted(app) > (0, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("zones", "security"), ("acts", "fire.mortar"), ("means", "drone"), ("parties", "nobody named"), ("regions", "UA-14")],
)
def test_each_filter_narrows_and_stands_in_the_link(overview, name, value):
    everything = counted(overview)

    assert (0, 0) < choose(overview, name, value) < everything
    assert overview.query_params[name] == [value] or overview.query_params[name] == value


def test_two_values_of_a_filter_select_what_has_either_and_both_stand_in_the_link(overview):
    mortar = choose(overview, "acts", "fire.mortar")[0]
    tank = choose(overview, "acts", "fire.tank")[0]
    either = choose(overview, "acts", "fire.mortar", "fire.tank")[0]

    assert max(mortar, tank) < either <= mortar + tank
    assert list(overview.query_params["acts"]) == ["fire.mortar", "fire.tank"]


def test_verdicts_are_chosen_by_their_counts(overview):
    strip = overview.button_group(key="filter:verdicts")
    number = int(strip.options[1].split("**")[1].replace(",", ""))

    strip.select("undetermined").run()

    assert counted(overview)[0] == number


def test_quick_ranges_end_with_the_last_day_of_the_data_and_typed_days_are_put_in_order(overview):
    overview.button(key="quick:7").click().run()
    last = date.fromisoformat(_one(overview, "last_day"))
    assert (last - date.fromisoformat(_one(overview, "first_day"))).days == 6
    seven = counted(overview)

    overview.date_input(key="filter:first_day").set_value(date(2026, 8, 20)).run()
    overview.date_input(key="filter:last_day").set_value(date(2026, 8, 10)).run()

    assert (_one(overview, "first_day"), _one(overview, "last_day")) == ("2026-08-10", "2026-08-20")
    assert counted(overview) != seven


def test_undo_takes_back_one_change_after_the_other(overview):
    seen = [counted(overview), choose(overview, "means", "drone"), choose(overview, "acts", "fire.mortar")]

    overview.button(key="undo").click().run()
    assert counted(overview) == seen[1]
    overview.button(key="undo").click().run()

    assert counted(overview) == seen[0]
    assert overview.button(key="undo").disabled


def test_a_chip_taken_away_lifts_its_filter(overview):
    everything = counted(overview)
    choose(overview, "means", "drone", "patrol")
    assert overview.multiselect(key="chips").value == ["Means: drone", "Means: patrol"]

    overview.multiselect(key="chips").set_value([]).run()

    assert counted(overview) == everything
    assert dict(overview.query_params) == {}


def test_a_link_brings_its_filters_its_incident_and_its_list(page):
    first = page("overview")
    first.query_params.update({"verdicts": ["undetermined", "exempt (claimed)"], "size": "50", "order": "latest first"})
    first.run()
    incident = first.dataframe[0].value["Incident"].iloc[2]

    linked = page("overview")
    linked.query_params.update({**{name: first.query_params[name] for name in first.query_params}, "incident": incident})
    linked.run()

    assert counted(linked) == counted(first)
    assert len(linked.dataframe[0].value) == 50
    assert incident in said(linked)
    assert linked.button(key="panel:before").disabled is False


def test_previous_and_next_walk_the_list(overview):
    ids = overview.dataframe[0].value["Incident"].tolist()
    overview.query_params["incident"] = ids[0]
    overview.run()

    overview.button(key="panel:after").click().run()
    assert _one(overview, "incident") == ids[1]
    overview.button(key="panel:before").click().run()
    assert _one(overview, "incident") == ids[0]
    overview.button(key="panel:close").click().run()

    assert "incident" not in overview.query_params


def test_a_link_that_cannot_be_read_narrows_nothing_and_shows_no_error(page):
    app = page("overview")
    app.query_params.update(
        {"first_day": "31 February", "box": "a,b", "size": "7", "page": "-3", "map": "nowhere", "order": "{{7*7}}"}
    )
    app.run()

    assert not app.exception
    assert dict(app.query_params) == {}


def test_unplaced_incidents_are_counted_and_listed_by_a_click(overview):
    number = int(overview.button(key="show-unplaced").label.split()[0])

    overview.button(key="show-unplaced").click().run()

    assert counted(overview)[0] == number > 0
    assert set(overview.dataframe[0].value["Verdict"]) == {"unplaced"}


def test_the_orders_and_sizes_of_the_list_change_it(overview):
    assert len(overview.dataframe[0].value) == 25
    overview.selectbox(key="list:size").select(100).run()
    assert len(overview.dataframe[0].value) == 100

    overview.selectbox(key="list:order").select("most origins first").run()

    origins = overview.dataframe[0].value["Origins"].tolist()
    assert origins == sorted(origins, reverse=True)


def test_a_broken_data_folder_is_said_in_one_message(page, data):
    (data / "store.sqlite3").write_bytes(b"this is no database at all" * 200)

    app = page("overview").run()

    assert not app.exception
    assert "The dashboard cannot show what is loaded" in said(app)
    assert "store.sqlite3" in said(app)


def test_a_theatre_that_is_not_there_is_said_in_one_message(page, monkeypatch, tmp_path):
    monkeypatch.setenv("DASHBOARD_THEATRE", str(tmp_path / "nowhere"))
    app = page("overview").run()

    assert not app.exception
    assert "The dashboard cannot show what is loaded" in said(app)
    assert "no such file in the theatre's folder" in said(app)


def _one(app, name):
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def test_explanations_are_told_in_the_language_chosen_which_stands_in_the_link(overview, data):
    picture = current_picture(open_project(data, theatre_folder(), sample_folder()))
    overview.query_params["incident"] = picture.situation.incidents["incident_id"][0]
    overview.run()
    assert "is a potential violation of" in said(overview)

    overview.button_group(key="panel:language").set_value("uk").run()

    assert not overview.exception
    assert "можливе порушення, положення" in said(overview)
    assert overview.query_params["language"] in ("uk", ["uk"])
