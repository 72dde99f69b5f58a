"""From an address typed to a settled page, first and second visit, against a plain Streamlit page; in turn and in one run."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 3
PATIENCE_S = 120
OURS, USUAL = ("-m", "dashboard"), ("-m", "streamlit", "run", "bench/usual_page.py")
PORTS = (8791, 8792)
HEAD_START_S = 5
"""How long a person takes from the word that the server is up to the address."""
DONE = "[data-testid=stApp][data-test-script-state=notRunning]"
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)


def main() -> None:
    """Print seconds until each page is painted on the first visit of a new server and on later ones, and the ratios."""
    with ExitStack() as stack:
        data = stack.enter_context(tempfile.TemporaryDirectory())
        ours, usual = (stack.enter_context(_served(one, port, data)) for one, port in zip((OURS, USUAL), PORTS, strict=True))
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM))
        own = [_seconds(browser, ours, has_map=True) for _ in range(ROUNDS)]
        plain = [_seconds(browser, usual, has_map=False) for _ in range(ROUNDS)]
        browser.close()
    for name, seconds in (("dashboard", own), ("plain page, no verdicts", plain)):
        print(f"{name:24} first visit {seconds[0]:5.1f} s, later {statistics.median(seconds[1:]):5.1f} s")
    later = statistics.median(own[1:]) / statistics.median(plain[1:])
    print(f"the dashboard takes {own[0] / plain[0]:.1f} times as long on the first visit, {later:.1f} times later")


@contextmanager
def _served(arguments: tuple[str, ...], port: int, data: str) -> Iterator[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASHBOARD_DATA": data, "STREAMLIT_SERVER_PORT": str(port)}
    server = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        time.sleep(HEAD_START_S)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"the server at {address} did not answer within {PATIENCE_S} s")


def _seconds(browser: Browser, address: str, *, has_map: bool) -> float:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(PATIENCE_S * 1000)
    start = time.perf_counter()
    page.goto(address)
    if has_map:
        page.locator("iframe").first.wait_for(state="attached")
        page.frame_locator("iframe").first.locator(".cf-legend summary").wait_for()
    else:
        page.locator("[data-testid=stDataFrame]").wait_for()
    page.locator(DONE).wait_for()
    seconds = time.perf_counter() - start
    page.close()
    return seconds
