import os
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import settings

from tests.order import spread
from tests.postgres_server import NoServerError, PostgresServer, running_server
from tests.ukraine import read_once

# How long an example takes is the machine's business and its other work's; a test says what is right, not how fast.
settings.register_profile("dashboard", deadline=None)
settings.load_profile("dashboard")
LONG = ("tests/views/", "[postgresql")
"""What tests that run a whole page, or need a database server, have in their names: some hundred seconds for all of them."""
LONG_ONES = frozenset((Path(__file__).parent / "long.txt").read_text(encoding="utf-8").split())
"""Others that took long when `tools.long_tests` last measured them."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> Iterator[None]:
    """Mark what takes long by what it needs; where several processes share the tests, let none wait for another at the end."""
    for item in items:
        if any(part in item.nodeid for part in LONG) or item.nodeid.split("[")[0] in LONG_ONES:
            item.add_marker(pytest.mark.slow)
    yield
    if hasattr(config, "workerinput"):
        files = [list(tests) for _, tests in groupby(items, key=lambda item: item.path)]
        waiting = [file for file in files if file[0].get_closest_marker("browser")]
        items[:] = spread(waiting, [file for file in files if file not in waiting])


@pytest.fixture(scope="session", autouse=True)
def theatre_read_once() -> Iterator[None]:
    """Reading the theatre takes a second: what opens a project or assesses files in this process gets it as it was read."""
    with pytest.MonkeyPatch.context() as patch:
        read_once(patch)
        yield


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
def ctrl_c_is_heeded() -> Iterator[None]:
    """Let what a test starts heed Ctrl-C: a process inherits that it is ignored, as it is where tests run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def plain_main() -> Iterator[None]:
    """For tests that start processes: a page tested before, in this one, leaves its script as main, and each would run that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        yield


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """The connection string of a database that nothing is in, made for one test."""
    with postgres_server.empty_database() as url:
        yield url
