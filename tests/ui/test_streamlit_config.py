import tomllib
from pathlib import Path

import pytest
from streamlit import config

SETTINGS = tomllib.loads((Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


def flat(table: dict, prefix: str = "") -> dict:
    pairs: dict = {}
    for name, value in table.items():
        pairs |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return pairs


@pytest.mark.parametrize("key", sorted(flat(SETTINGS)))
def test_every_setting_is_one_that_this_streamlit_knows(key):
    assert key in config.get_config_options()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("server.address", "127.0.0.1"),
        ("server.headless", True),
        ("server.enableStaticServing", True),
        ("server.enableXsrfProtection", True),
        ("server.enableCORS", True),
        ("server.maxUploadSize", 200),
        ("browser.gatherUsageStats", False),
        ("client.showErrorDetails", "none"),
        ("client.showErrorLinks", False),
        ("client.disableDataExport", True),
        ("client.toolbarMode", "minimal"),
    ],
)
def test_the_server_is_hardened(key, value):
    assert flat(SETTINGS)[key] == value


def test_no_setting_names_another_host():
    assert not [value for value in flat(SETTINGS).values() if "//" in str(value)]
