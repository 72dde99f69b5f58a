"""A store in each of the places where the record can lie."""

from collections.abc import Iterator

import pytest

from dashboard.store.opening import store_in_folder, store_on_server
from dashboard.store.sql_store import SqlStore


@pytest.fixture(params=["folder", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path) -> Iterator[SqlStore]:
    """An empty store, once in a data folder and once on a server."""
    if request.param == "folder":
        yield store_in_folder(tmp_path / "data")
        return
    on_server = store_on_server(request.getfixturevalue("postgres_url"))
    try:
        yield on_server
    finally:
        on_server.database.close()
