"""What the store promises of choices people make: mappings, corrections, boundaries and places of their own."""

from datetime import UTC

import pytest

from dashboard.domain.observation import Point
from dashboard.store.kept import NotInStoreError, StoreError, own_files_in_use
from tests.store.test_store_contract import LATER, NOON, add


def test_a_saved_mapping_comes_back_with_its_headings(store):
    saved = store.save_mapping("  Патруль  4 ", ("Дата", "Час"), '{"date_order": "dmy"}', NOON)
    assert store.mappings() == (saved,)
    assert (saved.name, saved.header, saved.mapping_json, saved.saved_at) == (
        "Патруль 4",
        ("Дата", "Час"),
        '{"date_order": "dmy"}',
        NOON,
    )


def test_a_mapping_saved_again_under_its_name_takes_the_place_of_the_one_before(store):
    store.save_mapping("b", ("x",), "{}", NOON)
    store.save_mapping("a", ("x",), "{}", NOON)
    later = store.save_mapping("b", ("x", "y"), '{"date_order": "dmy"}', LATER)
    assert [one.name for one in store.mappings()] == ["a", "b"]
    assert store.mappings()[1] == later


def test_the_same_mapping_saved_twice_is_the_one_already_there(store):
    first = store.save_mapping("a", ("x",), "{}", NOON)
    assert store.save_mapping("a", ("x",), "{}", LATER) == first
    assert store.mappings() == (first,)


def test_a_forgotten_mapping_is_offered_no_more_and_can_be_kept_anew(store):
    store.save_mapping("a", ("x",), "{}", NOON)
    store.save_mapping("b", ("x",), "{}", NOON)
    before = store.revision()
    store.forget_mapping("a", LATER)
    assert [one.name for one in store.mappings()] == ["b"]
    assert store.revision() == before
    with pytest.raises(NotInStoreError, match="there is no mapping 'a'"):
        store.forget_mapping("a", LATER)
    again = store.save_mapping("a", ("x",), "{}", LATER)
    assert again.saved_at == LATER
    assert [one.name for one in store.mappings()] == ["a", "b"]


def test_saving_a_mapping_leaves_what_is_in_view_as_it_is(store):
    add(store)
    before = store.revision()
    store.save_mapping("a", ("x",), "{}", NOON)
    assert store.revision() == before


@pytest.mark.parametrize("name", ["", "  ", "half \ud800"])
def test_a_name_that_cannot_be_kept_is_refused_for_a_mapping(store, name):
    with pytest.raises(StoreError, match="cannot be kept"):
        store.save_mapping(name, ("x",), "{}", NOON)
    assert store.mappings() == ()


TWIN = ("", "Kess raion", "Близнюк, «Twin»")


def correct(store, names=TWIN, chosen="S2", *, who="Ann", why="the sender said so", now=NOON):
    return store.correct_place(names, chosen, who=who, why=why, now=now)


@pytest.mark.parametrize("chosen", ["S2", Point(10.25, 50.125, 40.0), Point(0.0, 0.0)], ids=str)
def test_a_correction_comes_back_with_who_and_why_and_when(store, chosen):
    kept = correct(store, chosen=chosen, who="  Ann  Lee ")
    assert store.place_corrections() == (kept,)
    assert (kept.names, kept.chosen, kept.who, kept.why) == (TWIN, chosen, "Ann Lee", "the sender said so")
    assert kept.decided_at == NOON
    assert kept.decided_at.tzinfo is UTC


def test_a_later_correction_of_the_same_names_takes_the_place_of_the_one_before(store):
    correct(store)
    other = correct(store, ("Brel", "", ""), "M-02")
    later = correct(store, chosen=Point(10.0, 50.0), who="Ben", now=LATER)
    assert store.place_corrections() == (other, later)


def test_an_empty_choice_revokes_a_correction_and_it_can_be_made_again(store):
    correct(store)
    assert correct(store, chosen="", why="it was the other one").chosen == ""
    assert store.place_corrections() == ()
    again = correct(store, now=LATER)
    assert store.place_corrections() == (again,)


def test_there_is_nothing_to_revoke_where_nothing_is_in_force(store):
    with pytest.raises(NotInStoreError, match="no correction of"):
        correct(store, chosen="")
    correct(store)
    correct(store, chosen="")
    with pytest.raises(NotInStoreError, match="no correction of"):
        correct(store, chosen="")
    assert store.revision() == 2


def test_each_change_of_corrections_moves_the_revision_and_saying_the_same_again_does_not(store):
    first = correct(store)
    assert store.revision() == 1
    assert correct(store, now=LATER) == first
    assert store.revision() == 1
    correct(store, why="two senders said so")
    assert store.revision() == 2
    correct(store, chosen="")
    assert store.revision() == 3


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"who": "  "}, "cannot be kept"),
        ({"why": ""}, "cannot be kept"),
        ({"why": "half \ud800"}, "cannot be kept"),
        ({"names": ("", "", "")}, "needs the names"),
        ({"names": ("", "", "\ud800")}, "valid Unicode"),
        ({"chosen": "\ud800"}, "valid Unicode"),
        ({"chosen": Point(181.0, 0.0)}, "expected degrees"),
        ({"chosen": Point(0.0, float("nan"))}, "expected degrees"),
        ({"chosen": Point(0.0, 0.0, float("inf"))}, "expected degrees"),
        ({"now": NOON.replace(tzinfo=None)}, "no time zone"),
    ],
    ids=str,
)
def test_a_correction_that_cannot_be_kept_is_refused(store, changed, message):
    with pytest.raises(StoreError, match=message):
        correct(store, **changed)
    assert store.place_corrections() == ()
    assert store.revision() == 0


def in_use(store):
    return [(one.what, one.file_name, one.sha256, one.version) for one in own_files_in_use(store.own_file_record())]


def test_a_boundary_file_comes_back_byte_for_byte(store):
    kept = store.add_own_file("boundaries", "areas.geojson", b"{}", LATER)
    assert (kept.what, kept.file_name, kept.size_bytes, kept.decided_at, kept.version) == (
        "boundaries",
        "areas.geojson",
        2,
        LATER,
        1,
    )
    assert store.original(kept.sha256) == b"{}"
    assert own_files_in_use(store.own_file_record()) == (kept,)


def test_a_later_file_of_the_same_name_and_kind_takes_the_place_of_the_one_before_and_both_are_kept(store):
    first = store.add_own_file("boundaries", "a", b"1", NOON)
    other = store.add_own_file("places", "a", b"1", NOON)
    second = store.add_own_file("boundaries", "a", b"2", LATER)
    assert in_use(store) == [("places", "a", other.sha256, 1), ("boundaries", "a", second.sha256, 2)]
    assert store.own_file_record() == (first, other, second)
    assert (store.original(first.sha256), store.original(second.sha256)) == (b"1", b"2")


def test_the_same_own_file_twice_changes_nothing(store):
    first = store.add_own_file("places", "a", b"1", NOON)
    assert store.add_own_file("places", "a", b"1", LATER) == first
    assert store.revision() == 1


def test_an_own_file_taken_out_of_use_stays_in_the_record_and_can_be_added_again(store):
    first = store.add_own_file("places", "a", b"1", NOON)
    store.remove_own_file("places", "a", LATER)
    assert in_use(store) == []
    assert [(one.sha256, one.version) for one in store.own_file_record()] == [(first.sha256, 1), ("", 1)]
    assert store.original(first.sha256) == b"1"
    again = store.add_own_file("places", "a", b"1", LATER)
    assert in_use(store) == [("places", "a", first.sha256, 2)]
    assert again.version == 2
    assert store.revision() == 3


def test_an_own_file_that_is_not_in_use_cannot_be_taken_out_of_use(store):
    store.add_own_file("places", "a", b"1", NOON)
    with pytest.raises(NotInStoreError, match="no file of boundaries called 'a'"):
        store.remove_own_file("boundaries", "a", LATER)
    assert store.revision() == 1
