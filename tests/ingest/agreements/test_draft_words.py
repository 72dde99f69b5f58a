import pytest

from dashboard.ingest.agreements.draft import Draft
from dashboard.ingest.agreements.draft_files import check_draft
from dashboard.ingest.agreements.draft_words import beside_field, fault_lines, is_still_empty

SQUARE = [[37.0, 48.0], [38.0, 48.0], [38.0, 49.0], [37.0, 48.0]]
LINE = {"type": "LineString", "coordinates": [[37.0, 48.0], [38.0, 48.5]]}
BOW_TIE = {"type": "Polygon", "coordinates": [[[37, 48], [38, 49], [38, 48], [37, 49], [37, 48]]]}
WHOLE = Draft(
    {
        "agreement": {"id": "a", "title": "T", "time_zone": "Europe/Kyiv", "in_force": [{"from": "2026-02-15"}]},
        "zones": [
            {"id": "z1", "name": "Line", "geometry": {"shape": LINE}},
            {"id": "z2", "name": "Band", "geometry": {"buffer_of": "z1", "distance_m": "25000", "side": "both"}},
        ],
        "provisions": [{"id": "P1", "clause": "art. 1", "zones": ["z2"], "prohibits": {"acts": ["fire"]}}],
    }
)
BAND = ("zones", 1, "geometry")
RULE = ("provisions", 0)


def lines_of(*changes):
    draft = WHOLE
    for path, value in changes:
        draft = draft.put(path, value, needed=True)
    return fault_lines(draft, check_draft(draft, None))


def test_a_draft_with_nothing_at_fault_has_no_lines():
    assert lines_of() == ()


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (
            (*BAND, "distance_m"),
            "",
            "zone 2, Band: distance is empty, expected a length such as 25000 or 25 km, more than 0 and at most 1000 km",
        ),
        (BAND, {"shape": BOW_TIE}, "zone 2, Band: the shape: its edges cross (or its polygons overlap) near 37.5, 48.5"),
        ((*RULE, "zones"), [], "provision P1, art. 1: zones: nothing is chosen yet, expected at least one"),
        ((*RULE, "prohibits", "acts"), [], "provision P1, art. 1: acts: nothing is chosen yet, expected at least one"),
        (
            (*RULE, "exempt"),
            [{}],
            "provision P1, art. 1: exemption: nothing is filled in yet, expected at least one of its fields",
        ),
        (
            (*RULE, "quota"),
            {"count_max": "3", "period": "1 week"},
            "provision P1, art. 1: cap: period is '1 week', expected one of the list, or days such as 7 days",
        ),
        (("agreement", "in_force"), [{"from": ""}], "in force: from is empty, expected a time"),
        (
            ("agreement", "in_force"),
            [{"from": "2026-02-15T00:01", "to": "2026-01-01"}],
            "in force: 2026-01-01 is not after 2026-02-15T00:01, expected the end after the beginning",
        ),
        (("zones",), [], "there is no zone yet, expected at least one"),
    ],
)
def test_what_is_at_fault_is_told_in_the_words_of_the_forms(path, value, line):
    assert line in lines_of((path, value))


def test_an_id_given_twice_is_told_without_the_line_of_a_file_that_nobody_sees():
    lines = lines_of((("zones", 1, "id"), "z1"))

    assert "zone 2, Band: another one has the same id, expected an id of its own" in lines


def test_a_key_that_is_missing_is_at_fault_where_its_field_stands():
    draft = WHOLE.put(BAND, {"buffer_of": "z1", "side": "both"})

    [fault] = check_draft(draft, None).at((*BAND, "distance_m"))

    assert beside_field(fault, "distance_m", "Distance").startswith("“Distance” is empty, expected a length")
    assert is_still_empty(fault)


def test_a_value_that_is_wrong_is_not_merely_still_empty():
    draft = WHOLE.put((*BAND, "distance_m"), "-5")

    [fault] = check_draft(draft, None).at((*BAND, "distance_m"))

    assert not is_still_empty(fault)
