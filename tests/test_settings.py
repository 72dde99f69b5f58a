"""What the environment says of sign-in: all of it or nothing, and nothing that is no good."""

from datetime import timedelta

import pytest

from dashboard.settings import LoginSettings, SettingError, check_period_s, login_settings, longest_session
from dashboard.ui.login import refuse_open_door

WHOLE = {
    "DASHBOARD_OIDC_METADATA_URL": "https://id.example/.well-known/openid-configuration",
    "DASHBOARD_OIDC_CLIENT_ID": "dashboard",
    "DASHBOARD_OIDC_CLIENT_SECRET": "c" * 20,
    "DASHBOARD_OIDC_REDIRECT_URI": "https://dash.example/oauth2callback",
    "DASHBOARD_COOKIE_SECRET": "k" * 32,
}


@pytest.fixture
def environment(monkeypatch):
    for name in WHOLE:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(f"{name}_FILE", raising=False)
    monkeypatch.delenv("DASHBOARD_OPEN_TO_ALL", raising=False)
    return lambda **told: [monkeypatch.setenv(name, value) for name, value in told.items()]


def test_without_any_of_it_nobody_signs_in(environment):
    assert login_settings() is None


def test_with_all_of_it_people_sign_in(environment):
    environment(**WHOLE)
    assert login_settings() == LoginSettings(*WHOLE.values())


@pytest.mark.parametrize("missing", WHOLE)
def test_a_part_of_it_is_refused_rather_than_taken_for_nothing(environment, missing):
    environment(**{name: value for name, value in WHOLE.items() if name != missing})
    with pytest.raises(SettingError, match=missing):
        login_settings()


def test_a_secret_may_stand_in_a_file(environment, tmp_path):
    (tmp_path / "secret").write_text("s" * 40 + "\n")
    environment(**{name: value for name, value in WHOLE.items() if name != "DASHBOARD_COOKIE_SECRET"})
    environment(DASHBOARD_COOKIE_SECRET_FILE=str(tmp_path / "secret"))
    assert login_settings().cookie_secret == "s" * 40
    environment(DASHBOARD_COOKIE_SECRET_FILE=str(tmp_path / "gone"))
    with pytest.raises(SettingError, match="which cannot be read"):
        login_settings()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DASHBOARD_COOKIE_SECRET", "short", "has 5 characters, expected at least 32"),
        ("DASHBOARD_OIDC_REDIRECT_URI", "https://dash.example/", "ends in /oauth2callback"),
    ],
)
def test_what_is_no_good_is_refused(environment, name, value, said):
    environment(**(WHOLE | {name: value}))
    with pytest.raises(SettingError, match=said):
        login_settings()


@pytest.mark.parametrize("address", [None, "0.0.0.0", "192.168.1.5", "::"])  # noqa: S104 # that is what is refused
def test_where_nobody_signs_in_only_this_machine_is_served(environment, address):
    with pytest.raises(SettingError, match="nobody signs in"):
        refuse_open_door(address)
    environment(DASHBOARD_OPEN_TO_ALL="yes")
    refuse_open_door(address)


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1"])
def test_this_machine_is_served_without_sign_in(environment, address):
    refuse_open_door(address)


def test_where_people_sign_in_any_address_is_served(environment):
    environment(**WHOLE)
    refuse_open_door(None)


def test_how_long_a_session_lasts_and_how_often_it_is_looked_at_are_settings_with_limits(environment):
    assert longest_session() == timedelta(hours=12)
    assert check_period_s() == 30
    environment(DASHBOARD_SESSION_HOURS="0.5", DASHBOARD_CHECK_SECONDS="2")
    assert longest_session() == timedelta(minutes=30)
    assert check_period_s() == 2
    for wrong in ("31", "0", "-1", "soon", "nan"):
        environment(DASHBOARD_CHECK_SECONDS=wrong)
        with pytest.raises(SettingError, match="at most 30"):
            check_period_s()
