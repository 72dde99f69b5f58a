"""How people sign in, handed to Streamlit in this process: no secret is ever written to a file."""

import os
import threading
import tomllib
from pathlib import Path

from streamlit.runtime.secrets import SecretsValue, secrets_singleton

from dashboard.settings import LOOPBACK, LoginSettings, SettingError, login_settings, open_without_login

_ONCE = threading.Lock()


def prepare_login() -> LoginSettings | None:
    """Read how people sign in and let Streamlit know; None where nobody does. SettingError.

    Called before the server starts, so that a browser's cookie is read rightly from the first visit on, and by every page.
    """
    settings = login_settings()
    if settings is not None:
        with _ONCE:
            _hand_over(settings)
    return settings


def refuse_open_door(address: str | None) -> None:
    """SettingError where others could reach a dashboard on which nobody signs in. address: what it serves on, None for all."""
    if login_settings() is None and address not in LOOPBACK and not open_without_login():
        raise SettingError(
            f"nobody signs in, so the dashboard serves on this machine only, but its address is {address or 'every one it has'}; "
            "configure sign-in (docs/users.md), serve on 127.0.0.1, or let everybody in with DASHBOARD_OPEN_TO_ALL=yes"
        )


def address_to_serve() -> str | None:
    """Return the address that the server will listen on, as environment and files say; None for all of them.

    Streamlit's own reading of them cannot be asked before it starts: it would take what follows for a change.
    """
    said = os.environ.get("STREAMLIT_SERVER_ADDRESS", "")
    for folder in (Path.cwd(), Path.home()):
        file = folder / ".streamlit" / "config.toml"
        if not said and file.is_file():
            said = str(tomllib.loads(file.read_text(encoding="utf-8")).get("server", {}).get("address", ""))
    return said or None


def _hand_over(settings: LoginSettings) -> None:
    section: dict[str, SecretsValue] = {
        "redirect_uri": settings.redirect_uri,
        "cookie_secret": settings.cookie_secret,
        "client_id": settings.client_id,
        "client_secret": settings.client_secret,
        "server_metadata_url": settings.metadata_url,
    }
    # Not Streamlit's documented file `secrets.toml`: what it reads from one is what is put here.
    if secrets_singleton._programmatic_secrets != {"auth": section}:  # there is no public way to ask
        secrets_singleton.merge_programmatic_secrets({"auth": section})
