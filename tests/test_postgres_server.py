"""The server that tests run against: empty at every start, private, and gone afterwards."""

import os
from pathlib import Path

import psycopg
import pytest

from tests.postgres_server import NoServerError, PostgresServer, running_server
from tools import postgres


def test_each_test_finds_an_empty_database(postgres_server: PostgresServer) -> None:
    for _ in range(2):
        with postgres_server.empty_database() as url, psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
            connection.execute("CREATE TABLE observation (id int)")


def test_the_server_listens_on_no_network(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SELECT inet_server_addr()").fetchone() == (None,)


def test_texts_are_not_sorted_by_their_bytes(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        found = connection.execute("SELECT x FROM (VALUES ('B'), ('a')) AS t(x) ORDER BY x").fetchall()
    assert found == [("a",), ("B",)]


@pytest.mark.slow
def test_a_durable_server_keeps_what_was_committed_through_a_loss_of_power(postgres_server: PostgresServer) -> None:
    assert not postgres_server.durable
    with running_server(durable=True) as server:
        with psycopg.connect(server.url(), autocommit=True) as connection:
            assert connection.execute("SHOW fsync").fetchone() == ("on",)
            connection.execute("CREATE TABLE observation AS SELECT 7 AS id")
        server.stop("immediate")
        server.start()
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("SELECT id FROM observation").fetchone() == (7,)
    assert not server.folder.exists()


def test_where_no_server_is_installed_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    monkeypatch.setattr(postgres, "_FOLDERS", ())
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(NoServerError, match="install postgresql or set POSTGRES_BIN"), running_server():
        pass


def test_the_newest_server_is_chosen_by_number_not_by_spelling(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("9.6", "15", "101"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        for name in ("initdb", "pg_ctl"):
            (folder / name).touch()
    monkeypatch.delenv("POSTGRES_BIN", raising=False)
    monkeypatch.setattr(postgres, "_FOLDERS", (f"{tmp_path}/*/bin",))
    monkeypatch.setenv("PATH", os.devnull)
    assert postgres.binaries() == tmp_path / "101" / "bin"
