"""Two large downloads that differ in one cell: over HTTP, each delivers what was asked for."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.browser.apps.large import KINDS, large
from tests.browser.pages import ROOT
from tests.wire.hands import Hands, new_cookies
from tests.wire.raw_client import RawClient

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def address(serve, tmp_path_factory):
    script = ROOT / "tests" / "browser" / "apps" / "large_downloads.py"
    return serve(script, DASHBOARD_DATA=str(tmp_path_factory.mktemp("downloads")))


def taken_along(address: str, asked: list[str]) -> dict[str, bytes]:
    """What a visitor gets who asks for these, one after the other, and fetches each only after the last was made ready."""
    with RawClient(address, new_cookies(address)) as client:
        hands = Hands(client)
        hands.open("")
        urls = {one: hands.made_ready(f"get:{one}") for one in asked}
        return {one: hands.got(url) for one, url in urls.items()}


@pytest.mark.parametrize("suffix", KINDS)
def test_each_of_two_large_files_is_delivered_as_it_is(address, suffix):
    one, other = large(suffix, "one"), large(suffix, "other")
    assert len(one) == len(other) > 3_000_000
    assert sum(map(int.__ne__, one, other)) < 25, "they differ in one cell"
    got = taken_along(address, [f"one{suffix}", f"other{suffix}"])
    assert (got[f"one{suffix}"] == one, got[f"other{suffix}"] == other) == (True, True)


def test_visitors_who_ask_at_once_each_get_their_own(address):
    asked = [f"{which}.csv" for which in ("one", "other")]
    with ThreadPoolExecutor(4) as visitors:
        got = list(visitors.map(lambda turn: taken_along(address, [asked[turn % 2]]), range(4)))
    for turn, files in enumerate(got):
        assert files[asked[turn % 2]] == large(".csv", ("one", "other")[turn % 2])
