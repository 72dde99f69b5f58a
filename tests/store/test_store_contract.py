"""What the store promises, in a data folder and on PostgreSQL alike: both are held to the same words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dashboard.domain.observation import Point
from dashboard.store.interface import agreement_bytes
from dashboard.store.kept import NotInStoreError, StoreError, own_files_in_use

NOON = datetime(2026, 5, 3, 12, 0, 0, 250, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ROWS = b"observation_id,observed_from\r\nX-1,2026-05-01\r\n"
AGREEMENT = {"agreement.yaml": b"agreement: {id: invented}\n", "zones.geojson": b'{"type": "FeatureCollection", "features": []}'}


def add(store, data=ROWS, *, name="patrol.csv", time_zone="Europe/Kyiv", mapping_json="", kind="user", now=NOON):
    return store.add_upload(name, data, time_zone=time_zone, mapping_json=mapping_json, kind=kind, now=now)


def test_an_empty_store_lists_nothing_and_has_no_current_agreement(store):
    assert store.uploads() == ()
    assert store.agreements() == ()
    assert store.current_agreement() is None
    assert store.get_setting("theatre") is None
    assert store.revision() == 0


def test_an_upload_comes_back_as_it_was_given(store):
    upload = add(store, mapping_json='{"column": "стовпець"}', name="патруль 4.csv")
    assert store.uploads() == (upload,)
    assert store.original(upload.sha256) == ROWS
    assert (upload.file_name, upload.size_bytes, upload.time_zone, upload.kind) == (
        "патруль 4.csv",
        len(ROWS),
        "Europe/Kyiv",
        "user",
    )
    assert upload.mapping_json == '{"column": "стовпець"}'
    assert upload.loaded_at == NOON
    assert upload.loaded_at.tzinfo is UTC


@pytest.mark.parametrize("data", [b"", b"\x00\xff\r\n", bytes(range(256)) * 5000], ids=["empty", "not text", "a megabyte"])
def test_originals_are_kept_byte_for_byte(store, data):
    assert store.original(add(store, data).sha256) == data


def test_the_same_bytes_with_the_same_choices_change_nothing(store):
    first = add(store)
    before = store.revision()
    assert add(store, name="renamed.csv", now=LATER) == first
    assert store.uploads() == (first,)
    assert store.revision() == before


def test_the_sample_stays_the_sample_when_a_person_uploads_its_bytes(store):
    sample = add(store, kind="sample")
    assert add(store, kind="user").kind == "sample"
    assert store.uploads() == (sample,)


@pytest.mark.parametrize("other", [{"time_zone": "UTC"}, {"mapping_json": "{}"}, {"data": ROWS + b"X-2,2026-05-02\r\n"}])
def test_other_bytes_or_other_choices_are_another_upload(store, other):
    first, second = add(store), add(store, **other)
    assert first.id != second.id
    assert store.uploads() == (first, second)


def test_a_withdrawn_upload_is_not_listed_and_its_bytes_are_kept(store):
    gone, stays = add(store), add(store, b"other")
    before = store.revision()
    store.withdraw_upload(gone.id, LATER)
    assert store.uploads() == (stays,)
    assert store.original(gone.sha256) == ROWS
    assert store.revision() > before


def test_the_same_bytes_bring_a_withdrawn_upload_back_where_it_stood(store):
    first, second = add(store), add(store, b"other")
    store.withdraw_upload(first.id, LATER)
    before = store.revision()
    assert add(store, now=LATER) == first
    assert store.uploads() == (first, second)
    assert store.revision() > before


def test_withdrawing_twice_changes_nothing_the_second_time(store):
    upload = add(store)
    store.withdraw_upload(upload.id, LATER)
    before = store.revision()
    store.withdraw_upload(upload.id, LATER)
    assert store.revision() == before


def test_an_agreement_comes_back_with_every_file(store):
    kept = store.add_agreement("agreement.yaml", AGREEMENT, kind="sample", now=NOON)
    assert store.agreements() == (kept,)
    assert (kept.main, kept.kind, kept.loaded_at) == ("agreement.yaml", "sample", NOON)
    assert [file.name for file in kept.files] == ["agreement.yaml", "zones.geojson"]
    assert [file.size_bytes for file in kept.files] == [len(data) for data in AGREEMENT.values()]
    assert agreement_bytes(store, kept) == AGREEMENT


def test_the_same_agreement_twice_is_one_whatever_the_order_of_its_files(store):
    first = store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON)
    before = store.revision()
    again = store.add_agreement("agreement.yaml", dict(reversed(AGREEMENT.items())), kind="user", now=LATER)
    assert again == first
    assert store.agreements() == (first,)
    assert store.revision() == before


@pytest.mark.parametrize(
    ("main", "files"),
    [
        ("agreement.yaml", AGREEMENT | {"zones.geojson": b"{}"}),
        ("agreement.yaml", {"agreement.yaml": AGREEMENT["agreement.yaml"], "z.geojson": AGREEMENT["zones.geojson"]}),
        ("zones.geojson", AGREEMENT),
    ],
    ids=["one byte of geometry", "the name of a file", "the main file"],
)
def test_whatever_differs_makes_another_agreement(store, main, files):
    first = store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON)
    other = store.add_agreement(main, files, kind="user", now=NOON)
    assert other.sha256 != first.sha256
    assert store.agreements() == (first, other)


def test_adding_an_agreement_does_not_put_it_to_use(store):
    store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON)
    assert store.current_agreement() is None


def test_the_agreement_put_to_use_last_is_the_current_one(store):
    first = store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON)
    second = store.add_agreement("agreement.yaml", {"agreement.yaml": b"other"}, kind="user", now=NOON)
    for chosen in (first, second, first):
        before = store.revision()
        store.use_agreement(chosen.id, LATER)
        assert store.current_agreement() == chosen
        assert store.revision() > before
    store.use_agreement(first.id, LATER)
    assert store.revision() == before + 1


def test_an_agreement_without_its_main_file_is_refused(store):
    with pytest.raises(StoreError, match=r"main file 'a\.yaml' is not among its files \(agreement\.yaml, zones\.geojson\)"):
        store.add_agreement("a.yaml", AGREEMENT, kind="user", now=NOON)
    assert store.agreements() == ()


def test_a_setting_is_kept_until_it_is_put_again(store):
    store.put_setting("view", "Слов’янськ", NOON)
    before = store.revision()
    store.put_setting("view", "Слов’янськ", LATER)
    assert store.revision() == before
    store.put_setting("view", "", LATER)
    assert store.get_setting("view") == ""
    assert store.revision() > before


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.withdraw_upload("upload-nowhere", NOON),
        lambda store: store.use_agreement("agreement-nowhere", NOON),
        lambda store: store.original("0" * 64),
        lambda store: store.original("../../etc/hostname"),
    ],
    ids=["upload", "agreement", "original", "a path for a hash"],
)
def test_what_was_never_kept_is_said_not_to_be_there(store, ask):
    with pytest.raises(NotInStoreError, match=r"no upload|no agreement|no original|not the hash"):
        ask(store)
    assert store.revision() == 0


@pytest.mark.parametrize("name", ["", "half \ud800.csv"])
def test_a_file_name_that_cannot_be_kept_is_refused(store, name):
    with pytest.raises(StoreError, match="cannot be kept"):
        add(store, name=name)
    assert store.uploads() == ()


def test_a_moment_without_a_time_zone_is_refused(store):
    with pytest.raises(StoreError, match="has no time zone"):
        add(store, now=NOON.replace(tzinfo=None))
    assert store.uploads() == ()


def test_a_moment_is_kept_in_utc(store):
    kyiv_summer = timezone(timedelta(hours=3))
    upload = add(store, now=NOON.astimezone(kyiv_summer))
    assert upload.loaded_at == NOON
    assert upload.loaded_at.utcoffset() == timedelta(0)


def test_threads_that_write_at_once_lose_nothing(store):
    with ThreadPoolExecutor(8) as pool:
        added = list(pool.map(lambda number: add(store, b"rows %d" % (number % 20)), range(40)))
    assert {upload.id for upload in store.uploads()} == {upload.id for upload in added}
    assert len(store.uploads()) == 20
    assert store.revision() == 20


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


def test_an_agreement_keeps_why_it_was_written_and_its_first_word_on_it_stands(store):
    kept = store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON, note="The line moved at Zolote.")
    store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=LATER, note="Another word.")
    silent = store.add_agreement("agreement.yaml", {"agreement.yaml": b"other"}, kind="user", now=LATER)

    assert store.agreements() == (kept, silent)
    assert (kept.note, silent.note) == ("The line moved at Zolote.", "")
