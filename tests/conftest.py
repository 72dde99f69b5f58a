import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from hypothesis import settings

from tests.postgres_server import NoServerError, PostgresServer, running_server

# How long an example takes is the machine's business and its other work's; a test says what is right, not how fast.
settings.register_profile("dashboard", deadline=None)
settings.load_profile("dashboard")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this process of tests; started for the first that asks."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except NoServerError as error:
            reason = f"NO DATABASE SERVER: what needs PostgreSQL was not tested; {error}"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The connection string of a database that nothing is in, made for one test."""
    with postgres_server.empty_database() as url:
        yield url
