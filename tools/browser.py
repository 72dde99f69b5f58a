"""Bring a browser for the tests: Debian's Chromium where that may be installed, else one already here, else Playwright's own.

`python -m tools.browser`. Where none can be had it says so and leaves it to the tests to skip loudly, or with CI=true to fail.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300")


def installed() -> str | None:
    """Return the path of an installed browser, the one named by $CHROMIUM first."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Install a browser unless there is one; the exit code is 0 either way, since the tests decide what a missing one means."""
    if installed() or (_may_use_apt() and _from_debian()) or _from_playwright():
        return 0
    print("no browser could be installed: tests that need one will say so", file=sys.stderr)
    return 0


def _may_use_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _from_debian() -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = ((*_APT, "update", "-q"), (*_APT, "install", "-y", "-q", "--no-install-recommends", "chromium"))
    return all(subprocess.run(step, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0 for step in steps)


def _from_playwright() -> bool:
    return subprocess.run((sys.executable, "-m", "playwright", "install", "chromium"), check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
