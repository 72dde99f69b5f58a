"""Points in zones as PostGIS has them, where a server with it is installed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.engine.kernels.test_inside import hard_positions, inside
from tests.engine.kernels.zones import ZONES


def _binaries() -> Path | None:
    """The folder of a PostgreSQL server that PostGIS is installed for."""
    for config in ("pg_config", *map(str, Path("/usr/lib/postgresql").glob("*/bin/pg_config"))):
        if (found := shutil.which(config)) is None:
            continue
        share, binaries = (
            subprocess.run([found, f"--{what}"], capture_output=True, text=True, check=True).stdout.strip()
            for what in ("sharedir", "bindir")
        )
        if Path(share, "extension", "postgis.control").exists() and Path(binaries, "initdb").exists():
            return Path(binaries)
    return None


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[str]]:
    """A PostGIS server of our own; the command that runs statements from its standard input."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server with PostGIS is installed here")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        pytest.skip("PostgreSQL does not run as root")
    folder = tmp_path_factory.mktemp("postgis")
    subprocess.run([binaries / "initdb", "-D", folder / "data", "-A", "trust", "-U", "tester"], check=True, capture_output=True)
    options = f"-c listen_addresses='' -k {folder}"
    subprocess.run([binaries / "pg_ctl", "-D", folder / "data", "-o", options, "-l", folder / "log", "-w", "start"], check=True)
    psql = [str(binaries / "psql"), "-h", str(folder), "-U", "tester", "-d", "postgres", "-tAq"]
    try:
        subprocess.run([*psql, "-c", "CREATE EXTENSION postgis"], check=True, capture_output=True)
        yield psql
    finally:
        subprocess.run([binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ZONES))
def test_points_lie_in_zones_where_postgis_has_them(database: list[str], name: str) -> None:
    lon, lat = hard_positions(ZONES[name]).T
    rows = ",".join(f"({number},{x!r},{y!r})" for number, (x, y) in enumerate(zip(lon.tolist(), lat.tolist(), strict=True)))
    zone = f"ST_GeomFromWKB('\\x{ZONES[name].wkb_hex}'::bytea)"
    points = f"(VALUES {rows}) AS p(n, x, y)"
    statement = " ".join(["SELECT n FROM", points, "WHERE ST_Covers(", zone, ", ST_MakePoint(x::float8, y::float8)) ORDER BY n"])
    said = subprocess.run(database, input=statement, capture_output=True, text=True, check=True).stdout
    assert np.flatnonzero(inside([ZONES[name]], lon, lat)[:, 0]).tolist() == [int(line) for line in said.split()]
