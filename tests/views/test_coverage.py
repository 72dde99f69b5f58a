"""Who looked, on the pages: beside every count, in a file that is loaded, and in what a person says."""

from datetime import UTC, datetime

import pytest
from shapely.geometry import box

from dashboard.coverages import coverage_in_view, withdraw_sample_coverage
from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.conftest import counted, said
from tests.views.test_upload import HOSTILE, table

HEAD = "zone,region,area,from,to,means,state,source,note\n"
AFTER = datetime(2027, 1, 1, tzinfo=UTC)
ALL_SUMMER = HEAD + "security,,,2026-06-01,2026-12-31,patrol,observed,,\n"
WITH_FAULTS = (
    HEAD
    + "security,,,2026-07-01,2026-07-10,drone,observed,desk,\n"
    + "security,,,2026-07-01,2026-07-10,drone,observed,desk,\n"
    + "security,,,2026-07-01,2026-07-10,drone,looked,desk,\n"
    + f'"{HOSTILE}",,,2026-07-01,2026-07-10,drone,observed,desk,\n'
    + "no-such-zone,,,2026-07-01,2026-07-10,drone,observed,desk,\n"
)


@pytest.fixture
def project(data):
    """The project, without the invented coverage log of the sample."""
    opened = open_project(data, theatre_folder(), sample_folder())
    withdraw_sample_coverage(opened.store)
    return opened


def words(app):
    assert not app.exception
    return " ".join(said(app).split())


def log_in_view(project):
    agreement = current_picture(project).situation.agreement
    return coverage_in_view(project.store, agreement, project.gazetteer)


def load(project, text, name="log.csv", now=AFTER):
    project.store.add_coverage_file(name, text.encode(), time_zone="Europe/Kyiv", kind="user", now=now)


def test_without_a_log_no_count_stands_alone_not_even_that_of_nothing(page, project):
    app = page("overview").run()
    assert "No coverage log: nothing says who looked" in words(app)

    app.multiselect(key="filter:acts").set_value(["fire.mortar"])
    app.date_input(key="filter:first_day").set_value("2030-01-01").run()

    assert counted(app) == (0, 0)
    assert words(app).count("No coverage log: nothing says who looked") >= 2, (
        "beside the count and where there is nothing to show"
    )


def test_with_a_log_the_count_says_what_part_of_the_zones_time_was_watched_under_the_filters(page, project):
    load(project, ALL_SUMMER)
    app = page("overview").run()
    assert "of the zones’ time; " in words(app)

    app.multiselect(key="filter:zones").set_value(["security"]).run()
    assert "Watched all of the zones’ time" in words(app)

    app.date_input(key="filter:first_day").set_value("2090-02-01").run()
    assert counted(app) == (0, 0)
    assert words(app).lower().count("still to come") >= 2


def test_the_part_of_the_map_that_is_chosen_narrows_who_looked_too(page, project):
    load(project, HEAD + f',,"{box(37.4, 48.2, 37.8, 48.6).wkt}",2026-06-01,2026-12-31,drone,observed,,\n')
    app = page("overview")
    app.query_params["box"] = "37.4,48.2,37.8,48.6"
    app.run()
    assert "Watched all of the zones’ time" in words(app)


def test_filters_that_say_nothing_of_where_anyone_looked_are_told_under_the_strip(page, project):
    load(project, ALL_SUMMER)
    app = page("overview").run()
    assert "by whatever means" not in words(app)

    app.multiselect(key="filter:means").set_value(["drone"]).run()
    assert "Who looked is counted for all of the time and ground shown, by whatever means" in words(app)


def test_no_day_is_quiet_for_having_been_called_watched_before_it_came(page, project):
    load(project, ALL_SUMMER.replace("2026-12-31", "2095-12-31"), now=datetime(2026, 7, 1, tzinfo=UTC))
    app = page("overview").run()
    app.multiselect(key="filter:zones").set_value(["security"])
    app.date_input(key="filter:first_day").set_value("2090-12-05").run()
    app.date_input(key="filter:last_day").set_value("2090-12-07").run()
    assert "Still to come" in words(app)
    assert "Watched all" not in words(app)
    assert "obody said whether anyone looked" not in words(app)

    told = words(page("upload").run())
    assert "1 statement in view: watched at times still to come when that was handed in; such times do not count" in told


def test_one_file_read_in_two_ways_is_named_since_both_readings_count(page, project):
    load(project, ALL_SUMMER)
    assert "read in two ways" not in words(page("upload").run())

    project.store.add_coverage_file("again.csv", ALL_SUMMER.encode(), time_zone="UTC", kind="user", now=AFTER)
    assert "log.csv is read in two ways, by time zone or order of dates, and both count: withdraw the one that is wrong" in words(
        page("upload").run()
    )


def test_a_log_for_the_zones_of_another_agreement_is_not_taken_for_coverage(page, project):
    load(project, HEAD + "other-zone,,,2026-06-01,2026-12-31,patrol,observed,,\n")

    assert "The coverage log speaks of no place in these zones, so nothing says who looked" in words(page("overview").run())


def test_each_zone_is_drawn_and_listed_once_its_section_is_opened(page, project):
    load(project, ALL_SUMMER)
    app = page("overview")
    app.session_state["coverage:zones"] = True
    app.run()

    hours = table(app, "Zone", "Hours in force").set_index("Zone")
    security = next(row for name, row in hours.iterrows() if "15 km" in name)
    assert security["Observed"] == security["Hours in force"] > 0
    assert (
        hours[["Observed", "Denied", "Jammed", "Weather", "No asset", "Not stated"]].sum(axis=1) - hours["Hours in force"]
    ).abs().max() < 1


def test_an_incident_says_who_looked_at_its_zones_then(page, project):
    load(project, ALL_SUMMER)
    app = page("overview")
    situation = current_picture(project).situation
    app.query_params["incident"] = situation.incidents["incident_id"].iloc[0]
    app.run()

    assert "Who looked there then" in words(app)
    assert "Security zone, 15 km to either side: watched 100 % (watched by patrol)" in words(app)


def offer(app, text, name="log.csv"):
    widget = next(one for one in app.get("file_uploader") if one.key.startswith("coverage:file"))
    widget.upload(name, text.encode(), "text/csv")
    app.run()
    return words(app)


def test_a_log_is_looked_at_accounted_for_added_and_withdrawn(page, project):
    app = page("upload").run()

    told = offer(app, WITH_FAULTS)
    assert "5 rows read = 3 accepted + 1 rejected + 1 duplicates" in told
    assert "2 rows in this file: the place is in no zone known here" in told
    assert "'no-such-zone' is no zone of the agreement" in told
    assert "is no state, expected one of observed" in table(app, "Line", "Reason")["Reason"].iloc[0]
    assert log_in_view(project).files == (), "nothing is kept before it is added"

    app.button(key="coverage:add").click().run()
    told = words(app)
    assert "log.csv is in the coverage log: 3 rows accepted" in told
    assert "2 rows in view: the place is in no zone known here" in told
    assert len(log_in_view(project).watches) == 3

    app.button(key="coverage:0:confirm").click().run()
    assert "0 files in view" in words(app)
    assert log_in_view(project).files == ()


def test_a_file_that_is_no_log_is_told_in_one_message_and_changes_nothing(page, project):
    told = offer(page("upload").run(), "a,b\n1,2\n", HOSTILE)

    assert "This file cannot be read as a coverage log; nothing was changed" in told
    assert "no column 'from'; no column 'state'" in told
    assert log_in_view(project).files == ()


def test_a_person_says_who_looked_and_takes_it_back_with_a_reason(page, project):
    app = page("upload").run()
    assert app.button(key="said:add").disabled

    app.selectbox(key="said:place").set_value(("zone", "security"))
    app.selectbox(key="said:state").set_value("jammed")
    app.selectbox(key="said:means").set_value("drone")
    app.text_input(key="said:from").set_value("2026-07-03 06:00")
    app.text_input(key="said:to").set_value("2026-07-03 05:00")
    app.text_input(key="said:who").set_value("Ann")
    app.text_input(key="said:note").set_value(HOSTILE).run()
    assert "lies before the start" in words(app)
    assert app.button(key="said:add").disabled

    app.text_input(key="said:to").set_value("2026-07-03 18:00").run()
    assert "Read as 3 July 2026, 06:00–18:00 (Kyiv time)" in words(app).replace(" to ", "–")
    app.button(key="said:add").click().run()
    (watch,) = log_in_view(project).watches
    assert (watch.watch.state, watch.watch.means, watch.watch.zone, watch.who) == ("jammed", "drone", "security", "Ann")
    assert table(app, "Where", "Taken back")["Note"].tolist() == [HOSTILE]

    app.session_state["said:chosen"] = watch.entry
    app.run()
    app.text_input(key="said:back-who").set_value("Ben")
    app.text_input(key=f"said:why:{watch.entry}").set_value("it was the day after").run()
    app.button(key="said:take-back").click().run()
    assert "It is taken back; the record keeps what was said, by whom, and why it was taken back" in words(app)
    assert log_in_view(project).watches == ()
    assert "by Ben: it was the day after" in table(app, "Where", "Taken back")["Taken back"].iloc[0]


def test_the_hour_that_the_clock_leaves_out_is_told_and_nothing_is_written(page, project):
    app = page("upload").run()
    app.text_input(key="said:from").set_value("2026-03-29 03:30").run()

    assert "does not exist" in words(app)
    assert app.button(key="said:add").disabled


DAY_FIRST = (
    "Зона;Дата;Час з;Час до;Засіб;Стан;Хто\n"
    "security;20.07.2026;06:00;14:00;патруль;спостерігали;Патруль 4\n"
    "security;20.07.2026;14:00;22:00;БПЛА;РЕБ;екіпаж 2\n"
    "security;21.07.2026;06:00;14:00;куля;спостерігали;Патруль 4\n"
)


def test_the_order_of_dates_is_asked_as_of_observations_and_nothing_is_added_before_it_is_told(page, project):
    app = page("upload").run()

    told = offer(app, DAY_FIRST)
    (order,) = [one for one in app.radio if one.label == "Which number of a date is the day?"]
    assert order.value is None
    assert "What the dates say: day first: in 2 of 2 dates" in told
    assert not [one for one in app.button if one.key == "coverage:add"]

    order.set_value("dmy").run()
    told = words(app)
    assert "3 rows read = 3 accepted + 0 rejected" in told
    assert "lines 2, 4: state 'спостерігали' is read as observed" in told
    assert "line 4: means 'куля' is not one of" in told

    app.button(key="coverage:add").click().run()
    told = words(app)
    assert "dates such as 03/04/2026 are read day first, as was chosen" in told
    assert "line 4: means 'куля' is not one of" in told, "the remarks stay beside the file"
    assert {one.watch.state for one in log_in_view(project).watches} == {"observed", "jammed"}

    app.button(key="coverage:0:confirm").click().run()
    assert "log.csv has left the coverage log; its bytes are kept" in words(app)


def test_of_dates_that_begin_with_the_year_nothing_is_asked(page, project):
    app = page("upload").run()
    offer(app, ALL_SUMMER)
    assert not [one for one in app.radio if one.label == "Which number of a date is the day?"]
    assert app.button(key="coverage:add")
