"""Where things are: folders, from the environment or beside the program."""

import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_folder() -> Path:
    """Folder of what is loaded: `DASHBOARD_DATA`, else `var` in the working folder."""
    return Path(os.environ.get("DASHBOARD_DATA", "var"))


def database_url() -> str:
    """Address of the PostgreSQL server that keeps the record, `DATABASE_URL` or in the file that `DATABASE_URL_FILE` names.

    Empty where the data folder keeps it. SettingError where the file cannot be read.
    """
    return _secret("DATABASE_URL")


def theatre_folder() -> Path:
    """Folder of regions, places and basemap: `DASHBOARD_THEATRE`, else the one that comes with the program."""
    chosen = os.environ.get("DASHBOARD_THEATRE")
    return Path(chosen) if chosen else _HERE / "theatres" / "ukraine"


def sample_folder() -> Path:
    """Folder of the invented sample."""
    return _HERE.parent / "sample_data"


def templates_folder() -> Path:
    """Folder of published agreements to start from."""
    return _HERE / "templates"


def static_folder() -> Path:
    """Folder the web server serves to anyone: the map's scripts and the basemap, never data."""
    return _HERE / "static"


def used_folders() -> tuple[Path, Path, Path]:
    """Return the data, theatre and sample folders this process works on, as absolute paths."""
    return data_folder().resolve(), theatre_folder().resolve(), sample_folder().resolve()


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
"""Addresses that only this machine reaches."""


class SettingError(Exception):
    """What the environment says cannot be gone by; the message names the variable, what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class LoginSettings:
    """How people sign in: one OpenID Connect provider. cookie_secret: what the browser's cookie is signed with."""

    metadata_url: str
    client_id: str
    client_secret: str
    redirect_uri: str
    cookie_secret: str


def login_settings() -> LoginSettings | None:
    """Return how people sign in, None where nothing of it is set; SettingError where only a part is, or a part is no good."""
    found = {name: _secret(name) for name in _LOGIN}
    if not any(found.values()):
        return None
    if missing := [name for name, value in found.items() if not value]:
        raise SettingError(f"sign-in is configured in part only: {', '.join(missing)} (or the same with _FILE) is not set")
    settings = LoginSettings(**{field: found[name] for name, field in _LOGIN.items()})
    if not settings.redirect_uri.endswith("/oauth2callback"):
        raise SettingError(f"DASHBOARD_OIDC_REDIRECT_URI is {settings.redirect_uri!r}, expected one that ends in /oauth2callback")
    if len(settings.cookie_secret) < _SECRET_MIN:
        raise SettingError(
            f"DASHBOARD_COOKIE_SECRET has {len(settings.cookie_secret)} characters, expected at least {_SECRET_MIN}"
        )
    return settings


def first_administrator() -> str:
    """Subject or verified address of whom to make administrator while there is none: `DASHBOARD_ADMINISTRATOR`."""
    return os.environ.get("DASHBOARD_ADMINISTRATOR", "").strip()


def longest_session() -> timedelta:
    """How long somebody stays signed in: `DASHBOARD_SESSION_HOURS`, 12 unless told otherwise."""
    return timedelta(hours=_number("DASHBOARD_SESSION_HOURS", 12, most=24 * 30))


def check_period_s() -> float:
    """How often an open page looks whether its person may still see it, in seconds: `DASHBOARD_CHECK_SECONDS`, at most 30."""
    return _number("DASHBOARD_CHECK_SECONDS", 30, most=30)


def open_without_login() -> bool:
    """Whether everybody who reaches the port may do everything, on any address: `DASHBOARD_OPEN_TO_ALL=yes`."""
    return os.environ.get("DASHBOARD_OPEN_TO_ALL", "") == "yes"


_LOGIN = {
    "DASHBOARD_OIDC_METADATA_URL": "metadata_url",
    "DASHBOARD_OIDC_CLIENT_ID": "client_id",
    "DASHBOARD_OIDC_CLIENT_SECRET": "client_secret",
    "DASHBOARD_OIDC_REDIRECT_URI": "redirect_uri",
    "DASHBOARD_COOKIE_SECRET": "cookie_secret",
}
_SECRET_MIN = 32


def _secret(name: str) -> str:
    """Return what a variable says, or what stands in the file that the one with _FILE names."""
    path = os.environ.get(f"{name}_FILE", "")
    if not path:
        return os.environ.get(name, "").strip()
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{name}_FILE names {path}, which cannot be read: {error}") from error


def _number(name: str, otherwise: float, *, most: float) -> float:
    said = os.environ.get(name, "").strip() or str(otherwise)
    try:
        value = float(said)
    except ValueError:
        value = 0.0
    if not 0 < value <= most:
        raise SettingError(f"{name} is {said!r}, expected a number above 0, at most {most:g}")
    return value
