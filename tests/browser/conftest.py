"""A real Streamlit server and a real Chromium that can reach nothing but this machine."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

from tests.browser.runs import PATIENCE_MS, watch_runs

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = {"127.0.0.1", "localhost", "::1"}
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.enable_socket)
            # On a busy machine a page can be slower than a test's patience; what is wrong on it is wrong the third time too.
            item.add_marker(pytest.mark.flaky(reruns=2))


@dataclass
class Visit:
    """A page, and what it tried that it must not."""

    page: Page
    outside: list[str] = field(default_factory=list)
    """Addresses on other hosts that were asked for; each came to nothing."""
    dialogs: list[str] = field(default_factory=list)
    """Messages of alerts that a script opened."""
    errors: list[str] = field(default_factory=list)
    """Uncaught errors of scripts."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one named by $CHROMIUM, an installed one, or Playwright's own."""
    named = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(executable_path=named, args=CHROMIUM_ARGUMENTS)
        except Error as error:
            reason = f"NO BROWSER: what only a browser shows was not tested; install chromium or set CHROMIUM ({error.message})"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """A fresh page of 1440 by 900; every request to another host is recorded, and comes to nothing."""
    with open_visit(browser, width=1440, height=900) as opened:
        yield opened


@pytest.fixture
def visit_of(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Open pages of a given size and colour scheme: `visit_of(width=390, height=844, color_scheme="dark")`."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(open_visit(browser, **options))


class open_visit:  # noqa: N801 - reads as a function where it is used
    def __init__(self, browser: Browser, *, width: int, height: int, **options: str | bool) -> None:
        self._context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block", **options)
        self._context.set_default_timeout(PATIENCE_MS)
        watch_runs(self._context)

    def __enter__(self) -> Visit:
        visit = Visit(self._context.new_page())
        # Noted, not stopped here: Chromium knows no other host, and would cache nothing if each request were held up.
        self._context.on("request", lambda request: _note_outside(request.url, visit))
        visit.page.on("websocket", lambda opened: _note_outside(opened.url, visit))
        visit.page.on("dialog", lambda dialog: (visit.dialogs.append(dialog.message), dialog.dismiss()))
        visit.page.on("pageerror", lambda error: visit.errors.append(error.message))
        return visit

    def __exit__(self, *_: object) -> None:
        self._context.close()


def _note_outside(url: str, visit: Visit) -> None:
    parts = urlsplit(url)
    if parts.scheme not in {"data", "blob", "about"} and parts.hostname not in LOOPBACK:
        visit.outside.append(url)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Start `streamlit run <script>` from the repository's root on a free port of this machine; return its address."""
    started: list[subprocess.Popen[bytes]] = []

    def start(script: Path, **environment: str) -> str:
        port = _free_port()
        command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": path} | environment)
        started.append(process)
        address = f"http://127.0.0.1:{port}"
        _wait_until_healthy(address, process)
        return address

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    _wait_until_answering(f"{address}/_stcore/health", process)


def _wait_until_answering(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server at {address} ended with code {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server at {address} did not answer within 60 s")
