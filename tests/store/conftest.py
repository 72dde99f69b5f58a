"""A store in each of the places where the record can lie."""

from collections.abc import Iterator

import pytest

from dashboard.store.adoption import adopt
from dashboard.store.opening import store_in_folder, store_on_server
from dashboard.store.sql_store import SqlStore
from dashboard.store.tables import TABLES
from tests.postgres_server import PostgresServer


@pytest.fixture(params=["folder", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path) -> Iterator[SqlStore]:
    """An empty store, once in a data folder and once on a server."""
    if request.param == "folder":
        yield store_in_folder(tmp_path / "data")
        return
    on_server = request.getfixturevalue("store_of_all_tests")
    begin_anew(on_server)
    yield on_server


@pytest.fixture(scope="session")
def store_of_all_tests(postgres_server: PostgresServer) -> Iterator[SqlStore]:
    """One store on the server, its connections open: making a database for each test takes longer than most tests."""
    with postgres_server.empty_database() as url:
        on_server = store_on_server(url)
        try:
            yield on_server
        finally:
            on_server.database.close()


def begin_anew(store: SqlStore) -> None:
    """Take everything out of a record on a server, and begin it as one that was just made."""
    with store.database.writing() as connection:
        connection.run("SET LOCAL session_replication_role = replica")
        connection.run(f"TRUNCATE entry, original_part, {', '.join(table.name for table in TABLES)}")
        adopt(connection, "2026-01-01T00:00:00+00:00")
