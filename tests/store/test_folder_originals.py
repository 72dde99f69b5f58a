"""Originals in a data folder lie under their hashes, and one that is damaged or missing is noticed when it is read."""

import pytest

from dashboard.store.kept import DamagedOriginalError, NotInStoreError
from dashboard.store.opening import store_in_folder
from tests.store.folders import add


def damage(path, data):
    path.chmod(0o644)
    path.write_bytes(data)


def test_an_original_lies_under_its_hash_and_may_only_be_read(tmp_path):
    upload = add(store_in_folder(tmp_path))
    path = tmp_path / "originals" / upload.sha256
    assert path.read_bytes() == b"rows"
    assert path.stat().st_mode & 0o777 == 0o444
    assert [file.name for file in path.parent.iterdir()] == [upload.sha256]


def test_a_damaged_original_is_noticed_when_it_is_read(tmp_path):
    store = store_in_folder(tmp_path)
    path = tmp_path / "originals" / add(store).sha256
    damage(path, b"rOws")
    with pytest.raises(DamagedOriginalError, match=rf"original at {path} has changed since it was loaded"):
        store.original(path.name)


def test_loading_the_same_file_again_heals_a_damaged_original(tmp_path):
    store = store_in_folder(tmp_path)
    upload = add(store)
    damage(tmp_path / "originals" / upload.sha256, b"row")
    assert add(store) == upload
    assert store.original(upload.sha256) == b"rows"


def test_a_missing_original_is_named_with_its_path(tmp_path):
    store = store_in_folder(tmp_path)
    path = tmp_path / "originals" / add(store).sha256
    path.unlink()
    with pytest.raises(NotInStoreError, match=rf"no original at {path}.*restore it from a backup"):
        store.original(path.name)
