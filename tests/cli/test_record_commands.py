"""verify, checkpoint, prove, backup and restore as a person types them."""

import contextlib

import apsw
import pytest

from dashboard.cli import main
from dashboard.store.opening import store_in_folder
from tests.store.test_store_contract import add
from tests.store.test_verify import fill


@pytest.fixture
def data(tmp_path):
    fill(store_in_folder(tmp_path / "data")).database.close()
    return tmp_path / "data"


def run(capsys, *words):
    code = main([str(word) for word in words])
    told = capsys.readouterr()
    return code, told.out, told.err


def published(capsys, data, folder, *more):
    code, out, _ = run(capsys, "checkpoint", "--data", data, "--out", folder, *more)
    assert code == 0
    return out.splitlines()


def test_an_intact_record_is_said_to_be_so_with_its_root(capsys, data, tmp_path):
    (path,) = published(capsys, data, tmp_path / "public")
    code, out, err = run(capsys, "verify", "--data", data, "--checkpoint", path)
    assert (code, err) == (0, "")
    assert out.startswith("intact: record ")
    assert "36 entries, 11 originals, root " in out


def test_without_a_checkpoint_the_limit_of_the_check_is_said(capsys, data):
    code, _, err = run(capsys, "verify", "--data", data)
    assert code == 0
    assert "without a checkpoint kept elsewhere" in err


def test_faults_are_listed_and_the_exit_code_says_so(capsys, data):
    with contextlib.closing(apsw.Connection(str(data / "store.sqlite3"))) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
        connection.execute("UPDATE upload SET file_name = 'other.csv' WHERE entry = 3")
    code, out, _ = run(capsys, "verify", "--data", data)
    assert code == 1
    assert out.startswith("fault: upload, entry 3: the row was changed")
    assert "1 faults: record " in out


def test_a_signed_checkpoint_has_to_be_signed_by_the_key_that_is_named(capsys, data, tmp_path):
    path, said = published(capsys, data, tmp_path / "public", "--key", tmp_path / "key", "--key-name", "mission")
    key = said.split()[-1]
    assert run(capsys, "verify", "--data", data, "--checkpoint", path, "--key", key)[0] == 0
    (unsigned,) = published(capsys, data, tmp_path / "other")
    code, _, err = run(capsys, "verify", "--data", data, "--checkpoint", unsigned, "--key", key)
    assert code == 2
    assert "is not signed with the key that was named" in err


def test_proofs_are_written_and_checked_without_the_record(capsys, data, tmp_path):
    (first,) = published(capsys, data, tmp_path / "public")
    store = store_in_folder(data)
    add(store, b"more")
    store.database.close()
    (second,) = published(capsys, data, tmp_path / "public")
    for name, *what in (("in.json", "--entry", 3), ("grown.json", "--earlier", first)):
        code, out, _ = run(capsys, "prove", "--data", data, "--checkpoint", second, *what, "--out", tmp_path / name)
        assert (code, out) == (0, f"{tmp_path / name}\n")
    code, out, _ = run(capsys, "check-proof", tmp_path / "in.json", "--checkpoint", second)
    assert code == 0
    assert '"what":"upload"' in out or "entry 3" in out
    assert run(capsys, "check-proof", tmp_path / "grown.json", "--checkpoint", second, "--earlier", first)[0] == 0


def test_an_entry_that_is_not_there_cannot_be_proved(capsys, data, tmp_path):
    (path,) = published(capsys, data, tmp_path / "public")
    code, _, err = run(capsys, "prove", "--data", data, "--checkpoint", path, "--entry", 99, "--out", tmp_path / "p")
    assert code == 2
    assert "there is no entry 99 in the record, expected one from 1 to 36" in err


def test_a_backup_is_restored_and_checked(capsys, data, tmp_path):
    code, out, _ = run(capsys, "backup", tmp_path / "b.zip", "--data", data)
    assert code == 0
    assert "36 entries, 11 originals" in out
    code, out, _ = run(capsys, "restore", tmp_path / "b.zip", "--data", tmp_path / "restored")
    assert code == 0
    assert out.startswith("restored and checked: record ")
    assert run(capsys, "verify", "--data", tmp_path / "restored")[0] == 0
    code, _, err = run(capsys, "restore", tmp_path / "b.zip", "--data", data)
    assert code == 2
    assert "is not empty, and is not written over" in err


def test_no_record_is_one_clear_message(capsys, tmp_path):
    code, _, err = run(capsys, "verify", "--data", tmp_path / "none")
    assert code == 2
    assert err.startswith("dashboard: there is no record in ")
