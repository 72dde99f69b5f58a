"""Bring a PostgreSQL server with PostGIS for the tests: Debian's packages, where those may be installed.

`python -m tools.postgres`. Where none can be had it says so and leaves it to the tests to skip loudly, or with CI=true to fail.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = ("postgresql", "postgresql-postgis")
"""Each depends on whichever version the Debian at hand has."""
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/usr/local/pgsql/bin", "/opt/homebrew/opt/postgresql*/bin")
_APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300")


def binaries() -> Path | None:
    """Return the folder of a server's programs: the one $POSTGRES_BIN names, else the newest with PostGIS, else the newest."""
    if named := os.environ.get("POSTGRES_BIN"):
        return Path(named)
    on_path = [Path(found).resolve().parent for found in (shutil.which("initdb"),) if found]
    usual = [folder for pattern in _FOLDERS for folder in sorted(Path("/").glob(pattern[1:]), key=_version, reverse=True)]
    whole = [folder for folder in (*on_path, *usual) if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return next(filter(has_postgis, whole), next(iter(whole), None))


def has_postgis(folder: Path) -> bool:
    """Whether the server whose programs lie in a folder could make the extension PostGIS."""
    config = folder / "pg_config"
    if not config.exists():
        return False
    said = subprocess.run((config, "--sharedir"), capture_output=True, text=True, check=True).stdout
    return Path(said.strip(), "extension", "postgis.control").exists()


def main() -> int:
    """Install a server unless there is one; the exit code is 0 either way, since the tests decide what a missing one means."""
    found = binaries()
    if (found is not None and has_postgis(found)) or (_may_use_apt() and _from_debian()):
        return 0
    print("no PostgreSQL with PostGIS could be installed: tests that need one will say so", file=sys.stderr)
    return 0


def _version(folder: Path) -> tuple[int, ...]:
    digits = "".join(sign if sign.isdigit() else " " for sign in folder.parent.name)
    return tuple(map(int, digits.split()))


def _may_use_apt() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _from_debian() -> bool:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = ((*_APT, "update", "-q"), (*_APT, "install", "-y", "-q", "--no-install-recommends", *PACKAGES))
    return all(subprocess.run(step, env=quiet, check=False, stdout=subprocess.DEVNULL).returncode == 0 for step in steps)


if __name__ == "__main__":
    sys.exit(main())
