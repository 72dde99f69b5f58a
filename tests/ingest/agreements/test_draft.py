from dataclasses import replace

import pytest
import shapely

from dashboard.ingest.agreements import zones as zones_reading
from dashboard.ingest.agreements.draft import SHAPE
from dashboard.ingest.agreements.draft_edits import free_id, rename_zone
from dashboard.ingest.agreements.draft_files import check_draft, written
from dashboard.ingest.agreements.draft_start import comment_lines, draft_of, draft_of_template, empty_draft
from dashboard.ingest.agreements.drawing import as_plain
from dashboard.ingest.agreements.file import AgreementBundle, bundle_from_path, read_agreement
from dashboard.ingest.agreements.templates import templates
from dashboard.settings import sample_folder, templates_folder

BOW_TIE = {"type": "Polygon", "coordinates": [[[37.0, 48.0], [38.0, 49.0], [38.0, 48.0], [37.0, 49.0], [37.0, 48.0]]]}
ZONES = b"""{"type": "FeatureCollection", "features": [{"type": "Feature",
  "properties": {"name": "Zone", "from": "2026-01-01T00:00+02:00"},
  "geometry": {"type": "Polygon", "coordinates": [[[37, 48], [38, 48], [38, 49], [37, 49], [37, 48]]]}}]}"""


@pytest.fixture(scope="module")
def sample():
    bundle = bundle_from_path(sample_folder() / "agreement.yaml")
    return draft_of(bundle, read_agreement(bundle))


def test_whoever_draws_clockwise_is_told_nothing_of_directions(sample):
    clockwise = {"type": "Polygon", "coordinates": [[[37.0, 48.0], [37.0, 49.0], [38.0, 49.0], [37.0, 48.0]]]}
    drawn = sample.put(("zones", 6, "geometry"), {SHAPE: clockwise})

    assert check_draft(drawn, None).agreement.notes == check_draft(sample, None).agreement.notes
    assert read_agreement(AgreementBundle("agreement.yaml", written(drawn))).notes == check_draft(sample, None).agreement.notes


def places(draft, gazetteer=None):
    return [path for path, _ in check_draft(draft, gazetteer).faults]


def test_a_draft_of_an_agreement_comes_back_as_the_same_agreement(sample):
    original = read_agreement(bundle_from_path(sample_folder() / "agreement.yaml"))

    again = read_agreement(AgreementBundle("agreement.yaml", written(sample)))

    assert replace(again, version="") == replace(original, version="")
    assert check_draft(sample, None).faults == ()


def test_zones_without_an_agreement_become_one_that_can_be_changed():
    bundle = AgreementBundle("zones.geojson", {"zones.geojson": ZONES})

    draft = draft_of(bundle, read_agreement(bundle))

    assert check_draft(draft, None).faults == ()
    assert draft.at("zones", 0, "geometry", SHAPE)


def test_each_fault_is_told_at_the_value_it_is_in(sample):
    draft = (
        sample.put(("agreement", "in_force", 0, "from"), "2026-03-29T03:30")
        .put(("zones", 1, "geometry", "distance_m"), "far")
        .put(("provisions", 0, "clause"), "", needed=True)
        .put(("provisions", 0, "prohibits", "acts"), ["fire", "fyre"])
    )

    assert places(draft) == [
        ("agreement", "in_force", 0, "from"),
        ("zones", 1, "geometry", "distance_m"),
        ("provisions", 0, "clause"),
        ("provisions", 0, "prohibits", "acts", 1),
    ]


def test_what_is_missing_in_a_part_is_told_where_it_would_stand_and_not_of_its_first_value(sample):
    assert places(sample.taken_out(("zones", 9, "geometry"))) == [("zones", 9, "geometry")]


def test_a_faulty_drawing_hides_no_other_zone(sample):
    number = next(number for number in range(14) if sample.text("zones", number, "id") == "settlement-avdiivka")

    checked = check_draft(sample.put(("zones", number, "geometry", SHAPE), BOW_TIE), None)

    assert [path for path, _ in checked.faults] == [("zones", number, "geometry", "file")]
    assert "edges cross" in checked.faults[0][1].said
    assert len(checked.agreement.zones) == sample.count("zones") - 1


def test_an_empty_draft_asks_for_what_every_agreement_needs():
    assert places(empty_draft("Europe/Kyiv")) == [
        ("agreement", "id"),
        ("agreement", "title"),
        ("agreement", "in_force", 0, "from"),
        ("zones",),
        ("provisions",),
    ]


@pytest.mark.parametrize("name", [one.name for one in templates(templates_folder())])
def test_a_template_is_a_draft_whose_only_faults_are_what_it_asks_for(name):
    template = next(one for one in templates(templates_folder()) if one.name == name)

    faults = check_draft(draft_of_template(template.data), None).faults

    assert [path[-1] for path, fault in faults if "looked up" not in fault.said] == ["ask"] * len(template.asks)


def test_a_zone_that_is_renamed_is_renamed_wherever_it_is_named(sample):
    renamed = rename_zone(rename_zone(sample, 0, "front"), 1, "belt")

    assert check_draft(renamed, None).faults == ()
    assert renamed.text("zones", 1, "geometry", "buffer_of") == "front"
    assert "belt" in renamed.texts("provisions", 0, "zones")


def test_a_new_id_is_one_that_nothing_has(sample):
    assert free_id(sample, "provisions", "P") == "P2"


def test_an_edit_leaves_the_draft_before_it_as_it_was(sample):
    before = written(sample)

    sample.put(("zones", 1, "geometry", "distance_m"), "9").taken_out(("provisions", 0))

    assert written(sample) == before


@pytest.mark.parametrize("word", ["null", "~", "no", "08", "2026-03-01", "a: b", "- x", "#", "'", "two\nlines", "{}", "☃", "&x"])
def test_any_text_comes_back_as_it_was_typed(sample, word):
    draft = sample.put(("provisions", 0, "text"), word)

    assert check_draft(draft, None).agreement.provisions[0].text == word


def test_a_length_that_is_empty_is_one_fault(sample):
    draft = sample.put(("provisions", 0, "phase_in"), {"within": ""})

    assert places(draft) == [("provisions", 0, "phase_in", "within")]


def test_comments_of_a_file_are_counted_and_a_sign_in_a_text_is_none():
    file = b"# head\nagreement: {id: a} # why\n  # indented\ntitle: 'a # b'\nother: \"c # d\"\ncolour: x#y\nlast: '' # e\n"

    assert comment_lines(file) == 4


def test_a_zone_of_very_many_corners_is_read_once_however_often_something_else_is_changed(sample, monkeypatch):
    circle = as_plain(shapely.Point(37.5, 48.2).buffer(0.2, quad_segs=3_000))
    draft = sample.put(("zones", sample.count("zones")), {"id": "wide", "name": "Wide", "geometry": {SHAPE: circle}})
    read = []
    reading = zones_reading.read_geojson
    monkeypatch.setattr(zones_reading, "read_geojson", lambda data, name: (read.append(len(data)), reading(data, name))[1])

    for title in ("One", "Two", "Three"):
        assert check_draft(draft.put(("agreement", "title"), title), None).faults == ()

    assert len([size for size in read if size > 200_000]) == 1


def test_a_drawing_that_was_changed_is_read_anew(sample):
    at = sample.count("zones")
    for half in (0.2, 0.1):
        shape = as_plain(shapely.Point(37.5, 48.2).buffer(half, quad_segs=3_000))
        draft = sample.put(("zones", at), {"id": "wide", "name": "Wide", "geometry": {SHAPE: shape}})

        read = check_draft(draft, None).agreement.zone("wide").geometry

        assert read.equals_exact(shapely.Point(37.5, 48.2).buffer(half, quad_segs=3_000), 1e-9, normalize=True)
