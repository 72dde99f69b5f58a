"""A folder with what `assess` needs."""

from pathlib import Path

import pytest

from tests.cli.one_zone import AGREEMENT, GOOD, SQUARE, zones


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.csv").write_text(GOOD, encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    (tmp_path / "zones.geojson").write_text(zones(SQUARE), encoding="utf-8")
    return tmp_path
