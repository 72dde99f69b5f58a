"""A dashboard of the tests' own, reached by its sockets alone, as a program does that was written to do harm."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser import conftest
from tests.browser.sign_in import dashboard_with_sign_in, identity_provider
from tests.wire.scene import Stage, set_stage


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.enable_socket)


serve = conftest.serve


@pytest.fixture(scope="module")
def stage(serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The dashboard with people of every kind, and a record with something to change."""
    with identity_provider() as issuer:
        yield set_stage(dashboard_with_sign_in(serve, issuer, tmp_path_factory.mktemp("wire")))
