"""Boundaries and places of one's own on the page: looked at, put to use, removed."""

import json
from datetime import UTC, datetime

from dashboard.pictures import current_picture
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project
from tests.views.conftest import said
from tests.views.test_upload import HOSTILE, drop, table

SQUARE = {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]}
ROWS = b"observed_from,region,place,act\n2026-05-02,Strip,,fire\n2026-05-03,Donetsk oblast,Ivanivka,fire\n"


def boundaries(name: str) -> bytes:
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": SQUARE}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def offer(app, key, name, data):
    widget = next(one for one in app.get("file_uploader") if one.key.startswith(key))
    widget.upload(name, data, "application/octet-stream")
    app.run()
    assert not app.exception
    return " ".join(said(app).split())


def placed(data):
    return current_picture(open_project(data, theatre_folder(), sample_folder())).placed.observations


def test_a_boundary_file_is_looked_at_put_to_use_for_the_rows_in_view_and_removed(page, data):
    app = page("upload").run()
    drop(app, ("new.csv", ROWS))
    app.button(key="upload:add").click().run()
    assert table(app, "Place", "Why")["Stands in"].tolist() == ["unplaced", "Donetsk Oblast"]

    assert "it cannot be used" not in offer(app, "own:boundaries", f"{HOSTILE}.geojson", boundaries("Strip"))
    assert table(app, "Name", "What it does").to_numpy().tolist() == [["Strip", "Strip", "a new area"]]
    app.button(key="own:use:boundaries").click().run()

    assert not app.exception
    assert "1 file in use" in " ".join(said(app).split())
    rows = placed(data)
    assert rows["place_kind"].tolist() == ["area", "area"]
    assert rows["place_note"][0].startswith(f"boundary from {HOSTILE}.geojson (SHA-256 ")

    app.button(key="own:confirm:0").click().run()
    assert not app.exception
    assert placed(data)["place_kind"].tolist() == ["unplaced", "area"]
    assert table(app, "File", "What was done")["What was done"].tolist() == ["removed", "version 1 put to use"]

    words = offer(app, "own:places", "posts.csv", b"name,lon,lat\nPost,1,2\n")
    assert "This file cannot be used; nothing was changed" in words
    assert "posts.csv, line 1: found columns" in words


def test_a_file_that_does_not_fit_the_theatre_is_told_on_every_page_and_can_be_removed(page, data):
    store = open_project(data, theatre_folder(), sample_folder()).store
    csv = b"name,lon,lat,radius_m,region_code\nPost 4,37.3,48.3,100,M-02\n"
    store.add_own_file("places", "posts.csv", csv, datetime(2026, 5, 3, tzinfo=UTC))
    app = page("overview").run()
    assert "a file of your own does not fit this theatre" in said(app)
    assert "posts.csv, line 2: region_code" in said(app)
    app.button(key="own:confirm:0").click().run()
    assert not app.exception
    assert "does not fit" not in said(app)
