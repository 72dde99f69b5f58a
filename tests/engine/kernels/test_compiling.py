"""Where compiled code is kept, and that nothing depends on its being compiled."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.domain.observation import Area, Point, Sector
from dashboard.engine.assess import assess
from dashboard.engine.kernels import compiling
from dashboard.engine.warm import warm
from tests.engine.builders import SQUARE, agreement, observation, provision, table, zone
from tests.engine.kernels.zones import met, star

_SAID = """
import json
from tests.engine.kernels.test_compiling import told
print(json.dumps(told()))
"""


def told() -> list[list[float]]:
    """Shares and distances of some places of every kind, and what they come to under a provision."""
    places = [
        Point(37.3, 48.4),
        Point(37.0, 48.5, 3_000.0),
        Point(37.01, 48.99, 20_000.0),
        Sector(37.1, 48.5, 270, 22.5, 3_000, 9_000, 1_000.0),
        Sector(37.5, 48.5, 90, 22.5, 3_000, 5_000),
        Area("R", star(40, reach=0.9)),
    ]
    result = assess(table([observation(one) for one in places]), agreement([zone()], [provision()]), engine_version="")
    held = (result.findings["finding"], result.findings["p_in_force"], result.verdicts, result.decisive)
    return [[float(value) for value in column] for column in (*met(places, SQUARE), *held)]


def test_the_functions_mean_the_same_uncompiled() -> None:
    environment = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
    plain = subprocess.run([sys.executable, "-c", _SAID], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(plain.stdout) == [pytest.approx(column, rel=1e-9, nan_ok=True) for column in told()]


def test_compiled_code_is_kept_beside_the_source_or_where_it_is_told(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    told, beside, at_home = compiling._folders()
    assert (told, beside.name, at_home.name) == (tmp_path, "__pycache__", "ceasefire-dashboard")


def test_without_a_folder_to_write_to_nothing_is_kept_and_everything_still_works(monkeypatch, tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    monkeypatch.setattr(compiling, "_folders", lambda: iter([nowhere / "below"]))
    monkeypatch.setattr(compiling._compiler.config, "CACHE_DIR", "")
    assert not compiling._keep_compiled()


def test_getting_ready_can_be_done_twice() -> None:
    warm()
    warm()
