"""The compose file and what the documentation says of settings go by names that the dashboard knows."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "dashboard" / "settings.py").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "docs" / "deployment" / "compose.yaml").read_text(encoding="utf-8"))
PAGES = {path: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "users.md", ROOT / "docs" / "operation.md")}


def known(name: str) -> bool:
    return f'"{name.removesuffix("_FILE")}"' in SETTINGS


def test_every_setting_of_the_compose_file_is_known():
    told = COMPOSE["services"]["dashboard"]["environment"]
    assert [name for name in told if not name.startswith("STREAMLIT_") and not known(name)] == []
    assert told["STREAMLIT_SERVER_ADDRESS"] == "127.0.0.1"


def test_the_dashboard_of_the_compose_file_is_reached_through_the_proxy_alone():
    services = COMPOSE["services"]
    assert services["dashboard"]["network_mode"] == "service:proxy"
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert services["record"]["networks"] == ["back"]


def test_every_secret_of_the_compose_file_stands_in_a_file_of_its_own():
    for one in COMPOSE["services"].values():
        assert set(one.get("secrets", ())) <= set(COMPOSE["secrets"])
        for name, value in one.get("environment", {}).items():
            assert ("SECRET" in name or "PASSWORD" in name or name == "DATABASE_URL") <= name.endswith("_FILE"), (name, value)


@pytest.mark.parametrize("page", PAGES.values(), ids=[path.name for path in PAGES])
def test_every_setting_the_documentation_names_is_known(page):
    assert [name for name in set(re.findall(r"DASHBOARD_[A-Z_]+", page)) if not known(name)] == []
