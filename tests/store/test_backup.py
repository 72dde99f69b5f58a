"""The whole record in one file and back: nothing lost, every hash as it was, and nothing restored that is not whole."""

import json
import threading
import zipfile

import pytest

from dashboard.engine.assess import untold
from dashboard.records import RecordPlace, back_up, bring_back, check_record
from dashboard.store.backup_format import BackupError
from dashboard.store.interface import agreement_bytes
from dashboard.store.kept import StoreError
from dashboard.store.opening import open_store, store_in_folder
from dashboard.store.verify import log_of
from dashboard.unsaved import UnsavedDrafts
from tests.store.test_store_contract import add
from tests.store.test_verify import fill
from tests.test_unsaved import ANOTHER, DRAFT


@pytest.fixture(params=["folder", "postgresql"])
def place(request, tmp_path):
    if request.param == "folder":
        return RecordPlace(tmp_path / "data")
    return RecordPlace(tmp_path / "unused", request.getfixturevalue("postgres_url"))


def opened(place):
    return open_store(place.folder, place.url)


def shown(store):
    agreement = store.current_agreement()
    return (
        store.uploads(),
        store.agreements(),
        agreement and agreement_bytes(store, agreement),
        store.mappings(),
        store.place_corrections(),
        store.own_file_record(),
        store.coverage(),
        store.revision(),
        [store.original(upload.sha256) for upload in store.uploads()],
        log_of(store.database),
    )


@pytest.fixture
def filled(place):
    store = fill(opened(place))
    yield store
    store.database.close()


def test_a_restored_record_is_the_one_that_was_backed_up_entry_by_entry(filled, place, tmp_path):
    made = back_up(place, tmp_path / "b.zip", untold)
    other = RecordPlace(tmp_path / "restored")
    found = bring_back(other, tmp_path / "b.zip", untold).record
    assert (found.entries, found.originals, found.root.hex()) == (made.entries, made.originals, made.root)
    assert shown(opened(other)) == shown(filled)


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_record_moves_to_a_server_and_back_with_every_hash(filled, place, tmp_path, postgres_url):
    back_up(place, tmp_path / "b.zip", untold)
    server = RecordPlace(tmp_path, postgres_url)
    bring_back(server, tmp_path / "b.zip", untold)
    on_server = opened(server)
    try:
        assert shown(on_server) == shown(filled)
        back_up(server, tmp_path / "again.zip", untold)
        bring_back(RecordPlace(tmp_path / "home"), tmp_path / "again.zip", untold)
        assert shown(store_in_folder(tmp_path / "home")) == shown(filled)
    finally:
        on_server.database.close()


def drafts_of(place):
    return UnsavedDrafts(place.folder / "drafts")


def test_drafts_go_along_in_a_backup_and_come_back_with_their_moments(filled, place, tmp_path, request):
    drafts = drafts_of(place)
    key = drafts.keep("00000000000000a1", DRAFT, "one session")
    drafts.keep("00000000000000a2", ANOTHER, "another session")
    assert back_up(place, tmp_path / "b.zip", untold).drafts == 2
    before = drafts.listed()

    home = RecordPlace(tmp_path / "restored")
    assert bring_back(home, tmp_path / "b.zip", untold).drafts == 2
    assert drafts_of(home).listed() == before
    assert drafts_of(home).take(key, "me") == DRAFT
    assert {path.stat().st_mode & 0o777 for path in (home.folder / "drafts").iterdir()} == {0o600}


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_on_a_server_drafts_come_back_into_the_data_folder_and_nothing_there_is_written_over(
    filled, place, tmp_path, postgres_url
):
    drafts_of(place).keep("00000000000000a1", DRAFT, "one session")
    back_up(place, tmp_path / "b.zip", untold)
    server = RecordPlace(tmp_path / "server", postgres_url)
    drafts_of(server).keep("00000000000000a1", ANOTHER, "somebody")
    bring_back(server, tmp_path / "b.zip", untold)
    keys = [one.key for one in drafts_of(server).listed()]
    assert len(keys) == 2
    assert drafts_of(server).take("00000000000000a1", "me") == ANOTHER
    (other,) = set(keys) - {"00000000000000a1"}
    assert drafts_of(server).take(other, "me") == DRAFT


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_backup_that_lost_a_draft_or_holds_another_file_in_its_place_is_refused(filled, place, tmp_path):
    for change, said in ((lambda _: None, "it holds 0 drafts, its manifest says 1"), (lambda data: data, "is no draft")):
        drafts_of(place).keep("00000000000000a1", DRAFT, "one session")
        (tmp_path / "b.zip").unlink(missing_ok=True)
        back_up(place, tmp_path / "b.zip", untold)
        changed(tmp_path / "b.zip", "drafts/00000000000000a1.json", change)
        if said == "is no draft":
            data = (tmp_path / "b.zip").read_bytes()
            (tmp_path / "b.zip").write_bytes(data.replace(b"drafts/00000000000000a1.json", b"drafts/../../../../escaped.j"))
        with pytest.raises(BackupError, match=said):
            bring_back(RecordPlace(tmp_path / "restored"), tmp_path / "b.zip", untold)
        assert not (tmp_path / "restored").exists()


def test_writing_goes_on_while_a_backup_is_made_and_the_backup_is_of_one_moment(filled, place, tmp_path):
    stop = threading.Event()

    def write():
        number = 0
        while not stop.is_set():
            add(filled, b"meanwhile %d" % number)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(place, tmp_path / f"{number}.zip", untold)
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        bring_back(RecordPlace(tmp_path / f"restored {number}"), tmp_path / f"{number}.zip", untold)


def test_a_restored_record_goes_on(filled, place, tmp_path):
    back_up(place, tmp_path / "b.zip", untold)
    other = RecordPlace(tmp_path / "restored")
    bring_back(other, tmp_path / "b.zip", untold)
    add(opened(other), b"after")
    assert check_record(other, None).faults == ()


def changed(path, member, change):
    """The same backup with one member changed, or left out where the change gives None."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    members[member] = change(members[member])
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            if data is not None:
                archive.writestr(name, data)


def edit_upload(data):
    return data.replace(b"patrol 3.csv", b"patrol 4.csv")


def fewer_entries(data):
    return json.dumps(json.loads(data) | {"entries": 5}).encode()


DAMAGE = {
    "a row": ("tables/upload.jsonl", edit_upload, r"upload, entry \d+: the row was changed"),
    "an entry": ("log.jsonl", lambda data: data.replace(b'"Ann"', b'"Eve"'), "it was changed"),
    "the end of the log": (
        "log.jsonl",
        lambda data: data[: data.rindex(b"{")],
        "could not be restored: .* does not go with",
    ),
    "no log": ("log.jsonl", lambda _: None, "log.jsonl"),
    "a line that is no JSON": ("log.jsonl", lambda data: b"{" + data, "whole backup"),
    "a line that is no object": (
        "tables/setting.jsonl",
        lambda _: b"[1]\n",
        r"tables/setting\.jsonl, line 1: expected an object",
    ),
    "no manifest": ("manifest.json", lambda _: None, "manifest.json"),
    "a manifest of another format": ("manifest.json", lambda _: b'{"format": "x"}', "another format"),
    "a manifest of nothing": ("manifest.json", lambda _: b"[]", "cannot be read"),
    "a manifest of fewer entries": ("manifest.json", fewer_entries, "are not those of the checkpoint|its manifest says 5"),
    "a newer manifest": ("manifest.json", lambda data: data.replace(b'"schema": ', b'"schema": 9'), "newer version"),
}


@pytest.mark.parametrize("place", ["folder"], indirect=True)
@pytest.mark.parametrize("way", DAMAGE)
def test_a_backup_that_is_not_whole_is_refused_and_leaves_nothing(filled, place, tmp_path, way):
    path = tmp_path / "b.zip"
    back_up(place, path, untold)
    member, change, said = DAMAGE[way]
    changed(path, member, change)
    with pytest.raises(StoreError, match=said):
        bring_back(RecordPlace(tmp_path / "restored"), path, untold)
    assert not (tmp_path / "restored").exists()
    assert [one.name for one in tmp_path.iterdir() if "restoring" in one.name] == []


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_an_original_that_was_changed_or_left_out_of_a_backup_is_named(filled, place, tmp_path):
    path = tmp_path / "b.zip"
    for change, said in ((lambda data: data + b" ", r"originals/[0-9a-f]{64} has changed"), (lambda _: None, "no original")):
        path.unlink(missing_ok=True)
        back_up(place, path, untold)
        changed(path, f"originals/{filled.uploads()[2].sha256}", change)
        with pytest.raises(BackupError, match=said):
            bring_back(RecordPlace(tmp_path / "restored"), path, untold)


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_file_that_is_no_backup_is_refused(filled, place, tmp_path):
    (tmp_path / "b.zip").write_bytes(b"no zip")
    for path, said in ((tmp_path / "b.zip", "no whole backup"), (tmp_path / "none.zip", "there is no file")):
        with pytest.raises(BackupError, match=said):
            bring_back(RecordPlace(tmp_path / "restored"), path, untold)


def test_nothing_is_written_over(filled, place, tmp_path):
    back_up(place, tmp_path / "b.zip", untold)
    with pytest.raises(BackupError, match="is there already"):
        back_up(place, tmp_path / "b.zip", untold)
    with pytest.raises(BackupError, match=r"not empty|a record in"):
        bring_back(place, tmp_path / "b.zip", untold)
    assert check_record(place, None).faults == ()


@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_backup_given_up_or_without_room_leaves_nothing(filled, place, tmp_path):
    class GivenUpError(Exception):
        pass

    def give_up(_share, _step):
        raise GivenUpError

    with pytest.raises(GivenUpError):
        back_up(place, tmp_path / "b.zip", give_up)
    with pytest.raises(BackupError, match="could not be written"):
        back_up(place, tmp_path / "nowhere" / "b.zip", untold)
    assert [one.name for one in tmp_path.iterdir()] == ["data"]


def test_looking_at_a_record_that_is_not_there_begins_none(tmp_path):
    with pytest.raises(StoreError, match="there is no record in"):
        check_record(RecordPlace(tmp_path / "none"), None)
    assert not (tmp_path / "none").exists()
