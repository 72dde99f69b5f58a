"""What the store promises, in a data folder and on PostgreSQL alike: both are held to the same words."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dashboard.store.interface import agreement_bytes
from dashboard.store.kept import NotInStoreError, StoreError

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


def test_an_agreement_keeps_why_it_was_written_and_its_first_word_on_it_stands(store):
    kept = store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=NOON, note="The line moved at Zolote.")
    store.add_agreement("agreement.yaml", AGREEMENT, kind="user", now=LATER, note="Another word.")
    silent = store.add_agreement("agreement.yaml", {"agreement.yaml": b"other"}, kind="user", now=LATER)

    assert store.agreements() == (kept, silent)
    assert (kept.note, silent.note) == ("The line moved at Zolote.", "")
