"""`python -m dashboard users …`: the server's own way to hand out roles."""

import pytest

from dashboard.cli import main
from dashboard.store.opening import LOCAL, store_in_folder
from tests.store.people import NOON, session


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    store = store_in_folder(tmp_path / "data")
    ann = session("u-1", name="Ann", email="ann@example.org")
    store.signed_in(ann).users.welcome(ann, "", NOON)
    return store


def listed(capsys):
    assert main(["users", "list"]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_role_is_granted_by_address_and_taken_back_by_subject(store, capsys):
    assert listed(capsys) == ["none\tAnn\tann@example.org\tu-1\thttps://id.example"]
    assert main(["users", "grant", "ANN@example.org", "administrator", "--why", "runs the mission"]) == 0
    assert main(["users", "grant", "u-1", "reviewer", "--why", "small team"]) == 0
    assert "is administrator" in capsys.readouterr().out
    assert listed(capsys)[0].startswith("reviewer,administrator\tAnn")
    assert main(["users", "revoke", "u-1", "reviewer", "--why", "no longer"]) == 0
    assert listed(capsys)[-1].startswith("administrator\tAnn")


def test_somebody_who_never_signed_in_is_named_with_the_provider(store, capsys):
    assert main(["users", "grant", "u-9", "viewer", "--issuer", "https://id.example", "--why", "to come"]) == 0
    capsys.readouterr()
    assert listed(capsys)[1] == "viewer\t\t\tu-9\thttps://id.example"


def test_all_access_is_ended_at_once(store, capsys):
    main(["users", "grant", "u-1", "recorder", "--why", "so"])
    assert main(["users", "revoke", "u-1", "--why", "left"]) == 0
    capsys.readouterr()
    assert listed(capsys)[0].startswith("none\tAnn")
    with store.database.reading() as connection:
        assert connection.rows("SELECT who, why FROM access_end") == [(LOCAL, "left")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["grant", "nobody@example.org", "viewer", "--why", "so"], "nobody is known as 'nobody@example.org'"),
        (["grant", "u-1", "viewer", "--why", "  "], "say why"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(store, capsys, words, said):
    assert main(["users", *words]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("words", [["grant", "u-1", "owner", "--why", "so"], ["grant", "u-1", "viewer"], []])
def test_bad_usage_is_refused(store, words):
    with pytest.raises(SystemExit) as ended:
        main(["users", *words])
    assert ended.value.code == 2


def test_an_address_that_two_share_is_not_guessed(store, capsys):
    ben = session("u-2", name="Ben", email="ann@example.org")
    store.signed_in(ben).users.welcome(ben, "", NOON)
    assert main(["users", "grant", "ann@example.org", "viewer", "--why", "so"]) == 2
    assert "may be any of u-1 at https://id.example, u-2 at https://id.example" in capsys.readouterr().err


def test_a_mistyped_folder_does_not_become_a_record(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert main(["users", "list"]) == 2
    assert "there is no data folder" in capsys.readouterr().err
    assert not (tmp_path / "elsewhere").exists()
