"""The compose file and what the documentation says of settings go by names that the dashboard knows."""

import re
from pathlib import Path

import pytest
import yaml
from streamlit import config

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "dashboard" / "settings.py").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "docs" / "deployment" / "compose.yaml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "docs" / "deployment" / "Dockerfile").read_text(encoding="utf-8")
NGINX = (ROOT / "docs" / "deployment" / "nginx.conf").read_text(encoding="utf-8")
DASHBOARD = COMPOSE["services"]["dashboard"]
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


def test_every_option_of_the_server_in_the_compose_file_is_one_it_has():
    told = [name for name in DASHBOARD["environment"] if name.startswith("STREAMLIT_")]
    options = {"STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])|\.", "_", name).upper() for name in config._config_options_template}
    assert told
    assert [name for name in told if name not in options] == []


def test_all_that_people_sign_in_with_is_told(monkeypatch, tmp_path):
    from dashboard.settings import login_settings

    for name, value in DASHBOARD["environment"].items():
        (tmp_path / name).write_text("x" * 40)
        monkeypatch.setenv(name, str(tmp_path / name) if name.endswith("_FILE") else value)
    settings = login_settings()
    assert settings is not None
    assert settings.redirect_uri == "https://dash.example.org/oauth2callback"


def test_proxy_health_check_and_dashboard_speak_of_one_port_and_host():
    port, host = DASHBOARD["environment"]["STREAMLIT_SERVER_PORT"], DASHBOARD["environment"]["STREAMLIT_SERVER_ALLOWED_HOSTS"]
    assert f"server 127.0.0.1:{port};" in NGINX
    assert f"http://127.0.0.1:{port}/_stcore/health" in DASHBOARD["healthcheck"]["test"][-1]
    assert set(re.findall(r"server_name (.*);", NGINX)) == {host}
    assert f"client_max_body_size {config.get_option('server.maxUploadSize')}m;" in NGINX


def test_what_the_image_writes_to_is_a_volume_and_what_it_starts_is_there():
    (volume,) = DASHBOARD["volumes"]
    name, path = volume.split(":")
    assert name in COMPOSE["volumes"]
    assert path == DASHBOARD["environment"]["DASHBOARD_DATA"]
    assert f"VOLUME {path}" in DOCKERFILE
    assert f"chown dashboard {path}" in DOCKERFILE
    assert (ROOT / DASHBOARD["build"]["dockerfile"]).is_file()
    for copied in re.findall(r"^COPY (\S+) \.$", DOCKERFILE, re.MULTILINE):
        assert (ROOT / copied).exists(), copied


def test_each_secret_belongs_to_whoever_reads_it():
    (uid,) = re.findall(r"--uid (\d+)", DOCKERFILE)
    said = (ROOT / "docs" / "deployment" / "compose.yaml").read_text(encoding="utf-8")
    assert f"chown {uid} {' '.join(DASHBOARD['secrets'])}" in said


def test_every_step_of_the_image_names_functions_that_are_there():
    import importlib

    steps = re.findall(r"from (dashboard[\w.]+) import ([\w, ]+?)(?:;|\")", DOCKERFILE)
    assert len(steps) >= 6
    for module, names in steps:
        for name in names.split(", "):
            assert hasattr(importlib.import_module(module), name), (module, name)
