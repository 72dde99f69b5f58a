"""Names that could not be told, told by a person on the page."""

import pytest

from dashboard.ingest.places.corrections import Names
from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.conftest import said
from tests.views.test_upload import HOSTILE, drop, table

IVANIVKA = Names("", "", "Ivanivka")
ROWS = f"""observed_from,region,place,act
2026-05-02,,"{HOSTILE}",fire
2026-05-03,,Ivanivka,fire
2026-05-04,,Ivanivka,fire
2026-05-05,Donetsk oblast,,fire
""".encode()


@pytest.fixture
def upload(page):
    app = page("upload").run()
    drop(app, ("new.csv", ROWS))
    app.button(key="upload:add").click().run()
    return app


def choose(app, key, names):
    app.session_state[key] = names
    app.run()
    assert not app.exception


def answered(app, who="Ann", why="the sender said so"):
    """Say that the settlement in Luhansk oblast is meant."""
    choose(app, "places:chosen", IVANIVKA)
    box = app.selectbox(key="places:choice")
    box.set_value(next(one for one in box.options if "in Luhansk Oblast" in one))
    app.text_input(key="places:who").set_value(who)
    app.text_input(key="places:why").set_value(why).run()
    return app.button(key="places:place")


def placed(data):
    return current_picture(open_project(data, theatre_folder(), sample_folder())).placed.observations


def test_names_that_place_nothing_are_listed_with_their_rows(upload):
    assert "Places that could not be told" in said(upload)
    assert table(upload, "Place", "Why")[["Place", "Rows"]].to_numpy().tolist() == [["Ivanivka", 2], [HOSTILE, 1]]


def test_why_they_place_nothing_is_told_in_the_language_chosen(upload):
    assert table(upload, "Place", "Why")["Why"].str.contains(" may be one of several settlements ").any()
    upload.button_group(key="places:language").set_value("uk").run()
    assert not upload.exception
    assert table(upload, "Place", "Why")["Why"].str.contains(" може бути одним із кількох населених пунктів ").any()


def test_nothing_is_chosen_for_a_person_and_who_and_why_are_needed(upload):
    choose(upload, "places:chosen", IVANIVKA)
    assert upload.selectbox(key="places:choice").value is None
    assert upload.button(key="places:place").disabled
    assert answered(upload, who=" ").disabled
    assert answered(upload, why="").disabled
    assert not answered(upload).disabled


def test_rows_stand_where_a_person_said_and_the_decision_is_shown_and_can_be_revoked(upload, data):
    answered(upload, why=HOSTILE).click().run()

    assert not upload.exception
    assert placed(data)["place_kind"].tolist() == ["unplaced", "point", "point", "area"]
    assert table(upload, "Place", "Why")["Place"].tolist() == [HOSTILE]
    row = table(upload, "Placed at", "Who").iloc[0]
    assert (row["Place"], row["Who"], row["Why"]) == ("Ivanivka", "Ann", HOSTILE)
    assert "settlement in Luhansk Oblast" in row["Placed at"]

    choose(upload, "places:in-force", IVANIVKA)
    assert upload.button(key="places:revoke").disabled
    upload.text_input(key="places:revoke:who").set_value("Ben")
    upload.text_input(key="places:revoke:why").set_value("it was another").run()
    upload.button(key="places:revoke").click().run()

    assert not upload.exception
    assert placed(data)["place_kind"].tolist() == ["unplaced", "unplaced", "unplaced", "area"]
    assert "Corrections in force" not in said(upload)


def test_a_name_like_nothing_known_says_so(upload):
    choose(upload, "places:chosen", Names("", "", HOSTILE))
    assert "Nothing that is known has such a name or one like it." in said(upload)


def test_the_next_file_is_previewed_with_what_was_decided(upload):
    answered(upload).click().run()
    drop(upload, ("next.csv", b"observed_from,place,act\n2026-05-06,Ivanivka,fire\n"))
    assert "placed by a correction of Ann: the sender said so" in table(upload, "Verdict", "To note")["To note"].iloc[0]
